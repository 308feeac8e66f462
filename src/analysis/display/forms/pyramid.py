"""Pyramid: the ladder of titles, the highest and fewest on top, each step centred on the next."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms.canvas import (
    SMALL,
    canvas,
    name_rows,
    require,
    require_numbers,
    withheld,
)
from analysis.display.labels import label
from analysis.display.marks import mark
from analysis.display.style import BLUE, INK
from analysis.tables import Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def pyramid(
    rows: pd.DataFrame,
    *,
    name: str,
    value: str,
    table: Table | str,
    lang: str,
    text: str | None = None,
) -> "Figure | None":
    """Draw a centred bar a step, its number on it or beside it; None without rows.

    Parameters
    ----------
    rows
        One a step, the highest title first. A step that is masked has its mark and no bar.
    name, value
        Columns: the title; how many hold it.
    table
        The declaration of the value: title, unit.
    text
        Column of what stands at the step instead of the number.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures
    >>> from analysis import titles
    >>> rows = pd.DataFrame({"title": ["national", "provincial"], "firms": [4, 30]})
    >>> declared = titles({"title": "Title", "firms": ("Enterprises", 0)})
    >>> figure = figures.pyramid(rows, name="title", value="firms", table=declared, lang="en")
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['4', '30']
    """
    require(rows, name, text)
    require_numbers(rows, value)
    if rows.empty:
        return None
    counts = rows[value].to_numpy(float)
    figure, axes = canvas(0.9 + 0.42 * len(rows))
    place = name_rows(axes, rows[name], lang)
    known, widest = np.isfinite(counts), np.nanmax(counts, initial=0) or 1
    shades = np.linspace(1, 0.45, len(rows))  # the higher, the darker
    colours = [(*_rgb(BLUE), shade) for shade in shades]
    axes.barh(place[known], counts[known], 0.86, left=-counts[known] / 2,
              color=[c for c, there in zip(colours, known, strict=True) if there])  # fmt: skip
    said = [
        mark(masked) if np.isnan(count) else f"{count:,.0f}"
        for count, masked in zip(counts, withheld(rows), strict=True)
    ]
    for k, (y, written) in enumerate(zip(place, rows[text] if text else said, strict=True)):
        within = known[k] and counts[k] / widest > 0.05 + 0.03 * len(written)
        axes.annotate(
            written,
            (0 if within or not known[k] else counts[k] / 2, y),
            (0 if within else 4, 0),
            textcoords="offset points",
            ha="center" if within else "left",
            va="center",
            fontsize=SMALL,
            color="white" if within and shades[k] > 0.6 else INK,
        )
    axes.set_xlim(-0.56 * widest, 0.56 * widest)
    axes.set_xticks([])
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)
    axes.set_xlabel(label(table, value, lang))
    return figure


def _rgb(colour: str) -> tuple[float, float, float]:
    from matplotlib.colors import to_rgb

    return to_rgb(colour)
