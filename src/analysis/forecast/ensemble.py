"""The default forecast: an equal-weight mean of three views of every series at once.

    Theta on means of two periods               (`theta`, `aggregation`)
    a damped trend on means of a quarter        (`smoothing`, `aggregation`)
    Holt-Winters with a season that moves       (`smoothing`)

after outliers are pulled back and shrunk seasonal indices taken out (`outliers`, `seasonality`).
Members and weights were chosen on M1 and the non-industrial part of M3 among some 250 mixes,
whose best ones differ by less than chance; `bench/forecast_accuracy.py` scores the choice on M3's
industrial series. The seasonal naive forecast joins with `SEASONAL_NAIVE_WEIGHT` only where a
panel's own earlier origins agree.
"""

import numpy as np

from analysis.forecast.aggregation import aggregated
from analysis.forecast.outliers import winsorised
from analysis.forecast.seasonality import future, past, seasonal_indices
from analysis.forecast.smoothing import damped_trend, holt_winters
from analysis.forecast.theta import theta

Array = np.ndarray

PAIR, QUARTER = 2, 3
SEASONAL_NAIVE_WEIGHT = 1 / 6


def members(
    values: Array, horizon: int, period: int, groups: Array | None = None
) -> dict[str, Array]:
    """Forecasts (series, horizon) of each member of the ensemble.

    Parameters
    ----------
    values
        (series, time), aligned at the end, NaN before a series starts; logs, or any scale on
        which season and error are additive. Every series has at least one value.
    period
        Periods a year.
    groups
        Which series share a seasonal pattern (`seasonality`).
    """
    plain = winsorised(values - past(seasonal_indices(values, period, groups), values.shape[1]))
    clean = plain + past(seasonal_indices(values, period, groups), values.shape[1])
    indices = seasonal_indices(clean, period, groups)
    plain = clean - past(indices, values.shape[1])
    season = future(indices, horizon)

    def damped(blocks: Array, ahead: int) -> Array:
        return damped_trend(blocks, ahead, period // QUARTER)

    return {
        "theta_pairs": aggregated(theta, plain, horizon, PAIR) + season,
        "damped_quarters": aggregated(damped, plain, horizon, QUARTER) + season,
        "holt_winters": holt_winters(clean, indices, horizon, period),
    }


def ensemble(
    values: Array,
    horizon: int,
    period: int,
    groups: Array | None = None,
    naive_weight: float = 0.0,
) -> Array:
    """Forecasts (series, horizon); parameters as in `members`.

    `naive_weight` is the weight of the seasonal naive forecast beside the members' mean.
    """
    mean = np.mean(list(members(values, horizon, period, groups).values()), axis=0)
    if naive_weight == 0:
        return mean
    naive = seasonal_naive(values, horizon, period)
    share = np.where(np.isnan(naive), 0.0, naive_weight)
    return (1 - share) * mean + share * np.where(np.isnan(naive), 0.0, naive)


def seasonal_naive(values: Array, horizon: int, period: int) -> Array:
    """The same period of the last year known, (series, horizon); NaN where there is none."""
    length = values.shape[1]
    columns = length - period + np.arange(horizon) % period
    known = columns >= 0
    return np.where(known, values[:, np.where(known, columns, 0)], np.nan)
