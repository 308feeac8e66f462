"""How good were the forecasts, beside what anyone could have done?

    wape   Σ|actual − forecast| / Σ|actual| · 100
    mase   mean of |actual − forecast| / mean |y_t − y_{t−m}| of the series

by level and distance, for the reconciled forecast, the base forecast, the same period of last
year ("seasonal_naive") and cumulative growth held ("growth_held"), on the same errors. A ratio
below 1 to the naive error is what the work is for.

Hyndman, R. J. and Koehler, A. B. (2006), *International Journal of Forecasting* 22, 679-688.
"""

import numpy as np
import pandas as pd

from analysis.forecasting.backtest import model_errors, yearly_change
from analysis.forecasting.hierarchy import LEVELS
from analysis.forecasting.intervals import LEVELS as INTERVALS
from analysis.forecasting.intervals import calibrate, widening
from analysis.forecasting.outcome import Outcome
from analysis.periods import days, period_names

Array = np.ndarray


def errors_by_horizon(outcome: Outcome) -> pd.DataFrame:
    """Errors at each distance.

    Returns `level`, `horizon`, `method` ("forecast", "base", "seasonal_naive", "growth_held"),
    `wape_pct`, `mase`, `errors` (how many stand behind it). Only where all four are known.
    """
    past, tree = outcome.past, outcome.tree
    forecasts = {
        "forecast": past.reconciled,
        "base": past.base,
        "seasonal_naive": past.naive,
        "growth_held": past.held,
    }
    usable = ~np.isnan(past.actual + sum(forecasts.values()))
    size = yearly_change(outcome.now.history, outcome.panel.per_year)
    rows = []
    for level in LEVELS:
        nodes = tree.positions[level]
        for h in range(past.actual.shape[2]):
            keep = usable[:, nodes, h]
            if not keep.any():
                continue
            actual = past.actual[:, nodes, h]
            whole = np.abs(actual[keep]).sum()
            scaled = keep & (size[nodes] > 0)
            for method, forecast in forecasts.items():
                error = np.abs(actual - forecast[:, nodes, h])
                relative = error / np.where(size[nodes] > 0, size[nodes], 1.0)
                wape = 100 * error[keep].sum() / whole if whole > 0 else np.nan
                mase = relative[scaled].mean() if scaled.any() else np.nan
                rows.append((level, h + 1, method, wape, mase, int(keep.sum())))
    return pd.DataFrame(rows, columns=["level", "horizon", "method", "wape_pct", "mase", "errors"])


def coverage(outcome: Outcome) -> pd.DataFrame:
    """How often the intervals held, each made only from errors known at its own origin.

    Returns `kind` ("period", or "sum" of the periods so far ahead), `level`, `horizon`,
    `coverage80_pct`, `coverage95_pct`, `errors`.
    """
    past, tree, now = outcome.past, outcome.tree, outcome.now
    rows = []
    both = model_errors(past, now.scale, outcome.panel, outcome.target.flow)
    for kind, errors in zip(("period", "sum"), both, strict=True):
        inside = {level: np.full(errors.shape, np.nan) for level in INTERVALS}
        for i, back in enumerate(past.backs):
            known = _known_then(errors, past.backs, back)
            reached = ~np.isnan(known).all(axis=(0, 1))
            if not reached.any():
                continue
            then = calibrate(known, now.sigma, tree.kinds, past.backs - back)
            for level in INTERVALS:
                half = then.half_widths(level)
                held = np.abs(errors[i]) <= (widening(half) if kind == "period" else half)
                seen = ~np.isnan(errors[i]) & reached
                inside[level][i] = np.where(seen, held, np.nan)
        for name in LEVELS:
            for h in range(errors.shape[2]):
                here = {level: x[:, tree.positions[name], h] for level, x in inside.items()}
                count = int((~np.isnan(here[80])).sum())
                if count:
                    shares = [100 * float(np.nanmean(here[level])) for level in INTERVALS]
                    rows.append((kind, name, h + 1, *shares, count))
    columns = ["kind", "level", "horizon", "coverage80_pct", "coverage95_pct", "errors"]
    return pd.DataFrame(rows, columns=columns)


def last_year(outcome: Outcome) -> pd.DataFrame:
    """The forecast made exactly a year ago beside what came.

    Returns `county_code`, `industry_code`, `level`, `period`, `horizon`, `value` (the forecast)
    with the intervals `lo80` … `hi95` that the errors known then would have given it, `actual`,
    `error_pct` (of the actual); empty where there was no history a year ago.
    """
    past, tree, panel = outcome.past, outcome.tree, outcome.panel
    bounds = [f"{side}{level}" for level in INTERVALS for side in ("lo", "hi")]
    columns = [*tree.nodes.columns, "period", "horizon", "value", *bounds, "actual", "error_pct"]
    found = np.flatnonzero(past.backs == panel.per_year)
    if len(found) == 0:
        return pd.DataFrame(columns=columns)
    forecast, actual = past.reconciled[found[0]], past.actual[found[0]]
    nodes, horizon = forecast.shape
    ahead = panel.numbers[-1] - panel.per_year + 1 + np.arange(horizon)
    size = np.where(np.abs(actual) > 0, np.abs(actual), np.nan)
    table = tree.nodes.loc[tree.nodes.index.repeat(horizon)].reset_index(drop=True)
    return table.assign(
        period=period_names(ahead, panel.per_year) * nodes,
        horizon=np.tile(np.arange(1, horizon + 1), nodes),
        value=forecast.ravel(),
        **_bounds_then(outcome, int(found[0])),
        actual=actual.ravel(),
        error_pct=(100 * (forecast - actual) / size).ravel(),
    )


def _known_then(errors: Array, backs: Array, back: int) -> Array:
    """The errors that had been seen at the origin `back` periods ago; the others are missing."""
    ended = backs[:, None] - np.arange(1, errors.shape[2] + 1) >= back
    return np.where(ended[:, None, :], errors, np.nan)


def _bounds_then(outcome: Outcome, origin: int) -> dict[str, Array]:
    """Intervals of the forecast made at one past origin, from the errors known at it."""
    past, panel, scale = outcome.past, outcome.panel, outcome.now.scale
    back, forecast = int(past.backs[origin]), past.reconciled[origin]
    errors, _ = model_errors(past, scale, panel, outcome.target.flow)
    known = _known_then(errors, past.backs, back)
    then = calibrate(known, outcome.now.sigma, outcome.tree.kinds, past.backs - back)
    ahead = panel.numbers[-1] - back + 1 + np.arange(forecast.shape[1])
    calendar = days(ahead, panel.per_year) if outcome.target.flow else np.ones(len(ahead))
    centre = scale.to_model(forecast, calendar)
    bounds = {}
    for level in INTERVALS:
        half = widening(then.half_widths(level))
        low = scale.to_values(centre - half, calendar)
        low = np.maximum(low, 0.0) if outcome.target.non_negative else low
        bounds[f"lo{level}"] = np.minimum(low, forecast).ravel()
        high = scale.to_values(centre + half, calendar)
        bounds[f"hi{level}"] = np.maximum(high, forecast).ravel()
    return bounds


def choices(outcome: Outcome) -> pd.DataFrame:
    """What the panel's own past decided.

    Returns `method` (base, or a reconciliation), `level`, `mase`, `chosen`, and
    `seasonal_naive_member`: whether that member takes part.
    """
    past = outcome.past
    rows = [
        (method, level, error, method == past.method, past.with_naive)
        for method, by_level in past.level_errors.items()
        for level, error in by_level.items()
    ]
    names = ["method", "level", "mase", "chosen", "seasonal_naive_member"]
    return pd.DataFrame(rows, columns=names)
