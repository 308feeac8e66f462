"""Waterfall: from one level to the next by what was added and taken away."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms.canvas import canvas, name_rows, require, require_numbers
from analysis.display.labels import decimals_of, label
from analysis.display.style import BLUE, INK, MUTED, ORANGE
from analysis.errors import DataError
from analysis.tables import Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def waterfall(
    rows: pd.DataFrame,
    *,
    name: str,
    value: str,
    level: str,
    table: Table | str,
    lang: str,
    expected: str | None = None,
    axis: str | None = None,
) -> "Figure | None":
    """Draw a bar a change from where the last one ended, a line a level; None without rows.

    The axis need not begin at 0, so a level is a line and no bar.

    Parameters
    ----------
    rows
        In order, the first on top and a level: stock, entries, exits, stock.
    name, value
        Columns: the name; the level, or the change with its sign.
    level
        Column: whether the row is a level.
    table
        The declaration of the value: title, unit, digits.
    expected
        Column: whether the row is expected and not yet so; it is drawn pale.
    axis
        Title of the axis, if it is not the one declared.

    Raises
    ------
    DataError
        If the first row is a change, or a level is not what the changes lead to, to half a unit
        of the last digit printed.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures
    >>> from analysis import titles
    >>> rows = pd.DataFrame({
    ...     "step": ["January", "entered", "November"], "firms": [100, 9, 109],
    ...     "level": [True, False, True],
    ... })
    >>> declared = titles({"step": "Step", "firms": ("Enterprises", 0)})
    >>> figure = figures.waterfall(
    ...     rows, name="step", value="firms", level="level", table=declared, lang="en"
    ... )
    >>> figure.axes[0].get_xlabel()
    'Enterprises'
    """
    require(rows, name, level)
    require_numbers(rows, value, expected)
    if rows.empty:
        return None
    digits = decimals_of(table, value)
    levels, size = rows[level].to_numpy(bool), rows[value].to_numpy(float)
    start, end = _steps(size, levels, 0.5 * 10.0**-digits)
    figure, axes = canvas(0.9 + 0.3 * len(rows))
    place = name_rows(axes, rows[name], lang)
    pale = rows[expected].to_numpy(bool) if expected else np.zeros(len(rows), bool)
    moved = ~levels
    axes.barh(
        place[moved], (end - start)[moved], 0.62, left=start[moved],
        color=np.where(size >= 0, BLUE, ORANGE)[moved],
    )  # fmt: skip
    for bar, faint in zip(axes.patches, pale[moved], strict=True):
        bar.set_alpha(0.45 if faint else 1.0)
    for y, x, faint in zip(place[levels], end[levels], pale[levels], strict=True):
        axes.plot([x, x], [y - 0.4, y + 0.4], color=MUTED if faint else INK, lw=4)
    axes.vlines(end[:-1], place[1:], place[:-1], color=MUTED, lw=0.7)
    for y, x, number, still in zip(place, np.maximum(start, end), size, levels, strict=True):
        said = f"{number:z,.{digits}f}" if still else f"{number:+z,.{digits}f}"
        axes.annotate(
            said, (x, y), (5, 0), textcoords="offset points", va="center", fontsize=9, color=INK,
            fontweight="bold" if still else "regular",
        )  # fmt: skip
    low, high = min(start.min(), end.min()), max(start.max(), end.max())
    span = (high - low) or 1.0
    axes.set_xlim(low - 0.06 * span, high + 0.22 * span)
    axes.set_xlabel(axis or label(table, value, lang))
    return figure


def _steps(size: np.ndarray, levels: np.ndarray, slack: float) -> tuple[np.ndarray, np.ndarray]:
    """Where each row begins and ends; those of a level are one."""
    changes = np.where(levels, 0.0, size)
    end = (size[0] if levels[0] else np.nan) + np.cumsum(changes)
    if not (np.abs(end - size)[levels] <= slack + 1e-9).all() or not levels[0]:
        raise DataError(
            "瀑布图的存量应等于上一存量加减其间的变动，首行应为存量",
            "a level of a waterfall is the one before it and the changes since; it begins with one",
        )
    return end - changes, end
