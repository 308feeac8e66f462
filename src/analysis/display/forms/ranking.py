"""Ranking: bars from the highest down, the report's own in colour; several measures side by side.

A rate without its amount misleads (a county of two projects is soon at 100 %), so one measure
ranks and the others stand beside it in the same order.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.display.forms.bars import draw_bars, numbers
from analysis.display.forms.canvas import make_room, name_rows, panels, require, require_numbers
from analysis.display.labels import label
from analysis.display.style import BLUE, MUTED, ORANGE
from analysis.tables import Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def ranking(
    rows: pd.DataFrame,
    *,
    name: str,
    value: str | Sequence[str],
    own: str,
    table: Table | str,
    lang: str,
    signed: bool = False,
    whole: "pd.Series | None" = None,
) -> "Figure | None":
    """Draw the rows from the highest of the (first) value down; None where none has one.

    Parameters
    ----------
    rows
        One a county, enterprise …; masked rows stand last with their mark, without a bar.
    name, own
        Columns: the name; whether it is the report's own.
    value
        Column that ranks, or several, of which the first ranks and each has a panel.
    table
        The declaration of the values: title, unit, digits.
    signed
        Whether numbers carry their sign.
    whole
        The values of the whole, drawn as a dashed line in each panel.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures, titles
    >>> rows = pd.DataFrame({"town": ["East", "West"], "output": [3.0, 5.0], "mine": [True, False]})
    >>> declared = titles({"town": "Town", "output": "Output (100m yuan)"})
    >>> figure = figures.ranking(
    ...     rows, name="town", value="output", own="mine", table=declared, lang="en"
    ... )
    >>> [label.get_text() for label in figure.axes[0].get_yticklabels()]
    ['West', 'East']
    """
    columns = [value] if isinstance(value, str) else list(value)
    require(rows, name, own)
    require_numbers(rows, *columns)
    if rows[columns[0]].notna().sum() == 0:
        return None
    ordered = rows.sort_values(columns[0], ascending=False, na_position="last", kind="stable")
    mine = ordered[own].to_numpy(bool)
    figure, grid = panels(1, len(columns), 1.0 + 0.26 * len(ordered), sharey=True)
    place = name_rows(grid[0, 0], ordered[name], lang, mine)
    for axes, column in zip(grid[0], columns, strict=True):
        texts = numbers(ordered, column, table, signed=signed)
        colours = [BLUE if own_one else MUTED for own_one in mine]
        ends = draw_bars(
            axes, ordered, column, place, 0.66, colours=colours, texts=texts, bold=mine
        )
        make_room(axes, ends, texts)
        axes.grid(axis="y", visible=False)
        axes.tick_params(axis="y", length=0, left=False)
        axes.set_xlabel(label(table, column, lang))
        if whole is not None and pd.notna(whole[column]):
            axes.axvline(whole[column], color=ORANGE, lw=1.2, ls=(0, (4, 3)))
    return figure
