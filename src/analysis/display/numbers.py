"""How numbers are said: growth, amounts, gaps, counts and periods in both languages.

The sign of what is said is that of the printed number, so that -0.04 with one digit is no fall.
"""

import math
from calendar import month_name
from collections.abc import Iterable

from analysis.tables.units import CURRENCIES

CHANGES = {
    "zh": ("增长{}", "下降{}", "持平"),
    "en": ("grew {}", "fell {}", "was unchanged"),
}
POINTS = {"zh": "{}个百分点", "en": "{} percentage points"}
CHANCES = {
    "zh": ("不足1%", "{}%", "99%以上"),
    "en": ("below 1%", "{}%", "above 99%"),
}
SHARES = {"zh": ("不足0.1%", "{}%"), "en": ("under 0.1%", "{}%")}
OVER = {"zh": "{}余", "en": "over {:,}"}
DIFFERENCES = {
    "zh": ("增加{}", "减少{}", "持平"),
    "en": ("rose by {}", "fell by {}", "was unchanged"),
}
HEDGED = {
    "zh": {"at_least": "{}{}以上", "nearly": "近{}{}", "above": "超{}{}", "about": "{}{}左右"},
    "en": {
        **{"at_least": "at least {} {}", "nearly": "nearly {} {}"},
        **{"above": "more than {} {}", "about": "about {} {}"},
    },
}
WITHIN = 0.02
"""How far a plan may be from the round number that it is said to be about."""
ALMOST = 0.95
"""The share of a round number from which a count is nearly that."""
WITHHELD = {"zh": "未公布", "en": "withheld"}
SCALES: dict[str, list[tuple[float, float, int, str]]] = {
    "10k_cny zh": [(1e4, 1e4, 2, "{}亿元"), (0, 1, 0, "{}万元")],
    "10k_cny en": [(1e4, 1e5, 2, "CNY {} bn"), (0, 100, 2, "CNY {} m")],
    "10k_kwh zh": [(1e4, 1e4, 2, "{}亿千瓦时"), (0, 1, 0, "{}万千瓦时")],
    "10k_kwh en": [(0, 100, 1, "{} GWh")],
    "persons zh": [(0, 1, 0, "{}人")],
    "persons en": [(0, 1, 0, "{} persons")],
    **{
        f"10k_{code.lower()} {lang}": scale
        for code, name in CURRENCIES.items()
        for lang, scale in {
            "zh": [(1e4, 1e4, 2, f"{{}}亿{name}"), (0, 1, 0, f"{{}}万{name}")],
            "en": [(1e4, 1e5, 2, f"{code} {{}} bn"), (0, 100, 2, f"{code} {{}} m")],
        }.items()
    },
}
"""Unit and language → from which size on, what to divide by, digits, the words around it."""


def fixed(value: float, places: int = 1, grouped: bool = False) -> str:
    """Write a number with so many digits after the point; no minus before zero."""
    return f"{value:z{',' if grouped else ''}.{places}f}"


def sign(value: float, places: int = 1) -> int:
    """Return 1, -1 or 0: the sign of the number as `fixed` prints it."""
    printed = float(fixed(value, places))
    return (printed > 0) - (printed < 0)


def signed(value: float, places: int = 0, grouped: bool = False) -> str:
    """Write a change with its sign, which zero has none of: +3, -1.25, 0."""
    plus = "+" if sign(value, places) > 0 else ""
    return plus + fixed(value, places, grouped)


def printed_change(now: float, before: float, places: int = 1) -> float:
    """Return the difference of two figures as they are printed: who subtracts them gets the same.

    From 10.27 to 9.64, printed as 10.3 and 9.6, it is 0.7 and not 0.63; missing where either is.
    """
    return round(float(fixed(now, places)) - float(fixed(before, places)), places)


def change(pct: float, lang: str, places: int = 1) -> str:
    """Say a growth rate in percent: 增长7.6%, 下降3.2%, 持平; grew 7.6%, fell 3.2%, …."""
    up, down, level = CHANGES[lang]
    said = {1: up, -1: down, 0: level}[sign(pct, places)]
    return said.format(f"{fixed(abs(pct), places)}%")


def points(value: float, lang: str, places: int = 1) -> str:
    """Say the size of a gap between rates: 1.2个百分点; 1.2 percentage points."""
    return POINTS[lang].format(fixed(abs(value), places))


def chance(pct: float, lang: str) -> str:
    """Say a probability in percent; never as certain or impossible."""
    none, some, all_ = CHANCES[lang]
    return none if pct < 1 else all_ if pct > 99 else some.format(fixed(pct, 0))


def share(pct: float, lang: str) -> str:
    """Say the size of a part in percent; of one that is there never as nothing: 3.8%, 不足0.1%."""
    little, some = SHARES[lang]
    return some.format(fixed(abs(pct))) if sign(pct) or not pct else little


def over(value: float, lang: str) -> str:
    """Say a count by its two leading digits: 1,237 as 1200余; one that is round, as it is."""
    cut = _cut(value)
    return fixed(value, 0) if cut <= 0 or cut == value else OVER[lang].format(cut)


def difference(value: float, lang: str, word: str = "", places: int = 0) -> str:
    """Say a change of a number: 增加22家, 减少3家, 持平; rose by 22, fell by 3, was unchanged."""
    up, down, level = DIFFERENCES[lang]
    said = {1: up, -1: down, 0: level}[sign(value, places)]
    return said.format(_with_word(fixed(abs(value), places), word, lang))


def at_least(value: float, lang: str, word: str = "") -> str:
    """Say a number by the round one that it is not below: 127家 is 120家以上.

    Of a forecast, `value` is the lower end of its interval.

    Raises
    ------
    ValueError
        If nothing above zero is reached.
    """
    if (low := _cut(value)) <= 0:
        raise ValueError(f"{value:g}以上")
    return _hedged("at_least", low, lang, word)


def above(value: float, lang: str, word: str = "") -> str:
    """Say a count by the round one that it exceeds: 1,237 is 超1200; a round one as it is."""
    low = _cut(value)
    return _hedged("above", low, lang, word) if 0 < low < value else _exact(value, lang, word)


def nearly(value: float, lang: str, word: str = "") -> str:
    """Say a count by the next round one, if it has 95 % of it: 967 is 近1000."""
    digits = len(str(math.floor(max(value, 0))))
    for step in (10 ** (digits - 1), 10 ** max(digits - 2, 0)):
        high = math.ceil(value / step) * step
        if value < high and value / high >= ALMOST:
            return _hedged("nearly", high, lang, word)
    return _exact(value, lang, word)


def about(value: float, lang: str, word: str = "", places: int = 1) -> str:
    """Say what is planned by the nearest number in fives, if that is 2 % away or less.

    14.8% is 15%左右; 13% stays what it is.
    """
    digits = len(str(math.floor(max(value, 0))))
    step = 5 * 10 ** max(digits - 2, 0)
    near = round(value / step) * step
    if near > 0 and value != near and abs(value / near - 1) <= WITHIN:
        return _hedged("about", near, lang, word)
    return _with_word(fixed(value, places), word, lang)


def _cut(value: float) -> int:
    """The two leading digits of a number, zeros behind them."""
    whole = math.floor(value)
    step = 10 ** max(len(str(abs(whole))) - 2, 0)
    return whole // step * step


def _hedged(kind: str, number: int, lang: str, word: str) -> str:
    return HEDGED[lang][kind].format(number, word).rstrip()


def _exact(value: float, lang: str, word: str) -> str:
    return _with_word(fixed(value, 0), word, lang)


def _with_word(number: str, word: str, lang: str) -> str:
    between = " " if word and lang == "en" and word != "%" else ""
    return number + between + word


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
    _, divisor, places, said = _scale(unit, lang, largest)
    write = signed if change else fixed
    return [
        WITHHELD[lang] if math.isnan(x) else said.format(write(x / divisor, places, grouped=True))
        for x in column
    ]


def _scale(unit: str, lang: str, largest: float) -> tuple[float, float, int, str]:
    scales = SCALES.get(f"{unit} {lang}", [(0, 1, 1, "{}")])
    return next(scale for scale in scales if largest >= scale[0])


def year_to_date(period: str, lang: str) -> str:
    """Say a cumulative period: 2022年1—11月; January–November 2022."""
    year, number = int(period[:4]), int(period[5:])
    if number == 1:
        return month(period, lang)
    return {
        "zh": f"{year}年1—{number}月",
        "en": f"January–{month_name[number]} {year}",
    }[lang]


def month(period: str, lang: str) -> str:
    """Say a single month: 2022年11月; November 2022."""
    year, number = int(period[:4]), int(period[5:])
    return {"zh": f"{year}年{number}月", "en": f"{month_name[number]} {year}"}[lang]
