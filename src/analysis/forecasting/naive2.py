"""The benchmark of the M competitions: the last value, deseasonalised where a season shows.

A season counts as shown if the autocorrelation at the lag of a year exceeds its 90 % limit,
1.645 √((1 + 2 Σ r²) / n) over the lags before it; it is taken out by classical multiplicative
decomposition.

Makridakis, S., Spiliotis, E. and Assimakopoulos, V. (2020), *International Journal of Forecasting*
36, 54-74.
"""

import numpy as np

Array = np.ndarray

LIMIT = 1.645
YEARS = 3
"""Fewer years do not show a season."""


def naive2(values: Array, horizon: int, period: int) -> Array:
    """Forecasts (horizon,) of one series (time,) with a figure at least.

    Gaps are bridged by straight lines. A series that is not positive throughout is not
    deseasonalised.
    """
    known = np.flatnonzero(~np.isnan(values))
    whole = np.interp(np.arange(known[0], known[-1] + 1), known, values[known])
    late = len(values) - 1 - known[-1]
    index = np.ones(period)
    if (
        period > 1
        and len(whole) >= YEARS * period
        and (whole > 0).all()
        and _seasonal(whole, period)
    ):
        from statsmodels.tsa.seasonal import seasonal_decompose

        index = seasonal_decompose(whole, model="multiplicative", period=period).seasonal[:period]
    at = (len(whole) - 1 + late + np.arange(1, horizon + 1)) % period
    return whole[-1] / index[(len(whole) - 1) % period] * index[at]


def _seasonal(values: Array, period: int) -> bool:
    from statsmodels.tsa.stattools import acf

    if np.ptp(values) == 0:
        return False
    r = acf(values, nlags=period, fft=False)[1:]
    limit = LIMIT * np.sqrt((1 + 2 * (r[:-1] ** 2).sum()) / len(values))
    return bool(abs(r[-1]) > limit)
