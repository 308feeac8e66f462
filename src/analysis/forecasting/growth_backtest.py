"""How good were forecasts of published growth, beside cumulative growth held?

Every period of the last two years is an origin. What counts is the error of the mean growth over
the next 1, 2, … periods, weighted by days: that of the rest of a year moves its growth.
"""

import numpy as np
import pandas as pd

from analysis.forecasting.growth_rates import NEEDED, PER_YEAR, Growths, base_days, expected_growth
from analysis.forecasting.intervals import LEVELS, calibrate

Array = np.ndarray

ORIGINS = 2 * PER_YEAR
HORIZON = PER_YEAR - 1


def past_errors(growths: Growths) -> tuple[Array, Array]:
    """Errors of the forecast, and of growth held.

    Both (origins, counties, horizon) in points, farthest origin first; NaN where not yet known.
    """
    months, length = growths.months, growths.months.shape[1]
    backs = [b for b in range(ORIGINS, 0, -1) if length - b >= NEEDED]
    errors = np.full((len(backs), len(months), HORIZON), np.nan)
    held = errors.copy()
    weight, _ = base_days(growths.numbers)
    for i, back in enumerate(backs):
        end, steps = length - back, min(back, HORIZON)
        d = weight[end : end + steps]
        came = np.cumsum(months[:, end : end + steps] * d, axis=1) / np.cumsum(d)
        said = np.cumsum(expected_growth(months[:, :end], steps) * d, axis=1) / np.cumsum(d)
        errors[i, :, :steps] = came - said
        held[i, :, :steps] = came - growths.so_far[:, [end - 1]]
    return errors, held


def error_table(errors: Array, held: Array, size: Array) -> pd.DataFrame:
    """Mean errors at each distance, on what both methods know.

    Returns `horizon`, `method` ("forecast", "growth_held"), `mae_pp`, `errors` and, of the
    forecast, `coverage80_pct`, `coverage95_pct`: how often intervals made from the errors known
    at each origin held.
    """
    inside = _inside(errors, size)
    both = ~np.isnan(errors + held)
    rows = []
    for h in range(errors.shape[2]):
        keep = both[:, :, h]
        if not keep.any():
            continue
        for method, those in (("forecast", errors), ("growth_held", held)):
            shares = [
                _share(inside[level][:, :, h]) if method == "forecast" else np.nan
                for level in LEVELS
            ]
            mean = float(np.abs(those[:, :, h][keep]).mean())
            rows.append((h + 1, method, mean, *shares, int(keep.sum())))
    names = ["horizon", "method", "mae_pp", "coverage80_pct", "coverage95_pct", "errors"]
    return pd.DataFrame(rows, columns=names)


def _inside(errors: Array, size: Array) -> dict[int, Array]:
    """Whether each error lay in the interval made from errors known then; NaN where unknown."""
    inside = {level: np.full(errors.shape, np.nan) for level in LEVELS}
    origins = np.arange(len(errors))
    for i in origins:
        ended = origins[:, None] + np.arange(1, errors.shape[2] + 1) <= i
        known = np.where(ended[:, None, :], errors, np.nan)
        reached = ~np.isnan(known).all(axis=(0, 1))
        if reached.any():
            then = calibrate(known, size, backs=i - origins)
            for level in LEVELS:
                hit = np.abs(errors[i]) <= then.half_widths(level)
                inside[level][i] = np.where(~np.isnan(errors[i]) & reached, hit, np.nan)
    return inside


def _share(inside: Array) -> float:
    known = inside[~np.isnan(inside)]
    return 100 * float(known.mean()) if len(known) else np.nan
