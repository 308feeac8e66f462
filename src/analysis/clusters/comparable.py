"""Growth of clusters on comparable lists, and what stands behind each rate.

A cluster's form carries this year's cumulative figure and that of the same units a year before;
their quotient is the comparable growth. The quotient of two published totals is something else
as soon as the list changed, so it is shown beside it under its own name. Revenue and tax stand
side by side with the tax rate, because the first question to a growth of 14 % in revenue and
2 % in tax is where the rest went.
"""

import pandas as pd

from analysis.rates import growth_pct

MEASURES = {"revenue": "revenue_ytd{}_10k_cny", "tax": "tax_ytd{}_10k_cny"}
CLAIM_ABOVE = 3
"""A rate that rests on three reporting enterprises or fewer is noise: shown, never ranked."""


def comparable(reports: pd.DataFrame) -> pd.DataFrame:
    """Growth, tax beside revenue and coverage, one row per row of a `cluster_month` table.

    Returns
    -------
    `cluster_id`, `county_code`, `scope`, `period` and

    - `revenue_10k_cny`, `revenue_last_year_10k_cny`, `revenue_growth_pct` (cumulative),
      `revenue_growth_month_pct` (the period's own months), the same three of `tax`;
    - `tax_rate_pct` = tax over revenue, `tax_rate_change_pp` against the same period last year;
    - `published_growth_pct`, the quotient of the two published levels a year apart: its distance
      from the comparable growth is the change of the list;
    - `enterprises`, `reporting_enterprises`, `reporting_share_pct`, `top3_share_pct`,
      `employees_persons`;
    - `comparable`, true: the growth is of the same units;
    - `claim`, whether more than `CLAIM_ABOVE` enterprises report.

    A growth without a positive base, as of tax after refunds, is missing.
    """
    key = ["cluster_id", "scope", "period"]
    rows = reports.sort_values(key, ignore_index=True)
    result = rows[["cluster_id", "county_code", "scope", "period"]]
    for name, column in MEASURES.items():
        now, before = rows[column.format("")], rows[column.format("_last_year")]
        month, month_before = (_own_months(rows, column.format(x)) for x in ("", "_last_year"))
        result = result.assign(
            **{
                f"{name}_10k_cny": now,
                f"{name}_last_year_10k_cny": before,
                f"{name}_growth_pct": growth_pct(now, before),
                f"{name}_growth_month_pct": growth_pct(month, month_before),
            }
        )
    revenue, tax = result["revenue_10k_cny"], result["tax_10k_cny"]
    rate = _share_pct(tax, revenue)
    rate_before = _share_pct(result["tax_last_year_10k_cny"], result["revenue_last_year_10k_cny"])
    return result.assign(
        tax_rate_pct=rate,
        tax_rate_change_pp=rate - rate_before,
        published_growth_pct=growth_pct(revenue, _a_year_before(result, "revenue_10k_cny")),
        enterprises=rows["enterprises"],
        reporting_enterprises=rows["reporting_enterprises"],
        reporting_share_pct=_share_pct(rows["reporting_enterprises"], rows["enterprises"]),
        top3_share_pct=_share_pct(rows["top3_revenue_10k_cny"], revenue),
        employees_persons=rows["employees_persons"],
        comparable=True,
        claim=rows["reporting_enterprises"] > CLAIM_ABOVE,
    )


def list_totals(growth: pd.DataFrame) -> pd.DataFrame:
    """Each list as a whole, from `reported_growth`: one row per scope and period.

    Sums, ratios of sums, and how many `chains` the clusters belong to, each once; two scopes are
    never added, for most clusters stand in both.
    """
    levels = [f"{m}{y}_10k_cny" for m in MEASURES for y in ("", "_last_year")]
    grown = growth.assign(
        clusters=1.0, clusters_growing=growth["revenue_growth_pct"].gt(0).astype(float)
    )
    counts = ["clusters", "clusters_growing", "enterprises", "reporting_enterprises"]
    lists = grown.groupby(["scope", "period"], as_index=False)
    sums = lists[levels + counts].sum().merge(lists["chain"].nunique(), on=["scope", "period"])
    sums = sums.rename(columns={"chain": "chains"}).astype({"chains": float})
    before = _share_pct(sums["tax_last_year_10k_cny"], sums["revenue_last_year_10k_cny"])
    rate = _share_pct(sums["tax_10k_cny"], sums["revenue_10k_cny"])
    rates = {
        f"{m}_growth_pct": growth_pct(sums[f"{m}_10k_cny"], sums[f"{m}_last_year_10k_cny"])
        for m in MEASURES
    }
    return sums.assign(**rates, tax_rate_pct=rate, tax_rate_change_pp=rate - before)


def _own_months(rows: pd.DataFrame, column: str) -> pd.Series:
    """The cumulative column less that of the period before in the same year.

    The first period of the year is its own; after a gap there is no month to tell.
    """
    year = rows["period"].str[:4]
    month = rows["period"].str[5:].astype(int)
    units = [rows["cluster_id"], rows["scope"], year]
    own = rows[column].groupby(units).diff()
    step = month.groupby(units).diff()
    return own.where(step == 1).where(month > 2, rows[column])


def _a_year_before(rows: pd.DataFrame, column: str) -> pd.Series:
    """The same cluster's, scope's and period's value as published a year before."""
    year = rows["period"].str[:4].astype(int)
    keys = ["cluster_id", "scope", "period"]
    earlier = rows[keys].assign(
        period=(year + 1).astype(str) + rows["period"].str[4:], published=rows[column]
    )
    return rows[keys].merge(earlier, on=keys, how="left")["published"]


def _share_pct(part: pd.Series, whole: pd.Series) -> pd.Series:
    return 100 * part / whole.where(whole > 0)
