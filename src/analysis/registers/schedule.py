"""Which share of a year's target should be reached by now?

Three schedules: even over the months, as in the years before, or in steps on the days of batches.
An even schedule calls a batch indicator late all year (new enterprises above scale come in
November); such a target needs its own, and without one it has no pace.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.periods import period_numbers
from analysis.registers.days import Day, as_day
from analysis.registers.inputs import require, require_numbers


def even(period: str) -> float:
    """Months of the year up to the period / 12: `2022-11` → 11/12.

    Examples
    --------
    >>> even("2022-06")
    0.5
    """
    return (int(period_numbers([period], 12)[0]) % 12 + 1) / 12


def as_before(years: pd.DataFrame, value: str, period: str, count: int = 3) -> float:
    """Mean share of the whole year that was reached by this period, over the years before.

    Parameters
    ----------
    years
        `period` (`YYYY-MM`) and `value`, cumulative within its year; one row a period.
    count
        How many years before the period's; each must have this period and its December.

    Returns
    -------
    Mean of the years' shares, missing as soon as one year has no positive total.

    Raises
    ------
    DataError
        If a column is missing, a year lacks one of its two figures, or one stands twice.

    Examples
    --------
    >>> import pandas as pd
    >>> past = pd.DataFrame({"period": ["2021-06", "2021-12"], "units": [20.0, 50.0]})
    >>> as_before(past, "units", "2022-06", count=1)
    0.4
    """
    require(years, ["period"])
    require_numbers(years, [value])
    year, month = divmod(int(period_numbers([period], 12)[0]), 12)
    past = range(year - count, year)
    figures = years.set_index("period")[value]
    wanted = [f"{y:04d}-{m:02d}" for y in past for m in (month + 1, 12)]
    wrong = [name for name in wanted if list(figures.index).count(name) != 1]
    if wrong:
        raise DataError(
            f"历史进度缺少或重复的期别：{'、'.join(wrong)}",
            f"periods absent or twice in the history: {', '.join(wrong)}",
        )
    reached = figures[wanted].to_numpy(float).reshape(count, 2)
    total = np.where(reached[:, 1] > 0, reached[:, 1], np.nan)
    return float(np.mean(reached[:, 0] / total))


def in_batches(batches: Mapping[str, float], on: Day) -> float:
    """Sum the shares of the batches whose day has come.

    Parameters
    ----------
    batches
        Day (`YYYY-MM-DD`) → share of the target due from that day; the shares make 1.

    Raises
    ------
    DataError
        If a day is none, a share is negative, or the shares do not make 1.

    Examples
    --------
    >>> in_batches({"2022-03-31": 0.4, "2022-11-30": 0.6}, on="2022-06-30")
    0.4
    """
    day = as_day(on)
    shares = list(batches.values())
    if min(shares, default=0) < 0 or not np.isclose(sum(shares), 1):
        raise DataError(
            f"各批次份额之和应为1：{shares}", f"the shares of the batches must make 1: {shares}"
        )
    return float(sum(share for name, share in batches.items() if as_day(name) <= day))
