"""Transition: from a stage (rows) to a stage (columns), counted; forbidden steps framed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms.canvas import canvas, frame, require, require_numbers
from analysis.display.forms.heat_map import Grid, draw_cells, name_cells
from analysis.display.style import COUNTS, MUTED

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def transition(
    rows: pd.DataFrame,
    *,
    start: str,
    end: str,
    count: str,
    stages: Mapping[str, str],
    titles: tuple[str, str],
    lang: str,
    illegal: str | None = None,
) -> "Figure | None":
    """Draw how many went from each stage to each, shaded by share of the stage left.

    Parameters
    ----------
    rows
        One for each pair of stages that occurs; `masked` marks counts that are withheld.
    start, end, count
        Columns: the stage before and after; how many.
    stages
        Code → name of all stages, in their order; those that no row starts (ends) in have no row
        (column).
    titles
        What the two sides are called: before, after.
    illegal
        Column: whether the step is one that may not occur; it is framed in red.

    Returns
    -------
    Figure, or None without rows.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures
    >>> rows = pd.DataFrame({"before": ["A", "A"], "now": ["A", "B"], "firms": [6, 2]})
    >>> figure = figures.transition(
    ...     rows, start="before", end="now", count="firms", stages={"A": "A", "B": "B"},
    ...     titles=("2021", "2022"), lang="en",
    ... )
    >>> {"6", "2"} <= {text.get_text() for text in figure.axes[0].texts}
    True
    """
    require(rows, start, end, illegal)
    require_numbers(rows, count)
    if rows.empty:
        return None
    before = [stage for stage in stages if (rows[start] == stage).any()]
    after = [stage for stage in stages if (rows[end] == stage).any()]
    grid = Grid(rows, end, start, after, before)
    counts = grid.of(count)
    with np.errstate(invalid="ignore"):
        share = 100 * counts / np.nansum(counts, axis=1, keepdims=True)
    figure, axes = canvas(1.0 + 0.44 * len(before))
    draw_cells(
        axes, np.where(np.isnan(share) & ~np.isnan(counts), 0, share), grid.hidden,
        cmap=COUNTS, limits=(0, 110), texts=grid.texts(count, 0),
    )  # fmt: skip
    name_cells(axes, [stages[s] for s in after], [stages[s] for s in before], lang)
    if illegal:
        frame(axes, grid.of(illegal) == 1)
    axes.set_ylabel(titles[0], color=MUTED)
    axes.set_xlabel(titles[1], color=MUTED)
    return figure
