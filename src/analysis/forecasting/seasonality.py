"""Which part of a month's value is the month, and how sure are we of it?

Classical decomposition: deviations from a trend, averaged month by month with weights that halve
every three years. The first trend is the centred moving average over one year, which knows
nothing of the last half year; once the season is out, a local line through the rest is a trend up
to both ends, and the indices taken from it are the better ones. A short series gives noisy
indices, so each set is shrunk (James and Stein) towards the mean pattern of its group, and that
pattern towards no season at all:

    s = target + max(0, 1 − (m − 3) v / Σ(ŝ − target)²) · (ŝ − target)

with v the sampling variance of an index. A series shorter than a year borrows its group's season.

Miller, D. M. and Williams, D. (2003), *International Journal of Forecasting* 19, 669-684;
Cleveland, R. B., Cleveland, W. S., McRae, J. E. and Terpenning, I. (1990), *Journal of Official
Statistics* 6, 3-73.
"""

import numpy as np

Array = np.ndarray

HALF_LIFE_YEARS = 3.0


def seasonal_indices(
    values: Array, period: int, groups: Array | None = None, trend: Array | None = None
) -> Array:
    """Additive seasonal indices (series, period), each row summing to zero.

    Parameters
    ----------
    values
        (series, time), aligned at the end; NaN before a series starts. Logs, if the season is a
        percentage of the level.
    period
        Periods a year (11 or 12).
    groups
        A whole number for each series: series of one group share a pattern. All series by
        default.
    trend
        (series, time) what the season is a deviation from; by default the centred moving average.

    Notes
    -----
    Column j belongs to the periods that lie j, j + period, … before the last one.
    """
    trend = centred_average(values, period) if trend is None else trend
    own, variance, known = _own_indices(values - trend, period)
    groups = np.zeros(len(values), dtype=int) if groups is None else groups
    target = np.zeros_like(own)
    for group in np.unique(groups):
        inside = groups == group
        target[inside] = _pattern(own[inside & known], period)
    deviation = own - target
    spread = (deviation**2).sum(axis=1)
    keep = 1 - (period - 3) * variance / np.where(spread > 0, spread, 1.0)
    keep = np.where(known & (spread > 0), np.clip(keep, 0.0, 1.0), 0.0)
    return target + keep[:, None] * deviation


def future(indices: Array, horizon: int) -> Array:
    """The indices of the next `horizon` periods, (series, horizon)."""
    return indices[:, (-np.arange(1, horizon + 1)) % indices.shape[1]]


def past(indices: Array, length: int) -> Array:
    """The indices of the last `length` periods, (series, length)."""
    return indices[:, (length - 1 - np.arange(length)) % indices.shape[1]]


def centred_average(values: Array, period: int) -> Array:
    """Mean over the year around each period, (series, time); NaN half a year from either end."""
    kernel = np.ones(period) if period % 2 else np.r_[0.5, np.ones(period - 1), 0.5]
    half, length = period // 2, values.shape[1]
    result = np.full(values.shape, np.nan)
    if length >= len(kernel):
        windows = np.lib.stride_tricks.sliding_window_view(values, len(kernel), axis=1)
        result[:, half : length - half] = windows @ (kernel / period)
    return result


def _own_indices(inner: Array, period: int) -> tuple[Array, Array, Array]:
    """Unshrunk indices, sampling variance of one index, and whether the series has a full set."""
    series, length = inner.shape
    back = length - 1 - np.arange(length)
    ageing = 0.5 ** (back / period / HALF_LIFE_YEARS)
    indices = np.zeros((series, period))
    effective, squares, counts = (np.zeros((series, period)) for _ in range(3))
    for j in range(period):
        here = inner[:, back % period == j]
        seen = ~np.isnan(here)
        weight = seen * ageing[back % period == j]
        total = weight.sum(axis=1)
        safe = np.where(total > 0, total, 1.0)
        mean = (np.where(seen, here, 0.0) * weight).sum(axis=1) / safe
        indices[:, j] = mean
        deviations = np.where(seen, here - mean[:, None], 0.0)
        squares[:, j] = (deviations**2 * weight).sum(axis=1) / safe
        effective[:, j] = total**2 / np.where(total > 0, (weight**2).sum(axis=1), 1.0)
        counts[:, j] = seen.sum(axis=1)
    known = np.asarray((counts > 0).all(axis=1))
    indices -= indices.mean(axis=1, keepdims=True)
    freedom = effective.sum(axis=1) - period
    variance = (squares * effective).sum(axis=1) / np.where(freedom > 1, freedom, 1.0)
    measured = known & (freedom > 1)
    typical = np.median(variance[measured]) if measured.any() else np.inf
    variance = np.where(measured, variance, typical)
    return indices, variance / np.maximum(effective.mean(axis=1), 1.0), known


def _pattern(own: Array, period: int) -> Array:
    """The group's mean pattern, shrunk towards no season by how much its members differ."""
    if len(own) < 2:
        return np.zeros(period)
    mean = own.mean(axis=0)
    variance = own.var(axis=0, ddof=1).mean() / len(own)
    strength = (mean**2).sum()
    keep = 1 - (period - 3) * variance / strength if strength > 0 else 0.0
    return np.clip(keep, 0.0, 1.0) * mean
