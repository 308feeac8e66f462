"""Ratings: the word for each row and column, on a colour that the colour-blind can tell."""

from collections.abc import Mapping, Sequence
from textwrap import fill
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms.canvas import canvas, require
from analysis.display.forms.heat_map import Grid, draw_cells, name_cells
from analysis.display.marks import MASK
from analysis.display.style import RATINGS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LETTERS = {"zh": 7, "en": 15}
"""Letters of a column's name that stand in one line."""


def ratings(
    rows: pd.DataFrame,
    *,
    x: str,
    y: str,
    value: str,
    names: tuple[Mapping[str, str], Mapping[str, str]],
    words: Mapping[str, str],
    lang: str,
    colours: Sequence[str] = RATINGS,
) -> "Figure | None":
    """Draw a cell a row with its word; None without rows.

    Parameters
    ----------
    rows
        At most one for each column and row of the map; `masked`, if there is such a column, marks
        the cells that are withheld. Cells without a row, or without a rating, stay white.
    x, y, value
        Columns: column and row of the map; the code of the rating.
    names
        Code → name of the map's columns and rows, in the order drawn.
    words
        Code → word of the ratings, best first.
    colours
        One a rating; the word says it, too.
    """
    from matplotlib.colors import ListedColormap

    require(rows, x, y, value)
    if rows.empty:
        return None
    across, down = names
    codes = {code: number for number, code in enumerate(words)}
    numbered = rows.assign(**{value: rows[value].map(codes).astype(float)})
    grid = Grid(numbered, x, y, [*across], [*down])
    cells = grid.of(value)
    said = np.array([*words.values(), ""], dtype=object)
    texts = said[np.where(np.isnan(cells), len(words), cells).astype(int)]
    texts[np.isnan(cells) & grid.hidden] = MASK
    figure, axes = canvas(1.2 + 0.34 * len(down))
    draw_cells(
        axes, cells, grid.hidden,
        cmap=ListedColormap([*colours]), limits=(-0.5, len(words) - 0.5), texts=texts,
    )  # fmt: skip
    wrapped = [fill(name, LETTERS[lang]) for name in across.values()]
    name_cells(axes, wrapped, list(down.values()), lang)
    return figure
