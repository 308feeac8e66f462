"""Base forecasts: every series of a matrix by itself, whatever its length and faults.

A series with less than `TREND_YEARS` of figures is too short for a trend: its level (mean of the
last three deseasonalised values) is held and, if it is shorter than a year, it borrows the
season of its group. Nothing here adds up yet; see `reconciliation`.
"""

from dataclasses import dataclass

import numpy as np

from analysis.forecasting.ensemble import SEASONAL_NAIVE_WEIGHT, ensemble, seasonal_naive
from analysis.forecasting.festival import festival_effect
from analysis.forecasting.gaps import filled
from analysis.forecasting.level_breaks import aligned
from analysis.forecasting.scale import Scale, scale_of
from analysis.forecasting.seasonality import future, past, seasonal_indices

Array = np.ndarray

TREND_YEARS = 1.25
LEVEL_PERIODS = 3


@dataclass(frozen=True)
class Base:
    """Forecasts of every series of a matrix.

    Parameters
    ----------
    values
        (series, horizon) in the measure's unit; NaN for a series without any figure.
    naive
        The same by the seasonal naive member; NaN where no year is known.
    filled
        (series, time): the history as used, gaps closed; NaN before a series starts.
    scale
        The scale of each series.
    sigma
        (series,) root mean square change from period to period, deseasonalised, model scale.
    changes
        (series, time − 1) those changes, in the measure's unit.
    breaks
        (series,) column of a level break, −1 without one.
    method
        (series,) "ensemble", "level" or "none".
    """

    values: Array
    naive: Array
    filled: Array
    scale: Scale
    sigma: Array
    changes: Array
    breaks: Array
    method: Array

    def mixed(self, with_naive: bool) -> Array:
        """The forecasts, with the seasonal naive member if it is wanted and known."""
        if not with_naive:
            return self.values
        mix = (1 - SEASONAL_NAIVE_WEIGHT) * self.values + SEASONAL_NAIVE_WEIGHT * self.naive
        return np.where(np.isnan(self.naive), self.values, mix)


def base_forecasts(
    values: Array,
    days: Array,
    horizon: int,
    period: int,
    groups: Array | None = None,
    non_negative: bool = True,
    festival: Array | None = None,
) -> Base:
    """Forecast each row of `values` by itself.

    Parameters
    ----------
    values
        (series, time) in the measure's unit; NaN where there is no figure.
    days
        (time + horizon,) calendar days of each period, or ones for a stock.
    horizon, period
        Periods ahead; periods a year.
    groups
        Which series share a seasonal pattern; all by default.
    non_negative
        Whether the measure cannot be below zero.
    festival
        (time + horizon, windows) regressors of the Spring Festival (`festival`), for single
        months; log series have its effect taken out and put back.
    """
    series, length = values.shape
    groups = np.zeros(series, dtype=int) if groups is None else groups
    scale = scale_of(values, days[:length])
    model = scale.to_model(values, days[:length])
    counts = (~np.isnan(values)).sum(axis=1)
    moving = np.zeros((series, length + horizon))
    if festival is not None:
        effect = festival_effect(model, festival[:length])
        moving = np.where(scale.logs[:, None], effect @ festival.T, 0.0)
    model = model - moving[:, :length]
    season = np.zeros((series, period))
    for kind in (scale.logs, ~scale.logs):
        use = kind & (counts > 0)
        if use.any():
            season[use] = seasonal_indices(model[use], period, groups[use])
    plain = filled(model - past(season, length))
    shift, breaks = aligned(plain)
    level = plain + shift
    whole = level + past(season, length)
    forecasts = np.full((series, horizon), np.nan)
    trending = counts >= np.ceil(TREND_YEARS * period)
    for kind, logs in ((scale.logs, True), (~scale.logs, False)):
        use = kind & trending
        if use.any():
            forecasts[use] = ensemble(whole[use], horizon, period, groups[use], logs)
    short = (counts > 0) & ~trending
    held = _recent_mean(level[short])
    forecasts[short] = held[:, None] + future(season[short], horizon)
    changes = np.diff(level, axis=1)
    result = scale.to_values(forecasts + moving[:, length:], days[length:])
    size = np.where(scale.logs[:, None], scale.to_values(level, days[:length]), 0.0)
    size = np.where(scale.logs[:, None], size, scale.size[:, None] * days[:length])
    return Base(
        values=np.maximum(result, 0.0) if non_negative else result,
        naive=scale.to_values(
            seasonal_naive(whole, horizon, period) + moving[:, length:], days[length:]
        ),
        filled=scale.to_values(plain + past(season, length) + moving[:, :length], days[:length]),
        scale=scale,
        sigma=_root_mean_square(changes),
        changes=changes * size[:, 1:],
        breaks=breaks,
        method=np.select([trending, short], ["ensemble", "level"], "none"),
    )


def _recent_mean(plain: Array) -> Array:
    recent = plain[:, -LEVEL_PERIODS:]
    known = ~np.isnan(recent)
    return np.where(known, recent, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)


def _root_mean_square(changes: Array) -> Array:
    known = ~np.isnan(changes)
    total = np.where(known, changes, 0.0) ** 2
    return np.sqrt(total.sum(axis=1) / np.maximum(known.sum(axis=1), 1))
