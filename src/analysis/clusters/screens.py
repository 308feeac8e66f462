"""Would the cluster pass the screen of a national or provincial programme?

A screen is a dated YAML file of conditions, each one an indicator and a line. Every condition
gets its own verdict and its distance to the line; what nobody measured is `unknown`, never met.
"""

from typing import Literal

import numpy as np
import pandas as pd
from pydantic import Field

from analysis.tables.name import Name
from analysis.tables.rules import DatedRule, Rule


class Condition(Rule):
    """One line: `indicator` must be at least, more than, or at most `threshold`."""

    name: str
    title: Name
    indicator: str
    compare: Literal["at_least", "more_than", "at_most"]
    threshold: float
    unit: str
    note: Name | None = None


class Screen(DatedRule):
    """All the conditions of one programme."""

    level: Literal["national", "province", "city"]
    conditions: list[Condition] = Field(min_length=1)


def screen_clusters(facts: pd.DataFrame, screen: Screen) -> pd.DataFrame:
    """Judge every condition for every cluster.

    Parameters
    ----------
    facts
        `cluster_id` and one column per indicator; a missing column is an unknown indicator.

    Returns
    -------
    One row per cluster and condition: `cluster_id`, `screen`, `condition` and their titles in
    both languages, `value`, `threshold`, `unit`, `distance` (positive: over the line, by so
    much) and `verdict` (met, not_met, unknown).
    """
    parts = []
    for c in screen.conditions:
        value = facts[c.indicator].astype(float) if c.indicator in facts else np.nan
        distance = (c.threshold - value) if c.compare == "at_most" else (value - c.threshold)
        part = facts[["cluster_id"]].assign(
            screen=screen.name,
            screen_zh=screen.title.zh,
            screen_en=screen.title.en,
            condition=c.name,
            condition_zh=c.title.zh,
            condition_en=c.title.en,
            value=value,
            threshold=c.threshold,
            unit=c.unit,
            distance=distance,
        )
        met = part["distance"] > 0 if c.compare == "more_than" else part["distance"] >= 0
        verdict = pd.Series("not_met", index=part.index, dtype="str").mask(met, "met")
        parts.append(part.assign(verdict=verdict.mask(part["distance"].isna(), "unknown")))
    return pd.concat(parts, ignore_index=True)


def facts(
    reports: pd.DataFrame, members: pd.DataFrame, clusters: pd.DataFrame, period: str
) -> pd.DataFrame:
    """The indicators which screens ask for.

    Parameters
    ----------
    reports
        `cluster_month` rows of one scope.
    members
        `cluster_id`, `size` and `revenue_10k_cny` at `period` of each member enterprise, without
        repetition; may be empty.
    clusters
        `cluster_id`.

    Returns
    -------
    `cluster_id`, `lowest_revenue_3y_10k_cny` and `mean_growth_3y_pct` over the last three full
    years (missing unless all three are there), and `sme_share_pct` as from `sme_share`. No table
    tells which of a cluster's revenue is its leading industry's, nor its area: conditions on
    these stay unknown.
    """
    last = int(period[:4]) - (period[5:] != "12")
    years = [f"{y}-12" for y in range(last - 2, last + 1)]
    full = reports[reports["period"].isin(years)]
    grown = full["revenue_ytd_10k_cny"] / full["revenue_ytd_last_year_10k_cny"].where(
        lambda x: x > 0
    )
    history = (
        full.assign(growth=100 * (grown - 1))
        .groupby("cluster_id")
        .agg(
            years=("period", "size"),
            lowest_revenue_3y_10k_cny=("revenue_ytd_10k_cny", "min"),
            mean_growth_3y_pct=("growth", "mean"),
        )
    )
    history = history[history["years"] == 3].drop(columns="years")
    share = sme_share(reports[reports["period"] == period], members)
    return clusters[["cluster_id"]].join(history, on="cluster_id").join(share, on="cluster_id")


def sme_share(reports: pd.DataFrame, members: pd.DataFrame) -> pd.Series:
    """Revenue of a cluster without that of its large enterprises, in per cent of the whole.

    `reports`: `cluster_month` rows of one scope and period; `members`: as for `facts`. Large
    enterprises are all above scale, so the share is known only where the members listed are at
    least as many as the cluster has enterprises above scale. By `cluster_id`.
    """
    whole = reports.set_index("cluster_id")["revenue_ytd_10k_cny"]
    above = reports.set_index("cluster_id")["enterprises_above_scale"]
    by_cluster = members.assign(
        large=members["revenue_10k_cny"].where(members["size"] == "large", 0.0)
    ).groupby("cluster_id")
    large = by_cluster["large"].sum().reindex(whole.index, fill_value=0.0)
    listed = by_cluster["revenue_10k_cny"].count().reindex(whole.index, fill_value=0)
    known = (whole > 0) & (listed >= above) & (large <= whole)
    return (100 * (1 - large / whole)).where(known).rename("sme_share_pct")
