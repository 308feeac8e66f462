"""Straight lines through a series, whole or piece by piece, and where a series starts.

Cleveland, W. S. (1979), *Journal of the American Statistical Association* 74, 829-836.
"""

import numpy as np

Array = np.ndarray


def line(values: Array) -> tuple[Array, Array]:
    """Least-squares level at column 0 and slope a column, each (series,); gaps are left out."""
    known = ~np.isnan(values)
    time = np.where(known, np.arange(values.shape[1], dtype=float), 0.0)
    filled = np.where(known, values, 0.0)
    count = np.maximum(known.sum(axis=1), 1)
    mean_time, mean_value = time.sum(axis=1) / count, filled.sum(axis=1) / count
    centred = np.where(known, time - mean_time[:, None], 0.0)
    spread = (centred**2).sum(axis=1)
    slope = (centred * filled).sum(axis=1) / np.where(spread > 0, spread, 1.0)
    return mean_value - slope * mean_time, slope


def local_line(values: Array, reach: int) -> Array:
    """The trend: at each column the line through its neighbours, (series, time).

    Least squares with tricube weights over `reach` columns to either side, fewer at the ends.
    NaN where `values` is; straight lines are reproduced.
    """
    known = ~np.isnan(values)
    filled = np.where(known, values, 0.0)
    time = np.arange(values.shape[1], dtype=float)
    lag = time[:, None] - time
    near = np.clip(1 - (np.abs(lag) / (reach + 1)) ** 3, 0.0, None) ** 3
    count, first, second = known @ near, known @ (near * lag), known @ (near * lag**2)
    level, moment = filled @ near, filled @ (near * lag)
    spread = count * second - first**2
    alone = spread <= 1e-9 * count * second
    sloping = (second * level - first * moment) / np.where(alone, 1.0, spread)
    flat = level / np.where(known, count, 1.0)
    return np.where(known, np.where(alone, flat, sloping), np.nan)


def starts(values: Array) -> Array:
    """Column of each series' first known value."""
    return (~np.isnan(values)).argmax(axis=1)


def opening(values: Array, length: int) -> tuple[Array, Array]:
    """Level just before each series' first value and slope, from its first `length` columns."""
    columns = starts(values)[:, None] + np.arange(length)
    inside = columns < values.shape[1]
    first = np.take_along_axis(values, np.minimum(columns, values.shape[1] - 1), axis=1)
    level, slope = line(np.where(inside, first, np.nan))
    return level - slope, slope
