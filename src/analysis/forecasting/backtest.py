"""What would this way of forecasting have said at earlier origins, and what came then?

Every second period of the last two years serves as an origin at which only what was known then is
used; one of them is exactly a year ago. From these origins come the choice of the reconciliation
and of the seasonal naive member, the intervals, and every error a report shows.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.forecasting.hierarchy import LEVELS, Hierarchy
from analysis.forecasting.origin import Origin, forecast_nodes, growth_held
from analysis.forecasting.panel import Panel
from analysis.forecasting.reconciliation import METHODS, Method, covariance, reconcile
from analysis.forecasting.reconciliation_choice import DEFAULT, choose
from analysis.forecasting.scale import Scale
from analysis.periods import days

Array = np.ndarray

STEP = 2
YEARS = 2


@dataclass(frozen=True)
class Backtest:
    """Forecasts and outcomes, each (origins, nodes, horizon), NaN where not known.

    Parameters
    ----------
    backs
        (origins,) how many periods before the present each origin lies.
    actual
        What came.
    base, reconciled
        Base forecasts and coherent ones, with the choices below.
    naive, held
        The seasonal naive forecast, and cumulative growth held.
    with_naive
        Whether the seasonal naive member is in the ensemble.
    method
        The chosen reconciliation.
    level_errors
        Mean scaled error of each level (see `accuracy`): of "base" and of every method.
    """

    backs: Array
    actual: Array
    base: Array
    reconciled: Array
    naive: Array
    held: Array
    with_naive: bool
    method: Method
    level_errors: dict[str, dict[str, float]]


def backs(length: int, per_year: int) -> Array:
    """How far back the origins lie, farthest first; each keeps at least one year of history."""
    every = np.arange(per_year - (per_year - 1) // STEP * STEP, YEARS * per_year + 1, STEP)
    return every[every <= length - per_year][::-1]


def backtest(
    panel: Panel,
    tree: Hierarchy,
    now: Origin,
    horizon: int,
    flow: bool,
    non_negative: bool,
    festivals: Sequence[dt.date] = (),
    adds_up: bool = True,
) -> Backtest:
    """Forecast from earlier origins of `panel`; `now` is the forecast at the present one.

    Where nothing `adds_up`, no cell is moved to agree with a sum.
    """
    at = backs(panel.values.shape[1], panel.per_year)
    origins = [
        forecast_nodes(panel.until(int(b)), tree, horizon, flow, non_negative, festivals)
        for b in at
    ]
    shape = (len(at), len(tree.nodes), horizon)
    actual = np.full(shape, np.nan)
    known = now.history.copy()
    known[tree.count :] = panel.values
    for i, b in enumerate(at):
        steps = min(int(b), horizon)
        start = known.shape[1] - int(b)
        actual[i, :, :steps] = known[:, start : start + steps]
    held = [
        growth_held(o.history, int(panel.numbers[-1] - b), panel.per_year, horizon)
        for o, b in zip(origins, at, strict=True)
    ]
    empty = np.full(shape, np.nan)
    size = yearly_change(now.history, panel.per_year)
    plain = np.stack([o.base for o in origins]) if origins else empty
    mixed = np.stack([o.mixed for o in origins]) if origins else empty
    with_naive = naive_helps(actual, plain, mixed, size)
    base = mixed if with_naive else plain
    coherent = {m: _coherent(m, tree, origins, base, non_negative) for m in METHODS}
    reconciled = {m: _level_errors(actual, x, size, tree) for m, x in coherent.items()}
    errors = _level_errors(actual, base, size, tree)
    method = choose(reconciled, errors) if origins else DEFAULT
    method = method if adds_up else "bottom_up"
    return Backtest(
        backs=at,
        actual=actual,
        base=base,
        reconciled=coherent[method],
        naive=np.stack([o.naive for o in origins]) if origins else empty,
        held=np.stack(held) if held else empty,
        with_naive=with_naive,
        method=method,
        level_errors={"base": errors, **{str(m): x for m, x in reconciled.items()}},
    )


def yearly_change(history: Array, period: int) -> Array:
    """Mean absolute change against the same period of last year, (nodes,); 0 where unknown."""
    if history.shape[1] <= period:
        return np.zeros(len(history))
    yearly = np.abs(history[:, period:] - history[:, :-period])
    known = ~np.isnan(yearly)
    return np.where(known, yearly, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)


def model_errors(past: Backtest, scale: Scale, panel: Panel, flow: bool) -> tuple[Array, Array]:
    """Past errors on the model scale: of single periods, and of sums over the first periods."""
    horizon = past.actual.shape[2]
    steps = np.arange(1, horizon + 1)
    single, summed = np.full(past.actual.shape, np.nan), np.full(past.actual.shape, np.nan)
    for i, back in enumerate(past.backs):
        ahead = panel.numbers[-1] - back + steps
        calendar = days(ahead, panel.per_year) if flow else np.ones(horizon)
        total = np.cumsum(calendar)
        single[i] = scale.to_model(past.actual[i], calendar) - scale.to_model(
            past.reconciled[i], calendar
        )
        summed[i] = scale.to_model(past.actual[i].cumsum(axis=1), total) - scale.to_model(
            past.reconciled[i].cumsum(axis=1), total
        )
    return single, summed


def _coherent(
    method: Method, tree: Hierarchy, origins: list[Origin], base: Array, non_negative: bool
) -> Array:
    return np.array(
        [
            reconcile(forecast, tree, covariance(method, tree, o.changes), non_negative)
            for forecast, o in zip(base, origins, strict=True)
        ]
    ).reshape(base.shape)


def naive_helps(actual: Array, plain: Array, mixed: Array, size: Array) -> bool:
    """Whether the member lowers both the symmetric and the scaled error of the panel."""
    usable = ~np.isnan(actual + plain + mixed) & (size > 0)[:, None]
    if not usable.any():
        return False
    scores = []
    for forecast in (plain, mixed):
        error = np.abs(actual - forecast)
        whole = np.abs(actual) + np.abs(forecast)
        symmetric = np.where(whole > 0, error / np.where(whole > 0, whole, 1.0), 0.0)
        scaled = error / np.where(size > 0, size, 1.0)[:, None]
        scores.append((symmetric[usable].mean(), scaled[usable].mean()))
    (symmetric_0, scaled_0), (symmetric_1, scaled_1) = scores
    return bool(symmetric_1 < symmetric_0 and scaled_1 < scaled_0)


def _level_errors(actual: Array, forecast: Array, size: Array, tree: Hierarchy) -> dict[str, float]:
    error = np.abs(actual - forecast) / np.where(size > 0, size, np.nan)[:, None]
    result = {}
    for level in LEVELS:
        here = error[:, tree.positions[level]]
        here = here[~np.isnan(here)]
        result[level] = float(here.mean()) if len(here) else 0.0
    return result
