"""Heat map: a number of each row and column as a colour; hatched cells are withheld."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms.canvas import SMALL, canvas, cut, hatch, require, require_numbers
from analysis.display.labels import decimals_of, label
from analysis.display.marks import MASK
from analysis.display.style import COUNTS, GROWTH, INK
from analysis.errors import DataError
from analysis.tables import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DENSE = 12
"""Columns beyond this are named upright, in smaller letters and lower rows."""
LETTERS = {"zh": 46, "en": 90}
"""Columns whose names together would take more letters are named upright, too."""


def heat_map(
    rows: pd.DataFrame,
    *,
    x: str,
    y: str,
    value: str,
    names: tuple[Mapping[str, str], Mapping[str, str]],
    table: Table | str,
    lang: str,
    limit: float | None = None,
    shade: str | None = None,
    whole: bool = False,
) -> "Figure | None":
    """Draw a cell a row; None without rows.

    Parameters
    ----------
    rows
        At most one for each column and row of the map; `masked`, if there is such a column, marks
        the cells that are withheld. Cells without a row, or without a number, stay white.
    x, y, value
        Columns: column and row of the map; the number.
    names
        Code → name of the map's columns and rows, in the order drawn.
    table
        The declaration of the value: title, unit, digits.
    limit
        Where the colours of a change end, so that one tiny cell does not pale all others; the
        scale is then drawn at the side. Without it the numbers are printed, as counts are.
    shade
        Column that gives the colour where the number printed does not.
    whole
        Whether the first row and column are sums, parted from the others by a line.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures
    >>> from analysis import titles
    >>> rows = pd.DataFrame({"x": ["a", "b"], "y": "East", "growth": [3.1, -0.4]})
    >>> figure = figures.heat_map(
    ...     rows, x="x", y="y", value="growth", table=titles({"growth": "Growth (%)"}), lang="en",
    ...     names=({"a": "Steel", "b": "Cloth"}, {"East": "East"}),
    ... )
    >>> [text.get_text() for text in figure.axes[0].texts]
    ['3.1', '-0.4']
    """
    require(rows, x, y)
    require_numbers(rows, value, shade)
    if rows.empty:
        return None
    across, down = names
    if not (across and down):
        raise DataError("names应给出各列、各行的名称", "names give a name to columns and to rows")
    grid = Grid(rows, x, y, list(across), list(down))
    dense = len(across) > DENSE
    upright = dense or len(across) * max(map(len, across.values())) > LETTERS[lang]
    tall = 0.2 if dense else 0.34
    figure, axes = canvas(1.1 + (0.5 if upright else 0) + tall * len(down), 8.2 if limit else 6.6)
    if limit:
        draw_cells(axes, grid.of(value), grid.hidden, cmap=GROWTH, limits=(-limit, limit))
    else:
        digits = decimals_of(table, value)
        colours = grid.of(shade or value)
        top = np.nanmax(colours) if np.isfinite(colours).any() else 0
        draw_cells(
            axes, colours, grid.hidden, cmap=COUNTS, limits=(0, 1.25 * top or 1),
            texts=grid.texts(value, digits),
        )  # fmt: skip
    name_cells(axes, list(across.values()), list(down.values()), lang, dense, upright)
    if whole:
        axes.axhline(1, color=INK, lw=0.8)
        axes.axvline(1, color=INK, lw=0.8)
    if limit:
        figure.set_layout_engine("constrained")  # a colour bar stands beside the axes
        bar = figure.colorbar(axes.collections[0], ax=axes, shrink=0.4, pad=0.01, extend="both")
        bar.set_label(label(table, value, lang), fontsize=8)
        bar.outline.set_visible(False)
    return figure


class Grid:
    """Rows spread over the columns `across` and the rows `down` of a map."""

    def __init__(
        self, rows: pd.DataFrame, x: str, y: str, across: list[str], down: list[str]
    ) -> None:
        if rows.duplicated([y, x]).any():
            raise DataError("图中一格有多行", "a cell of the map has several rows")
        self._rows = rows.set_index([y, x])
        self._index = pd.MultiIndex.from_product([down, across])
        self._shape = (len(down), len(across))
        masked = self.of("masked") if "masked" in rows else np.zeros(self._shape)
        self.hidden = masked == 1
        """Cells that are withheld."""

    def of(self, column: str) -> np.ndarray:
        """Return a column as the cells of the map; missing where there is no row."""
        numbers = self._rows[column].astype(float)
        return numbers.reindex(self._index).to_numpy(float).reshape(self._shape)

    def texts(self, column: str, digits: int) -> np.ndarray:
        """Return what is printed in the cells: numbers, marks, nothing."""
        numbers = self.of(column)
        said = [
            (MASK if hidden else "") if np.isnan(number) else f"{number:,.{digits}f}"
            for number, hidden in zip(numbers.ravel(), self.hidden.ravel(), strict=True)
        ]
        return np.array(said, dtype=object).reshape(self._shape)


def draw_cells(
    axes: "Axes",
    cells: np.ndarray,
    hidden: np.ndarray,
    *,
    cmap: str,
    limits: tuple[float, float],
    texts: np.ndarray | None = None,
) -> None:
    """Draw the cells of a map with their texts, those withheld hatched and without a colour."""
    import seaborn as sns

    unknown = np.isnan(cells)
    sns.heatmap(
        cells, mask=unknown, cmap=cmap, vmin=limits[0], vmax=limits[1], ax=axes, cbar=False,
        # seaborn measures whether its own names overlap: twice the time of the map.
        xticklabels=False, yticklabels=False,
        annot=texts if texts is not None else False, fmt="", annot_kws={"fontsize": SMALL + 1},
        linewidths=1.5 if texts is not None else 0,
    )  # fmt: skip
    hatch(axes, hidden & unknown, offset=0.5)
    if texts is None:
        return
    for i, j in zip(*np.nonzero(unknown & (texts != "")), strict=True):
        axes.text(j + 0.5, i + 0.5, texts[i, j], ha="center", va="center", color=INK)


def name_cells(
    axes: "Axes",
    across: list[str],
    down: list[str],
    lang: str,
    dense: bool = False,
    upright: bool = False,
) -> None:
    """Name the columns above the map and the rows at its left."""
    size = 8 if dense else SMALL
    said = [cut(name, lang) for name in across]
    axes.set_xticks(
        np.arange(len(across)) + 0.5, said, rotation=90 if upright else 0, fontsize=size
    )
    axes.xaxis.tick_top()
    axes.xaxis.set_label_position("top")
    said = [cut(name, lang) for name in down]
    axes.set_yticks(np.arange(len(down)) + 0.5, said, rotation=0, fontsize=size)
    axes.tick_params(length=0, left=False, bottom=False, top=False)
    axes.set(xlabel="", ylabel="")
    axes.grid(visible=False)
