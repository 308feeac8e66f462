"""What stood where a figure is missing?

Between two known values the deseasonalised series is a straight line; after the last one it
stays where it was. A whole missing block is filled the same way: it then carries no information
of its own, and the season is put back on it.
"""

import numpy as np

Array = np.ndarray


def filled(plain: Array) -> Array:
    """`plain` (series, time), deseasonalised, without gaps after each series' first value."""
    known = ~np.isnan(plain)
    time = np.arange(plain.shape[1])
    before = np.maximum.accumulate(np.where(known, time, -1), axis=1)
    after = np.minimum.accumulate(np.where(known, time, len(time))[:, ::-1], axis=1)[:, ::-1]
    after = np.where(after == len(time), before, after)
    inside = before >= 0
    left = np.take_along_axis(plain, np.maximum(before, 0), axis=1)
    right = np.take_along_axis(plain, np.clip(after, 0, len(time) - 1), axis=1)
    share = (time - before) / np.where(after > before, after - before, 1)
    return np.where(inside, left + share * (right - left), np.nan)
