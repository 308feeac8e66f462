"""Is the difference real? Small clusters are drawn towards the mean of all.

Each growth g_i is a true rate θ_i plus chance of variance v_i; the true rates spread around μ
with variance τ². The best guess of θ_i is a weighted mean of its own rate and μ,

    θ̂_i = w_i·g_i + (1 − w_i)·μ,   w_i = τ² / (τ² + v_i)

so that a cluster with few members must show more to be believed. τ² is estimated by Paule and
Mandel's iteration (statsmodels, `combine_effects`). Ranks get an interval: the range a rank
takes when every θ_i is drawn from its posterior.

Morris, C. N. (1983), *Journal of the American Statistical Association* 78, 47-55; Goldstein, H.
and Spiegelhalter, D. J. (1996), *Journal of the Royal Statistical Society A* 159, 385-443.
"""

import numpy as np
import pandas as pd

from analysis.clusters.cells import Array

DRAWS = 4000


def shrink(growth: Array, variance: Array, level: float = 0.9) -> pd.DataFrame:
    """Empirical-Bayes estimates of growth rates.

    Parameters
    ----------
    growth, variance
        Rates in percent and their sampling variances in squared points, of at least three
        clusters; a cluster with one missing has no estimate.
    level
        Coverage of the interval.

    Returns
    -------
    One row per cluster: `shrunk_growth_pct`, `sd_pp`, `lower_pct`, `upper_pct`, `own_weight`
    (0: nothing of its own is believed, 1: all), and, the same in every row, `mean_growth_pct`
    and `spread_pp` (τ).
    """
    from scipy import stats
    from statsmodels.stats.meta_analysis import combine_effects

    known = ~np.isnan(growth) & ~np.isnan(variance) & (variance > 0)
    result = pd.DataFrame(
        np.nan,
        index=range(len(growth)),
        columns=[
            "shrunk_growth_pct", "sd_pp", "lower_pct", "upper_pct", "own_weight",
            "mean_growth_pct", "spread_pp",
        ],
    )  # fmt: skip
    if known.sum() < 3:
        return result
    # Rates that are all but alike make statsmodels divide by their spread, for figures not used.
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        pooled = combine_effects(growth[known], variance[known], method_re="iterated")
    tau2 = max(float(pooled.tau2), 0.0)
    weight = tau2 / (tau2 + variance)
    precision = np.where(known, 1 / (tau2 + np.where(known, variance, 1)), 0.0)
    mean = float(precision @ np.nan_to_num(growth) / precision.sum())
    estimate = weight * growth + (1 - weight) * mean
    # The mean is estimated too: its variance is added for the part that rests on it.
    sd = np.sqrt(weight * variance + (1 - weight) ** 2 / precision.sum())
    half = stats.norm.ppf((1 + level) / 2) * sd
    columns = [estimate, sd, estimate - half, estimate + half, weight]
    for name, values in zip(result.columns, columns, strict=False):
        result[name] = np.where(known, values, np.nan)
    return result.assign(mean_growth_pct=mean, spread_pp=np.sqrt(tau2))


def rank_intervals(
    estimate: Array, sd: Array, rng: np.random.Generator, level: float = 0.9
) -> pd.DataFrame:
    """Rank 1 is the fastest; `rank` of the estimate, `rank_best` and `rank_worst` by simulation.

    A cluster without estimate has no rank and takes no place.
    """
    known = np.flatnonzero(~np.isnan(estimate))
    result = pd.DataFrame(
        np.nan, index=range(len(estimate)), columns=["rank", "rank_best", "rank_worst"]
    )
    if len(known) == 0:
        return result
    drawn = rng.normal(estimate[known], sd[known], size=(DRAWS, len(known)))
    places = (-drawn).argsort(axis=1).argsort(axis=1) + 1
    tail = (1 - level) / 2
    result.loc[known, "rank"] = pd.Series(-estimate[known]).rank(method="min").to_numpy()
    result.loc[known, "rank_best"] = np.quantile(places, tail, axis=0, method="lower")
    result.loc[known, "rank_worst"] = np.quantile(places, 1 - tail, axis=0, method="higher")
    return result


def funnel(mean_pct: float, variance_pp2: Array, level: float = 0.95) -> tuple[Array, Array]:
    """Limits within which a rate says no more than chance around the mean."""
    from scipy import stats

    half = stats.norm.ppf((1 + level) / 2) * np.sqrt(variance_pp2)
    return mean_pct - half, mean_pct + half
