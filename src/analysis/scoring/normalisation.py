"""From a ratio to an item score: the families of ``normalisation_rules``, over whole columns.

A value that is missing stays NaN; what it gets then is the scheme's missing rule (``items``).
"""

import numpy as np
import pandas as pd

from analysis.scoring.normalisation_rules import Bands, MinMax, Rank, Ratio, Reverse
from analysis.scoring.scheme import Indicator


def normalise(
    value: np.ndarray,
    indicator: Indicator,
    benchmark: np.ndarray,
    minimum: np.ndarray,
    maximum: np.ndarray,
    codes: np.ndarray,
) -> np.ndarray:
    """Item score per row.

    ``benchmark``, ``minimum`` and ``maximum`` are given per row; ``codes`` is the row's cell,
    which only the rank family needs. A negative or zero benchmark is no yardstick: NaN.
    """
    rule, w = indicator.normalisation, indicator.weight
    best = np.isposinf(value)
    x = np.where(best, np.nan, value)
    if isinstance(rule, Ratio):
        score = np.clip(w * _share(x, benchmark), rule.floor * w, (rule.cap or np.inf) * w)
    elif isinstance(rule, Reverse):
        score = np.clip(w * (2 - _share(x, benchmark)), 0, 2 * w)
    elif isinstance(rule, MinMax):
        score = (
            w * (rule.base + (100 - rule.base) * _position(x, indicator, minimum, maximum)) / 100
        )
    elif isinstance(rule, Rank):
        score = w * _rank_share(x, indicator.direction, codes)
    elif isinstance(rule, Bands):
        score = band_points(x, rule)
    else:
        score = np.maximum(w * _share(x, maximum), 0)
    top = indicator.best_score()
    return score if top is None else np.where(best, top, score)


def band_points(value: np.ndarray, rule: Bands) -> np.ndarray:
    """Points of the band in which each value lies; the edge itself belongs to the upper band."""
    edges = [band.at_least for band in rule.bands if band.at_least is not None]
    points = np.array([band.points for band in rule.bands])[::-1]
    index = np.searchsorted(np.array(edges[::-1]), value, side="right")
    return np.where(np.isnan(value), np.nan, points[index])


def _share(x: np.ndarray, reference: np.ndarray) -> np.ndarray:
    return np.divide(x, reference, out=np.full(len(x), np.nan), where=reference > 0)


def _position(
    x: np.ndarray, indicator: Indicator, minimum: np.ndarray, maximum: np.ndarray
) -> np.ndarray:
    """0 at the worst, 1 at the best; 1 where all are equal: nobody is worse than another."""
    width = maximum - minimum
    way = x - minimum if indicator.direction == "higher" else maximum - x
    # With another year's references a value may lie outside; the scale stays within its ends.
    inside = np.clip(np.divide(way, width, out=np.ones(len(x)), where=width > 0), 0, 1)
    return np.where(np.isnan(x), np.nan, inside)


def _rank_share(x: np.ndarray, direction: str, codes: np.ndarray) -> np.ndarray:
    """Share of the other enterprises of the cell that are not better, ties counted half."""
    grouped = pd.Series(x).groupby(codes)
    rank = grouped.rank(method="average", ascending=direction == "higher").to_numpy()
    others = grouped.transform("count").to_numpy() - 1
    share = np.divide(rank - 1, others, out=np.ones(len(x)), where=others > 0)
    return np.where(np.isnan(x), np.nan, share)
