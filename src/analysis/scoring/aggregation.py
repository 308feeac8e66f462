"""From several scores to one, of which more is better too.

Functions of scores and weights, both (unit, indicator); the weights of a unit add up to 1, and a
weight of 0 leaves a score out, though it be missing.

    arithmetic   Σ w x                                   a lack is made up for in full
    geometric    Π x^w                                   in part; scores ≥ 0
    topsis       d⁻/(d⁺ + d⁻)                            near the best and far from the worst of all
    vikor        1 − Q, Q = ½ of the sum of the lacks, ½ of the largest, each min-max scaled

Hwang, C.-L. and Yoon, K. (1981), *Multiple Attribute Decision Making*; Opricovic, S. and Tzeng,
G.-H. (2004), *European Journal of Operational Research* 156, 445-455.
"""

import numpy as np

Array = np.ndarray


def arithmetic(scores: Array, weights: Array) -> Array:
    """Weighted mean."""
    return (weights * _used(scores, weights)).sum(axis=1)


def geometric(scores: Array, weights: Array) -> Array:
    """Weighted geometric mean; 0 if one of the scores is."""
    used = np.where(weights > 0, scores, 1.0)
    logs = np.log(used, out=np.full(used.shape, -np.inf), where=used > 0)
    logs[np.isnan(used)] = np.nan
    with np.errstate(invalid="ignore"):
        return np.exp(np.where(weights > 0, weights * logs, 0.0).sum(axis=1))


def topsis(scores: Array, weights: Array) -> Array:
    """Relative nearness to the best of each score; ½ where all are alike."""
    top, bottom = np.nanmax(scores, axis=0), np.nanmin(scores, axis=0)
    used = np.where(weights > 0, scores, top)
    away = np.sqrt(((weights * (top - used)) ** 2).sum(axis=1))
    ahead = np.sqrt(((weights * (np.where(weights > 0, scores, bottom) - bottom)) ** 2).sum(axis=1))
    both = away + ahead
    return np.where(both == 0, 0.5, ahead / np.where(both == 0, 1.0, both))


def vikor(scores: Array, weights: Array) -> Array:
    """One less VIKOR's compromise of the sum and the largest lack; 1 where all are alike."""
    top, bottom = np.nanmax(scores, axis=0), np.nanmin(scores, axis=0)
    width = np.where(top > bottom, top - bottom, 1.0)
    lack = weights * (top - np.where(weights > 0, scores, top)) / width
    parts = [_scaled(lack.sum(axis=1)), _scaled(lack.max(axis=1))]
    return 1 - (parts[0] + parts[1]) / 2


METHODS = {"arithmetic": arithmetic, "geometric": geometric, "topsis": topsis, "vikor": vikor}
"""Name → function."""


def _used(scores: Array, weights: Array) -> Array:
    return np.where(weights > 0, scores, 0.0)


def _scaled(x: Array) -> Array:
    low, high = np.nanmin(x), np.nanmax(x)
    return (x - low) / (high - low) if high > low else x - low
