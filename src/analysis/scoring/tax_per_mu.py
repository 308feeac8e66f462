"""Tax per mu of a county: a ratio of sums, its comparable growth and who moved it.

With s the share of the land, p an enterprise's tax per mu and P = Σ s·p, bars being means of the
two years, the change is exactly (Griliches and Regev)

    ΔP = Σ_stay s̄·Δp  +  Σ_stay (p̄ − P̄)·Δs  +  Σ_new s₁(p₁ − P̄)  −  Σ_left s₀(p₀ − P̄)
           within           between              entry               exit

within: the enterprises improve; between: land moves to the better ones; entry and exit: the new
are better, the leaving worse than the mean of both years.

Griliches, Z. and Regev, H. (1995). Firm productivity in Israeli industry 1979–1988. *Journal of
Econometrics* 65(1), 175–203.
"""

import pandas as pd

from analysis.rates import growth_pct
from analysis.tables.territory import WHOLE

LEVEL = "tax_per_mu_10k_cny"


def tax_per_mu(
    this: pd.DataFrame,
    last: pd.DataFrame,
    last_all: pd.DataFrame | None = None,
    relief: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One row per county and for the city.

    Parameters
    ----------
    this, last
        The ``evaluation`` rows that were evaluated in each year (uscc, county_code,
        tax_10k_cny, land_mu); rows without land or without tax figure are left out.
    last_all
        Last year's whole table, with those not evaluated then; ``last`` if not given.
    relief
        Optional: uscc, year, tax_relief_10k_cny to be added back (tax refunds in arrears).

    Returns
    -------
    county_code; ``enterprises``, ``tax_10k_cny``, ``land_mu``, ``tax_per_mu_10k_cny`` and the
    last with ``_last_year``; ``tax_per_mu_change_10k_cny`` and its parts ``within_10k_cny``,
    ``between_10k_cny``, ``entry_10k_cny``, ``exit_10k_cny`` (10k CNY per mu, adding up to the
    change); ``growth_level_pct`` between the two
    levels, whose rosters differ; comparable growth in percent by three definitions:
    ``growth_same_enterprises_pct`` (Σ/Σ of those evaluated twice), ``growth_this_roster_pct``
    (this year's roster against what the same enterprises had last year, evaluated then or not)
    and ``growth_policy_adjusted_pct`` (as the first, relief added back; NaN without
    ``relief``). An enterprise that moved to
    another county left the one and is new in the other.
    """
    now = _rows(this, relief)
    rows = _with_city(_pairs(now, _rows(last, relief)))
    roster = _with_city(_pairs(now, _rows(last if last_all is None else last_all, relief)))
    by = rows["county_code"]
    tax, land = rows["tax"].fillna(0), rows["land"].fillna(0)
    tax0, land0 = rows["tax_last"].fillna(0), rows["land_last"].fillna(0)
    sums = pd.DataFrame({"tax": tax, "land": land, "tax0": tax0, "land0": land0}).groupby(by)
    total = sums.sum()
    level = total["tax"] / total["land"].where(total["land"] > 0)
    level0 = total["tax0"] / total["land0"].where(total["land0"] > 0)
    mean = by.map((level + level0) / 2)
    share, share0 = land / by.map(total["land"]), land0 / by.map(total["land0"])
    p, p0 = tax / land.where(land > 0), tax0 / land0.where(land0 > 0)
    stays, new = p.notna() & p0.notna(), p.notna() & p0.isna()
    left = p.isna() & p0.notna()
    parts = pd.DataFrame(
        {
            "within_10k_cny": ((share + share0) / 2 * (p - p0)).where(stays, 0),
            "between_10k_cny": (((p + p0) / 2 - mean) * (share - share0)).where(stays, 0),
            "entry_10k_cny": (share * (p - mean)).where(new, 0),
            "exit_10k_cny": (-share0 * (p0 - mean)).where(left, 0),
        }
    )
    both = level.notna() & level0.notna()
    result = pd.DataFrame(
        {
            "enterprises": p.notna().groupby(by).sum(),
            "tax_10k_cny": total["tax"],
            "land_mu": total["land"],
            LEVEL: level,
            f"{LEVEL}_last_year": level0,
            "tax_per_mu_change_10k_cny": level - level0,
            **{name: parts[name].groupby(by).sum(min_count=1).where(both) for name in parts},
            "growth_level_pct": growth_pct(level, level0),
            "growth_same_enterprises_pct": _growth(rows, "tax"),
            "growth_this_roster_pct": _growth(roster, "tax"),
            "growth_policy_adjusted_pct": _growth(rows, "adjusted"),
        }
    )
    return result.rename_axis("county_code").reset_index()


def _rows(table: pd.DataFrame, relief: pd.DataFrame | None) -> pd.DataFrame:
    known = table[(table["land_mu"] > 0) & table["tax_10k_cny"].notna()]
    rows = known[["uscc", "county_code"]].assign(
        tax=known["tax_10k_cny"], land=known["land_mu"], adjusted=float("nan")
    )
    if relief is not None:
        given = relief.set_index(["uscc", "year"])["tax_relief_10k_cny"]
        wanted = pd.MultiIndex.from_frame(known[["uscc", "year"]])
        rows["adjusted"] = rows["tax"] + given.reindex(wanted).fillna(0).to_numpy()
    return rows


def _pairs(this: pd.DataFrame, last: pd.DataFrame) -> pd.DataFrame:
    return this.merge(last, on=["uscc", "county_code"], how="outer", suffixes=("", "_last"))


def _with_city(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, and one row more per enterprise for the city, moved between counties or not."""
    once = rows.groupby("uscc").sum(min_count=1, numeric_only=True).reset_index()
    return pd.concat([rows, once.assign(county_code=WHOLE)], ignore_index=True)


def _growth(rows: pd.DataFrame, tax: str) -> pd.Series:
    """Growth of Σ tax / Σ land over those that have both years."""
    twice = rows[rows["land"].notna() & rows["land_last"].notna()]
    columns = [tax, "land", f"{tax}_last", "land_last"]
    sums = twice.groupby("county_code")[columns].sum(min_count=1)
    return growth_pct(sums[tax] / sums["land"], sums[f"{tax}_last"] / sums["land_last"])
