"""From normalised indicators to one number."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.errors import DataError


def weighted_sum(table: pd.DataFrame, weights: Sequence[float] | pd.Series) -> pd.Series:
    """Σ w·x / Σ w: full compensation. A row with a gap is NaN."""
    w = np.asarray(weights, dtype=float)
    return pd.Series(table.to_numpy(dtype=float) @ (w / w.sum()), index=table.index)


def geometric_mean(table: pd.DataFrame, weights: Sequence[float] | pd.Series) -> pd.Series:
    """Π x^(w/Σw): a weak indicator is hard to make up for; 0 anywhere gives 0.

    Raises DataError for negative values.
    """
    x, w = table.to_numpy(dtype=float), np.asarray(weights, dtype=float)
    if (x < 0).any():
        raise DataError("几何平均不接受负值", "a geometric mean needs values that are not negative")
    return pd.Series(np.prod(x ** (w / w.sum()), axis=1), index=table.index)


def nested(
    table: pd.DataFrame,
    levels: Mapping[str, Mapping[str, float]],
    top: Mapping[str, float],
    geometric: bool = False,
) -> pd.DataFrame:
    """Pillars from indicators, the index from pillars.

    ``levels`` gives each pillar its indicators with their weights, ``top`` each pillar its
    weight. Pillars are arithmetic, the index is arithmetic or ``geometric``. Columns: the
    pillars and ``index``.
    """
    pillars = pd.DataFrame(
        {
            name: weighted_sum(table[list(members)], list(members.values()))
            for name, members in levels.items()
        }
    )
    combine = geometric_mean if geometric else weighted_sum
    return pillars.assign(index=combine(pillars[list(top)], list(top.values())))
