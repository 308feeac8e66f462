"""How many applied, were recommended, were announced, were granted?

Each step's set lies within the one before: who is dated at a later step has passed the earlier
ones, also where the ledger does not date them. Rates are between neighbours.
"""

import pandas as pd

from analysis.errors import DataError
from analysis.registers.counts import units
from analysis.registers.days import Day, as_day
from analysis.registers.groups import share_pct, with_empty_groups
from analysis.registers.inputs import Columns, dates, listed, require

STEPS = ("applied", "recommended", "announced", "granted")


def reached(rows: pd.DataFrame, step: str, on: Day) -> pd.DataFrame:
    """Rows that had reached a step of `STEPS` by the day: it or a later one is dated by then.

    Reads the dates `applied_on`, `recommended_on`, `announced_on`, `granted_on` from the step on.
    "Accepted" (announced or granted) is the step `announced`.

    Raises
    ------
    DataError
        If the step is unknown, a column is missing or holds no dates, or `on` is no day.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> ledger = pd.DataFrame({
    ...     "holder_id": ["A", "B", "C"],
    ...     "applied_on": day(["2022-03-01", "2022-03-01", "2022-03-02"]),
    ...     "recommended_on": day(["2022-05-01", None, None]),
    ...     "announced_on": day([None, "2022-06-01", None]),
    ...     "granted_on": day(["2022-07-01", None, None]),
    ... })
    >>> reached(ledger, "announced", on="2022-11-30")["holder_id"].tolist()
    ['A', 'B']
    """
    if step not in STEPS:
        raise DataError(
            f"没有“{step}”这一环节：{'、'.join(STEPS)}",
            f"no step {step!r}: one of {', '.join(STEPS)}",
        )
    require(rows, ())
    day = as_day(on)
    passed = pd.Series(False, index=rows.index)
    for name in STEPS[STEPS.index(step) :]:
        passed |= dates(rows, f"{name}_on") <= day
    return rows[passed]


def funnel(rows: pd.DataFrame, on: Day, by: Columns = (), **distinct: Columns) -> pd.DataFrame:
    """Count each step and its rate to the step before.

    Parameters
    ----------
    rows, on
        As in `reached`.
    by, distinct
        As in `units`.

    Returns
    -------
    One row per group and step, steps in order: `by`, `step`, the counts of `units`, and for each
    its `…_pct` of the step before (missing at the first, and where that was 0).

    Raises
    ------
    DataError
        As `reached` and `units`.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> ledger = pd.DataFrame({
    ...     "holder_id": ["A", "B", "C"],
    ...     "applied_on": day(["2022-03-01", "2022-03-01", "2022-03-02"]),
    ...     "recommended_on": day(["2022-05-01", None, None]),
    ...     "announced_on": day([None, "2022-06-01", None]),
    ...     "granted_on": day(["2022-07-01", None, None]),
    ... })
    >>> funnel(ledger, on="2022-11-30")[["step", "rows"]].values.tolist()
    [['applied', 3], ['recommended', 2], ['announced', 2], ['granted', 1]]
    """
    by = listed(by)
    require(rows, by)
    groups = rows[by].drop_duplicates().sort_values(by) if by else rows[[]]
    counts = [
        with_empty_groups(units(reached(rows, step, on), by, **distinct), groups) for step in STEPS
    ]
    counted = [name for name in counts[0] if name not in by]
    whole = pd.concat(counts, keys=STEPS, names=["step", "group"])
    # The groups of every step lie in one order, so that neighbours are one step apart.
    before = whole.groupby(level="group")[counted].shift()
    for name in counted:
        whole[f"{name}_pct"] = share_pct(whole[name], before[name])
    whole = whole.reset_index("step").sort_index(kind="stable").reset_index(drop=True)
    return whole[[*by, "step", *(name for name in whole if name not in {*by, "step"})]]
