"""Which matters are open, how old are they, which are overdue, what was solved in time?

A case (帮扶问题, 隐患, 搬迁改造) is open from `opened_on` until `closed_on`; reopened on that day
or later, it is open again. It is due on `extended_to`, else on `due_on`. A case due today is not
overdue. A case is on time if it was closed by the day it was due.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.registers.days import Day, as_day, as_span, within
from analysis.registers.groups import share_pct, sums
from analysis.registers.inputs import Columns, dates, listed, require

AGE_CLASSES_DAYS = (7, 30, 90)
"""Upper ends of the age classes: a week is the time to answer, a month that for hard matters."""


def received(cases: pd.DataFrame, since: Day, until: Day) -> pd.DataFrame:
    """Cases opened within the span, both days included. Reads `opened_on`; errors as `status`.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> cases = pd.DataFrame({
    ...     "opened_on": day(["2022-03-01", "2022-05-01", "2022-11-01"]),
    ...     "due_on": day(["2022-04-01", "2022-05-20", "2022-12-01"]),
    ...     "extended_to": day([None, None, None]),
    ...     "closed_on": day(["2022-03-20", None, None]),
    ...     "reopened_on": day([None, None, None]),
    ...     "outcome": ["solved", None, None],
    ... })
    >>> len(received(cases, "2022-04-01", "2022-12-31"))
    2
    """
    return within(cases, since, until, on="opened_on")


def closed(cases: pd.DataFrame, since: Day, until: Day) -> pd.DataFrame:
    """Cases closed within the span, whenever opened, and not reopened by its end.

    Reads `closed_on`, `reopened_on`; errors as `status`.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> cases = pd.DataFrame({
    ...     "opened_on": day(["2022-03-01", "2022-05-01", "2022-11-01"]),
    ...     "due_on": day(["2022-04-01", "2022-05-20", "2022-12-01"]),
    ...     "extended_to": day([None, None, None]),
    ...     "closed_on": day(["2022-03-20", None, None]),
    ...     "reopened_on": day([None, None, None]),
    ...     "outcome": ["solved", None, None],
    ... })
    >>> len(closed(cases, "2022-01-01", "2022-12-31"))
    1
    """
    first, last = as_span(since, until)
    return cases[dates(cases, "closed_on").between(first, last) & _closed(cases, last)]


def status(cases: pd.DataFrame, on: Day) -> pd.DataFrame:
    """Say of every case received by the day how it stands on that day.

    Parameters
    ----------
    cases
        `opened_on`, `due_on`, `extended_to`, `closed_on`, `reopened_on`; one row a case. What
        happened after `on` is not yet known: a case opened later is left out.

    Returns
    -------
    The cases with `open`, `age_days` (calendar days since it was opened, of the open), `due`,
    `overdue`, `days_overdue` (0 if not), `on_time` (closed by the day it was due; of those
    closed that had one), `days_taken` (of the closed; missing if closed before it was opened).

    Raises
    ------
    DataError
        If a column is missing or holds no dates, or `on` is no day.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> cases = pd.DataFrame({
    ...     "opened_on": day(["2022-03-01", "2022-05-01", "2022-11-01"]),
    ...     "due_on": day(["2022-04-01", "2022-05-20", "2022-12-01"]),
    ...     "extended_to": day([None, None, None]),
    ...     "closed_on": day(["2022-03-20", None, None]),
    ...     "reopened_on": day([None, None, None]),
    ...     "outcome": ["solved", None, None],
    ... })
    >>> status(cases, "2022-11-30")["days_overdue"].tolist()
    [0, 194, 0]
    """
    day = as_day(on)
    known = cases[dates(cases, "opened_on") <= day]
    opened, closed_on = dates(known, "opened_on"), dates(known, "closed_on")
    due = dates(known, "extended_to").fillna(dates(known, "due_on"))
    is_closed = _closed(known, day)
    overdue = ~is_closed & (due < day)
    return known.assign(
        open=~is_closed,
        age_days=(day - opened).dt.days.where(~is_closed),
        due=due,
        overdue=overdue,
        days_overdue=(day - due).dt.days.where(overdue, 0).astype(int),
        on_time=(closed_on <= due).where(is_closed & due.notna()).astype("boolean"),
        days_taken=(closed_on - opened).dt.days.where(is_closed & (closed_on >= opened)),
    )


def ageing(
    cases: pd.DataFrame,
    on: Day,
    by: Columns = (),
    upper_days: Sequence[int] = AGE_CLASSES_DAYS,
) -> pd.DataFrame:
    """Count the cases by age class; the classes and the closed add up to the received.

    Returns
    -------
    One row per group: `by`, `received`, `closed`, `open_0_7`, `open_8_30`, `open_31_90`,
    `open_over_90` (days; by `upper_days`), and of the open `overdue`.

    Raises
    ------
    DataError
        As `status`, or if `upper_days` do not rise from 0 on.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> cases = pd.DataFrame({
    ...     "opened_on": day(["2022-03-01", "2022-05-01", "2022-11-01"]),
    ...     "due_on": day(["2022-04-01", "2022-05-20", "2022-12-01"]),
    ...     "extended_to": day([None, None, None]),
    ...     "closed_on": day(["2022-03-20", None, None]),
    ...     "reopened_on": day([None, None, None]),
    ...     "outcome": ["solved", None, None],
    ... })
    >>> ageing(cases, "2022-11-30", upper_days=[30]).iloc[0].to_dict()
    {'received': 3, 'closed': 1, 'open_0_30': 1, 'open_over_30': 1, 'overdue': 1}
    """
    by = listed(by)
    require(cases, by)
    if not upper_days or any(np.diff([-1, *upper_days]) <= 0):
        raise DataError(
            f"账龄分段须从小到大：{list(upper_days)}", f"age classes must rise: {list(upper_days)}"
        )
    stand = status(cases, on)
    lower = [0, *(end + 1 for end in upper_days)]
    names = [f"open_{a}_{b}" for a, b in zip(lower, upper_days, strict=False)]
    place = np.searchsorted(upper_days, stand["age_days"].fillna(0))
    flags = {
        name: stand["open"] & (place == number)
        for number, name in enumerate([*names, f"open_over_{upper_days[-1]}"])
    }
    marked = stand[by].assign(received=1, closed=~stand["open"], **flags, overdue=stand["overdue"])
    return sums(marked, by)


def outcomes(
    cases: pd.DataFrame, on: Day, by: Columns = (), solved: str = "solved"
) -> pd.DataFrame:
    """Rates of what was received: closed, solved, on time; each beside its denominator.

    Parameters
    ----------
    cases
        The columns of `status` and `outcome`; take `received(cases, since, until)` for a year's.
    solved
        The outcome that counts as solved: an explanation closes a case and solves nothing.

    Returns
    -------
    One row per group: `by`, `received`, `closed`, `solved`, `overdue`, `closed_with_due`,
    `on_time`, `closed_pct` and `solved_pct` (of the received), `on_time_pct` (of those closed
    that had a due day), `median_days` (calendar days, over the closed).

    Raises
    ------
    DataError
        As `status`, or if `outcome` is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> cases = pd.DataFrame({
    ...     "opened_on": day(["2022-03-01", "2022-05-01", "2022-11-01"]),
    ...     "due_on": day(["2022-04-01", "2022-05-20", "2022-12-01"]),
    ...     "extended_to": day([None, None, None]),
    ...     "closed_on": day(["2022-03-20", None, None]),
    ...     "reopened_on": day([None, None, None]),
    ...     "outcome": ["solved", None, None],
    ... })
    >>> found = outcomes(cases, "2022-11-30").round(1)
    >>> found[["received", "solved", "solved_pct"]].values.tolist()
    [[3.0, 1.0, 33.3]]
    """
    by = listed(by)
    require(cases, [*by, "outcome"])
    stand = status(cases, on)
    marked = stand[by].assign(
        received=1,
        closed=~stand["open"],
        solved=~stand["open"] & stand["outcome"].eq(solved),
        overdue=stand["overdue"],
        closed_with_due=stand["on_time"].notna(),
        on_time=stand["on_time"].fillna(False).astype(bool),
    )
    counts = sums(marked, by)
    days = stand["days_taken"]
    if by:
        median = stand.groupby(by, dropna=False, observed=True)["days_taken"].median().to_numpy()
    else:
        median = days.median()
    return counts.assign(
        closed_pct=share_pct(counts["closed"], counts["received"]),
        solved_pct=share_pct(counts["solved"], counts["received"]),
        on_time_pct=share_pct(counts["on_time"], counts["closed_with_due"]),
        median_days=median,
    )


def _closed(cases: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """Whether the case was closed by the day and not reopened since."""
    closed_on, reopened = dates(cases, "closed_on"), dates(cases, "reopened_on")
    return (closed_on <= day) & ~((reopened >= closed_on) & (reopened <= day))
