"""Did the measuring change? A level that jumps once and stays is a new definition, not growth.

In the deseasonalised series the medians of the six periods before and after every point are
compared. A break is a difference larger than `JUMP` and than `SIGMAS` robust standard deviations
of ordinary changes, most of which happens in one step. The past is moved to the new level, so
that its season and its movements still count but its jump is no trend. Only the largest break is
treated.
"""

import numpy as np

Array = np.ndarray

JUMP = 0.4
"""On the model scale: a log difference of 0.4 is +49 or −33 percent."""
SIGMAS = 8.0
SPAN = 6
ABRUPT = 0.7


def aligned(plain: Array) -> tuple[Array, Array]:
    """Move what lies before a break to the level after it.

    Parameters
    ----------
    plain
        (series, time), deseasonalised, without inner gaps, on the model scale.

    Returns
    -------
    The shift of every value (series, time), zero after the break, and the column of the break
    (series,), −1 where there is none.
    """
    series, length = plain.shape
    shift, column = np.zeros_like(plain), np.full(series, -1)
    if length < 2 * SPAN:
        return shift, column
    medians = np.median(np.lib.stride_tricks.sliding_window_view(plain, SPAN, axis=1), axis=2)
    jump = medians[:, SPAN:] - medians[:, :-SPAN]
    step = np.diff(plain, axis=1)[:, SPAN - 1 : length - SPAN]
    known = ~np.isnan(jump)
    size = np.where(known & (np.sign(step) == np.sign(jump)), np.abs(jump), 0.0)
    size = np.where(np.abs(step) >= ABRUPT * size, size, 0.0)
    where = size.argmax(axis=1)
    largest = size[np.arange(series), where]
    changes = np.abs(np.diff(plain, axis=1))
    seen = ~np.isnan(changes)
    middle = np.maximum(seen.sum(axis=1) - 1, 0) // 2
    ordinary = np.sort(np.where(seen, changes, np.inf), axis=1)[np.arange(series), middle]
    ordinary = np.where(seen.any(axis=1), ordinary, 0.0) / 0.6745
    broken = (largest > JUMP) & (largest > SIGMAS * ordinary)
    column = np.where(broken, where + SPAN, -1)
    amount = np.where(broken, jump[np.arange(series), where], 0.0)
    before = np.arange(length) < column[:, None]
    return np.where(before, amount[:, None], 0.0), column
