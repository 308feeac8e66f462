"""From score to class within a group: the lines first, then who stands above which.

A line is where a class ends. Quotas put it after a counted number of enterprises; keeping the
lines as a table lets another year's enterprises be held against them.
"""

from decimal import Decimal

import numpy as np
import pandas as pd

from analysis.scoring.cell_statistics import KEYS, Cells, cells
from analysis.scoring.class_rules import Quota, Share, Thresholds, TwoStage
from analysis.scoring.positions import positions
from analysis.scoring.scheme import Group

#: One row per cell and line: the class above it, the lowest score in it, the highest under it.
LINE_COLUMNS = (
    "scheme_group", "county_code", "industry_code", "size", "line", "class",
    "enterprises", "count_above", "at_least", "next_below",
)  # fmt: skip

_PERCENT = 10_000  # quotas as integers of 0.01 % keep exact multiples exact


def line_counts(n: np.ndarray, shares: tuple[Share, ...]) -> np.ndarray:
    """How many of ``n`` enterprises stand above each line, shape (cells, classes − 1).

    >>> from analysis.scoring.class_rules import Share
    >>> shares = (Share(name="A", percent=20), Share(name="B", percent=40), \
                  Share(name="C", percent=35), Share(name="D", percent=5))
    >>> line_counts(np.array([100, 39]), shares).tolist()
    [[20, 60, 95], [7, 23, 37]]
    """
    counts = np.zeros((len(n), len(shares) - 1), dtype=np.int64)
    cumulated, least = Decimal(0), np.zeros(len(n), dtype=np.int64)
    for j, share in enumerate(shares[:-1]):
        cumulated += share.percent
        least = np.maximum(least, _rounded(n, cumulated, share.rounding, share.inclusive))
        counts[:, j] = least
    return counts


def classify(
    table: pd.DataFrame, score: np.ndarray, group: Group
) -> tuple[np.ndarray, pd.DataFrame]:
    """Index of the class (0 the best, in ``group.classes.names()``) per row, and the lines.

    ``table`` needs uscc, the keys of the quota and the ``<indicator>_value`` columns that order
    ties or stages. ``score`` must have no NaN.
    """
    rule = group.classes
    if isinstance(rule, Thresholds):
        return _by_thresholds(table, score, group, rule)
    if isinstance(rule, Quota):
        return _by_quota(table, score, group, rule)
    return _by_stages(table, score, group, rule)


def hold_against(
    table: pd.DataFrame, score: np.ndarray, group: Group, lines: pd.DataFrame
) -> np.ndarray:
    """Index of the class per row if the lines stood where ``lines`` has them; −1 where none."""
    rule = group.classes
    cell = cells(table, () if isinstance(rule, Thresholds) else rule.over)
    mine = lines[lines["scheme_group"] == group.name]
    index = np.zeros(len(table), dtype=np.int8)
    known = np.ones(len(table), dtype=bool)
    names = rule.names()
    for j in range(len(names) - 1):
        at_least = cell.look_up(mine[mine["line"] == j], "at_least")[cell.codes]
        known &= ~np.isnan(at_least)
        key = score
        if isinstance(rule, TwoStage):
            by = rule.upper.by if j == 0 else rule.lower.by
            half = cell.look_up(mine[mine["line"] == -1], "at_least")[cell.codes]
            key = np.nan_to_num(table[f"{by}_value"].to_numpy(dtype=float), nan=-np.inf)
            above = (
                (key >= at_least) & (score >= half)
                if j == 0
                else ((key >= at_least) | (score >= half))
            )
        else:
            above = key >= at_least
        index += ~above
    return np.where(known, index, -1).astype(np.int8)


def _rounded(n: np.ndarray, percent: Decimal, rounding: str, inclusive: bool) -> np.ndarray:
    scaled = int(percent * 100) * n.astype(np.int64)  # n · percent in units of 1/10,000
    if rounding == "floor":
        count = scaled // _PERCENT
    elif rounding == "ceil":
        count = -(-scaled // _PERCENT)
    else:
        count = (2 * scaled + _PERCENT) // (2 * _PERCENT)
    exact = (scaled % _PERCENT == 0) & (scaled > 0) & (percent < 100)
    return count if inclusive else count - exact


def _by_thresholds(
    table: pd.DataFrame, score: np.ndarray, group: Group, rule: Thresholds
) -> tuple[np.ndarray, pd.DataFrame]:
    edges = np.array([line.at_least for line in rule.lines if line.at_least is not None])
    index = (score[:, None] < edges).sum(axis=1).astype(np.int8)
    cell = cells(table, ())
    lines = [
        _line(cell, group, j, name, np.array([(index <= j).sum()]), np.array([edge]), score, index)
        for j, (name, edge) in enumerate(zip(rule.names(), edges, strict=False))
    ]
    return index, pd.concat(lines, ignore_index=True)


def _by_quota(
    table: pd.DataFrame, score: np.ndarray, group: Group, rule: Quota
) -> tuple[np.ndarray, pd.DataFrame]:
    cell = cells(table, rule.over)
    ordered = rule.ties.rule == "ordered"
    by = [name for name in rule.ties.by if name != "uscc"] if ordered else []
    keys = [score, *(table[f"{name}_value"].to_numpy(dtype=float) for name in by)]
    position = positions(cell.codes, keys, table["uscc"])
    counts = line_counts(np.bincount(cell.codes, minlength=len(cell)), rule.shares)
    index = np.zeros(len(table), dtype=np.int8)
    edges = []
    for j in range(counts.shape[1]):
        above = position < counts[cell.codes, j]
        at_least = np.where(counts[:, j] > 0, cell.minimum(np.where(above, score, np.nan)), np.inf)
        if not ordered:
            above = score >= at_least[cell.codes]
        index += ~above
        edges.append(at_least)
    lines = [
        _line(cell, group, j, name, cell.count(index <= j), edge, score, index)
        for j, (name, edge) in enumerate(zip(rule.names(), edges, strict=False))
    ]
    return index, pd.concat(lines, ignore_index=True)


def _by_stages(
    table: pd.DataFrame, score: np.ndarray, group: Group, rule: TwoStage
) -> tuple[np.ndarray, pd.DataFrame]:
    cell = cells(table, rule.over)
    n = np.bincount(cell.codes, minlength=len(cell))
    half = _rounded(n, Decimal(50), "ceil", True)
    in_upper = positions(cell.codes, [score], table["uscc"]) < half[cell.codes]
    best = table[f"{rule.upper.by}_value"].to_numpy(dtype=float)
    last = table[f"{rule.lower.by}_value"].to_numpy(dtype=float)
    upper = positions(cell.codes, [np.where(in_upper, 1.0, 0.0), best], table["uscc"])
    lower = positions(cell.codes, [np.where(in_upper, 1.0, 0.0), last], table["uscc"])
    first = np.minimum(_rounded(n, rule.upper.percent, rule.upper.rounding, True), half)
    rest = n - np.minimum(_rounded(n, rule.lower.percent, rule.lower.rounding, True), n - half)
    index = np.ones(len(table), dtype=np.int8)
    index[upper < first[cell.codes]] = 0
    index[lower >= rest[cell.codes]] = 2
    low = [
        (-1, "", half, np.where(in_upper, score, np.nan)),
        (0, rule.upper.name, first, np.where(index == 0, best, np.nan)),
        (1, rule.middle, rest, np.where((index < 2) & ~in_upper, last, np.nan)),
    ]
    lines = []
    for j, name, count, inside in low:
        edge = cell.minimum(inside)
        edge = np.where(np.isnan(edge), np.where(count > 0, -np.inf, np.inf), edge)
        lines.append(_line(cell, group, j, name, count, edge, score, index))
    return index, pd.concat(lines, ignore_index=True)


def _line(
    cell: Cells,
    group: Group,
    line: int,
    name: str,
    count: np.ndarray,
    at_least: np.ndarray,
    score: np.ndarray,
    index: np.ndarray,
) -> pd.DataFrame:
    below = cell.maximum(np.where(index > line, score, np.nan))
    return (
        cell.labels[list(KEYS)]
        .assign(
            scheme_group=group.name,
            line=line,
            enterprises=np.bincount(cell.codes, minlength=len(cell)),
            count_above=count,
            at_least=at_least,
            next_below=below,
        )
        .assign(**{"class": name})[list(LINE_COLUMNS)]
    )
