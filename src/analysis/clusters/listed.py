"""The clusters of the city's and the province's list, as their monthly forms report them."""

from collections.abc import Mapping

import pandas as pd

from analysis.clusters.comparable import comparable
from analysis.clusters.uncertainty import member_variance

Tables = Mapping[str, pd.DataFrame]


def reported_growth(tables: Tables) -> pd.DataFrame:
    """`comparable` of all periods, with names, and `growth_rank` within each list and period.

    Ranks are taken among clusters whose growth may be claimed; 1 is the fastest.
    """
    listed = tables["clusters"][["cluster_id", "name", "industry_code", "chain"]]
    growth = comparable(tables["cluster_month"]).merge(listed, on="cluster_id", how="left")
    judged = growth["revenue_growth_pct"].where(growth["claim"])
    lists = [growth["scope"], growth["period"]]
    return growth.assign(
        growth_rank=judged.groupby(lists).rank(method="min", ascending=False),
    )


def listed_clusters(tables: Tables, growth: pd.DataFrame, period: str) -> pd.DataFrame:
    """The clusters of `period` in the form that `compare` takes: one row a cluster and scope.

    Revenue is the value; productivity is revenue per employee against that of the whole list;
    the variance of growth comes from the members that report, and clusters without any take
    that of the median effective number of members.
    """
    now = growth[growth["period"] == period].reset_index(drop=True)
    revenue, staff = now["revenue_10k_cny"], now["employees_persons"]
    both = revenue.notna() & (staff > 0)
    sums = pd.DataFrame({"r": revenue.where(both), "n": staff.where(both)})
    whole = sums.groupby(now["scope"]).transform("sum")
    result = now.rename(
        columns={
            "revenue_10k_cny": "value",
            "revenue_last_year_10k_cny": "value_last_year",
            "revenue_growth_pct": "growth_pct",
        }
    ).assign(
        unit="10k_cny",
        units=now["reporting_enterprises"],
        productivity_pct=100 * (sums["r"] / sums["n"]) / (whole["r"] / whole["n"]),
    )
    members = tables.get("cluster_members")
    if members is None:
        return result.assign(pacesetters_per_100=float("nan"), variance_pp2=float("nan"))
    paced = members[members["role"] == "pacesetter"].groupby("cluster_id").size()
    held = result["cluster_id"].map(paced).astype("float64")  # text where no cluster is listed
    per_100 = 100 * held.fillna(0) / result["enterprises"]
    variance = _variance(tables, period)
    return result.assign(
        pacesetters_per_100=per_100.where(result["enterprises"] > 0),
        variance_pp2=result["cluster_id"].map(variance).fillna(variance.median()),
    )


def members_of(tables: Tables, period: str) -> pd.DataFrame:
    """Members with what they reported at `period`, one row a cluster and enterprise.

    `cluster_id`, `uscc`, `role`, `size`, `industry_code`, `revenue_10k_cny`,
    `revenue_last_year_10k_cny`; empty without enterprise reports.
    """
    columns = {
        "revenue_ytd_10k_cny": "revenue_10k_cny",
        "revenue_ytd_last_year_10k_cny": "revenue_last_year_10k_cny",
    }
    if not {"cluster_members", "enterprise_month", "enterprises"} <= set(tables):
        names = ["cluster_id", "uscc", "role", "size", "industry_code", *columns.values()]
        return pd.DataFrame(columns=names)
    months = tables["enterprise_month"]
    reports = months.loc[months["period"] == period, ["uscc", *columns]].rename(columns=columns)
    firms = tables["enterprises"][["uscc", "size", "industry_code"]]
    return (
        tables["cluster_members"][["cluster_id", "uscc", "role"]]
        .merge(reports, on="uscc")
        .merge(firms, on="uscc")
    )


def _variance(tables: Tables, period: str) -> pd.Series:
    members = members_of(tables, period)
    result = member_variance(members, "revenue_10k_cny", "revenue_last_year_10k_cny")
    return result.set_index("cluster_id")["variance_pp2"]
