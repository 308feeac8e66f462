"""Figure on the differential policy: what each class pays more or less, by measure."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.labels import label
from analysis.display.style import CLASS_COLOURS, INK
from analysis.display.tables import MASK, MISSING
from analysis.questions.scores.figures import WIDTH

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def policy_amounts(rows: pd.DataFrame, lang: str) -> "Figure":
    """A bar a measure and class: surcharge to the right, relief to the left.

    ``rows`` is ``policy_amounts`` of one county; a masked amount and an unknown one have no bar
    and are marked as in the tables.
    """
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    figure = Figure(figsize=(WIDTH, 1.0 + 0.42 * len(rows)), layout=Margins())
    axes = figure.subplots()
    place = np.arange(len(rows))[::-1]
    amounts = rows["amount_10k_cny"].to_numpy(dtype=float)
    colours = [CLASS_COLOURS[name] for name in rows["class_code"]]
    axes.barh(place, np.nan_to_num(amounts), 0.66, color=colours)
    gaps = (rows["unknown"] > 0) & (rows["enterprises"] == 0)
    for y, value, gap in zip(place, amounts, gaps, strict=True):
        shown = f"{value:+,.1f}" if np.isfinite(value) else MISSING if gap else MASK
        left = value < 0
        axes.annotate(shown, (0.0 if np.isnan(value) else value, y), (-4 if left else 4, 0),
                      ha="right" if left else "left", va="center", color=INK,
                      textcoords="offset points", fontsize=9)  # fmt: skip
    axes.axvline(0, color=INK, lw=0.8)
    axes.set_yticks(
        place, [f"{row[f'title_{lang}']} {row['class_code']}" for row in rows.to_dict("records")]
    )
    axes.tick_params(axis="y", length=0, left=False)
    axes.grid(axis="y", visible=False)
    axes.margins(x=0.18)
    axes.set_xlabel(label("amount_10k_cny", lang))
    return figure
