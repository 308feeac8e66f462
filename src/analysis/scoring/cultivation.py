"""Which enterprises reach 创新型 or 专精特新, what is lacking, and who leads a cluster."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.scoring.composite import minmax, weighted_sum
from analysis.scoring.cultivation_rules import (
    Bands,
    BestOf,
    Cultivation,
    Flags,
    Leaders,
    Levels,
    Ratio,
    Score,
    Steps,
)
from analysis.tables.rules import read_rules

#: Quotients are compared after rounding: 14.999999999 % that was typed as 15 % is 15 %.
DECIMALS = 9


def load_cultivation(path: Path | str, on: date | None = None) -> Cultivation:
    """Read a point table; raises DataError if it is wrong, or not in force ``on`` that day."""
    rules = read_rules(path, Cultivation)
    if on and (on < rules.valid_from or (rules.valid_to and on > rules.valid_to)):
        end = rules.valid_to or "…"
        raise DataError(
            f"{rules.rules} 自 {rules.valid_from} 至 {end} 有效，不适用于 {on}",
            f"{rules.rules} holds from {rules.valid_from} to {end}, not on {on}",
        )
    return rules


def load_leaders(path: Path | str) -> Leaders:
    """Read the weights of the leaders."""
    return read_rules(path, Leaders)


def cultivate(table: pd.DataFrame, rules: Cultivation) -> pd.DataFrame:
    """Score one row per enterprise.

    Returns uscc, ``<item>_points``, ``<dimension>_points``, ``score_points``,
    ``by_score`` (marks reached), ``instead`` (one of the other ways), ``<condition>_met``,
    ``qualifies`` and ``lacking``: names of what is missing, separated by spaces. A missing value
    gets no points and meets no condition.

    Raises DataError naming the columns that are not there.
    """
    _need(table, {"uscc", *rules.columns()}, rules.rules)
    items = {f"{i.name}_points": item_points(table, i.score) for i in rules.items}
    of = {f"{item.name}_points": item.dimension for item in rules.items}
    dimensions = {
        f"{name}_points": sum(points for column, points in items.items() if of[column] == name)
        for name in rules.dimensions
    }
    score = np.sum(list(items.values()), axis=0)
    marks = {"score": score >= rules.pass_mark}
    for name, mark in rules.dimension_marks.items():
        marks[name] = dimensions[f"{name}_points"] >= mark
    by_score = np.logical_and.reduce(list(marks.values()))
    instead = np.zeros(len(table), dtype=bool)
    for column in rules.instead_of_score:
        instead |= _flag(table, column)
    met = {
        condition.name: np.logical_or.reduce(
            [_value(table, way) >= way.at_least for way in condition.any_of]
        )
        for condition in rules.conditions
    }
    enough = by_score | instead
    qualifies = np.logical_and.reduce([enough, *met.values()])
    failed = {name: ~(mark | instead) for name, mark in marks.items()}
    failed |= {name: ~ok for name, ok in met.items()}
    lacking = pd.Series("", index=table.index, dtype="str")
    for name, fails in failed.items():
        lacking = lacking.mask(fails, lacking + " " + name)
    return pd.DataFrame(
        {
            "uscc": table["uscc"],
            **items,
            **dimensions,
            "score_points": score,
            "by_score": by_score,
            "instead": instead,
            **{f"{name}_met": ok for name, ok in met.items()},
            "qualifies": qualifies,
            "lacking": lacking.str.strip(),
        },
        index=table.index,
    )


def item_points(table: pd.DataFrame, score: Score) -> np.ndarray:
    """Points of one line of the table per row."""
    if isinstance(score, Bands):
        return _band_points(_value(table, score), score)
    if isinstance(score, BestOf):
        return np.maximum.reduce([item_points(table, each) for each in score.scores])
    if isinstance(score, Levels):
        return table[score.column].map(score.points).fillna(score.otherwise).to_numpy(dtype=float)
    if isinstance(score, Steps):
        full = np.floor(np.nan_to_num(table[score.column].to_numpy(dtype=float)) / score.each)
        return np.clip(full * score.points, 0, score.most)
    if isinstance(score, Flags):
        count = sum(_flag(table, column).astype(float) for column in score.flags)
        return np.minimum(count * score.points, score.most)
    return np.clip(np.nan_to_num(table[score.column].to_numpy(dtype=float)), 0, score.most)


def rank_leaders(table: pd.DataFrame, rules: Leaders) -> pd.DataFrame:
    """Rank the enterprises of one cluster: min–max, weighted sum, 0 to 100.

    Returns uscc, ``score_points`` and ``rank`` (1 the best), best first, of those that meet
    every ``required`` flag and have all values.
    """
    columns = [indicator.column for indicator in rules.indicators]
    _need(table, {"uscc", *columns, *rules.required}, rules.leaders)
    able = np.logical_and.reduce(
        [np.ones(len(table), dtype=bool), *(_flag(table, name) for name in rules.required)]
    )
    rows = table[able].dropna(subset=columns)
    direction = [1 if i.direction == "higher" else -1 for i in rules.indicators]
    weights = [indicator.weight for indicator in rules.indicators]
    points = 100 * weighted_sum(minmax(rows[columns], direction), weights)
    ranked = pd.DataFrame({"uscc": rows["uscc"], "score_points": points})
    ranked = ranked.sort_values(["score_points", "uscc"], ascending=[False, True])
    return ranked.assign(rank=range(1, len(ranked) + 1)).reset_index(drop=True)


def _value(table: pd.DataFrame, ratio: Ratio) -> np.ndarray:
    """The column, or the quotient; NaN where a number is missing or the denominator not > 0."""
    above = table[ratio.numerator].to_numpy(dtype=float)
    if ratio.denominator is None:
        return np.round(above, DECIMALS)
    below = table[ratio.denominator].to_numpy(dtype=float)
    quotient = np.divide(above, below, out=np.full(len(table), np.nan), where=below > 0)
    return np.round(quotient, DECIMALS)


def _band_points(value: np.ndarray, score: Bands) -> np.ndarray:
    points = np.full(len(value), score.bands[-1].points)
    for band in reversed(score.bands[:-1]):
        reached = value >= band.edge if score.kind == "at_least" else value <= band.edge
        points = np.where(reached, band.points, points)
    return np.where(np.isnan(value), 0.0, points)


def _flag(table: pd.DataFrame, column: str) -> np.ndarray:
    return table[column].astype("boolean").fillna(False).to_numpy(dtype=bool)


def _need(table: pd.DataFrame, columns: set[str], rules: str) -> None:
    if missing := sorted(columns - set(table)):
        listed = ", ".join(missing)
        raise DataError(f"{rules}：缺少列 {listed}", f"{rules}: columns missing: {listed}")
