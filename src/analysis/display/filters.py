"""The filters of templates: `{{ growth | change }}` → 增长3.5%, grew 3.5%.

One set for pages and documents. `FILTERS` and `TESTS` fit any Jinja environment whose templates
are rendered with `lang`, "zh" or "en". What is missing has no words: it raises `LeftOutError`.

    change(places=1)              growth in percent     增长3.5%, 下降3.2%, 持平
    by_sign(up, down, level,      the word for above, below or at zero, by the number printed
            places=1)
    difference(word, places=0)    增加22家, 减少3家, 持平
    amount(unit, beside)          4,982.16亿元, 9,999万元, 235,001人; in the unit that suits the
                                  largest of it and of the values `beside` it in the sentence
    unit                          the name of a unit, of money in the city's currency: 万元/亩
    points(places=1)              the size of a gap     1.2个百分点
    fixed(places=1)               1.2                   grouped=true for 1,234.5
    trimmed(places=1)             80, 86.7: without zeros at the end
    signed(places=0)              +3, -1, 0
    chance                        a probability in percent: 88%, 99%以上, 不足1%
    share                         the size of a part in percent: 3.8%, 不足0.1%
    count(one, many)              3个县; 1 county, 3 counties
    listed(most, between, quoted) 甲、乙; a, b            of a list; most: 等5个, and 3 more
    named(most=1, after=0)        甲、乙: the first of a list, without how many there are
    size                          without the sign, before another filter
    capital                       the city → The city, where an English sentence begins
    over                          1,237 → 1200余
    above(word), nearly(word)     1,237 → 超1200家; 967 → 近1000家
    at_least(word, low)           127 → 120家以上; by the low end of a forecast, if given
    about(word, places)           of plans: 14.8 → 15%左右; digits as the unit of a named figure has
    against(target)               均超额完成, 均完成, 未全部完成   of a list
    year_to_date, month           2022年1—11月, 2022年11月

The test `known` tells whether a slot has a value: `when: growth is known`.
"""

import math
from collections.abc import Iterable
from numbers import Integral, Real
from typing import Any

import numpy as np
import pandas as pd
from jinja2 import Undefined, UndefinedError, pass_context
from jinja2.runtime import Context

from analysis.display import numbers
from analysis.display.labels import unit_label
from analysis.tables.units import UNITS, in_currency

LISTS = {"zh": ("、", "“{}”", "等{every}个"), "en": (", ", "{}", " and {left} more")}
"""Between the members, around each, after the last where some are left out."""
BEFORE_A_WORD = {"zh": "", "en": " "}
AGAINST = {
    "zh": ("均超额完成", "均完成", "未全部完成"),
    "en": ("all exceeded", "all met", "did not all meet"),
}
"""Where all are above a target, where none is below it, else."""


class LeftOutError(UndefinedError):
    """What cannot be said: a slot is missing or withheld, or a condition does not hold."""


def missing(value: Any) -> bool:
    """Whether a value has no words: None, NA, not a number, infinite, masked, undefined."""
    if value is None or value is np.ma.masked or isinstance(value, Undefined):
        return True
    if isinstance(value, Real) and not isinstance(value, Integral):
        return not math.isfinite(value)
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def known(value: Any) -> bool:
    """Whether a slot has a value that can be said."""
    return not missing(value)


def plain(value: Any) -> Any:
    """Let through what a template prints without a filter; no minus before zero."""
    if isinstance(value, Undefined):
        str(value)  # raises as the environment wants it
    if missing(value):
        raise LeftOutError("a value is missing")
    return value + 0 if isinstance(value, Real) and not isinstance(value, bool) else value


def _number(value: Any) -> float:
    return float(plain(value))


@pass_context
def change(context: Context, value: Any, places: int = 1) -> str:
    """Say growth in percent."""
    return numbers.change(_number(value), context["lang"], places)


def by_sign(value: Any, up: str, down: str, level: str = "", places: int = 1) -> str:
    """Choose a word by the sign of the number as it is printed."""
    sign = numbers.sign(_number(value), places)
    return up if sign > 0 or (sign == 0 and not level) else down if sign < 0 else level


@pass_context
def difference(context: Context, value: Any, word: str = "", places: int = 0) -> str:
    """Say a change of a number, with the word that is counted."""
    return numbers.difference(_number(value), context["lang"], word, places)


@pass_context
def amount(context: Context, value: Any, unit: str = "", beside: Iterable[Any] = ()) -> str:
    """Say an amount; of yuan, in the currency of the city. A named figure knows its unit."""
    values = [_number(value), *(_number(other) for other in beside)]
    shown = in_currency(unit or value.unit, context.get("currency", "CNY"))
    return numbers.amounts(values, shown, context["lang"])[0]


@pass_context
def unit(context: Context, name: str) -> str:
    """Name a unit; of yuan, in the currency of the city."""
    return unit_label(in_currency(name, context.get("currency", "CNY")), context["lang"])


@pass_context
def points(context: Context, value: Any, places: int = 1) -> str:
    """Say the size of a gap in percentage points."""
    return numbers.points(_number(value), context["lang"], places)


def size(value: Any) -> float:
    """Return a number without its sign."""
    return abs(_number(value))


def fixed(value: Any, places: int = 1, grouped: bool = False) -> str:
    """Write a number."""
    return numbers.fixed(_number(value), places, grouped)


def trimmed(value: Any, places: int = 1) -> str:
    """Write a number without zeros at its end."""
    text = numbers.fixed(_number(value), places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed(value: Any, places: int = 0, grouped: bool = False) -> str:
    """Write a number with its sign."""
    return numbers.signed(_number(value), places, grouped)


@pass_context
def chance(context: Context, value: Any) -> str:
    """Say a probability in percent."""
    return numbers.chance(_number(value), context["lang"])


@pass_context
def share(context: Context, value: Any) -> str:
    """Say the size of a part in percent."""
    return numbers.share(_number(value), context["lang"])


@pass_context
def count(context: Context, value: Any, one: str, many: str = "") -> str:
    """Say how many there are; Chinese has one word for one and many."""
    number = numbers.fixed(_number(value), 0, grouped=True)
    word = one if number == "1" or not many else many
    return number + BEFORE_A_WORD[context["lang"]] + word


@pass_context
def listed(
    context: Context,
    values: Iterable[Any],
    most: int = 0,
    between: str = "",
    quoted: bool = False,
) -> str:
    """Name the members of a list that are known, at most `most` of them (0: all)."""
    comma, quotes, rest = LISTS[context["lang"]]
    every = [str(plain(value)) for value in values if known(value)]
    if not every:
        raise LeftOutError("an empty list")
    first = every[: most or None]
    left = len(every) - len(first)
    said = (between or comma).join(quotes.format(name) if quoted else name for name in first)
    if not left:
        return said
    return said + rest.format(every=len(every), left=left)


@pass_context
def named(context: Context, values: str | Iterable[Any], most: int = 1, after: int = 0) -> str:
    """Name the first members of a list that are known, or those after some, not how many."""
    every = [values] if isinstance(values, str) else [v for v in values if known(v)]
    return str(listed(context, every[after : after + most]))


def capital(value: Any) -> str:
    """Begin with a capital letter; Chinese has none."""
    text = str(plain(value))
    return text[:1].upper() + text[1:]


@pass_context
def over(context: Context, value: Any) -> str:
    """Say a count by its leading digits."""
    return numbers.over(_number(value), context["lang"])


@pass_context
def above(context: Context, value: Any, word: str = "") -> str:
    """Say a count by the round one that it exceeds."""
    return numbers.above(_number(value), context["lang"], word)


@pass_context
def nearly(context: Context, value: Any, word: str = "") -> str:
    """Say a count by the round one that it nearly is."""
    return numbers.nearly(_number(value), context["lang"], word)


@pass_context
def at_least(context: Context, value: Any, word: str = "", low: Any = None) -> str:
    """Say a number by the round one that it, or the low end of a forecast, is not below."""
    sure = _number(value) if low is None else min(_number(value), _number(low))
    return numbers.at_least(sure, context["lang"], word)


@pass_context
def about(context: Context, value: Any, word: str = "", places: int | None = None) -> str:
    """Say what is planned by the round number that it is about."""
    if places is None:
        places = UNITS[value.unit].decimals if hasattr(value, "unit") else 1
    return numbers.about(_number(value), context["lang"], word, places)


@pass_context
def against(context: Context, values: Iterable[Any], target: Any, places: int = 1) -> str:
    """Say whether all values exceed a target, or reach it, as they are printed."""
    aim = float(numbers.fixed(_number(target), places))
    printed = [float(numbers.fixed(_number(value), places)) for value in values]
    exceeded, met, short = AGAINST[context["lang"]]
    return exceeded if min(printed) > aim else met if min(printed) >= aim else short


@pass_context
def year_to_date(context: Context, period: str) -> str:
    """Say a cumulative period, given as `YYYY-MM`."""
    return numbers.year_to_date(plain(period), context["lang"])


@pass_context
def month(context: Context, period: str) -> str:
    """Say a month, given as `YYYY-MM`."""
    return numbers.month(plain(period), context["lang"])


FILTERS = {
    made.__name__: made
    for made in (
        *(change, difference, by_sign, amount, unit, points, size, fixed, trimmed, signed, chance),
        *(share, count, listed, named, capital, over, above, nearly, at_least, about, against),
        *(year_to_date, month),
    )
}
TESTS = {"known": known}
