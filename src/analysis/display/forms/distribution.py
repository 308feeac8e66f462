"""Distribution: how many lie in each bin, stacked by category; bins come counted.

What is published is counts of bins, never single values, so there is nothing left to bin; for
counted bins seaborn's histogram takes two and a half times as long to make as these bars.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms.canvas import (
    SMALL,
    canvas,
    legend,
    require,
    require_colours,
    require_numbers,
    withheld,
)
from analysis.display.labels import label
from analysis.display.style import MUTED
from analysis.tables import Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def distribution(
    rows: pd.DataFrame,
    *,
    edge: str,
    count: str,
    hue: str,
    colours: Mapping[str, str],
    table: Table | str,
    axis: str,
    lang: str,
    few: int = 0,
) -> "Figure | None":
    """Draw a stacked bar a bin; None without rows.

    Parameters
    ----------
    rows
        One a bin and category. What is masked, or counts fewer than `few`, is not drawn, and the
        figure says so.
    edge, count, hue
        Columns: where the bin begins; how many lie in it; the category.
    colours
        Category → colour, in the order stacked.
    table
        The declaration of the count: title, unit.
    axis
        Title of the horizontal axis.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures
    >>> from analysis import titles
    >>> rows = pd.DataFrame({"from": [0.0, 10.0], "firms": [7, 12], "grade": "A"})
    >>> figure = figures.distribution(
    ...     rows, edge="from", count="firms", hue="grade", colours={"A": "#0b5394"},
    ...     table=titles({"firms": ("Enterprises", 0)}), axis="Tax per mu", lang="en",
    ... )
    >>> figure.axes[0].get_xlabel()
    'Tax per mu'
    """
    require(rows, hue)
    require_colours(*colours.values())
    require_numbers(rows, edge, count)
    if rows.empty:
        return None
    figure, axes = canvas(3.4)
    edges = sorted(rows[edge].unique())
    counts = rows[count].to_numpy(float)
    left_out = withheld(rows) | ((counts > 0) & (counts < few))
    drawn = rows.assign(drawn=np.where(left_out, np.nan, counts))
    wide = drawn.pivot_table(index=edge, columns=hue, values="drawn", aggfunc="sum").reindex(edges)
    place, base = np.arange(len(edges)), np.zeros(len(edges))
    for name in [n for n in colours if n in wide]:
        height = wide[name].fillna(0).to_numpy(float)
        there = height > 0
        axes.bar(place[there], height[there], 0.92, bottom=base[there], color=colours[name],
                 label=name)  # fmt: skip
        base += height
    axes.set_xticks(place, _bins(edges))
    axes.set_xlim(-0.6, len(edges) - 0.4)
    axes.grid(axis="x", visible=False)
    axes.margins(y=0.12)
    axes.set_xlabel(axis)
    axes.set_ylabel(label(table, count, lang))
    if left_out.any():
        note = "企业过少的分段不画" if lang == "zh" else "bins of few enterprises are not drawn"
        axes.text(0.99, 0.97, note, transform=axes.transAxes, ha="right", va="top",
                  color=MUTED, fontsize=SMALL)  # fmt: skip
    legend(figure, 5)
    return figure


def _bins(edges: list[float]) -> list[str]:
    if len(edges) == 1:
        return [f"≥{edges[0]:g}"]
    between = [f"{a:g}–{b:g}" for a, b in pairwise(edges[1:])]
    return [f"<{edges[1]:g}", *between, f"≥{edges[-1]:g}"]
