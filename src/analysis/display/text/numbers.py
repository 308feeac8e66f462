"""How numbers are said: growth, amounts and periods in both languages."""

import math


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
    if math.isnan(value):
        return "未公布" if lang == "zh" else "withheld"
    if unit == "10k_cny":
        if abs(value) >= 1e4:
            return f"{value / 1e4:,.2f}亿元" if lang == "zh" else f"CNY {value / 1e4 / 10:,.2f} bn"
        return f"{value:,.0f}万元" if lang == "zh" else f"CNY {value / 100:,.2f} m"
    if unit == "persons":
        return f"{value:,.0f}人" if lang == "zh" else f"{value:,.0f} persons"
    if unit == "10k_kwh":
        if lang == "en":
            return f"{value / 100:,.1f} GWh"
        return f"{value / 1e4:,.2f}亿千瓦时" if abs(value) >= 1e4 else f"{value:,.0f}万千瓦时"
    return f"{value:,.1f}"


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
