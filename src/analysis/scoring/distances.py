"""How far an enterprise stands from the lines of its class, in points."""

import numpy as np
import pandas as pd

from analysis.scoring.cell_statistics import cells
from analysis.scoring.class_rules import Thresholds, TwoStage
from analysis.scoring.scheme import Group


def distances(
    table: pd.DataFrame, score: np.ndarray, group: Group, index: np.ndarray, lines: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray]:
    """Points up to the lowest score of the next better class, and down to the best under it.

    Both ≥ 0, by the class index before overrides. NaN for the best class upwards, for the last
    downwards, where the better class is empty, and in two stages, where the score alone does not
    decide. Under absolute lines the way down is the way to the line itself.
    """
    rule = group.classes
    up = np.full(len(score), np.nan)
    down = np.full(len(score), np.nan)
    if isinstance(rule, TwoStage):
        return up, down
    cell = cells(table, () if isinstance(rule, Thresholds) else rule.over)
    for j in range(len(rule.names()) - 1):
        line = lines[lines["line"] == j]
        at_least = cell.look_up(line, "at_least")[cell.codes]
        below = cell.look_up(line, "next_below")[cell.codes]
        under, over = index == j + 1, index == j
        up[under] = np.maximum(at_least[under] - score[under], 0)
        down[over] = score[over] - (at_least if isinstance(rule, Thresholds) else below)[over]
    return np.where(np.isinf(up), np.nan, up), down
