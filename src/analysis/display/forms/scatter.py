"""Scatter: one measure against another; the report's own points stand out and are named."""

from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms.canvas import (
    SMALL,
    canvas,
    cut,
    legend,
    require,
    require_colours,
    require_numbers,
    withheld,
)
from analysis.display.labels import label
from analysis.display.style import BLUE, CATEGORIES, INK, MUTED
from analysis.tables import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

OTHERS = "#b4bdc7"
MOST_NAMED = 6
EDGE = 0.98
"""Who clips numbers at this quantile draws one far out at the edge, where it hides no other."""


def scatter(
    rows: pd.DataFrame,
    *,
    x: str,
    y: str,
    table: Table | str,
    lang: str,
    name: str | None = None,
    own: str | None = None,
    hue: str | None = None,
    colours: Mapping[str, str] | None = None,
    logarithmic: bool = False,
    titles: Mapping[str, str] | None = None,
    height: float = 4.6,
) -> "Figure | None":
    """Draw a point a row; masked rows and those without both numbers are left out.

    Parameters
    ----------
    rows
        None is returned if none can be drawn.
    x, y
        Columns of the numbers.
    table
        The declaration of both: title, unit.
    name, own
        Columns: the name; whether a point is the report's own. Own points are large and blue, and
        those furthest out are named.
    hue, colours
        Column of a category, and the colour of each of its values, for a legend; those without
        one are not drawn. By default all are, in colours of the style.
    logarithmic
        Whether both axes are; numbers not above zero are then left out.
    titles
        Column → title of its axis, of what the table does not declare.
    height
        Inches.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures, titles
    >>> rows = pd.DataFrame({"town": ["East", "West"], "output": [3.0, 5.0], "energy": [2.0, 1.0]})
    >>> declared = titles({"town": "Town", "output": "Output (100m yuan)", "energy": "Energy"})
    >>> figure = figures.scatter(rows, x="energy", y="output", table=declared, lang="en")
    >>> figure.axes[0].get_ylabel()
    'Output (100m yuan)'
    """
    import seaborn as sns

    require(rows, name, own, hue)
    require_numbers(rows, x, y)
    known = rows[x].notna() & rows[y].notna() & ~withheld(rows)
    if logarithmic:
        known &= (rows[x] > 0) & (rows[y] > 0)
    shown = rows[known]
    if shown.empty:
        return None
    figure, axes = canvas(height)
    given = titles or {}
    # Titled first: to title axes itself, seaborn has all their ticks made.
    axes.set_xlabel(given.get(x) or label(table, x, lang))
    axes.set_ylabel(given.get(y) or label(table, y, lang))
    looks = {"ax": axes, "edgecolor": "white", "legend": False}
    if hue:
        chosen = colours or dict(zip(shown[hue].dropna().unique(), cycle(CATEGORIES), strict=False))
        require_colours(*chosen.values())
        palette = {k: c for k, c in chosen.items() if (shown[hue] == k).any()}
        sns.scatterplot(
            shown,
            x=x,
            y=y,
            hue=hue,
            palette=palette,
            hue_order=list(palette),
            s=18,
            **{**looks, "legend": True},
        )
        axes.legend_ = None  # seaborn sets it within the axes
        legend(figure, 5)
    else:
        # One call: each costs twice a scatter of matplotlib. Own points last, on top.
        mine = shown[own].to_numpy(bool) if own else np.zeros(len(shown), bool)
        shown = shown.assign(own=mine).sort_values("own", kind="stable")
        sns.scatterplot(
            shown, x=x, y=y, hue="own", palette={False: OTHERS, True: BLUE}, size="own",
            sizes={False: 26, True: 52}, **looks,
        )  # fmt: skip
    if logarithmic:
        axes.set(xscale="log", yscale="log")
        for axis in (axes.xaxis, axes.yaxis):  # plain numbers: the style draws no formulas
            axis.set_major_formatter("{x:,g}")
            axis.set_minor_formatter("")
    else:
        axes.margins(0.08)
    if name and own:
        named = shown[shown["own"]]
        _call(axes, named, x, y, [cut(n, lang) for n in named[name]])
    return figure


def corners(axes: "Axes", texts: Sequence[str]) -> None:
    """Write what the corners mean: upper right, lower right, upper left, lower left."""
    for said, (h, v) in zip(texts, ((1, 1), (1, 0), (0, 1), (0, 0)), strict=True):
        axes.text(
            0.99 if h else 0.01, 0.985 if v else 0.015, said, transform=axes.transAxes,
            ha="right" if h else "left", va="top" if v else "bottom", color=MUTED, fontsize=SMALL,
        )  # fmt: skip


def cross(axes: "Axes", x: float = 0.0, y: float = 0.0) -> None:
    """Part the quadrants."""
    axes.axhline(y, color=INK, lw=0.8)
    axes.axvline(x, color=INK, lw=0.8)


def _call(axes: "Axes", points: pd.DataFrame, x: str, y: str, names: Sequence[str]) -> None:
    """Name the points furthest out; a name that would cover another moves down its side."""
    from matplotlib.patheffects import withStroke

    middles, widths = points[[x, y]].mean(), points[[x, y]].std().replace(0, 1).fillna(1)
    far = ((points[[x, y]] - middles).abs() / widths).sum(axis=1)
    chosen = far.to_numpy().argsort(kind="stable")[::-1][:MOST_NAMED]
    low, high = axes.get_xlim()
    line = 0.055 * (axes.get_ylim()[1] - axes.get_ylim()[0])
    halo = [withStroke(linewidth=3, foreground="white")]
    across, up = points[x].to_numpy(float), points[y].to_numpy(float)
    taken: list[tuple[bool, float]] = []
    for i in sorted(chosen, key=lambda i: -up[i]):
        right = bool(across[i] > low + 0.55 * (high - low))
        at = min([float(up[i]), *(other - line for side, other in taken if side == right)])
        taken.append((right, at))
        said = f"{names[i]}  " if right else f"  {names[i]}"
        side = "right" if right else "left"
        axes.text(across[i], at, said, ha=side, va="center", fontsize=SMALL, path_effects=halo,
                  zorder=4)  # fmt: skip
