"""Which months does a figure cover, and what does a cumulative figure say about one period?

Output is reported cumulatively and January is never reported alone, so the statistical year has
11 periods: `2022-02` stands for January and February together, `2022-03` for March. Where single
months exist (electricity, employment) the year has 12. Between cumulative and period values

    y_m = C_m − C_{m−1},   y_{02} = C_{02},   C_m = y_{02} + … + y_m

with C_{m−1} as it stood when C_m was reported (the same vintage), because both are revised
together. A negative y_m is a revision, not output; it is flagged, never hidden.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from analysis.errors import DataError, how_many
from analysis.tables import rules

PeriodsPerYear = Literal[11, 12]
PERIOD = re.compile(r"(19|20)\d{2}-(0[1-9]|1[0-2])")
SERIES = ("county_code", "industry_code")


def period_numbers(periods: Iterable[str], per_year: PeriodsPerYear) -> np.ndarray:
    """Return consecutive whole numbers for `YYYY-MM` periods; neighbours differ by 1.

    Raises
    ------
    DataError
        If a period is not `YYYY-MM`, or names January where the year has 11 periods.
    """
    texts = pd.Series(periods, dtype="str")
    positions, found = pd.factorize(texts, sort=True, use_na_sentinel=False)
    distinct = [str(text) for text in found]
    wrong = [text for text in distinct if not PERIOD.fullmatch(text)]
    if per_year == 11:
        wrong += [text for text in distinct if text.endswith("-01")]
    if wrong:
        listed = "、".join(wrong[:5])
        raise DataError(
            f"期别不合规：{listed}（应为YYYY-MM；累计数据没有01月，1—2月合并为02）",
            f"not a period: {', '.join(wrong[:5])} (YYYY-MM; cumulative data has no month 01, "
            "January and February are 02)",
        )
    years = np.array([int(text[:4]) for text in distinct], dtype=np.int64)
    months = np.array([int(text[5:]) for text in distinct], dtype=np.int64)
    return (years * per_year + months - (13 - per_year))[positions]


def period_names(numbers: Iterable[int], per_year: PeriodsPerYear) -> list[str]:
    """Return the `YYYY-MM` names of period numbers."""
    first_month = 13 - per_year
    return [f"{n // per_year:04d}-{n % per_year + first_month:02d}" for n in numbers]


def later(period: str, by: int, per_year: PeriodsPerYear) -> str:
    """Return the period `by` periods later (earlier if negative)."""
    return period_names(period_numbers([period], per_year) + by, per_year)[0]


def month_before(period: str) -> str | None:
    """Return the month before within the year: `2022-11` → `2022-10`; None in January."""
    year, month = period.split("-")
    return None if month == "01" else f"{year}-{int(month) - 1:02d}"


def last_day(period: str) -> pd.Timestamp:
    """Return the last day that a cumulative period covers: `2022-02` → 28 February 2022.

    Raises
    ------
    DataError
        If it is not `YYYY-MM`.
    """
    period_numbers([period], 12)
    return pd.Timestamp(rules.last_day(period))


def year_to(period: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last day of the year up to a cumulative period."""
    last = last_day(period)
    return pd.Timestamp(last.year, 1, 1), last


def days(numbers: Sequence[int] | np.ndarray, per_year: PeriodsPerYear) -> np.ndarray:
    """Return the calendar days of each period; January-February counts 59 or 60."""
    names = period_names(np.asarray(numbers).tolist(), per_year)
    stamps = pd.PeriodIndex(names, freq="M")
    days_in_month = stamps.days_in_month.to_numpy().astype(float)
    return days_in_month + (31.0 if per_year == 11 else 0.0) * (stamps.month == 2)


def to_period_values(
    cumulative: pd.DataFrame, column: str, keys: Sequence[str] = SERIES
) -> pd.DataFrame:
    """Difference cumulative figures within each year.

    Parameters
    ----------
    cumulative
        `keys`, `period` (never month 01), `column` and, if the table has it, `vintage` (a day,
        also as text); one row a key, period and vintage. With several vintages the newest row
        of each period counts, and it is compared with its predecessor as known at that vintage.

    Returns
    -------
    DataFrame
        `keys`, `period`, `value` (unit of `column`), `revised`: true where the value is negative.
        A value is missing where the figure or its predecessor in the year is.

    Raises
    ------
    DataError
        If a key, period and vintage stands twice, or a period is malformed.
    """
    keys = list(keys)
    dated = "vintage" in cumulative
    number = period_numbers(cumulative["period"], 11)
    days = pd.to_datetime(cumulative["vintage"]) if dated else pd.Timestamp(0)
    dates = cumulative[[*keys, "period"]].assign(vintage=days)
    refuse_duplicates(dates, list(dates.columns))
    vintage, vintages = pd.factorize(dates["vintage"], sort=True)
    series = cumulative.groupby(keys, dropna=False).ngroup().to_numpy()
    # One number a row, so that rows of a series and period lie together, by vintage.
    place = series * (number.max(initial=0) + 2) + number
    order = np.lexsort([vintage, place])
    place, vintage = place[order], vintage[order]
    stamp = place * len(vintages) + vintage
    amount = cumulative[column].to_numpy(float)[order]

    def amount_at(found: np.ndarray) -> np.ndarray:
        """The predecessor's figure at places of the sorted rows, missing if it is not there."""
        here = np.clip(found, 0, max(len(place) - 1, 0))
        return np.where(place[here] == place - 1, amount[here], np.nan)

    before = stamp - len(vintages)
    known = amount_at(np.searchsorted(stamp, before, side="right") - 1)
    restated = amount_at(np.searchsorted(stamp, before, side="left"))
    predecessor = np.where(np.isnan(known), restated, known)
    value = amount - np.where(number[order] % 11 == 0, 0.0, predecessor)
    newest = np.append(place[1:] != place[:-1], np.ones(min(len(place), 1), dtype=bool))
    rows = cumulative[[*keys, "period"]].iloc[order[newest]].reset_index(drop=True)
    return rows.assign(value=value[newest], revised=value[newest] < 0)


def to_cumulative(
    values: pd.DataFrame, per_year: PeriodsPerYear = 11, keys: Sequence[str] = SERIES
) -> pd.DataFrame:
    """Add up period values within each year: the inverse of `to_period_values`.

    Returns `keys`, `period`, `value` (cumulative). Missing as soon as one period of the year up
    to it is missing or absent.
    """
    keys = list(keys)
    refuse_duplicates(values, [*keys, "period"])
    numbered = values.assign(number=period_numbers(values["period"], per_year))
    numbered = numbered.sort_values([*keys, "number"], ignore_index=True)
    year = numbered["number"] // per_year
    within = numbered.groupby([*[numbered[k] for k in keys], year], sort=False)["value"]
    complete = within.cumcount() == numbered["number"] % per_year
    broken = numbered["value"].isna().groupby([*[numbered[k] for k in keys], year]).cummax()
    value = within.cumsum().where(complete & ~broken)
    return numbered[[*keys, "period"]].assign(value=value)


def refuse_duplicates(frame: pd.DataFrame, key: Sequence[str]) -> None:
    """Raise a DataError that names the first rows which stand twice."""
    twice = frame.duplicated(list(key))
    if not twice.any():
        return
    first = frame.loc[twice, list(key)].head(3).map(str).agg(" ".join, axis=1).tolist()
    raise DataError(
        f"有{int(twice.sum())}行重复（{'、'.join(key)}）：{'；'.join(first)}",
        f"{how_many(int(twice.sum()), 'row')} standing twice ({', '.join(key)}): "
        f"{'; '.join(first)}",
    )


def spring_festivals(file: str | Path) -> tuple[dt.date, ...]:
    """Read the first days of the lunar years (`data/reference/spring_festival.csv`).

    Raises
    ------
    DataError
        If two dates stand in one year, or one lies outside 20 January to 21 February.
    """
    read = pd.read_csv(file, comment="#", dtype="str")["date"]
    dates = tuple(sorted(dt.date.fromisoformat(text) for text in read))
    wrong = [d for d in dates if not (1, 20) <= (d.month, d.day) <= (2, 21)]
    wrong += [b for a, b in pairwise(dates) if a.year == b.year]
    if wrong:
        raise DataError(
            f"春节日期有误：{wrong[0]}（应在1月20日至2月21日之间，每年一个）",
            f"not a Spring Festival: {wrong[0]} (20 January to 21 February, one a year)",
        )
    return dates
