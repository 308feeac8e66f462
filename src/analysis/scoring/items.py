"""Item scores of one group: value, benchmark, score, and what a missing value gets."""

import numpy as np
import pandas as pd

from analysis.scoring.cell_statistics import cells
from analysis.scoring.indicators import ratio
from analysis.scoring.normalisation import normalise
from analysis.scoring.references import of_indicator, over_of
from analysis.scoring.scheme import Group, Indicator


def item_scores(table: pd.DataFrame, group: Group, references: pd.DataFrame) -> pd.DataFrame:
    """Per indicator ``<name>_value``, ``<name>_benchmark``, ``<name>_score``; ``sum``, ``weakest``.

    The score of an item is NaN only under the missing rules ``exclude``, which makes the sum NaN
    too, and ``redistribute``. ``weakest`` is the position of the item furthest below its weight.
    """
    columns: dict[str, np.ndarray] = {}
    scores: list[np.ndarray] = []
    redistribute: list[bool] = []
    for indicator in group.indicators:
        value = ratio(table, indicator)
        cell = cells(table, over_of(indicator))
        mine = of_indicator(references, group, indicator)
        benchmark = cell.look_up(mine, "benchmark")[cell.codes]
        raw = normalise(
            value,
            indicator,
            benchmark,
            cell.look_up(mine, "minimum")[cell.codes],
            cell.look_up(mine, "maximum")[cell.codes],
            cell.codes,
        )
        score = _fill(raw, table, indicator)
        columns[f"{indicator.name}_value"] = np.where(np.isinf(value), np.nan, value)
        columns[f"{indicator.name}_benchmark"] = benchmark
        columns[f"{indicator.name}_score"] = score
        scores.append(score)
        redistribute.append(indicator.missing.rule == "redistribute")
    columns["sum"] = _sum(scores, redistribute, group)
    columns["weakest"] = _weakest(scores, group)
    return pd.DataFrame(columns, index=table.index, copy=False)


def _fill(score: np.ndarray, table: pd.DataFrame, indicator: Indicator) -> np.ndarray:
    missing = np.isnan(score)
    rule = indicator.missing.rule
    if rule in ("exclude", "redistribute") or not missing.any():
        return score
    if rule == "zero":
        return np.where(missing, 0.0, score)
    if rule == "benchmark":
        return np.where(missing, indicator.weight, score)
    cell = cells(table, indicator.missing.over)
    return np.where(missing, np.nan_to_num(cell.mean(score))[cell.codes], score)


def _sum(scores: list[np.ndarray], redistribute: list[bool], group: Group) -> np.ndarray:
    """Sum of the items; a missing item under ``redistribute`` lends its weight to the others."""
    total = np.zeros(len(scores[0]))
    lent = np.zeros(len(total))
    for score, indicator, lends in zip(scores, group.indicators, redistribute, strict=True):
        missing = np.isnan(score)
        total = total + (np.where(missing, 0.0, score) if lends else score)
        if lends:
            lent = lent + np.where(missing, indicator.weight, 0.0)
    left = 100 - lent
    scaled = np.divide(total * 100, left, out=np.full(len(total), np.nan), where=left > 1e-9)
    return np.where(lent > 0, scaled, total)


def _weakest(scores: list[np.ndarray], group: Group) -> np.ndarray:
    """Position of the item with the most points short of its weight; −1 where none is known."""
    weakest = np.full(len(scores[0]), -1, dtype=np.int8)
    most = np.full(len(weakest), -np.inf)
    for position, (score, indicator) in enumerate(zip(scores, group.indicators, strict=True)):
        short = indicator.weight - score
        more = short > most  # a NaN is never more
        most[more] = short[more]
        weakest[more] = position
    return weakest
