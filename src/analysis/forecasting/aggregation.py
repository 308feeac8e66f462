"""What does the series say when it is looked at by two months, by quarters, by half years?

Averages over blocks of `width` periods, counted back from the end, lose the noise of single
months and show the trend; a method is run on them and its block forecasts are laid back on the
periods by linear interpolation between block centres. Averaging the views is more accurate than
any one of them.

Kourentzes, N., Petropoulos, F. and Trapero, J. R. (2014), *International Journal of Forecasting*
30, 291-302.
"""

from collections.abc import Callable

import numpy as np

Array = np.ndarray
Method = Callable[[Array, int], Array]


def aggregated(method: Method, values: Array, horizon: int, width: int) -> Array:
    """Forecasts (series, horizon) of `method` run on means of `width` periods.

    A block with a missing period is missing. A series without a whole block is forecast by
    `method` on its single periods.
    """
    blocks = values.shape[1] // width
    if blocks == 0:
        return method(values, horizon)
    means = values[:, values.shape[1] - blocks * width :].reshape(-1, blocks, width).mean(axis=2)
    ahead = -(-horizon // width) + 1
    centres = np.arange(ahead + 1) * width - (width - 1) / 2
    steps = np.arange(1, horizon + 1)
    left = np.clip(np.searchsorted(centres, steps, side="right") - 1, 0, ahead - 1)
    share = (steps - centres[left]) / width
    usable = ~np.isnan(means[:, -1])
    result = np.empty((len(values), horizon))
    if usable.any():
        path = np.column_stack([means[usable, -1], method(means[usable], ahead)])
        result[usable] = (1 - share) * path[:, left] + share * path[:, left + 1]
    if not usable.all():
        result[~usable] = method(values[~usable], horizon)
    return result
