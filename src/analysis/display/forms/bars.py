"""Bars: a named row each, the number at its end; one bar a row, or several side by side."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms.canvas import (
    canvas,
    legend,
    make_room,
    name_rows,
    require,
    require_colours,
    require_numbers,
    withheld,
    write,
)
from analysis.display.labels import decimals_of, label
from analysis.display.marks import mark
from analysis.display.style import BLUE, INK
from analysis.errors import DataError
from analysis.tables import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def bars(
    rows: pd.DataFrame,
    *,
    name: str,
    value: str | Mapping[str, str],
    table: Table | str,
    lang: str,
    colour: str | None = None,
    text: str | None = None,
    interval: tuple[str, str] | None = None,
    own: str | None = None,
    signed: bool = False,
    axis: str | None = None,
) -> "Figure | None":
    """Draw a horizontal bar a row, the first on top; None without rows.

    Parameters
    ----------
    rows
        In the order drawn; `masked`, if there is such a column, marks rows that are withheld. A
        number that is missing has no bar, only its mark.
    name
        Column of the names.
    value
        Column of the numbers, or several with the colour of each, side by side and in a legend.
    table
        The declaration of the values: title, unit, digits.
    colour, own
        Columns: the colour of a row's (last) bar; whether it is the report's own, in bold.
    text
        Column of what stands at the bars' ends instead of the numbers.
    interval
        Columns of the ends of an interval, drawn over the bar.
    signed
        Whether numbers carry their sign.
    axis
        Title of the axis, if it is not the one declared.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures, titles
    >>> rows = pd.DataFrame({"town": ["East", "West"], "output": [3.0, 5.0]})
    >>> declared = titles({"town": "Town", "output": "Output (100m yuan)"})
    >>> figure = figures.bars(rows, name="town", value="output", table=declared, lang="en")
    >>> figure.axes[0].get_xlabel()
    'Output (100m yuan)'
    """
    columns = value if isinstance(value, Mapping) else {value: BLUE}
    require(rows, name, colour, text, own)
    require_colours(*columns.values(), *(rows[colour] if colour else ()))
    if interval and len(interval) != 2:
        raise DataError(f"区间应为两列：{interval}", f"an interval is two columns, not {interval}")
    require_numbers(rows, *columns, *(interval or ()))
    if rows.empty:
        return None
    figure, axes = canvas(1.0 + (0.1 + 0.21 * max(len(columns), 1.2)) * len(rows))
    mine = rows[own].to_numpy(bool) if own else None
    place = name_rows(axes, rows[name], lang, mine)
    thick = 0.76 / len(columns)
    ends: list[float] = []
    said: list[str] = []
    for k, (column, usual) in enumerate(columns.items()):
        last = k == len(columns) - 1
        said += list(rows[text]) if text else numbers(rows, column, table, signed=signed)
        ends += draw_bars(
            axes, rows, column, place + thick * ((len(columns) - 1) / 2 - k), 0.92 * thick,
            colours=list(rows[colour]) if colour and last else [usual] * len(rows),
            texts=said[-len(rows) :], bold=mine, title=label(table, column, lang, unit=False),
            beyond=interval[1] if interval else None,
        )  # fmt: skip
    if interval:
        low, high = (rows[end].to_numpy(float) for end in interval)
        axes.hlines(place, low, high, color=INK, lw=1.6)
        axes.plot(np.r_[low, high], np.r_[place, place], "|", color=INK, ms=9)
    axes.set_xlabel(axis or label(table, next(iter(columns)), lang))
    if decimals_of(table, next(iter(columns))) == 0:
        axes.locator_params("x", integer=True)  # no half of what is counted
    make_room(axes, ends, said)
    if len(columns) > 1 and not colour:
        legend(figure, len(columns))
    return figure


def draw_bars(
    axes: "Axes",
    rows: pd.DataFrame,
    value: str,
    place: np.ndarray,
    height: float,
    *,
    colours: Sequence[str],
    texts: Sequence[str],
    bold: np.ndarray | None = None,
    title: str = "",
    beyond: str | None = None,
) -> list[float]:
    """Draw the bars of one column on axes, a text at the end of each; return where those stand.

    `beyond`: the column of another mark that the text must stand beyond.
    """
    size = rows[value].to_numpy(float)
    known = np.isfinite(size)
    shades = [c for c, there in zip(colours, known, strict=True) if there]
    axes.barh(place[known], size[known], height, color=shades, label=title)
    weights = np.zeros(len(rows), bool) if bold is None else bold
    ends = np.fmax(size, rows[beyond].to_numpy(float)) if beyond else size
    ends = np.nan_to_num(ends)
    for y, x, said, heavy in zip(place, ends, texts, weights, strict=True):
        write(axes, x, y, said, fontweight="bold" if heavy else "regular")
    if (size[known] < 0).any():
        axes.axvline(0, color=INK, lw=0.8)
    return list(ends)


def numbers(
    rows: pd.DataFrame, value: str, table: Table | str, *, signed: bool = False
) -> list[str]:
    """Return the numbers of a column as printed: digits as declared, a mark where there is none."""
    digits = decimals_of(table, value)
    sign = "+" if signed else ""
    return [
        mark(masked) if pd.isna(x) else f"{x:{sign}z,.{digits}f}"
        for x, masked in zip(rows[value], withheld(rows), strict=True)
    ]
