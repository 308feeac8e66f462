"""Slopes: ranks then and now, joined; the report's own coloured by direction and named."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms.canvas import SMALL, canvas, cut, require
from analysis.display.style import GREEN, RED
from analysis.tables.neighbours import ALL_UP_TO

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def slopes(
    rows: pd.DataFrame,
    *,
    name: str,
    start: str,
    end: str,
    own: str,
    titles: tuple[str, str],
    axis: str,
    lang: str,
) -> "Figure | None":
    """Draw a line a row from its rank then to its rank now, the first rank on top.

    Parameters
    ----------
    rows
        Those without both ranks are left out; None if all are.
    name, start, end, own
        Columns: the name; the ranks; whether the row is the report's own.
    titles
        What the two sides are called.
    axis
        What the ranks are of.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures
    >>> rows = pd.DataFrame({"town": ["East", "West"], "then": [1, 2], "now": [2, 1]})
    >>> rows["mine"] = rows["town"] == "East"
    >>> figure = figures.slopes(
    ...     rows, name="town", start="then", end="now", own="mine", titles=("2021", "2022"),
    ...     axis="Rank", lang="en",
    ... )
    >>> figure is not None
    True
    """
    require(rows, name, start, end, own)
    shown = rows.dropna(subset=[start, end])
    if shown.empty:
        return None
    figure, axes = canvas(5.2)
    ranks, mine = shown[[start, end]], shown[own].to_numpy(bool)
    others = ranks[~mine]
    if len(others) <= ALL_UP_TO:  # more would be a grey carpet
        broken = others.assign(gap=np.nan).to_numpy().ravel()  # one line, lifted between two
        places = np.tile([0, 1, np.nan], len(others))
        axes.plot(places, broken, color="#d5dae0", lw=0.9, marker="o", ms=2.5)
    last = max(len(ranks), int(ranks.max(axis=None)))
    for left, right in ranks[mine].to_numpy():
        colour = GREEN if right <= left else RED
        axes.plot([0, 1], [left, right], color=colour, lw=2, marker="o", ms=5, zorder=3)
    for column, x, side in ((start, -0.03, "right"), (end, 1.03, "left")):
        ordered = shown[mine].sort_values(column)
        at = _apart(ordered[column], 0.042 * last, last)
        for rank, called, y in zip(ordered[column], ordered[name], at, strict=True):
            said = f"{rank:.0f}" if x < 0 else f"{rank:.0f}  {cut(called, lang)}"
            axes.text(x, y, said, ha=side, va="center", fontsize=SMALL)
    axes.set_xlim(-0.15, 1.75)
    axes.set_ylim(last + 1, 0)
    axes.set_xticks([0, 1], list(titles))
    axes.xaxis.tick_top()
    axes.set_xlabel(axis)
    axes.set_yticks([])
    axes.tick_params(length=0, left=False, bottom=False, top=False)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)
    return figure


def _apart(places: pd.Series, gap: float, last: float) -> list[float]:
    """Sorted places moved apart by `gap`, pushed back up where they would run past the last."""
    at: list[float] = []
    for place in places:
        at.append(max(float(place), at[-1] + gap) if at else float(place))
    for i in range(len(at) - 1, -1, -1):
        at[i] = min(at[i], last - gap * (len(at) - 1 - i))
    return at
