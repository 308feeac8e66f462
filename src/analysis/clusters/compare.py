"""One call for a city: stored tables in, result tables out.

A city with lists of clusters is compared by lists, two scopes side by side; a city without them
by its county × industry cells. Either way the whole city is decomposed by county and industry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.clusters import input_checks
from analysis.clusters.cell_clusters import cell_clusters
from analysis.clusters.chains import chain_leaders, chain_roles
from analysis.clusters.comparable import list_totals
from analysis.clusters.concentration import by_group
from analysis.clusters.doubling import DoublingPlan
from analysis.clusters.industry_panel import (
    CELL,
    flow_growth,
    flow_panel,
    month_growth,
    stock_panel,
)
from analysis.clusters.listed import listed_clusters, members_of, reported_growth
from analysis.clusters.outlook import outlook, screened
from analysis.clusters.regional import regional
from analysis.clusters.relative import industry_growth, relative
from analysis.clusters.roster import roster_flows
from analysis.clusters.screens import Screen
from analysis.clusters.shrinkage import rank_intervals, shrink
from analysis.clusters.spread import spread
from analysis.clusters.stars import StarScheme, star_totals, stars
from analysis.tables.measure import Measure

Tables = Mapping[str, pd.DataFrame]
OUTPUT = ("output_ytd_10k_cny", "output_ytd_last_year_10k_cny")
REVENUE = ("revenue_ytd_10k_cny", "revenue_ytd_last_year_10k_cny")


@dataclass(frozen=True)
class Comparison:
    """What defines a comparison.

    Parameters
    ----------
    measure
        What the city counts by county and industry.
    currency
        Of the city's money.
    target_pct
        Growth target of the year for every cluster.
    plan
        The doubling plan.
    scheme
        The star scheme in force.
    screens
        The eligibility screens in force.
    seed
        Of the simulated ranks.
    """

    measure: Measure
    scheme: StarScheme
    screens: tuple[Screen, ...] = ()
    currency: str = "CNY"
    target_pct: float = 15.0
    plan: DoublingPlan = field(default_factory=DoublingPlan)
    seed: int = 2022


def compare(
    tables: Tables, period: str, chosen: Comparison, forecast: pd.DataFrame | None = None
) -> dict[str, pd.DataFrame]:
    """All result tables of the question, by name; see `analysis.questions.clusters.result_tables`.

    Parameters
    ----------
    tables
        Stored tables by name: `counties` and the measure's table, and those of
        `clusters`, `cluster_month`, `cluster_members`, `enterprises`, `enterprise_month`,
        `establishments_quarter` that the city has.
    period
        Last month of the cumulative period; later reports are not looked at.
    forecast
        The rest of the year of each cluster and scope, as `targets.chance` takes it.
    """
    tables = {
        name: rows[rows["period"] <= period] if "period" in rows else rows
        for name, rows in tables.items()
    }
    panel = _panel(tables, period, chosen.measure)
    input_checks.require_not_negative(
        panel[[*CELL, "period", "value"]].dropna(), "value", "分县分行业数"
    )
    parts = regional(panel, period, _labour(tables, period), _plant_hhi(tables, period))
    found = [
        *input_checks.missing_counties(panel[panel["period"] == period], tables["counties"]),
        *input_checks.new_industries(parts["cells"], "value", "value_last_year"),
    ]
    results = {
        "cell_effects": parts["cells"],
        "county_effects": parts["counties"].drop(columns=COUNTY_MEASURES),
        "county_structure": _measures(parts["counties"], "county", COUNTY_MEASURES),
        "industry_effects": parts["industries"].drop(columns=INDUSTRY_MEASURES),
        "industry_structure": _measures(parts["industries"], "industry", INDUSTRY_MEASURES),
    }
    if "cluster_month" in tables:
        growth = reported_growth(tables)
        clusters = listed_clusters(tables, growth, period)
        reference = _reference(tables, period)
        months = growth.rename(columns=MONTH_COLUMNS)[[*MONTH_KEY, *MONTH_COLUMNS.values()]]
        found += input_checks.cluster_reports(
            growth[growth["period"] == period].drop_duplicates("cluster_id")
        )
        ahead = outlook(growth, period, chosen.target_pct, chosen.plan, forecast)
        members = members_of(tables, period)
        results |= {
            "cluster_lists": list_totals(growth[growth["period"].str[:4] == period[:4]]),
            "cluster_list_changes": clusters[[*LIST_KEY, "growth_pct", "published_growth_pct"]],
            "cluster_outlook": ahead,
            "cluster_eligibility": screened(tables, ahead, members, period, chosen.screens),
        }
    else:
        clusters = cell_clusters(
            panel,
            period,
            chosen.measure.unit_in(chosen.currency),
            tables.get("establishments_quarter"),
        )
        clusters = clusters.assign(comparable=_restated(tables, chosen.measure))
        reference = industry_growth(clusters, "value", "value_last_year")
        months = _cell_months(tables, chosen.measure)
    if {"clusters", "cluster_members", "enterprises"} <= set(tables):
        results["chain_roles"] = chain_roles(tables["clusters"], tables["cluster_members"])
        results["chain_leaders"] = chain_leaders(
            tables["clusters"], tables["cluster_members"], tables["enterprises"]
        )
    if "enterprise_month" in tables:
        results["roster_flows"] = roster_flows(tables["enterprise_month"], period, OUTPUT[0])
    positions, judged = _positions(clusters, reference, parts["cells"], chosen)
    return results | {
        "cluster_positions": positions.drop(columns=ESTIMATES),
        "cluster_estimates": positions[["cluster_id", "scope", "county_code", *ESTIMATES]],
        "cluster_stars": judged,
        "cluster_months": months,
        "cluster_spread": spread(positions, panel),
        "cluster_findings": input_checks.table(found),
    }


COUNTY_MEASURES = ["krugman", "normalised_hhi", "cr4_pct"]
INDUSTRY_MEASURES = ["hoover", "gini", "theil", "ellison_glaeser"]
LIST_KEY = ["cluster_id", "scope", "county_code"]
MONTH_KEY = [*LIST_KEY, "period"]
MONTH_COLUMNS = {
    "revenue_growth_pct": "growth_pct",
    "revenue_growth_month_pct": "growth_month_pct",
    "tax_growth_pct": "tax_growth_pct",
    "growth_rank": "growth_rank",
}
ESTIMATES = [
    "shrunk_growth_pct", "lower_pct", "upper_pct", "own_weight", "mean_growth_pct", "spread_pp",
    "sampling_sd_pp", "rank", "rank_best", "rank_worst",
]  # fmt: skip
POSITION_COLUMNS = [
    "cluster_id", "scope", "name", "county_code", "industry_code", "chain", "unit",
    "value", "value_last_year", "growth_pct", "comparable",
    "tax_10k_cny", "tax_growth_pct", "tax_rate_pct", "tax_rate_change_pp",
    "units", "reporting_share_pct", "claim",
    "all_growth_pct", "industry_growth_pct", "reference_effect_pp", "mix_effect_pp",
    "local_effect_pp", "pull_pp", "contribution_pct", "productivity_pct",
    "pacesetters_per_100", *ESTIMATES, "star_rank", "star_rank_best", "star_rank_worst",
]  # fmt: skip


def _positions(
    clusters: pd.DataFrame, reference: pd.DataFrame, cell_table: pd.DataFrame, chosen: Comparison
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Everything about each cluster at the period, and its stars, list by list."""
    quotient = cell_table[[*CELL, "location_quotient"]]
    placed = relative(clusters, reference).merge(quotient, on=CELL, how="left")
    positions, judged = [], []
    for _, one in placed.groupby("scope", sort=True):
        one = one.reset_index(drop=True)
        claimed = one["growth_pct"].where(one["claim"]).to_numpy()
        estimate = shrink(claimed, one["variance_pp2"].to_numpy())
        ranks = rank_intervals(
            estimate["shrunk_growth_pct"].to_numpy(),
            estimate["sd_pp"].to_numpy(),
            np.random.default_rng(chosen.seed),
        )
        one = one.assign(**estimate, **ranks, sampling_sd_pp=np.sqrt(one["variance_pp2"]))
        given = stars(one, chosen.scheme)
        totals = star_totals(given).rename(
            columns={"rank_best": "star_rank_best", "rank_worst": "star_rank_worst"}
        )
        wanted = ["cluster_id", "star_rank", "star_rank_best", "star_rank_worst"]
        positions.append(one.merge(totals[wanted], on="cluster_id", how="left"))
        judged.append(given.merge(one[["cluster_id", "scope", "county_code"]], on="cluster_id"))
    frame = pd.concat(positions, ignore_index=True)
    frame = frame.assign(claim=frame["claim"].astype(float)).reindex(columns=POSITION_COLUMNS)
    return frame, pd.concat(judged, ignore_index=True)


def _measures(rows: pd.DataFrame, of: str, measures: list[str]) -> pd.DataFrame:
    """One row per county or industry and measure: each may be withheld by itself."""
    return rows.melt(f"{of}_code", measures, f"{of}_measure", "estimate")


def _panel(tables: Tables, period: str, measure: Measure) -> pd.DataFrame:
    rows = tables[measure.table]
    if measure.kind == "stock":
        return stock_panel(rows, measure.column, period)
    input_checks.require_one_scope(rows, "分县分行业表")
    return flow_panel(rows, *_beside(measure))


def _beside(measure: Measure) -> tuple[str, str]:
    """A flow's column and that of its last year."""
    return measure.column, measure.column.replace("_ytd_", "_ytd_last_year_")


def _restated(tables: Tables, measure: Measure) -> bool:
    """Whether last year's figures came beside this year's, or months of their own."""
    if measure.kind == "stock":
        return True
    return bool(tables[measure.table][_beside(measure)[1]].notna().any())


def _cell_months(tables: Tables, measure: Measure) -> pd.DataFrame:
    from analysis.clusters.cell_clusters import cell_id

    rows = tables[measure.table]
    if measure.kind == "stock":
        rows = month_growth(rows, measure.column)
        rows = rows.assign(growth_month_pct=rows["growth_pct"])
    else:
        rows = flow_growth(rows, *_beside(measure))
    rows = rows.dropna(subset="growth_pct")
    rows = rows.assign(cluster_id=cell_id(rows), scope="cells")
    rank = rows.groupby("period")["growth_pct"].rank(method="min", ascending=False)
    return rows.assign(growth_rank=rank).reindex(columns=[*MONTH_KEY, *MONTH_COLUMNS.values()])


def _reference(tables: Tables, period: str) -> pd.DataFrame:
    """Growth of all enterprises' revenue by industry, else of output by industry."""
    if "enterprise_month" in tables:
        rows = tables["enterprise_month"]
        return industry_growth(rows[rows["period"] == period], *REVENUE)
    rows = tables["industry_month"]
    return industry_growth(rows[rows["period"] == period], *OUTPUT)


def _labour(tables: Tables, period: str) -> pd.DataFrame | None:
    if "enterprise_month" not in tables:
        return None
    rows = tables["enterprise_month"]
    rows = rows[(rows["period"] == period) & rows["employees_persons"].notna()]
    sums = rows.groupby(CELL, as_index=False)[[OUTPUT[0], "employees_persons"]].sum()
    return sums.rename(columns={OUTPUT[0]: "output", "employees_persons": "labour"})


def _plant_hhi(tables: Tables, period: str) -> pd.Series | None:
    if "enterprise_month" not in tables:
        return None
    rows = tables["enterprise_month"]
    plants = by_group(rows[rows["period"] == period], "industry_code", OUTPUT[0])
    return plants.set_index("industry_code")["hhi"]
