"""Gantt: spans of time on a row a name, what was to be beneath what was."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from pandas.api.types import is_datetime64_any_dtype

from analysis.display.forms.canvas import canvas, legend, name_rows, require, require_colours
from analysis.errors import DataError

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def gantt(
    rows: pd.DataFrame,
    *,
    name: str,
    start: str,
    end: str,
    kind: str,
    colours: Mapping[str, str],
    now: str | pd.Timestamp | None = None,
    titles: Mapping[str, str],
    lang: str,
) -> "Figure | None":
    """Draw a bar a span; None without rows.

    Parameters
    ----------
    rows
        One a span; rows of a name share a line, names stand in the order of their first row.
    name, start, end, kind
        Columns: the line of the figure; moments from and to; what kind of span it is.
    colours
        Kind → colour. The first is drawn broad, as what was to be; the others narrow, within it.
        Spans of other kinds are not drawn.
    now
        A moment at which a line is drawn.
    titles
        Kind → words in the legend; "now" → those beside the line.

    Raises
    ------
    DataError
        If a span ends before it begins.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures
    >>> at = pd.to_datetime
    >>> rows = pd.DataFrame({
    ...     "line": "K1", "kind": ["planned", "actual"],
    ...     "from": at(["2022-11-01", "2022-11-03"]), "to": at(["2022-11-11", "2022-11-11"]),
    ... })
    >>> figure = figures.gantt(
    ...     rows, name="line", start="from", end="to", kind="kind",
    ...     colours={"planned": "#cccccc", "actual": "#0b5394"},
    ...     titles={"planned": "planned", "actual": "stopped"}, lang="en",
    ... )
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['K1']
    """
    import matplotlib.dates as mdates

    require(rows, name, start, end, kind)
    require_colours(*colours.values())
    for column in (start, end):
        if rows[column].notna().any() and not is_datetime64_any_dtype(rows[column]):
            raise DataError(f"{column}不是日期列", f"{column} holds no dates")
    drawn = rows[rows[kind].isin([*colours])]
    if drawn.empty:
        return None
    if (drawn[end] < drawn[start]).any():
        raise DataError("时段止早于起，不能绘图", "a span ends before it begins: it is not drawn")
    names = [*dict.fromkeys(drawn[name])]
    figure, axes = canvas(1.1 + 0.36 * len(names))
    place = dict(zip(names, name_rows(axes, names, lang), strict=True))
    for broad, (which, colour) in zip(
        [True] + [False] * len(colours), colours.items(), strict=False
    ):
        spans = drawn[drawn[kind] == which]
        if spans.empty:
            continue
        left = mdates.date2num(spans[start].to_numpy())
        width = mdates.date2num(spans[end].to_numpy()) - left
        height = 0.72 if broad else 0.4
        axes.barh(
            np.array([place[each] for each in spans[name]], float),
            width,
            height,
            left=left,
            color=colour,
            label=titles[which],
            zorder=2 if broad else 3,
        )
    if now is not None:
        axes.axvline(
            mdates.date2num(pd.Timestamp(now)), color="black", lw=0.9, ls="--", label=titles["now"]
        )
    axes.xaxis_date()
    locator = mdates.AutoDateLocator(minticks=3, maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(mdates.DateFormatter("%Y-%m"))
    legend(figure, len(colours) + 1)
    return figure
