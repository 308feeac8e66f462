"""A table of which one column is drawn: a bar from zero, or a dot beside a ring."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analysis.display.parts.markup import rendered

NAN = math.nan
EDGE = 0.03
"""Of the range of the numbers, left free on both sides for the marks' own size."""


@dataclass(frozen=True)
class DrawnRow:
    """One row.

    Parameters
    ----------
    name, text
        What it is, and its number as printed.
    value
        Where the bar ends or the dot stands; missing: nothing is drawn.
    beside
        Where a ring stands: what the value is held against.
    due
        Where a tick stands: the target, or what should be done by now.
    low, high
        Ends of an interval.
    own, rest
        Whether it is the page's own among others; whether it only closes a sum.
    """

    name: str
    text: str
    value: float = NAN
    beside: float = NAN
    due: float = NAN
    low: float = NAN
    high: float = NAN
    own: bool = False
    rest: bool = False

    def numbers(self) -> tuple[float, ...]:
        """All that has a place on the scale."""
        return self.value, self.beside, self.due, self.low, self.high


def drawn_rows(
    rows: Sequence[DrawnRow],
    *,
    titles: tuple[str, str] = ("", ""),
    dots: bool = False,
    upto: float = NAN,
) -> Markup:
    """Return the rows in the order given, all on one scale; empty without rows.

    Parameters
    ----------
    titles
        What the names and the numbers are, for the head of the table.
    dots
        Dots on a scale of their own range, for what is compared; else bars from zero.
    upto
        How far the scale goes at least, such as 100 % of a target.
    """
    if not rows:
        return Markup("")
    known = [x for row in rows for x in row.numbers() if math.isfinite(x)]
    if known and math.isfinite(upto):
        known.append(upto)
    ends = known if dots and known else [0.0, *known]
    low, high = min(ends), max(ends)
    edge = EDGE * (high - low) or 1.0  # numbers that are all the same stand in the middle
    low = low - edge if dots or low < 0 else low
    high = high + edge if dots or high > 0 or low == 0 else high

    def place(x: float) -> float | None:
        return round(100 * (x - low) / (high - low), 2) if math.isfinite(x) else None

    return rendered(
        "drawn_rows.html.j2",
        rows=[(row, dict(_places(row, place(0.0), place, dots))) for row in rows],
        titles=titles,
        dots=dots,
        zero=place(0.0) if known and low <= 0 <= high else None,
    )


def _places(
    row: DrawnRow, zero: float | None, place: Callable[[float], float | None], dots: bool
) -> Iterator[tuple[str, object]]:
    """Percent of the width where the marks of a row stand; pairs run from left to right."""
    at, beside = place(row.value), place(row.beside)
    yield "value", at
    yield "beside", beside
    yield "due", place(row.due)
    yield "interval", _span(place(row.low), place(row.high))
    yield "bar", None if dots else _span(zero, at)
    yield "way", _span(beside, at) if dots else None


def _span(start: float | None, end: float | None) -> tuple[float, float] | None:
    """The left end and the length of what lies between two places."""
    if start is None or end is None:
        return None
    return min(start, end), round(abs(end - start), 2)
