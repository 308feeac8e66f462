"""How much electricity does an enterprise use a day, when meters and enterprises are not the same?

An enterprise may have several meters, and a meter several enterprises. So a day's use is

    use = Σ over its meters of reading / enterprises of the meter

which counts a shared meter once in a sum and leaves the ratios of each as they are. What is no
reading of use is missing and never zero: a negative one is photovoltaic power fed in, a zero of
an enterprise that reports that it works is a gap of the line, and a day on which fewer meters were
read than usual has no sum.
"""

from collections.abc import Collection

import pandas as pd

from analysis.registers.days import Day, as_day
from analysis.registers.inputs import dates, require, require_numbers

USE, BASELINE = "electricity_kwh", "baseline_kwh"
OF_THE_DAY = ["state", "reason", "on_duty_persons", "employees_persons", "capacity_use_pct"]


def daily_use(reports: pd.DataFrame, working: Collection[str]) -> pd.DataFrame:
    """Return one row per enterprise and day.

    Parameters
    ----------
    reports
        One row per enterprise, day and meter (missing: one meter of its own): `uscc`, `date`,
        `meter`, `electricity_kwh`, `baseline_kwh`, and the columns `OF_THE_DAY`, of which the
        first that is known counts.
    working
        The states in which a reading of zero is a gap.

    Returns
    -------
    `uscc`, `date`, the use and its baseline (kWh; missing: no reading), the columns `OF_THE_DAY`,
    `shared` (a meter is also another's).

    Raises
    ------
    DataError
        If a column is missing, or `date` holds no dates.

    Examples
    --------
    >>> import pandas as pd
    >>> reports = pd.DataFrame({
    ...     "uscc": "A", "date": pd.to_datetime(["2022-02-07"] * 2), "meter": ["1", "2"],
    ...     "electricity_kwh": [30.0, 12.0], "baseline_kwh": [40.0, 20.0], "state": "normal",
    ...     "reason": None, "on_duty_persons": None, "employees_persons": None,
    ...     "capacity_use_pct": None,
    ... })
    >>> daily_use(reports, working=["normal"])[["electricity_kwh", "baseline_kwh"]].values.tolist()
    [[42.0, 60.0]]
    """
    require(reports, ["uscc", "meter", *OF_THE_DAY])
    require_numbers(reports, [USE, BASELINE])
    dates(reports, "date")
    sharing = sharers(reports)
    gap = (reports[USE] < 0) | ((reports[USE] == 0) & reports["state"].isin([*working]))
    rows = reports.assign(
        **{USE: (reports[USE] / sharing).mask(gap), BASELINE: reports[BASELINE] / sharing},
        shared=sharing > 1,
        rows=1,
    )
    found = rows.groupby(["uscc", "date"], as_index=False).agg(
        **{name: (name, "sum") for name in (USE, BASELINE, "rows")},
        **{f"{name} read": (name, "count") for name in (USE, BASELINE)},
        **{name: (name, "first") for name in OF_THE_DAY},
        shared=("shared", "any"),
    )
    usual = found.groupby("uscc")["rows"].transform("median")
    whole = {name: found[name].where(found[f"{name} read"] >= usual) for name in (USE, BASELINE)}
    return found.assign(**whole)[["uscc", "date", USE, BASELINE, *OF_THE_DAY, "shared"]]


def sharers(reports: pd.DataFrame) -> pd.Series:
    """Return how many enterprises each row's meter has: the most that reported it on one day."""
    of_a_day = reports.groupby(["meter", "date"])["uscc"].nunique()
    return reports["meter"].map(of_a_day.groupby("meter").max()).astype("float64").fillna(1)


def newest_list(rows: pd.DataFrame, on: Day, listed: str = "listed_on") -> pd.DataFrame:
    """Return the rows of the newest list that was issued by a day; none if none was.

    Parameters
    ----------
    rows
        Dated lists, each whole: `listed` is the day of the list that a row stands on.

    Raises
    ------
    DataError
        If the column is missing or holds no dates.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2021-03-01", "2022-03-01"])
    >>> lists = pd.DataFrame({"uscc": ["A", "B"], "listed_on": days})
    >>> newest_list(lists, on="2022-11-30")["uscc"].tolist()
    ['B']
    """
    days = dates(rows, listed)
    return rows[days == days[days <= as_day(on)].max()]


def on_list(reports: pd.DataFrame, lists: pd.DataFrame, listed: str = "listed_on") -> pd.Series:
    """Return whether who reports stands on the list in force on the day; missing before the first.

    Parameters
    ----------
    reports
        `uscc` and `date`.
    lists
        Dated lists, each whole: `uscc`, and `listed`, the day from which a list is in force.

    Raises
    ------
    DataError
        If a column is missing or holds no dates.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2021-03-01", "2022-03-01"])
    >>> lists = pd.DataFrame({"uscc": ["A", "B"], "listed_on": days})
    >>> reports = pd.DataFrame({"uscc": "A", "date": days - pd.Timedelta(days=1)})
    >>> on_list(reports, lists).tolist()
    [<NA>, True]
    """
    require(reports, ["uscc"])
    require(lists, ["uscc"])
    issued = pd.Index(dates(lists, listed).sort_values().unique())
    place = issued.searchsorted(dates(reports, "date"), side="right") - 1
    day = pd.Series(issued[place.clip(min=0)], index=reports.index)
    named = pd.MultiIndex.from_frame(lists[["uscc", listed]])
    held = pd.MultiIndex.from_arrays([reports["uscc"], day]).isin(named)
    return pd.Series(held, index=reports.index, dtype="boolean").mask(place < 0)
