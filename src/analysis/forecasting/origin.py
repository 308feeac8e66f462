"""The base forecasts of every node of the hierarchy, made at one origin."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.forecasting.base import Base, base_forecasts
from analysis.forecasting.festival import festival_regressors
from analysis.forecasting.hierarchy import Hierarchy
from analysis.forecasting.panel import Panel
from analysis.forecasting.scale import Scale
from analysis.periods import days

Array = np.ndarray


@dataclass(frozen=True)
class Origin:
    """What one origin knew and expected, all (nodes, …) with sums first.

    Parameters
    ----------
    history
        (nodes, time) in the measure's unit, gaps closed; sums hold what had started by then.
    base, naive
        (nodes, horizon) base forecasts, and the seasonal naive ones.
    mixed
        The base forecasts with the seasonal naive member.
    changes
        (nodes, time − 1) deseasonalised changes in the measure's unit.
    sigma
        (nodes,) size of ordinary changes on the model scale.
    scale
        The scale of each node.
    breaks, method
        (nodes,) as in `base.Base`.
    """

    history: Array
    base: Array
    mixed: Array
    naive: Array
    changes: Array
    sigma: Array
    scale: Scale
    breaks: Array
    method: Array


def forecast_nodes(
    panel: Panel,
    tree: Hierarchy,
    horizon: int,
    flow: bool,
    non_negative: bool,
    festivals: Sequence[dt.date] = (),
) -> Origin:
    """Forecast every cell and every sum of cells by itself.

    A cell counts as zero in the sums before its first figure; a flow is forecast per calendar
    day. Cells of one industry share a seasonal pattern, and so do all sums.
    """
    length = panel.values.shape[1]
    ahead = np.arange(panel.numbers[0], panel.numbers[-1] + horizon + 1)
    calendar = days(ahead, panel.per_year) if flow else np.ones(length + horizon)
    moving = festival_regressors(ahead, festivals) if festivals else None
    _, industry = np.unique(panel.series["industry_code"].to_numpy(str), return_inverse=True)
    cells = base_forecasts(
        panel.values, calendar, horizon, panel.per_year, industry, non_negative, moving
    )
    history = tree.add_up(np.where(np.isnan(cells.filled), 0.0, cells.filled))
    started = np.cumsum(np.abs(history) > 0, axis=1) > 0
    history[: tree.count] = np.where(started, history, np.nan)[: tree.count]
    history[tree.count :] = cells.filled
    sums = base_forecasts(
        history[: tree.count], calendar, horizon, panel.per_year, None, non_negative, moving
    )
    return Origin(
        history=history,
        base=np.concatenate([sums.values, cells.values]),
        mixed=np.concatenate([sums.mixed(True), cells.mixed(True)]),
        naive=np.concatenate([sums.naive, cells.naive]),
        changes=np.concatenate([sums.changes, cells.changes]),
        sigma=np.concatenate([sums.sigma, cells.sigma]),
        scale=_joined(sums, cells),
        breaks=np.concatenate([sums.breaks, cells.breaks]),
        method=np.concatenate([sums.method, cells.method]),
    )


def growth_held(history: Array, number: int, per_year: int, horizon: int) -> Array:
    """The common habit: last year's periods times the cumulative growth so far, (nodes, horizon).

    `number` is the period number of the last column. NaN where last year is not known.
    """
    elapsed = number % per_year + 1
    length = history.shape[1]
    if length < per_year + elapsed:
        return np.full((len(history), horizon), np.nan)
    now = history[:, length - elapsed :].sum(axis=1)
    before = history[:, length - elapsed - per_year : length - per_year].sum(axis=1)
    growth = np.divide(now, before, out=np.full(len(history), np.nan), where=before > 0)
    columns = length - per_year + np.arange(horizon) % per_year
    return history[:, columns] * growth[:, None]


def _joined(sums: Base, cells: Base) -> Scale:
    return Scale(
        np.concatenate([sums.scale.logs, cells.scale.logs]),
        np.concatenate([sums.scale.size, cells.scale.size]),
    )
