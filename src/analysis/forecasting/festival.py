"""How much of January and February is the Spring Festival, which moves between them?

For windows of days around the festival, each month holds a share of the window; taken less its
usual share for that calendar month, it is a regressor that is zero on average (the moving-holiday
regressors of X-13ARIMA-SEATS). Its effect on the logs is estimated from month-to-month changes of
the growth on last year, with Huber weights against the shocks of single years, and removed before
the forecast and put back after it.

Only for single months. Where January and February are one figure, the festival always lies inside
it and nothing is left to remove.

Findley, D. F., Monsell, B. C., Bell, W. R., Otto, M. C. and Chen, B.-C. (1998), *Journal of
Business & Economic Statistics* 16, 127-152.
"""

import datetime as dt
from collections.abc import Sequence

import numpy as np

Array = np.ndarray

WINDOWS = ((-7, -1), (0, 6), (7, 21))
"""First and last day of each window, counted from the festival."""
HUBER = 1.345
ROUNDS = 8
PRIOR_YEARS = 1.0
"""Shrinks an effect that few festivals speak for, as if so many years had shown none. Chosen
between 0 and 4 on Taiwan's industries before 2017 and China's trade of 1997 to 2013."""


def festival_regressors(
    numbers: Array,
    festivals: Sequence[dt.date],
    windows: Sequence[tuple[int, int]] = WINDOWS,
) -> Array:
    """Centred shares of each window in each month, (time, windows).

    `numbers` are period numbers of a year of 12; every year they touch needs its festival.
    """
    wanted = {int(n) // 12 for n in numbers}
    if missing := wanted - {d.year for d in festivals}:
        raise ValueError(f"no Spring Festival date for {sorted(missing)}")
    years = sorted({d.year for d in festivals})
    shares = np.zeros((len(years), 12, len(windows)))
    for day in festivals:
        for w, (first, last) in enumerate(windows):
            for offset in range(first, last + 1):
                month = (day + dt.timedelta(days=offset)).month
                shares[day.year - years[0], month - 1, w] += 1 / (last - first + 1)
    centred = shares - shares.mean(axis=0)
    flat = centred.reshape(-1, len(windows))
    return flat[np.asarray(numbers) - years[0] * 12]


def festival_effect(values: Array, regressors: Array) -> Array:
    """Effect of each window on each series, (series, windows).

    Parameters
    ----------
    values
        (series, time) logs; NaN where there is no figure.
    regressors
        (time, windows) of the same months.

    Notes
    -----
    A series with fewer than three Januaries to compare gets no effect.
    """
    growth = np.diff(values[:, 12:] - values[:, :-12], axis=1)
    moved = np.diff(regressors[12:] - regressors[:-12], axis=0)
    known = ~np.isnan(growth)
    weight = known.astype(float)
    effect = np.zeros((len(values), regressors.shape[1]))
    if growth.shape[1] == 0:
        return effect
    growth = np.where(known, growth, 0.0)
    yearly = 12 * float((moved**2).sum()) / len(moved)
    penalty = PRIOR_YEARS * np.eye(regressors.shape[1]) * max(yearly, 1e-12)
    for _ in range(ROUNDS):
        squares = np.einsum("st,ti,tj->sij", weight, moved, moved) + penalty
        products = np.einsum("st,st,ti->si", weight, growth, moved)
        effect = np.linalg.solve(squares, products[:, :, None])[:, :, 0]
        left = np.abs(growth - effect @ moved.T)
        middle = np.median(np.where(known, left, 0.0), axis=1, keepdims=True) / 0.6745
        limit = HUBER * np.maximum(middle, 1e-9)
        weight = known * np.minimum(1.0, limit / np.maximum(left, 1e-12))
    speaking = (known & (np.abs(moved).sum(axis=1) > 0)).sum(axis=1)
    return np.where((speaking >= 6)[:, None], effect, 0.0)
