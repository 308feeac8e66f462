"""The Theta method: half the long-run line, half the smoothed short-run curve.

The theta line Q = 2·X − line(X) doubles the curvature of X; simple exponential smoothing carries
its last level forward, the least-squares line carries the trend, and the forecast is their mean.
The smoothing constant is averaged over a grid (`posterior`).

Assimakopoulos, V. and Nikolopoulos, K. (2000), *International Journal of Forecasting* 16,
521-530.
"""

import numpy as np

from analysis.forecast.posterior import weights
from analysis.forecast.trend import line, starts

Array = np.ndarray

CONSTANTS = np.array([0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99])


def theta(values: Array, horizon: int) -> Array:
    """Forecasts (series, horizon) of deseasonalised `values` (series, time), aligned at the end.

    Values before a series starts are NaN; a later gap leaves the level as it was.
    """
    level, slope = line(values)
    time = np.arange(values.shape[1])
    curve = 2 * values - (level[:, None] + slope[:, None] * time)
    smoothed = _smooth(curve)
    ahead = values.shape[1] - 1 + np.arange(1, horizon + 1)
    return 0.5 * smoothed[:, None] + 0.5 * (level[:, None] + slope[:, None] * ahead)


def _smooth(curve: Array) -> Array:
    """Last level of simple exponential smoothing, (series,)."""
    first = np.take_along_axis(curve, starts(curve)[:, None], axis=1)
    level = np.repeat(first, len(CONSTANTS), axis=1)
    squared = np.zeros_like(level)
    for now in curve.T:
        error = np.where(np.isnan(now)[:, None], 0.0, now[:, None] - level)
        squared += error**2
        level += CONSTANTS * error
    return (weights(squared, (~np.isnan(curve)).sum(axis=1)) * level).sum(axis=1)
