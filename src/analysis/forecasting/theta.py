"""The Theta method: half the long-run line, half the smoothed short-run curve.

The theta line Q = 2·X − line(X) doubles the curvature of X; simple exponential smoothing carries
its last level forward, the least-squares line carries the trend, and the forecast is their mean.
The smoothing constant is averaged over a grid (`posterior`).

Assimakopoulos, V. and Nikolopoulos, K. (2000), *International Journal of Forecasting* 16,
521-530.
"""

import numpy as np

from analysis.forecasting.posterior import weights
from analysis.forecasting.smoothing import levels
from analysis.forecasting.trend import line

Array = np.ndarray


def theta(values: Array, horizon: int) -> Array:
    """Forecasts (series, horizon) of deseasonalised `values` (series, time), aligned at the end.

    Values before a series starts are NaN; a later gap leaves the level as it was.
    """
    level, slope = line(values)
    time = np.arange(values.shape[1])
    curve = 2 * values - (level[:, None] + slope[:, None] * time)
    level_now, absolute = levels(curve)
    smoothed = (weights(absolute, (~np.isnan(curve)).sum(axis=1)) * level_now).sum(axis=1)
    ahead = values.shape[1] - 1 + np.arange(1, horizon + 1)
    return 0.5 * smoothed[:, None] + 0.5 * (level[:, None] + slope[:, None] * ahead)
