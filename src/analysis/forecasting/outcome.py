"""The reconciled forecast of a panel, with all that its tables are made from."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from analysis.errors import DataError
from analysis.forecasting.backtest import Backtest, backtest, model_errors
from analysis.forecasting.hierarchy import Hierarchy, hierarchy
from analysis.forecasting.intervals import Calibration, calibrate
from analysis.forecasting.origin import Origin, forecast_nodes
from analysis.forecasting.panel import Panel
from analysis.forecasting.reconciliation import covariance, reconcile
from analysis.periods import PeriodsPerYear, days

Array = np.ndarray


@dataclass(frozen=True)
class Target:
    """What is forecast; printed in every report.

    Parameters
    ----------
    flow
        A flow adds up over the year (output at current prices, electricity); a stock is averaged
        (employment).
    per_year
        11 where January and February are reported as one, else 12.
    non_negative
        Whether it cannot be below zero.
    festivals
        First days of the lunar years, where single months feel the Spring Festival
        (`periods.spring_festivals`); none by default.
    adds_up
        Whether a sum over cells means something. Of an index it does not: every cell keeps its
        own forecast.
    """

    flow: bool = True
    per_year: PeriodsPerYear = 11
    non_negative: bool = True
    festivals: tuple[dt.date, ...] = ()
    adds_up: bool = True


@dataclass(frozen=True)
class Outcome:
    """The reconciled forecast of all nodes and everything its tables are made from.

    Parameters
    ----------
    active
        (series,) which series of the panel are forecast and summed: those that report; of a stock
        only those whose months are known in both years, for a suppressed month is not a zero.
    panel, tree, now, past
        The data, what adds up to what, the forecasts of the present origin and of earlier ones.
    base, value
        (nodes, horizon) before and after reconciliation, in the measure's unit.
    periods, sums
        Calibration of single periods, and of sums over the first periods ahead.
    """

    target: Target
    panel: Panel
    active: Array
    tree: Hierarchy
    now: Origin
    past: Backtest
    base: Array
    value: Array
    periods: Calibration
    sums: Calibration

    @property
    def calendar(self) -> Array:
        """Days of each period ahead; ones for a stock."""
        ahead = self.panel.numbers[-1] + 1 + np.arange(self.value.shape[1])
        return days(ahead, self.panel.per_year) if self.target.flow else np.ones(len(ahead))


def solve(panel: Panel, target: Target) -> Outcome:
    """Forecast, back-test, reconcile and calibrate a panel.

    Series that stopped are left out, and of a stock those that cannot be compared with last year.

    Raises
    ------
    DataError
        If no series of a stock has its months in both years.
    """
    horizon = target.per_year
    active = panel.reporting if target.flow else panel.reporting & panel.matched
    if not active.any():
        raise DataError(
            f"截至{panel.origin}没有两年同月数据齐全的序列",
            f"no series has the same months of both years up to {panel.origin}",
        )
    used = Panel(
        panel.series[active].reset_index(drop=True),
        panel.numbers,
        panel.values[active],
        panel.per_year,
        panel.negatives[active],
    )
    tree = hierarchy(used.series)
    now = forecast_nodes(used, tree, horizon, target.flow, target.non_negative, target.festivals)
    past = backtest(
        used, tree, now, horizon, target.flow, target.non_negative, target.festivals,
        target.adds_up,
    )  # fmt: skip
    base = now.mixed if past.with_naive else now.base
    weights = covariance(past.method, tree, now.changes)
    value = reconcile(base, tree, weights, target.non_negative)
    errors, sums = model_errors(past, now.scale, used, target.flow)
    return Outcome(
        target=target,
        panel=panel,
        active=active,
        tree=tree,
        now=now,
        past=past,
        base=base,
        value=value,
        periods=calibrate(errors, now.sigma, tree.kinds, past.backs),
        sums=calibrate(sums, now.sigma, tree.kinds, past.backs),
    )
