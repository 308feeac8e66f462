"""Calendar: how many fall due in each quarter or month, a row a title, their sum below."""

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from analysis.display.forms.canvas import canvas, require, require_numbers, withheld
from analysis.display.forms.heat_map import draw_cells, name_cells
from analysis.display.marks import MASK
from analysis.display.style import COUNTS, INK
from analysis.errors import DataError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STEPS = {"quarter": "Q", "month": "M"}


def calendar(
    rows: pd.DataFrame,
    *,
    name: str,
    date: str,
    count: str | None = None,
    start: str,
    periods: int,
    by: Literal["quarter", "month"] = "quarter",
    lang: str,
) -> "Figure | None":
    """Draw how many of each name fall in each period from `start` on; None if none does.

    Parameters
    ----------
    rows
        One a thing that falls due, or counts of them; those before or after are not drawn. A
        period in which a row is masked (its count missing, if there are counts) shows the mark,
        and no number; so does its sum.
    name, date
        Columns: the row of the calendar; the day, as a date or text `YYYY-MM-DD` or `YYYY-MM`.
    count
        Column: how many a row stands for; one by default.
    start, periods, by
        A day or month in the first period, how many there are, "quarter" or "month".

    Raises
    ------
    DataError
        If `by` is neither.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures
    >>> rows = pd.DataFrame({"title": "srdi", "until": ["2022-12-31", "2023-02-01", "2023-02-15"]})
    >>> figure = figures.calendar(
    ...     rows, name="title", date="until", start="2022-10-01", periods=2, lang="en"
    ... )
    >>> [text.get_text() for text in figure.axes[0].texts if text.get_text().isdecimal()]
    ['1', '2', '1', '2']
    """
    require(rows, name, date)
    require_numbers(rows, count)
    if by not in STEPS:
        raise DataError(f"日历只按季或按月，不按“{by}”", f"by {by!r}: it is quarter or month")
    span = pd.period_range(start, periods=periods, freq=STEPS[by])
    due = pd.PeriodIndex(pd.to_datetime(rows[date]), freq=STEPS[by])
    within = np.asarray(due.isin(span))
    if not within.any():
        return None
    amounts = rows[count].to_numpy(float) if count else np.ones(len(rows))
    hidden = withheld(rows) & (np.isnan(amounts) if count else True)
    shown = pd.DataFrame(
        {
            "name": rows[name].to_numpy(),
            "due": due,
            "amount": np.where(hidden, 0.0, amounts),
            "hidden": hidden,
        }
    )[within]
    grid = shown.pivot_table(
        index="name", columns="due", values=["amount", "hidden"], aggfunc="sum", sort=False
    )
    names = list(dict.fromkeys(shown["name"]))
    cells, masked = (
        grid[part].reindex(index=names, columns=span).fillna(0).to_numpy(float)
        for part in ("amount", "hidden")
    )
    cells, masked = np.vstack([cells, cells.sum(axis=0)]), np.vstack([masked, masked.sum(axis=0)])
    texts = np.where(masked > 0, MASK, [[f"{n:,.0f}" if n else "" for n in row] for row in cells])
    colours = np.where((masked > 0) | (cells == 0), np.nan, cells)
    colours[-1] = np.nan  # sums would pale all others
    figure, axes = canvas(1.0 + 0.36 * len(cells))
    draw_cells(axes, colours, masked > 0, cmap=COUNTS,
               limits=(0, 1.3 * max(np.nanmax(colours, initial=0), 1)), texts=texts)  # fmt: skip
    name_cells(axes, [_said(period, by) for period in span],
               [*names, "合计" if lang == "zh" else "Together"], lang)  # fmt: skip
    axes.axhline(len(names), color=INK, lw=0.8)
    return figure


def _said(period: pd.Period, by: str) -> str:
    return f"{period:%y}Q{period.quarter}" if by == "quarter" else f"{period:%y-%m}"
