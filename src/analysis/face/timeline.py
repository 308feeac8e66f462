"""When the figures of a series are of, how many periods a year has, and which come next."""

from dataclasses import dataclass, replace
from typing import cast

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.periods import PERIOD, PeriodsPerYear, days, period_names, period_numbers

SEASONS = {"Y": 1, "Q": 4, "M": 12, "W": 52, "D": 7}
"""Frequency of pandas → periods after which a season comes back."""
DATES = ("datetime64", "datetime", "date")
LONGEST = 100_000


@dataclass(frozen=True)
class Timeline:
    """Where each label of an index lies in time, and what follows the last.

    Parameters
    ----------
    position
        Place of each label among all periods from the first to the last, none left out.
    ahead
        The periods after the last one, labelled as the index is.
    season
        Periods after which a season comes back; 1 without one.
    days
        Calendar days of all periods and then of `ahead`; ones where labels are numbers.
    """

    position: np.ndarray
    ahead: pd.Index
    season: int
    days: np.ndarray

    @property
    def length(self) -> int:
        """How many periods there are from the first to the last."""
        return len(self.days) - len(self.ahead)


def timeline(index: pd.Index, horizon: int, season: int | None = None) -> Timeline:
    """Read an index: `YYYY-MM`, a PeriodIndex, dates, or whole numbers.

    Parameters
    ----------
    index
        In any order, each label once.
    horizon
        How many periods to add.
    season
        Periods a year; None reads it from the index: 11 where texts `YYYY-MM` never name January
        (it is reported with February), by the frequency where there is one, 1 for numbers.

    Raises
    ------
    DataError
        If a label stands twice or is missing, there are none, or the index is of no such kind;
        numbers that are months (202211) are none.
    """
    if index.has_duplicates:
        twice = ", ".join(map(str, index[index.duplicated()].unique()[:5]))
        raise DataError(f"时期重复：{twice}", f"periods stand twice: {twice}")
    if len(index) == 0:
        raise DataError("序列没有任何时期", "the series has no periods")
    if isinstance(index, pd.MultiIndex):
        raise DataError("索引只能有一层", "the index has one level alone")
    if index.hasnans:
        raise DataError("索引有空的时期", "the index has periods that are missing")
    if pd.api.types.infer_dtype(index, skipna=False) in DATES:
        index = pd.DatetimeIndex(index)
    if isinstance(index, pd.DatetimeIndex):
        return _dates(index, horizon, season)
    if isinstance(index, pd.PeriodIndex):
        return _periods(index, horizon, season)
    if pd.api.types.is_integer_dtype(index.dtype):
        if all(PERIOD.fullmatch(f"{label // 100}-{label % 100:02d}") for label in index):
            raise _unread(index[0])  # 202212 is followed by 202301: numbers would leave a gap
        last = int(index.max())
        ahead = pd.RangeIndex(last + 1, last + horizon + 1, name=index.name)
        position = index.to_numpy(int) - int(index.min())
        if position.max() > LONGEST:
            raise DataError(
                f"编号相距{position.max()}，最多{LONGEST}",
                f"numbers of periods lie {position.max()} apart; {LONGEST} are the most",
            )
        return Timeline(position, ahead, season or 1, np.ones(position.max() + 1 + horizon))
    texts = [str(label) for label in index]
    for text in texts:
        if not PERIOD.fullmatch(text):
            raise _unread(text)
    return _months(pd.Index(texts, name=index.name, dtype="str"), horizon, season)


def _unread(label: object) -> DataError:
    return DataError(
        f"索引应为YYYY-MM、PeriodIndex、日期或整数，得到：{label}"
        "（其他写法：pd.to_datetime(索引.astype(str), format='%Y年%m月')，或'%Y%m'、'%Y'）",
        f"the index should be YYYY-MM, a PeriodIndex, dates or whole numbers, not {label} "
        "(written otherwise: pd.to_datetime(index.astype(str), format='%Y/%m'), or '%Y%m', '%Y')",
    )


def _months(texts: pd.Index, horizon: int, season: int | None) -> Timeline:
    eleven = season == 11 or (season is None and not any(t.endswith("-01") for t in texts))
    per_year: PeriodsPerYear = 11 if eleven else 12
    numbers = period_numbers(texts, per_year)
    every = np.arange(numbers.min(), numbers.max() + horizon + 1)
    ahead = period_names(every[len(every) - horizon :], per_year)
    labels = pd.Index(ahead, name=texts.name, dtype="str")
    return Timeline(numbers - numbers.min(), labels, season or per_year, days(every, per_year))


def _periods(index: pd.PeriodIndex, horizon: int, season: int | None) -> Timeline:
    every = pd.period_range(index.min(), index.max() + horizon, name=index.name)
    lengths = (every.end_time.normalize() - every.start_time.normalize()).days + 1
    return Timeline(
        every.get_indexer(index),
        every[len(every) - horizon :],
        season or SEASONS.get(index.freqstr[:1], 1),
        np.asarray(lengths, dtype=float),
    )


def _dates(index: pd.DatetimeIndex, horizon: int, season: int | None) -> Timeline:
    """Each date stands for its year, quarter, month, week or day, the longest that it has alone.

    A date of a time zone is the day that it is there.
    """
    zone, index = index.tz, index.tz_localize(None)
    frequency = next((f for f in SEASONS if not index.to_period(f).has_duplicates), None)
    if frequency is None:
        raise DataError("同一天有多个数", "there are several figures a day")
    periods = cast(pd.PeriodIndex, index.to_period(frequency))
    found = _periods(periods, horizon, season)
    at_start = (index.normalize() == periods.start_time).all()
    ahead = found.ahead.to_timestamp(how="start" if at_start else "end").normalize()
    return replace(found, ahead=ahead.tz_localize(zone, nonexistent="shift_forward"))
