"""Where no list of clusters exists, every industry of every county is looked at as one."""

import pandas as pd

from analysis.clusters.comparable import CLAIM_ABOVE
from analysis.clusters.industry_panel import CELL
from analysis.clusters.uncertainty import size_variance
from analysis.rates import growth_pct


def cell_id(rows: pd.DataFrame) -> pd.Series:
    """The name of a cell among clusters: county-industry."""
    return rows["county_code"] + "-" + rows["industry_code"]


def cell_clusters(
    panel: pd.DataFrame, period: str, unit: str, establishments: pd.DataFrame | None
) -> pd.DataFrame:
    """The cells of `period` in the form that `compare` takes, all in the scope `cells`.

    `panel`: as from `industry_panel.stock_panel`; cells with a missing year are left out (the
    regional tables count them). `establishments`: by county, industry and quarter, with
    `establishments` and, if known, `wages_1k_usd`; the latest quarter not after `period` gives
    the units, and productivity is the wage per establishment's worker against the whole.
    """
    rows = panel[panel["period"] == period].dropna(subset=["value", "value_last_year"])
    rows = rows.reset_index(drop=True).assign(
        cluster_id=lambda x: cell_id(x),
        scope="cells",
        unit=unit,
        growth_pct=lambda x: growth_pct(x["value"], x["value_last_year"]),
    )
    if establishments is None:
        return rows.assign(units=float("nan"), claim=True, variance_pp2=float("nan"))
    known = establishments[establishments["period"] <= period]
    quarter = known[known["period"] == known["period"].max()]
    rows = rows.merge(
        quarter[[*CELL, "establishments", "wages_1k_usd"]], on=CELL, how="left"
    ).rename(columns={"establishments": "units"})
    paid = rows["wages_1k_usd"].notna() & (rows["value"] > 0)
    mean = rows.loc[paid, "wages_1k_usd"].sum() / rows.loc[paid, "value"].sum()
    growth, units = rows["growth_pct"].to_numpy(), rows["units"].fillna(0).to_numpy()
    return rows.assign(
        claim=rows["units"] > CLAIM_ABOVE,
        productivity_pct=100 * (rows["wages_1k_usd"] / rows["value"].where(paid)) / mean,
        variance_pp2=size_variance(growth, units),
    ).drop(columns="wages_1k_usd")
