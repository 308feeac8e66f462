"""How much hangs on a few: enterprises of a cluster, or industries of a county.

    HHI              Σ s²                    1/n (all alike) to 1 (one has all)
    normalised HHI   (HHI − 1/n)/(1 − 1/n)   0 to 1 whatever n is
    CR_k             Σ of the k largest s    0 to 1

Hirschman, A. O. (1964), *American Economic Review* 54(5), 761-762.
"""

import numpy as np
import pandas as pd

from analysis.clusters.cells import Array, ratio


def hhi(values: Array, axis: int = -1) -> Array:
    """Herfindahl-Hirschman index of shares as fractions (times 10,000 for points).

    Levels ≥ 0 along `axis`; missing ones are no members.
    """
    shares = _shares(values, axis)
    return _empty_is_missing((shares**2).sum(axis=axis), values, axis)


def normalised_hhi(values: Array, axis: int = -1) -> Array:
    """HHI freed from the number of members; missing for a single member."""
    n = (~np.isnan(values)).sum(axis=axis)
    return ratio(hhi(values, axis) - ratio(np.ones_like(n, float), n), 1 - 1 / np.maximum(n, 1))


def concentration_ratio(values: Array, k: int = 4, axis: int = -1) -> Array:
    """Share of the `k` largest members as a fraction."""
    largest = -np.sort(-_shares(values, axis), axis=axis)
    top = np.take(largest, np.arange(min(k, values.shape[axis])), axis=axis)
    return _empty_is_missing(top.sum(axis=axis), values, axis)


def by_group(rows: pd.DataFrame, group: str, value: str) -> pd.DataFrame:
    """Concentration inside every group of a long table (enterprises of a cluster).

    Returns one row per group: `group`, `members` (with a positive value), `hhi`,
    `effective_members` (1/HHI), `top1_share_pct` and `top4_share_pct`.
    """
    x = rows[[group, value]].dropna().query(f"`{value}` > 0")
    x = x.sort_values([group, value], ascending=[True, False])
    share = x[value] / x.groupby(group)[value].transform("sum")
    place = x.groupby(group).cumcount()
    shares = pd.DataFrame(
        {
            group: x[group],
            "members": 1,
            "hhi": share**2,
            "top1_share_pct": 100 * share.where(place < 1, 0.0),
            "top4_share_pct": 100 * share.where(place < 4, 0.0),
        }
    )
    sums = shares.groupby(group, as_index=False).sum()
    return sums.assign(effective_members=1 / sums["hhi"])


def _shares(values: Array, axis: int) -> Array:
    x = np.nan_to_num(values)
    return np.nan_to_num(ratio(x, x.sum(axis=axis, keepdims=True)))


def _empty_is_missing(measure: Array, values: Array, axis: int) -> Array:
    return np.where(np.nan_to_num(values).sum(axis=axis) > 0, measure, np.nan)
