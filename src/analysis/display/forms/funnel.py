"""Funnel: each stage within the one before it, the share that passed printed between them."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms.canvas import (
    PALE,
    canvas,
    make_room,
    name_rows,
    require,
    require_numbers,
    withheld,
    write,
)
from analysis.display.labels import label
from analysis.display.marks import mark
from analysis.display.style import BLUE, MUTED
from analysis.errors import DataError
from analysis.tables import Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def funnel(
    rows: pd.DataFrame, *, name: str, value: str, table: Table | str, lang: str
) -> "Figure | None":
    """Draw a bar a stage over the pale bar of the stage before; None without rows.

    Parameters
    ----------
    rows
        One a stage, the first on top: applied, recommended, announced, granted. A stage that is
        masked has its mark and no bar, and no share is printed beside it.
    name, value
        Columns: the stage; how many reached it.
    table
        The declaration of the value: title, unit.

    Raises
    ------
    DataError
        If more reached a stage than the one before: the rows are no funnel.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures
    >>> from analysis import titles
    >>> rows = pd.DataFrame({"step": ["applied", "granted"], "firms": [30, 18]})
    >>> declared = titles({"step": "Step", "firms": ("Enterprises", 0)})
    >>> figure = figures.funnel(rows, name="step", value="firms", table=declared, lang="en")
    >>> any("60" in text.get_text() for text in figure.axes[0].texts)
    True
    """
    require(rows, name)
    require_numbers(rows, value)
    if rows.empty:
        return None
    counts, hidden = rows[value].to_numpy(float), withheld(rows)
    if (np.diff(counts[np.isfinite(counts)]) > 0).any():
        raise DataError(
            "漏斗各环节应逐级不增",
            "no stage of a funnel may hold more than the one before it",
        )
    figure, axes = canvas(0.9 + 0.5 * len(rows))
    place = name_rows(axes, rows[name], lang)
    axes.barh(place[1:], np.nan_to_num(counts[:-1]), 0.66, color=PALE, edgecolor=MUTED, lw=0.5)
    known = np.isfinite(counts)
    axes.barh(place[known], counts[known], 0.66, color=BLUE)
    before, texts = np.r_[np.nan, counts[:-1]], []
    # Right of both bars, so that no number stands on the pale one.
    edges = np.fmax(np.fmax(counts, before), 0)
    for count, previous, masked in zip(counts, before, hidden, strict=True):
        said = mark(masked) if np.isnan(count) else f"{count:,.0f}"
        if np.isfinite(count) and previous > 0:
            share = f"{100 * count / previous:.1f}%"
            said += f"（上一环节的{share}）" if lang == "zh" else f"  ({share} passed)"
        texts.append(said)
    for y, edge, said in zip(place, edges, texts, strict=True):
        write(axes, edge, y, said)
    make_room(axes, edges, texts)
    axes.locator_params("x", integer=True)  # no half of what is counted
    axes.set_xlabel(label(table, value, lang))
    return figure
