"""Which months stood off by themselves? Found in a series where nobody has declared them.

The log of each period is held against the year before, and against the mean of the years before
and after (of one, where only one is there); both against their median over the periods around. A
period that stands off in both by more than `LIMIT` robust standard deviations (1.4826 times the
median absolute deviation), and by more than the same period of the years beside it, had a shock of
its own: neither the echo of another year's is one, nor the turn of a slow slump.

Hampel, F. R. (1974), "The influence curve and its role in robust estimation".
"""

from collections.abc import Collection

import numpy as np
import pandas as pd

from analysis.periods import PeriodsPerYear, days, period_numbers

AROUND = 6
"""Periods on each side that say what is usual."""
LIMIT = 6.0
"""The epidemic's months pass it by far, a slump of a year does not."""
ONE_SIDED = 1.5
MOST = 4
DAYS = 365.25


def logs_per_day(
    values: pd.Series, numbers: np.ndarray, per_year: PeriodsPerYear, flow: bool
) -> np.ndarray:
    """Return the logs of values per day; of a stock, whose months are alike, per mean month."""
    calendar = days(numbers, per_year) if flow else DAYS / per_year
    return np.log(values.to_numpy(float) / calendar)


def shocks(
    series: pd.DataFrame,
    per_year: PeriodsPerYear,
    flow: bool = True,
    moving: Collection[str] = (),
) -> list[str]:
    """Return the periods of a positive series without gaps that had a shock, in time order.

    Parameters
    ----------
    series
        `period`, `value`, one row a period.
    per_year, flow
        As of `microscope.decompose`.
    moving
        Months ("01", …) that a moving festival touches: what they stand off by is its.

    Returns
    -------
    list of str
        At most `MOST`, the largest.
    """
    rows = series.sort_values("period", ignore_index=True)
    numbers = period_numbers(rows["period"], per_year)
    logs = pd.Series(logs_per_day(rows["value"], numbers, per_year, flow))
    beside = pd.concat([logs.shift(per_year), logs.shift(-per_year)], axis=1, keys=[0, 1])
    grown, size = (_stands_off(logs - other) for other in (beside[0], beside.mean(axis=1)))
    years = pd.concat([size.shift(per_year), size.shift(-per_year)], axis=1).max(axis=1)
    # At an end of the series the one year beside it may be the one that stood off.
    most = years.fillna(0.0) * beside.isna().any(axis=1).map({True: ONE_SIDED, False: 1.0})
    off = (grown > LIMIT) & (size > LIMIT) & (size > most)
    found = size[off & ~rows["period"].str[5:].isin(moving)]
    return [str(rows["period"][i]) for i in sorted(found.nlargest(MOST).index)]


def _stands_off(differences: pd.Series) -> pd.Series:
    """How many robust standard deviations each lies off the median of those around it."""
    around = differences.rolling(2 * AROUND + 1, center=True, min_periods=AROUND + 1)
    off = (differences - around.median()).abs()
    spread = 1.4826 * off.median()
    return off / spread if spread > 0 else off * 0.0
