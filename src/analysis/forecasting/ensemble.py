"""The default forecast: an equal-weight mean of three views of every series at once.

    Theta on means of two periods               (`theta`, `aggregation`)
    a damped trend on means of a quarter        (`smoothing`, `aggregation`)
    Holt-Winters with a season that moves       (`smoothing`)

after outliers are pulled back and shrunk seasonal indices taken out (`outliers`, `seasonality`);
a series without zeros is seen so both in logs and in amounts (`transformation`).
Members, weights and scales were chosen on M1 and the non-industrial part of M3 among some 300
mixes, whose best ones differ by less than chance; `bench/forecast_accuracy.py` scores the choice
on M3's industrial series. The seasonal naive forecast joins with `SEASONAL_NAIVE_WEIGHT` only
where a panel's own earlier origins agree (`base`, `backtest`).
"""

import numpy as np

from analysis.forecasting.aggregation import aggregated
from analysis.forecasting.outliers import winsorised
from analysis.forecasting.seasonality import future, past, seasonal_indices
from analysis.forecasting.smoothing import damped_trend, holt_winters
from analysis.forecasting.theta import theta
from analysis.forecasting.transformation import on_both_scales
from analysis.forecasting.trend import local_line

Array = np.ndarray

PAIR, QUARTER = 2, 3
SEASONAL_NAIVE_WEIGHT = 0.1


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
    length = values.shape[1]
    first = past(seasonal_indices(values, period, groups), length)
    plain = winsorised(values - first)
    clean = plain + first
    indices = seasonal_indices(clean, period, groups, local_line(plain, period))
    plain = clean - past(indices, length)
    season = future(indices, horizon)

    def damped(blocks: Array, ahead: int) -> Array:
        return damped_trend(blocks, ahead, max(period // QUARTER, 1))

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
    logs: bool = False,
) -> Array:
    """Mean of the members, (series, horizon); parameters as in `members`.

    `logs` says that `values` are logs, which are forecast as amounts too.
    """

    def mean(scaled: Array) -> Array:
        return np.mean(list(members(scaled, horizon, period, groups).values()), axis=0)

    return on_both_scales(mean, values, period, groups) if logs else mean(values)


def seasonal_naive(values: Array, horizon: int, period: int) -> Array:
    """The same period of the last year known, (series, horizon); NaN where there is none."""
    length = values.shape[1]
    columns = length - period + np.arange(horizon) % period
    known = columns >= 0
    return np.where(known, values[:, np.where(known, columns, 0)], np.nan)
