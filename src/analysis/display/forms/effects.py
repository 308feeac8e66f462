"""Effects: parts stacked to both sides of nothing, a dot at the sum they add up to."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms.canvas import (
    canvas,
    legend,
    make_room,
    name_rows,
    require,
    require_numbers,
    withheld,
    write,
)
from analysis.display.labels import decimals_of, label
from analysis.display.style import INK
from analysis.tables import Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def effects(
    rows: pd.DataFrame,
    *,
    name: str,
    parts: Mapping[str, str],
    total: str,
    table: Table | str,
    axis: str,
    lang: str,
) -> "Figure | None":
    """Draw the parts of each row; masked rows are left out, None if all are.

    Parameters
    ----------
    rows
        In the order drawn, the first on top.
    name, total
        Columns: the name; what the parts add up to.
    parts
        Column → its colour, in the order stacked.
    table
        The declaration of parts and total: titles, digits.
    axis
        Title of the axis: the unit.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures, titles
    >>> rows = pd.DataFrame({"town": ["East", "West"], "mix": [1.0, -1.0], "own": [2.0, 6.0]})
    >>> rows["growth"] = rows["mix"] + rows["own"]
    >>> declared = titles({"town": "Town", "growth": "Growth", "mix": "Mix", "own": "Own"})
    >>> figure = figures.effects(
    ...     rows, name="town", parts={"mix": "#888888", "own": "#0b5394"}, total="growth",
    ...     table=declared, axis="Points", lang="en",
    ... )
    >>> figure.axes[0].get_xlabel()
    'Points'
    """
    require(rows, name)
    require_numbers(rows, *parts, total)
    shown = rows[~withheld(rows) & rows[total].notna()]
    if shown.empty:
        return None
    figure, axes = canvas(1.4 + 0.42 * len(shown))
    place = name_rows(axes, shown[name], lang)
    up, down = np.zeros(len(shown)), np.zeros(len(shown))
    for part, colour in parts.items():
        x = shown[part].to_numpy(float)
        start = np.where(x >= 0, up, down)
        title = label(table, part, lang, unit=False)
        axes.barh(place, x, left=start, height=0.62, color=colour, label=title)
        up, down = up + np.maximum(x, 0), down + np.minimum(x, 0)
    ends, digits = shown[total].to_numpy(float), decimals_of(table, total)
    title = label(table, total, lang, unit=False)
    axes.plot(ends, place, "o", color=INK, ms=6, mec="white", label=title, zorder=3)
    texts = [f"{x:+z.{digits}f}" if x else "0" for x in ends]
    edges = np.maximum(up, ends)
    for y, edge, text in zip(place, edges, texts, strict=True):
        write(axes, edge, y, text)
    make_room(axes, edges, texts, start=min(down.min(), ends.min()))
    axes.axvline(0, color=INK, lw=0.8)
    axes.set_xlabel(axis)
    legend(figure, 4 if len(parts) < 4 else 3)
    return figure
