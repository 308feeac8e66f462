"""Composite indicators: normalise, weigh, aggregate; named as the field names it.

Tables have one row per unit and one column per indicator; ``direction`` is +1 where more is
better and −1 where less is. Every function is table → table, without state.

OECD and JRC (2008). *Handbook on Constructing Composite Indicators*.
"""

from analysis.scoring.composite.aggregate import geometric_mean, nested, weighted_sum
from analysis.scoring.composite.normalise import (
    distance_to_target,
    minmax,
    percentile,
    rank,
    zscore,
)
from analysis.scoring.composite.topsis import topsis
from analysis.scoring.composite.weights import (
    critic_weights,
    entropy_weights,
    equal_weights,
    pca_weights,
)

__all__ = [
    "critic_weights", "distance_to_target", "entropy_weights", "equal_weights", "geometric_mean",
    "minmax", "nested", "pca_weights", "percentile", "rank", "topsis", "weighted_sum", "zscore",
]  # fmt: skip
