"""Series that add up to nothing: base forecasts, with intervals from their own earlier errors.

As for a city's panel (`whole_city`), less the reconciliation: from earlier origins, at which only
what was known then is used, come the errors whose pooled quantiles are the intervals.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from analysis.forecasting.base import base_forecasts
from analysis.forecasting.intervals import calibrate, widening

Array = np.ndarray

YEARS = 2
"""How far back the earlier origins lie, one a period."""
FEWEST_ORIGINS = 24
"""They reach so many periods back, where those years are fewer."""
FEWEST_KNOWN = 3
"""Figures of a series below which nothing is said of its errors."""
TAIL = NormalDist().inv_cdf(0.975) / NormalDist().inv_cdf(0.9)
"""How much wider than that of 80 % the interval of 95 % is, where few errors do not reach it."""


@dataclass(frozen=True)
class Alone:
    """Forecasts of series by themselves, each (series, horizon), in their own unit.

    Parameters
    ----------
    value
        NaN for a series without any figure.
    low, high
        Percentage → the ends of the central interval; NaN with fewer than `FEWEST_KNOWN` figures.
    """

    value: Array
    low: dict[int, Array]
    high: dict[int, Array]


def forecast_alone(
    values: Array,
    days: Array,
    horizon: int,
    period: int,
    earlier: dict[int, Array] | None = None,
) -> Alone:
    """Forecast each row of `values` (series, time), NaN where there is no figure.

    Parameters
    ----------
    days
        (time + horizon,) calendar days of each period, or ones.
    period
        Periods a year; 1 without a season.
    earlier
        Number of periods known → the forecasts made then, for whoever asks at several origins of
        the same series; what is not yet there is added.
    """
    length, non_negative = values.shape[1], not (values < 0).any()
    earlier = {} if earlier is None else earlier
    now = base_forecasts(values, days, horizon, period, None, non_negative)
    at = origins(length, period)
    errors = np.full((len(at), *now.values.shape), np.nan)
    for i, back in enumerate(at):
        ahead = days[length - back : length - back + horizon]
        then = int(length - back)
        if then not in earlier:
            earlier[then] = base_forecasts(
                values[:, :then], days[: then + horizon], horizon, period, None, non_negative
            ).values
        came = np.full(now.values.shape, np.nan)
        came[:, : min(back, horizon)] = values[:, then : then + horizon]
        errors[i] = now.scale.to_model(came, ahead) - now.scale.to_model(earlier[then], ahead)
    learned = calibrate(errors, now.sigma, None, at if len(at) else None)
    ahead = days[length:]
    centre = now.scale.to_model(now.values, ahead)
    told = ((~np.isnan(values)).sum(axis=1) >= FEWEST_KNOWN)[:, None]
    low, high = {}, {}
    narrow, wide = learned.half_widths(80), learned.half_widths(95)
    reached = np.array([seen.reached[-1] for seen in learned.pooled[0]])
    wide = np.where(reached >= 0.95, wide, TAIL * narrow)
    for level, half in ((80, widening(narrow)), (95, widening(wide))):
        bottom = now.scale.to_values(centre - half, ahead)
        bottom = np.maximum(bottom, 0.0) if non_negative else bottom
        top = now.scale.to_values(centre + half, ahead)
        low[level] = np.where(told, np.minimum(bottom, now.values), np.nan)
        high[level] = np.where(told, np.maximum(top, now.values), np.nan)
    return Alone(now.values, low, high)


def origins(length: int, period: int) -> Array:
    """How far back the earlier origins lie, farthest first; each keeps a year of history."""
    every = np.arange(1, max(YEARS * period, FEWEST_ORIGINS) + 1)
    return every[every <= length - max(period, FEWEST_KNOWN + 1)][::-1]
