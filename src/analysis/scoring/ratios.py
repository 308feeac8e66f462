"""Counties, sectors and classes beside each other: ratios of sums, never means of ratios."""

import numpy as np
import pandas as pd

from analysis.tables.territory import WHOLE

#: Lower ends of the bins of tax per mu (10k CNY per mu), doubling; open below and above, so that
#: no bin shows the smallest or the largest enterprise.
TAX_PER_MU_EDGES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)

#: name → (numerator, denominator) of the ratios compared between sectors.
RATIOS = {
    "tax_per_mu_10k_cny": ("tax_10k_cny", "land_mu"),
    "value_added_per_mu_10k_cny": ("value_added_10k_cny", "land_mu"),
    "revenue_per_mu_10k_cny": ("revenue_10k_cny", "land_mu"),
    "value_added_per_tce_10k_cny": ("value_added_10k_cny", "energy_tce"),
    "value_added_per_person_10k_cny": ("value_added_10k_cny", "employees_persons"),
    "rd_share_of_revenue": ("rd_10k_cny", "revenue_10k_cny"),
}


def ratios_of_sums(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """``RATIOS`` per group, each over the rows that have both its numbers; ``enterprises``."""
    parts = {"enterprises": rows.groupby(by).size().astype(float)}
    for name, (above, below) in RATIOS.items():
        known = rows[rows[above].notna() & (rows[below] > 0)]
        sums = known.groupby(by)[[above, below]].sum()
        parts[name] = sums[above] / sums[below]
    return pd.DataFrame(parts).rename_axis(by).reset_index()


def sectors(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per county (and "city") and industry (and "total"): enterprises and ``RATIOS``.

    ``rows`` are evaluation rows of enterprises that were evaluated.
    """
    rows = pd.concat([rows, rows.assign(industry_code="total")], ignore_index=True)
    rows = pd.concat([rows, rows.assign(county_code=WHOLE)], ignore_index=True)
    return ratios_of_sums(rows, ["county_code", "industry_code"])


def land_and_tax_by_class(rows: pd.DataFrame) -> pd.DataFrame:
    """What each class uses and gives: one row per county (and "city") and class (and "total").

    ``rows`` are evaluated enterprises with ``class_code``. Columns enterprises, tax_10k_cny,
    land_mu, ``tax_per_mu_10k_cny``, ``tax_share_pct``, ``land_share_pct`` (of the county).
    Enterprises that lack tax or land are not counted in either sum.
    """
    known = rows[rows["tax_10k_cny"].notna() & (rows["land_mu"] > 0)]
    known = pd.concat([known, known.assign(class_code="total")], ignore_index=True)
    known = pd.concat([known, known.assign(county_code=WHOLE)], ignore_index=True)
    grouped = known.groupby(["county_code", "class_code"])
    sums = grouped[["tax_10k_cny", "land_mu"]].sum()
    total = sums.xs("total", level="class_code").reindex(sums.index, level="county_code")
    return sums.assign(
        enterprises=grouped.size().astype(float),
        tax_per_mu_10k_cny=sums["tax_10k_cny"] / sums["land_mu"],
        tax_share_pct=100 * sums["tax_10k_cny"] / total["tax_10k_cny"],
        land_share_pct=100 * sums["land_mu"] / total["land_mu"],
    ).reset_index()


def distribution(rows: pd.DataFrame) -> pd.DataFrame:
    """How tax per mu is distributed: enterprises per county, class and bin of ``EDGES``.

    Columns county_code, class_code, ``bin_from_10k_cny``, ``bin_to_10k_cny`` (the last bin has
    no end, the first holds what is negative too), enterprises. Every bin is listed, also empty.
    """
    known = rows[rows["tax_10k_cny"].notna() & (rows["land_mu"] > 0)]
    edges = np.array(TAX_PER_MU_EDGES)
    ratio = (known["tax_10k_cny"] / known["land_mu"]).to_numpy()
    number = np.clip(np.searchsorted(edges, ratio, side="right") - 1, 0, len(edges) - 1)
    counted = known[["county_code", "class_code"]].assign(bin=number)
    counted = pd.concat([counted, counted.assign(county_code=WHOLE)], ignore_index=True)
    counts = counted.groupby(["county_code", "class_code", "bin"]).size()
    pairs = counts.index.droplevel("bin").unique()
    full = pd.MultiIndex.from_tuples(
        [(*pair, i) for pair in pairs for i in range(len(edges))],
        names=["county_code", "class_code", "bin"],
    )
    table = counts.reindex(full, fill_value=0).astype(float).rename("enterprises").reset_index()
    upper = np.append(edges[1:], np.nan)
    return table.assign(
        bin_from_10k_cny=edges[table["bin"]], bin_to_10k_cny=upper[table["bin"]]
    ).drop(columns="bin")


def coverage(enterprises: pd.DataFrame) -> pd.DataFrame:
    """Who was evaluated and who was not: one row per county (and "city") and reason.

    Columns ``year``, county_code, ``eligibility``, ``eligibility_reason``, ``enterprises`` and
    ``coverage_pct``, the county's evaluated / (evaluated + lacking data), 应评尽评.
    """
    rows = enterprises[["county_code", "eligibility", "eligibility_reason"]].astype("str")
    rows = pd.concat([rows, rows.assign(county_code=WHOLE)], ignore_index=True)
    keys = ["county_code", "eligibility", "eligibility_reason"]
    counts = rows.groupby(keys).size().rename("enterprises").reset_index()
    by = counts["county_code"]
    due = counts["enterprises"].where(counts["eligibility"].isin(["evaluated", "no_data"]), 0)
    done = counts["enterprises"].where(counts["eligibility"] == "evaluated", 0)
    rate = 100 * done.groupby(by).transform("sum") / due.groupby(by).transform("sum")
    return counts.assign(coverage_pct=rate, year=enterprises["year"].iloc[0])
