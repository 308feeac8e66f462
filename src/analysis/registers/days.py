"""Days and spans of days; the first and the last day both belong to a span."""

import datetime as dt

import pandas as pd

from analysis.errors import DataError
from analysis.registers.inputs import dates

Day = dt.date | str
"""A calendar day: a date, a Timestamp, or text like 2022-11-30. A month is no day: the last day
of a period is `analysis.periods.last_day`."""


def as_day(day: Day) -> pd.Timestamp:
    """Return a day as a Timestamp.

    Raises
    ------
    DataError
        If it is missing or names no day; 2022-11 is a month.
    """
    try:
        stamp = pd.Timestamp(dt.date.fromisoformat(day) if isinstance(day, str) else day)
    except ValueError:
        stamp = pd.NaT
    if pd.isna(stamp):
        raise DataError(
            f"“{day}”不是日期（应为YYYY-MM-DD；月的末日：analysis.periods.last_day）",
            f"{day!r} names no day (YYYY-MM-DD; the last of a month: analysis.periods.last_day)",
        )
    return stamp.normalize()


def as_span(since: Day, until: Day) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last day of a span, both part of it.

    Raises
    ------
    DataError
        If one is no day, or the last lies before the first.
    """
    first, last = as_day(since), as_day(until)
    if last < first:
        raise DataError(
            f"截止日{last:%Y-%m-%d}早于起始日{first:%Y-%m-%d}",
            f"the span ends on {last:%Y-%m-%d}, before it begins on {first:%Y-%m-%d}",
        )
    return first, last


def within(rows: pd.DataFrame, since: Day, until: Day, on: str = "date") -> pd.DataFrame:
    """Return the rows whose day in the column `on` lies in the span.

    Raises
    ------
    DataError
        If the column is missing or holds no dates, or as `as_span`.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2022-02-28", "2022-03-01"])})
    >>> len(within(rows, "2022-03-01", "2022-03-31"))
    1
    """
    return rows[dates(rows, on).between(*as_span(since, until))]
