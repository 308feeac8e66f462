"""What lies ahead of a listed cluster: the year's target, doubling, the next rung, screens."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.clusters.doubling import DoublingPlan, doubling_path
from analysis.clusters.ladder import size_ladder
from analysis.clusters.screens import Screen, facts, screen_clusters
from analysis.clusters.targets import chance, full_year_base, required_growth, rest_of_year

KEY = ["cluster_id", "scope"]


def outlook(
    growth: pd.DataFrame,
    period: str,
    target_pct: float,
    plan: DoublingPlan,
    forecast: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Target, doubling path and size ladder, one row per cluster and scope of `period`.

    `growth`: all periods, as from `listed.reported_growth`; `forecast`: see `targets.chance`.
    The year under way counts in the doubling path with its growth so far.
    """
    reports = growth.rename(
        columns={"revenue_10k_cny": "value", "revenue_last_year_10k_cny": "value_last_year"}
    )[[*KEY, "county_code", "period", "value", "value_last_year"]]
    needed = required_growth(full_year_base(reports, period), target_pct)
    ahead = chance(needed, rest_of_year(reports, period), forecast)
    whole = growth[(growth["period"].str[5:] == "12") & (growth["period"] < period)]
    yearly = pd.concat([whole, growth[growth["period"] == period]])
    yearly = yearly.assign(
        year=yearly["period"].str[:4].astype(int), growth_pct=yearly["revenue_growth_pct"]
    )
    path = doubling_path(yearly[[*KEY, "year", "growth_pct"]], plan)
    ahead = ahead.merge(path, on=KEY, how="left")
    ladder = size_ladder(ahead["trailing_value"], ahead["actual_growth_pct"])
    return ahead.join(ladder).rename(columns=COLUMNS)[list(OUTLOOK_COLUMNS)]


def screened(
    tables: Mapping[str, pd.DataFrame],
    ahead: pd.DataFrame,
    members: pd.DataFrame,
    period: str,
    screens: Sequence[Screen],
) -> pd.DataFrame:
    """Every condition of every screen for every cluster, on the city's list.

    `ahead`: as from `outlook`, for the revenue of twelve months.
    """
    clusters = tables["clusters"]
    reports = tables["cluster_month"]
    city = reports[reports["scope"] == "city"]
    known = facts(city, members.drop_duplicates(["cluster_id", "uscc"]), clusters, period)
    trailing = ahead[ahead["scope"] == "city"].set_index("cluster_id")["trailing_10k_cny"]
    known = known.assign(trailing_revenue_10k_cny=known["cluster_id"].map(trailing))
    judged = pd.concat([screen_clusters(known, s) for s in screens], ignore_index=True)
    return judged.merge(clusters[["cluster_id", "county_code"]], on="cluster_id")


COLUMNS = {
    "base_year_value": "base_year_10k_cny",
    "required_value": "required_10k_cny",
    "trailing_value": "trailing_10k_cny",
    "gap_value": "gap_10k_cny",
    "index": "doubling_index",
    "years": "doubling_years",
}
OUTLOOK_COLUMNS = (
    "cluster_id", "scope", "county_code", "growth_pct", "base_year_10k_cny", "trailing_10k_cny",
    "target_growth_pct", "required_10k_cny", "required_growth_pct", "gap_10k_cny",
    "probability_pct", "basis", "light", "doubling_years", "doubling_index", "needed_growth_pct",
    "actual_growth_pct", "arrival_year", "arrival_early", "arrival_late", "rung_10k_cny",
    "next_rung_10k_cny", "to_next_rung_10k_cny", "years_to_next_rung",
)  # fmt: skip
