"""How numbers are said: growth, amounts and periods in both languages."""

import math
from collections.abc import Iterable


def percent(value: float, lang: str, places: int = 1) -> str:
    """Say a growth rate: 增长7.6%, 下降3.2%, 持平; grew 7.6%, fell 3.2%, was unchanged.

    Parameters
    ----------
    value
        Growth as a fraction (0.076); not a number is said as 无法计算.
    """
    if math.isnan(value):
        return "增速无法计算" if lang == "zh" else "cannot be compared"
    size = f"{abs(value) * 100:.{places}f}%"
    if float(size[:-1]) == 0:
        return "持平" if lang == "zh" else "was unchanged"
    if lang == "zh":
        return f"{'增长' if value > 0 else '下降'}{size}"
    return f"{'grew' if value > 0 else 'fell'} {size}"


def points(value: float, lang: str, places: int = 1) -> str:
    """Say percentage points with their sign: 1.2个百分点; 1.2 percentage points."""
    return (
        f"{value:.{places}f}个百分点" if lang == "zh" else f"{value:.{places}f} percentage points"
    )


def amount(value: float, unit: str, lang: str) -> str:
    """Say an amount in the unit people use: 10k_cny as 亿元 or 万元, persons with thousands."""
    return amounts([value], unit, lang)[0]


def amounts(values: Iterable[float], unit: str, lang: str, *, change: bool = False) -> list[str]:
    """Say the amounts of a column, all in the unit that suits the largest.

    Parameters
    ----------
    change
        Whether they are changes, which carry their sign.
    """
    column = list(values)
    largest = max((abs(x) for x in column if not math.isnan(x)), default=0.0)
    divisor, places, said = _scale(largest, unit, lang == "zh")
    missing = "未公布" if lang == "zh" else "withheld"
    sign = "+" if change else ""
    return [
        missing if math.isnan(x) else said.format(f"{x / divisor:{sign},.{places}f}")
        for x in column
    ]


def _scale(largest: float, unit: str, zh: bool) -> tuple[float, int, str]:
    """What to divide by, digits after the point, and the words around the number."""
    if unit == "10k_cny":
        if largest >= 1e4:
            return (1e4, 2, "{}亿元") if zh else (1e5, 2, "CNY {} bn")
        return (1.0, 0, "{}万元") if zh else (100.0, 2, "CNY {} m")
    if unit == "persons":
        return 1.0, 0, "{}人" if zh else "{} persons"
    if unit == "10k_kwh":
        if not zh:
            return 100.0, 1, "{} GWh"
        return (1e4, 2, "{}亿千瓦时") if largest >= 1e4 else (1.0, 0, "{}万千瓦时")
    return 1.0, 1, "{}"


def year_to_date(period: str, lang: str) -> str:
    """Say a cumulative period: 2022年1—11月; January–November 2022."""
    year, month = int(period[:4]), int(period[5:])
    if lang == "zh":
        return f"{year}年1—{month}月" if month > 1 else f"{year}年1月"
    from calendar import month_name

    return f"January–{month_name[month]} {year}" if month > 1 else f"January {year}"


def month(period: str, lang: str) -> str:
    """Say a single month: 2022年11月; November 2022."""
    year, number = int(period[:4]), int(period[5:])
    if lang == "zh":
        return f"{year}年{number}月"
    from calendar import month_name

    return f"{month_name[number]} {year}"
