"""Which values would mislead the level and the season, and what would they have been?

A value is pulled back when it lies further from the median of its five neighbours than six
robust standard deviations of such distances: a plant fire, a lockdown month, a slip of the
pen. The last two values are never touched, because a real change starts like an outlier.
"""

import numpy as np

Array = np.ndarray

LIMIT = 6.0
GAUSSIAN = 0.6745
"""Median of |z| for a standard normal z: turns a median deviation into a standard deviation."""


def winsorised(values: Array) -> Array:
    """`values` (series, time), deseasonalised, with outliers pulled back to the limit."""
    if values.shape[1] < 5:
        return values
    windows = np.lib.stride_tricks.sliding_window_view(values, 5, axis=1)
    distance = values[:, 2:-2] - np.median(windows, axis=2)
    known = ~np.isnan(distance)
    size = np.where(known, np.abs(distance), np.inf)
    middle = np.sort(size, axis=1)[np.arange(len(size)), np.maximum(known.sum(axis=1) - 1, 0) // 2]
    limit = LIMIT * np.where(known.any(axis=1), middle, 0.0)[:, None] / GAUSSIAN
    excess = distance - np.clip(distance, -limit, limit)
    result = values.copy()
    result[:, 2:-2] -= np.where(known & (limit > 0), excess, 0.0)
    return result
