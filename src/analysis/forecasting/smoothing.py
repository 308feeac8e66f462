"""Exponential smoothing: of a level, with a damped trend, and with a season that moves.

With one-step error e_t and damping φ

    level   l_t = l_{t−1} + φ b_{t−1} + α e_t
    trend   b_t = φ b_{t−1} + α β e_t
    season  s_t = s_{t−m} + γ (1 − α) e_t
    h ahead l_T + (φ + … + φ^h) b_T + s

run for every setting of a grid at once and averaged (`posterior`). The grid keeps β small: a
trend that follows every turn was worse on every set of series it was chosen on. Finer grids cost
more and forecast no better.

Gardner, E. S. and McKenzie, E. (1985), *Management Science* 31, 1237-1246; Hyndman, R. J.,
Koehler, A. B., Ord, J. K. and Snyder, R. D. (2008), *Forecasting with Exponential Smoothing*.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from analysis.forecasting.posterior import weights
from analysis.forecasting.trend import opening, starts

Array = np.ndarray

CHUNK = 64
"""Series run together: their grids fit the processor's cache."""


@dataclass(frozen=True)
class Grid:
    """The settings tried: α, β and γ as shares of the error, φ the damping."""

    alpha: tuple[float, ...]
    beta: tuple[float, ...]
    phi: tuple[float, ...]
    gamma: tuple[float, ...] = (0.0,)

    def settings(self) -> Array:
        """Every combination, (4, settings): α, α·β, γ·(1 − α), φ."""
        rows = [
            (a, a * b, g * (1 - a), p)
            for a, b, g, p in product(self.alpha, self.beta, self.gamma, self.phi)
        ]
        return np.array(rows).T


CONSTANTS = np.array([0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99])
"""α of a level alone."""
DAMPED = Grid(
    alpha=(0.05, 0.15, 0.3, 0.5, 0.7, 0.95), beta=(0.003, 0.01, 0.03, 0.1), phi=(0.8, 0.9, 0.98)
)
SEASONAL = Grid(
    alpha=(0.05, 0.15, 0.3, 0.5, 0.8),
    beta=(0.003, 0.02, 0.1),
    gamma=(0.02, 0.1, 0.3),
    phi=(0.9, 0.98),
)


def levels(values: Array) -> tuple[Array, Array]:
    """Last levels and sums of absolute errors, (series, `CONSTANTS`), of a level alone."""
    first = np.take_along_axis(values, starts(values)[:, None], axis=1)
    level = np.repeat(first, len(CONSTANTS), axis=1)
    absolute = np.zeros_like(level)
    for now in values.T:
        error = np.where(np.isnan(now)[:, None], 0.0, now[:, None] - level)
        absolute += np.abs(error)
        level += CONSTANTS * error
    return level, absolute


def damped_trend(values: Array, horizon: int, period: int, grid: Grid = DAMPED) -> Array:
    """Forecasts (series, horizon) of deseasonalised `values` (series, time), aligned at the end.

    `period` is the number of periods a year: the first two years give the opening trend.
    """
    chunks = [
        _run(values[at : at + CHUNK], None, horizon, period, grid)
        for at in range(0, len(values), CHUNK)
    ]
    return np.concatenate(chunks)


def holt_winters(
    values: Array, season: Array, horizon: int, period: int, grid: Grid = SEASONAL
) -> Array:
    """Forecasts (series, horizon) of `values` with their season, from opening indices `season`.

    `season` is (series, period); column j belongs to the columns of `values` that lie
    j, j + period, … before the last one.
    """
    chunks = [
        _run(values[at : at + CHUNK], season[at : at + CHUNK], horizon, period, grid)
        for at in range(0, len(values), CHUNK)
    ]
    return np.concatenate(chunks)


def _run(values: Array, season: Array | None, horizon: int, period: int, grid: Grid) -> Array:
    alpha, beta, gamma, phi = grid.settings()
    series, length = values.shape
    position = (length - 1 - np.arange(length)) % period
    plain = values if season is None else values - season[:, position]
    level, trend = (np.repeat(x[:, None], len(alpha), axis=1) for x in opening(plain, 2 * period))
    seasons = None if season is None else np.repeat(season.T[:, :, None], len(alpha), axis=2).copy()
    absolute = np.zeros_like(level)
    begin = starts(values)
    for t in range(int(begin.min()), length):
        now = values[:, t, None]
        expected = level + phi * trend
        error = now - expected
        if seasons is not None:
            error -= seasons[position[t]]
        if np.isnan(now).any():
            error = np.where(np.isnan(now), 0.0, error)
            running = (begin <= t)[:, None]
            level = np.where(running, expected + alpha * error, level)
            trend = np.where(running, phi * trend + beta * error, trend)
        else:
            level = expected + alpha * error
            trend = phi * trend + beta * error
        if seasons is not None:
            seasons[position[t]] += gamma * error
        absolute += np.abs(error)
    share = weights(absolute, (~np.isnan(values)).sum(axis=1))
    growing = np.cumsum(phi[:, None] ** np.arange(1, horizon + 1), axis=1)
    result = (share * level).sum(axis=1)[:, None] + (share * trend) @ growing
    if seasons is not None:
        index = np.einsum("mng,ng->nm", seasons, share)
        result += index[:, (-np.arange(1, horizon + 1)) % period]
    return result.reshape(series, horizon)
