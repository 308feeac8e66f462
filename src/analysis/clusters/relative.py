"""Which clusters really grow, and which ride their industry's tide?

Clusters do not exhaust the city, and their revenue includes small enterprises that no monthly
form reaches, so the reference rates come from outside: the growth of all enterprises of the
cluster's industry, and of all industry. With these the three effects of shift-share still add
up to the change of every cluster, but they need not cancel between clusters.
"""

import pandas as pd

from analysis.errors import DataError
from analysis.rates import contributions, growth_pct

EFFECTS = ["reference_effect", "mix_effect", "local_effect"]


def industry_growth(rows: pd.DataFrame, current: str, base: str) -> pd.DataFrame:
    """Comparable growth of each industry and of everything, in percent.

    `rows`: enterprises or cells with `industry_code`, `current` and `base`. Returns
    `industry_code`, `industry_growth_pct` and, the same in every row, `all_growth_pct`.
    """
    both = rows[rows[current].notna() & rows[base].notna()]
    sums = both.groupby("industry_code", as_index=False)[[current, base]].sum()
    return pd.DataFrame(
        {
            "industry_code": sums["industry_code"],
            "industry_growth_pct": growth_pct(sums[current], sums[base]),
            "all_growth_pct": growth_pct(float(sums[current].sum()), float(sums[base].sum())),
        }
    )


def relative(clusters: pd.DataFrame, reference: pd.DataFrame) -> pd.DataFrame:
    """Effects of each cluster against its industry.

    Parameters
    ----------
    clusters
        `cluster_id`, `scope`, `industry_code`, `value`, `value_last_year` of one period.
    reference
        As `industry_growth` returns it. A cluster whose industry is not in it is measured
        against everything alone: its mix effect is 0.

    Returns
    -------
    `clusters` with `change`, `growth_pct`, `industry_growth_pct`, `all_growth_pct`; the effects
    in the unit of `value` and as `…_pp` of the cluster's own base, summing to its growth;
    `pull_pp` on its whole list and `contribution_pct` to it.

    Raises
    ------
    DataError
        If `reference` is empty: no enterprise reported in both years.
    """
    if reference.empty:
        raise DataError(
            "没有企业同时报送本年和上年，无法与行业增速比较",
            "no enterprise reported this year and last: nothing to compare clusters with",
        )
    everything = float(reference["all_growth_pct"].iloc[0])
    rates = reference[["industry_code", "industry_growth_pct"]]
    x = clusters.merge(rates, on="industry_code", how="left", validate="many_to_one")
    industry = x["industry_growth_pct"].fillna(everything)
    base = x["value_last_year"]
    x = contributions(x, "value", "value_last_year", by=["scope"])
    x = x.assign(
        industry_growth_pct=industry,
        all_growth_pct=everything,
        reference_effect=base * everything / 100,
        mix_effect=base * (industry - everything) / 100,
        local_effect=x["value"] - base * (1 + industry / 100),
    )
    points = {f"{name}_pp": 100 * x[name] / base.where(base > 0) for name in EFFECTS}
    return x.assign(**points)
