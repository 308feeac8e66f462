"""Small multiples: the same small panel for each of several names, on the same axes.

matplotlib draws the grid: seaborn's takes three times as long, since it lays out every panel anew.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from analysis.display.forms.canvas import WIDTH, cut, panels, require, require_numbers
from analysis.display.forms.course import month_mark
from analysis.display.style import BLUE, GRID, INK, MUTED
from analysis.errors import DataError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FALL = "#e3a35f"
BARS_PT = 0.75 * 0.88 * 72 * WIDTH
"""Points that the bars of a row of panels take together; the rest is gaps and labels."""
EDGE = 0.97
"""Numbers beyond this quantile end at the edge: one month far out flattens no panel."""


def small_multiples(
    rows: pd.DataFrame,
    *,
    panel: str,
    x: str,
    bar: str,
    line: str | None = None,
    names: Mapping[str, str],
    axis: str,
    lang: str,
    columns: int = 3,
) -> "Figure | None":
    """Draw a panel a name: bars up and down, and a line over them.

    Parameters
    ----------
    rows
        One a panel and period.
    panel, x, bar, line
        Columns: the panel's code; the period; what is drawn as bars and as a line, which is left
        out where it says the same.
    names
        Code → title of the panels, in their order; None is returned without any.
    axis
        What is drawn, below all panels.
    columns
        Panels in a row, at most.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures
    >>> rows = pd.DataFrame({"town": list("aabb"), "period": ["2022-10", "2022-11"] * 2})
    >>> rows["growth"] = [1, 2, 3, -1]
    >>> figure = figures.small_multiples(
    ...     rows, panel="town", x="period", bar="growth", names={"a": "East", "b": "West"},
    ...     axis="Growth (%)", lang="en",
    ... )
    >>> [axes.get_title(loc="left") or axes.get_title() for axes in figure.axes[:2]]
    ['East', 'West']
    """
    require(rows, panel, x)
    require_numbers(rows, bar, line)
    shown = [code for code in names if (rows[panel] == code).any()]
    if not shown:
        return None
    if rows[rows[panel].isin(shown)].duplicated([panel, x]).any():
        raise DataError(f"一格中{x}有重复", f"{x} stands twice in a panel")
    columns = min(columns, len(shown))
    lines = -(-len(shown) // columns)
    figure, grid = panels(lines, columns, 0.6 + 1.6 * lines, sharex=True, sharey=True)
    mine = rows[rows[panel].isin(shown)]
    periods = sorted(mine[x].unique())
    limit = mine[bar].abs().quantile(EDGE) * 1.1
    place = range(len(periods))
    for axes in grid.flat[len(shown) :]:
        axes.set_visible(False)
    for code, axes in zip(shown, grid.flat, strict=False):
        one = mine[mine[panel] == code].set_index(x).reindex(periods)
        sizes = one[bar].clip(-limit, limit)
        colours = [BLUE if size >= 0 else FALL for size in sizes.fillna(0)]
        axes.vlines(place, 0, sizes, colors=colours, lw=BARS_PT / columns / len(periods))
        if line and not one[line].equals(one[bar]):
            axes.plot(place, one[line].clip(-limit, limit), color=INK, lw=1.3)
        axes.axhline(0, color=MUTED, lw=0.8)
        axes.set_title(cut(names[code], lang, 13 if lang == "zh" else 26), fontsize=9, pad=4)
        axes.set_xticks([0, len(periods) - 1], [month_mark(p) for p in (periods[0], periods[-1])])
        axes.tick_params(labelsize=8, length=0, left=False, bottom=False)
        axes.grid(axis="x", visible=False)
        axes.grid(axis="y", color=GRID)
    figure.supxlabel(axis, fontsize=9)
    return figure
