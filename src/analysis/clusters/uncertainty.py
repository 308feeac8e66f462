"""How exact is a cluster's growth rate?

A cluster's growth is the weighted mean of its members' growth, the weights being their shares of
last year's revenue. If members stray around their cluster with variance σ², the rate strays with
σ² · HHI of those shares: a cluster that hangs on one enterprise is as uncertain as that one.
σ² is pooled over all clusters, so three members that happened to grow alike do not look certain.

Where no members are known (counties × industries), the variance is taken as φ over the number of
units, with φ and the true spread τ² fitted together to the squared deviations.
"""

import numpy as np
import pandas as pd

from analysis.clusters.cells import Array


def member_variance(members: pd.DataFrame, current: str, base: str) -> pd.DataFrame:
    """Sampling variance of each cluster's growth, from its members.

    `members`: `cluster_id`, `current`, `base` (levels ≥ 0; both reported). Returns `cluster_id`,
    `members`, `effective_members` (1/HHI) and `variance_pp2`, in squared percentage points.
    """
    rows = members[["cluster_id", current, base]].dropna()
    rows = rows.groupby("cluster_id").filter(lambda g: g[base].sum() > 0)
    total = rows.groupby("cluster_id")[[current, base]].transform("sum")
    share = rows[base] / total[base]
    residual = (rows[current] - rows[base] * total[current] / total[base]) / total[base]
    parts = (
        pd.DataFrame(
            {
                "cluster_id": rows["cluster_id"],
                "members": 1.0,
                "hhi": share**2,
                "squares": residual**2,
            }
        )
        .groupby("cluster_id", as_index=False)
        .sum()
    )
    several = parts[parts["members"] > 1]
    unbiased = several["members"] / (several["members"] - 1)
    pooled = (several["squares"] * unbiased).sum()
    sigma2 = pooled / several["hhi"].sum() if len(several) else np.nan
    return pd.DataFrame(
        {
            "cluster_id": parts["cluster_id"],
            "members": parts["members"],
            "effective_members": 1 / parts["hhi"],
            "variance_pp2": 1e4 * sigma2 * parts["hhi"],
        }
    )


def size_variance(growth: Array, units: Array) -> Array:
    """Sampling variance of growth rates whose units are known by number only.

    Fits (g − median)² = τ² + φ/units by weighted non-negative least squares and returns φ/units
    in the squared unit of `growth`. Deviations beyond three fitted standard deviations count as
    three, so that a single doubling of a tiny cell does not make all cells look uncertain.
    """
    from scipy.optimize import nnls

    known = ~np.isnan(growth) & (units > 0)
    squares = (growth[known] - np.median(growth[known])) ** 2
    design = np.column_stack([np.ones(known.sum()), 1 / units[known]])
    fitted = np.full(known.sum(), squares.mean())
    phi = 0.0
    for _ in range(20):
        weight = 1 / np.maximum(fitted, 1e-12)
        drawn_in = np.minimum(squares, 9 * fitted)
        (tau2, phi), _ = nnls(design * weight[:, None], drawn_in * weight)
        fitted = design @ np.array([tau2, phi])
    return np.where(units > 0, phi / np.where(units > 0, units, 1), np.nan)
