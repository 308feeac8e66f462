"""What the ratios are measured against: benchmark, smallest and largest value of each cell.

The references are a table of their own, so that last year's enterprises can be scored with this
year's benchmarks and the other way round, which is how merit is told from a moved benchmark.
"""

import numpy as np
import pandas as pd

from analysis.scoring.benchmark_rules import Benchmark
from analysis.scoring.cell_statistics import KEYS, Cells, cells
from analysis.scoring.indicators import ratio, total
from analysis.scoring.normalisation_rules import MaxRatio, MinMax
from analysis.scoring.scheme import Group, Indicator

COLUMNS = (
    "scheme_group", "indicator", "county_code", "industry_code", "size",
    "benchmark", "minimum", "maximum", "enterprises", "year",
)  # fmt: skip


def over_of(indicator: Indicator) -> tuple[str, ...]:
    """The keys that divide the indicator's reference; none if it needs none."""
    if indicator.benchmark is not None:
        return indicator.benchmark.over
    return getattr(indicator.normalisation, "over", ())


def references(table: pd.DataFrame, group: Group, year: str = "this") -> pd.DataFrame:
    """One row per indicator and cell, columns ``COLUMNS``.

    ``table`` holds the group's evaluated enterprises of the year ``year`` ("this" or "last");
    indicators whose benchmark belongs to the other year are left out.
    """
    parts = []
    for indicator in group.indicators:
        benchmark = indicator.benchmark
        if (benchmark.year if benchmark else "this") != year:
            continue
        value = ratio(table, indicator)
        finite = np.where(np.isfinite(value), value, np.nan)
        cell = cells(table, over_of(indicator))
        parts.append(
            cell.labels.assign(
                scheme_group=group.name,
                indicator=indicator.name,
                benchmark=_benchmark(table, indicator, finite, cell),
                minimum=cell.minimum(finite),
                maximum=cell.maximum(finite),
                enterprises=cell.count(~np.isnan(finite)),
                year=year,
            )
        )
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def of_indicator(table: pd.DataFrame, group: Group, indicator: Indicator) -> pd.DataFrame:
    """The rows of a reference table that belong to one indicator, keyed by ``KEYS``."""
    mine = (table["scheme_group"] == group.name) & (table["indicator"] == indicator.name)
    return table.loc[mine, [*KEYS, "benchmark", "minimum", "maximum"]]


def _benchmark(
    table: pd.DataFrame, indicator: Indicator, value: np.ndarray, cell: Cells
) -> np.ndarray:
    rule = indicator.benchmark
    if rule is None:
        is_max = isinstance(indicator.normalisation, MaxRatio | MinMax)
        return cell.maximum(value) if is_max else np.full(len(cell), np.nan)
    return _statistic(table, indicator, rule, value, cell) * rule.multiple


def _statistic(
    table: pd.DataFrame, indicator: Indicator, rule: Benchmark, value: np.ndarray, cell: Cells
) -> np.ndarray:
    if rule.value is not None:
        return np.full(len(cell), rule.value)
    if rule.statistic == "mean":
        return cell.mean(value)
    if rule.statistic == "max":
        return cell.maximum(value)
    if rule.statistic == "ratio_of_sums":
        known = ~np.isnan(value)
        above = cell.sum(np.where(known, total(table, indicator.numerator), 0))
        below = cell.sum(np.where(known, total(table, indicator.denominator), 0))
        return np.divide(above, below, out=np.full(len(cell), np.nan), where=below > 0)
    return cell.quantile(value, 0.5 if rule.quantile is None else rule.quantile)
