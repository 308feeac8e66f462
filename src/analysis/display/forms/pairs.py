"""Pairs: two dots a row and the way between them, then and now or one beside the whole."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display.forms.canvas import canvas, legend, name_rows, require, require_numbers
from analysis.display.labels import label
from analysis.display.style import BLUE, GRID, MUTED, ORANGE
from analysis.tables import Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def pairs(
    rows: pd.DataFrame,
    *,
    name: str,
    value: str,
    beside: str,
    table: Table | str,
    lang: str,
    own: str | None = None,
    titles: tuple[str, str] | None = None,
    line: tuple[float, str] | None = None,
) -> "Figure | None":
    """Draw a full dot at `value` and an open one at `beside`, from the highest down.

    Parameters
    ----------
    rows
        One a name; those without a value are left out, None if all are.
    name, value, beside
        Columns; `beside` may be missing.
    own
        Column: whether a row is the report's own; without one all dots are in colour.
    table
        The declaration of the values: titles, unit.
    titles
        What the two dots are called, if not as declared.
    line
        A value all are held against, and its name.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures, titles
    >>> rows = pd.DataFrame({"town": ["East", "West"], "output": [3.0, 5.0], "before": [2.0, 6.0]})
    >>> declared = titles({"town": "Town", "output": "Output (100m yuan)", "before": "Before"})
    >>> figure = figures.pairs(
    ...     rows, name="town", value="output", beside="before", table=declared, lang="en"
    ... )
    >>> figure.axes[0].get_xlabel()
    'Output (100m yuan)'
    """
    require(rows, name, own)
    require_numbers(rows, value, beside)
    shown = rows[rows[value].notna()].sort_values(value, ascending=False, kind="stable")
    if shown.empty:
        return None
    figure, axes = canvas(1.1 + 0.27 * max(len(shown), 2))
    mine = shown[own].to_numpy(bool) if own else None
    place = name_rows(axes, shown[name], lang, mine)
    now, then = titles or (
        label(table, value, lang, unit=False),
        label(table, beside, lang, unit=False),
    )
    axes.hlines(place, shown[beside], shown[value], color=GRID, lw=3, zorder=1)
    axes.plot(shown[beside], place, "o", ms=6, mfc="white", mec=MUTED, label=then)
    if mine is not None:
        axes.plot(shown[value][~mine], place[~mine], "o", ms=6, color=MUTED)
    bold = slice(None) if mine is None else mine
    axes.plot(shown[value][bold], place[bold], "o", ms=8, color=BLUE, label=now)
    if line and pd.notna(line[0]):
        axes.axvline(line[0], color=ORANGE, lw=1.2, ls=(0, (4, 3)), label=line[1])
    axes.set_xlabel(label(table, value, lang))
    legend(figure, 3)
    return figure
