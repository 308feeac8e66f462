"""倍增: is the cluster on the path that doubles it, and when would it arrive?

Years are chained on comparable growth, because published levels change with the list:

    index        Π (1 + g_y)                             1 in the base year
    needed       (multiple / index)^(1 / years left) − 1 per year from now on
    actual       index^(1 / years gone) − 1              per year so far
    arrival      now + ln(multiple / index) / ln(1 + actual)
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True, slots=True)
class DoublingPlan:
    """From `base_year` to `end_year` revenue is to become `multiple` of what it was."""

    base_year: int = 2020
    end_year: int = 2025
    multiple: float = 2.0


def doubling_path(yearly: pd.DataFrame, plan: DoublingPlan) -> pd.DataFrame:
    """Where each cluster stands on its path.

    Parameters
    ----------
    yearly
        `cluster_id`, `scope`, `year` (int), `growth_pct`: comparable growth of the whole year,
        of the year so far for the last one.

    Returns
    -------
    One row per cluster and scope: `years` chained, `index` (1 = base year), `needed_growth_pct`
    a year (missing after the plan's end), `actual_growth_pct` a year, `arrival_year` at that
    pace with `arrival_early` and `arrival_late` (80 % interval of the mean growth; the late end
    is missing if the pace may be nil). A cluster with a gap since the base year is left out.
    """
    from scipy import stats

    key = ["cluster_id", "scope"]
    since = yearly[yearly["year"] > plan.base_year].dropna(subset="growth_pct")
    log = since.assign(log=np.log(1 + since["growth_pct"] / 100))
    path = log.groupby(key, as_index=False).agg(
        years=("log", "size"), last=("year", "max"), sum=("log", "sum"), sd=("log", "std")
    )
    path = path[path["last"] - plan.base_year == path["years"]]
    n, mean = path["years"], path["sum"] / path["years"]
    left = plan.end_year - path["last"]
    to_go = np.log(plan.multiple) - path["sum"]
    half = path["sd"] / np.sqrt(n) * stats.t.ppf(0.9, np.maximum(n - 1, 1))
    return pd.DataFrame(
        {
            "cluster_id": path["cluster_id"],
            "scope": path["scope"],
            "years": n,
            "index": np.exp(path["sum"]),
            "needed_growth_pct": 100 * (np.exp(to_go / left.where(left > 0)) - 1),
            "actual_growth_pct": 100 * (np.exp(mean) - 1),
            "arrival_year": _arrival(path["last"], to_go, mean),
            "arrival_early": _arrival(path["last"], to_go, mean + half),
            "arrival_late": _arrival(path["last"], to_go, mean - half),
        }
    ).reset_index(drop=True)


def _arrival(now: pd.Series, to_go: pd.Series, pace: pd.Series) -> pd.Series:
    """Year in which the path arrives; missing if the pace leads away from it."""
    return now + (to_go / pace.where(pace > 0)).where(to_go > 0, 0.0)
