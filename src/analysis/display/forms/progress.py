"""Progress: what is done within what is planned, and a tick where the schedule stands."""

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
from analysis.display.marks import mark
from analysis.display.style import BLUE, MUTED, ORANGE, RED
from analysis.tables import Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def progress(
    rows: pd.DataFrame,
    *,
    name: str,
    done: str,
    planned: str,
    table: Table | str,
    lang: str,
    schedule: str | None = None,
    own: str | None = None,
    rates: bool = True,
    axis: str | None = None,
    behind: str | None = None,
) -> "Figure | None":
    """Draw an outlined bar a row for the plan, a full one for what is done.

    None without rows, or where neither a plan nor anything done is known: no empty axis.

    Parameters
    ----------
    rows
        In the order drawn; a row that is masked has its mark and no full bar.
    name, done, planned
        Columns: the name; what is done and what is planned, in one unit.
    table
        The declaration of `done`, `planned` and `schedule`: titles, unit, digits.
    schedule
        Column: what would be done by now on schedule; a tick.
    own
        Column: whether a row is the report's own, in bold.
    rates
        Whether the share done is printed beside the amounts, with its denominator.
    axis
        Title of the axis, if it is not the one declared.
    behind
        What a full bar that stands below the schedule is called; it is red. None: all are blue.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures, titles
    >>> rows = pd.DataFrame({"town": ["East", "West"], "output": [3.0, 5.0], "plan": [4.0, 4.0]})
    >>> declared = titles({"town": "Town", "output": "Output (100m yuan)", "plan": "Plan"})
    >>> figure = figures.progress(
    ...     rows, name="town", done="output", planned="plan", table=declared, lang="en"
    ... )
    >>> any("75" in text.get_text() for text in figure.axes[0].texts)
    True
    """
    require(rows, name, own)
    require_numbers(rows, done, planned, schedule)
    plan, now = rows[planned].to_numpy(float), rows[done].to_numpy(float)
    known = np.isfinite(now)
    if not (known | np.isfinite(plan)).any():
        return None
    figure, axes = canvas(1.0 + 0.36 * len(rows))
    mine = rows[own].to_numpy(bool) if own else None
    place = name_rows(axes, rows[name], lang, mine)
    title = label(table, planned, lang, unit=False)
    axes.barh(place, plan, 0.66, color="white", edgecolor=MUTED, lw=0.9, label=title)
    title = label(table, done, lang, unit=False)
    late = np.zeros(len(rows), bool)
    if behind and schedule:
        late = now < rows[schedule].to_numpy(float)
    for some, colour, said in ((known & ~late, BLUE, title), (late, RED, behind)):
        if some.any():
            axes.barh(place[some], now[some], 0.36, color=colour, label=said)
    if schedule:
        ticks, title = rows[schedule].to_numpy(float), label(table, schedule, lang, unit=False)
        axes.plot(ticks, place, "|", color=ORANGE, ms=17, mew=2.6, label=title)
    digits = decimals_of(table, done)
    texts, edges = [], np.fmax(np.fmax(now, plan), 0)
    for amount, of, masked in zip(now, plan, withheld(rows), strict=True):
        if np.isnan(amount):
            said = mark(masked)
        elif not rates:
            said = f"{amount:,.{digits}f}"
        else:
            said = f"{amount:,.{digits}f}/{of:,.{digits}f}"
            said += f" = {100 * amount / of:.1f}%" if of > 0 else ""
        texts.append(said)
    for y, edge, said in zip(place, edges, texts, strict=True):
        write(axes, edge, y, said)
    make_room(axes, edges, texts)
    if digits == 0:
        axes.locator_params("x", integer=True)  # no half of what is counted
    axes.set_xlabel(axis or label(table, done, lang))
    legend(figure, 4 if late.any() else 3)
    return figure
