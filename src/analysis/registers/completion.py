"""How much of what was listed, due or planned is done, and is that on schedule?

Every rate stands beside its denominator, because its name does not tell it: 开工率 is of all
listed, 应开工率 of those due by now.

    share of listed  = done / listed           share of due = done and due / due
    share of plan    = Σ done / Σ plan         pace = done / target − schedule(t)

What was done outside the list, or before it was due, is counted beside a rate and never in it, so
neither of the first two exceeds 100 %; the share of a plan may.
"""

from typing import TypeVar

import pandas as pd

from analysis.errors import DataError
from analysis.registers.groups import share_pct, sums
from analysis.registers.inputs import Columns, listed, require, require_numbers

Amount = TypeVar("Amount", float, pd.Series)


def completion(
    rows: pd.DataFrame,
    done: str,
    of: str | None = None,
    due: str | None = None,
    by: Columns = (),
) -> pd.DataFrame:
    """Count what is done of what is listed and, with `due`, of what should be done by now.

    Parameters
    ----------
    rows
        One row per matter; `done`, `of` and `due` are columns of true and false, missing false.
    of
        Which rows are on the list; without it all are.
    by
        Columns of the groups; none gives one row for everything.

    Returns
    -------
    One row per group: `by`, `listed`, `done` (of the listed), `done_outside`, `done_pct`; with
    `due` also `due` (of the listed), `done_due`, `late` (due and not done), `done_early` (listed,
    done, not due yet) and `done_due_pct`. A rate of nothing is missing.

    Raises
    ------
    DataError
        If a column is missing, or holds something else than true and false.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"done": [True, True, False], "due": [True, False, True]})
    >>> found = completion(rows, "done", due="due")
    >>> found[["listed", "done", "done_pct", "due", "done_due"]].round(1).iloc[0].tolist()
    [3.0, 2.0, 66.7, 2.0, 1.0]
    """
    by = listed(by)
    require(rows, [*by, *(name for name in (done, of, due) if name)])
    is_done = _true(rows, done)
    on_list = _true(rows, of) if of else pd.Series(True, index=rows.index)
    flags = {
        "listed": on_list,
        "done": is_done & on_list,
        "done_outside": is_done & ~on_list,
    }
    if due:
        is_due = _true(rows, due) & on_list
        flags["due"] = is_due
        flags["done_due"] = is_due & is_done
        flags["late"] = is_due & ~is_done
        flags["done_early"] = on_list & is_done & ~is_due
    counts = sums(rows[by].assign(**flags), by)
    counts = counts.assign(done_pct=share_pct(counts["done"], counts["listed"]))
    if due:
        counts = counts.assign(done_due_pct=share_pct(counts["done_due"], counts["due"]))
    return counts


def completion_of_plan(rows: pd.DataFrame, done: str, plan: str, by: Columns = ()) -> pd.DataFrame:
    """Sum what was done and what was planned, in one unit, and take their ratio.

    Parameters
    ----------
    rows
        One row per project or other matter; `done` and `plan` are amounts. A row without a
        reported amount has done nothing and stays in the plan.
    by
        Columns of the groups; none gives one row for everything.

    Returns
    -------
    One row per group: `by`, the two sums under their names, `rows`, `unreported` (rows without
    `done`), `unplanned` (rows with something done and no plan: they lift the ratio) and
    `done_pct` (missing without a plan).

    Raises
    ------
    DataError
        If a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> projects = pd.DataFrame({"invested": [30.0, None], "plan": [50.0, 10.0]})
    >>> found = completion_of_plan(projects, "invested", "plan")
    >>> found[["rows", "unreported", "done_pct"]].values.tolist()
    [[2.0, 1.0, 50.0]]
    """
    by = listed(by)
    require(rows, by)
    require_numbers(rows, [done, plan])
    marked = rows[[*by, done, plan]].assign(
        rows=1,
        unreported=rows[done].isna(),
        unplanned=(rows[done] > 0) & ~(rows[plan] > 0),
    )
    totals = sums(marked, by)
    return totals.assign(done_pct=share_pct(totals[done], totals[plan]))


def pace_pp(done: Amount, target: Amount, schedule: float | pd.Series) -> Amount:
    """Percentage points by which the share done is ahead of the schedule (behind: negative).

    `schedule` is the share that should be done by now (0 to 1, see `schedule`), missing where
    nobody fixed one; then, and where the target is not positive, the pace is missing. Nothing is
    rounded before the subtraction.

    Examples
    --------
    >>> round(pace_pp(45.0, 60.0, 10 / 12), 2)
    -8.33
    """
    if isinstance(target, pd.Series):
        target = target.where(target > 0)
    elif not target > 0:
        target = float("nan")
    return 100 * (done / target - schedule)


def _true(rows: pd.DataFrame, column: str) -> pd.Series:
    known = require_numbers(rows, [column])[column].fillna(0)
    if not known.isin((0, 1)).all():
        raise DataError(f"{column}应为真或假", f"{column} holds something else than true and false")
    return known.astype(bool)
