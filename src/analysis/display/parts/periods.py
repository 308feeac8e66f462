"""A column a period, as wide as its months, and a line over them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from analysis.display.parts.markup import rendered

TOP, BOTTOM = 24.0, 196.0
"""Pixels between which the columns and the line are drawn; their texts stand outside."""
GAP = 0.18
"""Of a month's width, left free between columns."""
CLEAR = 24.0
"""Pixels that a line of text needs, and half of them above the mark it is of."""
LINE = 16.0
"""Pixels from one line of text to the next."""
COVERED = 4
"""Columns that the text of the line may reach over, on the narrowest screen."""
ABOVE, BELOW = -5.0, 13.0
"""Pixels from the end of a column to the line its number stands on."""

Place = dict[str, float | None]


@dataclass(frozen=True)
class Period:
    """One column.

    Parameters
    ----------
    name, text
        What stands below it, and its number as printed; no number where there is no room.
    value
        How high it is, below zero if negative; missing: no column.
    line
        Where the line passes; missing: the line is broken there.
    months
        How many months it stands for.
    expected
        Whether it is a forecast: drawn hollow, the line to it dashed.
    """

    name: str
    text: str
    value: float = math.nan
    line: float = math.nan
    months: int = 1
    expected: bool = False


def periods(held: Sequence[Period], *, alt: str, line_text: str = "") -> Markup:
    """Return the columns on one scale with zero; empty without a number to draw.

    Parameters
    ----------
    held
        In time order.
    alt
        What is shown, for those who cannot see it.
    line_text
        What stands at the end of the line: its name and last number.
    """
    known = [x for period in held for x in (period.value, period.line) if math.isfinite(x)]
    if not known:
        return Markup("")
    low, high = min(0.0, *known), max(0.0, *known)

    def height(x: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (x - low) / ((high - low) or 1.0), 1)

    month = 100 / sum(period.months for period in held)
    columns, start = [], 0.0
    for period in held:
        columns.append((period, _place(period, start, month, height)))
        start += month * period.months
    passed = [(period, place) for period, place in columns if place["line"] is not None]
    return rendered(
        "periods.html.j2",
        columns=columns,
        steps=list(pairwise(passed)),
        line_text=line_text,
        line_text_at=_above(columns, passed[-1][1]["line"] or 0.0) if passed else None,
        alt=alt,
        zero=height(0.0),
    )


def _above(columns: Sequence[tuple[Period, Place]], line: float) -> float:
    """Where the line's own text stands: above its end and clear of the numbers that it covers."""
    at = line - CLEAR / 2
    numbers = [place["text"] or 0.0 for period, place in columns[-COVERED:] if period.text]
    for number in sorted(numbers, reverse=True):  # from the lowest up
        if abs(number - at) < LINE:
            at = number - LINE
    return round(max(at, 0.0), 1)


def _place(period: Period, start: float, month: float, height: Callable[[float], float]) -> Place:
    """Where a period's marks stand: across in percent of the width, down in pixels."""
    width, zero = month * period.months, height(0.0)
    end = height(period.value) if math.isfinite(period.value) else None
    top = zero if end is None else min(zero, end)
    line = height(period.line) if math.isfinite(period.line) else None
    away, mark = BELOW if period.value < 0 else ABOVE, zero if end is None else end
    if line is not None and abs(line - mark - away) < CLEAR / 2:  # it would be struck through
        mark = max(line, mark) if period.value < 0 else min(line, mark)
    return {
        "centre": round(start + width / 2, 2),
        "left": round(start + GAP * month / 2, 2),
        "width": round(width - GAP * month, 2),
        "top": top,
        "height": 0.0 if end is None else round(abs(zero - end), 1),
        "text": mark + away,
        "line": line,
    }
