"""Faults of land and data, found before anyone quarrels about a class.

A finding names the enterprise, what was found, and the number it was held against; whether it is
a fault is for people to say. Land is the most contested number: findings about it belong on the
list that is published for objection before scoring.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

COLUMNS = ("uscc", "county_code", "finding", "column", "parcel_id", "value", "limit")

#: Every check, and the order in which findings are listed.
CHECKS = (
    "tax_without_land", "land_unit", "leased_out_above_owned", "tenants_above_parcel",
    "land_differs_from_parcels", "land_unchanged_new_certificate", "energy_basis_mixed",
    "energy_missing_with_electricity", "rd_above_revenue", "rd_looks_like_share",
    "no_employees", "adjustment_of_unknown_enterprise", "manual_above_veto",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """When a number is remarkable.

    ``median_factor``: tax per mu this many times above or below its group's median (m² typed
    as mu is a factor of 667). ``land_tolerance``: relative difference between the evaluated
    land and the parcels. ``rd_share_floor``: R&D below this share of revenue, and itself no
    larger than ``rd_percent_ceiling``, looks like a percentage typed into an amount.
    """

    median_factor: float = 100
    land_tolerance: float = 0.01
    rd_share_floor: float = 0.001
    rd_percent_ceiling: float = 30
    rd_min_revenue_10k_cny: float = 2000


def check(
    evaluation: pd.DataFrame,
    last_year: pd.DataFrame | None = None,
    parcels: pd.DataFrame | None = None,
    adjustments: pd.DataFrame | None = None,
    limits: Limits | None = None,
) -> pd.DataFrame:
    """All findings, one row each: ``COLUMNS``; sorted by check and enterprise.

    ``value`` is what stands there, ``limit`` what it was held against, both in the unit of
    ``column``; NaN where there is no number to show.
    """
    limits = limits or Limits()
    found = [*_data(evaluation, limits)]
    if parcels is not None and len(parcels):
        found += _land(evaluation, last_year, parcels, limits)
    if adjustments is not None and len(adjustments):
        found += _adjustments(evaluation, adjustments)
    parts = [part for part in found if len(part)]
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS))
    findings = pd.concat(parts, ignore_index=True).astype({"value": float, "limit": float})
    order = findings["finding"].map({name: i for i, name in enumerate(CHECKS)})
    return (
        findings.assign(order=order)
        .sort_values(["order", "uscc"], kind="stable")[list(COLUMNS)]
        .reset_index(drop=True)
    )


def _finding(
    rows: pd.DataFrame, name: str, column: str, value: object, limit: object = np.nan
) -> pd.DataFrame:
    return rows[["uscc", "county_code"]].assign(
        finding=name, column=column, parcel_id="", value=value, limit=limit
    )


def _data(evaluation: pd.DataFrame, limits: Limits) -> list[pd.DataFrame]:
    t = evaluation
    tax, land = t["tax_10k_cny"], t["land_mu"]
    no_land = t[(tax > 0) & ~(land > 0)]
    per_mu = (tax / land).where((land > 0) & (tax > 0))
    median = per_mu.groupby(t["evaluation_group"]).transform("median")
    f = limits.median_factor
    far = t[(per_mu > f * median) | (per_mu < median / f)]
    known = t["energy_basis"].dropna()
    usual = known.mode().iloc[0] if len(known) else None
    other = t[t["energy_basis"].notna() & (t["energy_basis"] != usual)]
    above_scale = t["evaluation_group"] == "above_scale"  # the others report no energy
    no_energy = t[~(t["energy_tce"] > 0) & (t["electricity_10k_kwh"] > 0) & above_scale]
    revenue, rd = t["revenue_10k_cny"], t["rd_10k_cny"]
    above = t[rd > revenue]
    share = t[
        (rd > 0)
        & (rd <= limits.rd_percent_ceiling)
        & (revenue >= limits.rd_min_revenue_10k_cny)
        & (rd < limits.rd_share_floor * revenue)
    ]
    nobody = t[~(t["employees_persons"] > 0) & (revenue > 0) & above_scale]
    return [
        _finding(no_land, "tax_without_land", "land_mu", no_land["land_mu"]),
        _finding(far, "land_unit", "land_mu", far["land_mu"], (tax / median)[far.index]),
        _finding(other, "energy_basis_mixed", "energy_basis", other["energy_tce"]),
        _finding(
            no_energy,
            "energy_missing_with_electricity",
            "energy_tce",
            no_energy["energy_tce"],
            no_energy["electricity_10k_kwh"],
        ),
        _finding(above, "rd_above_revenue", "rd_10k_cny", rd[above.index], revenue[above.index]),
        _finding(share, "rd_looks_like_share", "rd_10k_cny", rd[share.index], revenue[share.index]),
        _finding(nobody, "no_employees", "employees_persons", nobody["employees_persons"]),
    ]


def _land(
    evaluation: pd.DataFrame,
    last_year: pd.DataFrame | None,
    parcels: pd.DataFrame,
    limits: Limits,
) -> list[pd.DataFrame]:
    who = evaluation.set_index("uscc")
    area = parcels.pivot_table(
        index="uscc", columns="tenure", values="area_mu", aggfunc="sum", fill_value=0.0
    ).reindex(columns=["owned", "leased_in", "leased_out"], fill_value=0.0)
    area = area[area.index.isin(who.index)].assign(
        county_code=who["county_code"], land=who["land_mu"]
    )
    area = area.reset_index()
    out = area[area["leased_out"] > area["owned"] + 1e-9]
    used = area["owned"] + area["leased_in"] - area["leased_out"]
    differs = area[(area["land"] - used).abs() > limits.land_tolerance * used.abs() + 1e-9]
    found = [
        _finding(out, "leased_out_above_owned", "area_mu", out["leased_out"], out["owned"]),
        _finding(
            differs, "land_differs_from_parcels", "land_mu", differs["land"], used[differs.index]
        ),
        _tenants(parcels),
    ]
    if last_year is not None and len(last_year):
        found.append(_unchanged(evaluation, last_year, parcels))
    return found


def _tenants(parcels: pd.DataFrame) -> pd.DataFrame:
    """Parcels whose tenants together use more than the owner holds."""
    owned = parcels[parcels["tenure"] == "owned"]
    size = owned.groupby("parcel_id")["area_mu"].sum()
    let = parcels[parcels["tenure"] == "leased_in"].groupby("parcel_id")["area_mu"].sum()
    over = let[let > size.reindex(let.index) + 1e-9]
    rows = owned[owned["parcel_id"].isin(over.index)]
    return _finding(
        rows,
        "tenants_above_parcel",
        "area_mu",
        rows["parcel_id"].map(over),
        rows["parcel_id"].map(size),
    ).assign(parcel_id=rows["parcel_id"])


def _unchanged(
    evaluation: pd.DataFrame, last_year: pd.DataFrame, parcels: pd.DataFrame
) -> pd.DataFrame:
    """The same land as last year, although a certificate was issued in the data year."""
    data_year = evaluation["year"].iloc[0] - 1
    new = parcels[(parcels["valid_from"].dt.year == data_year) & parcels["certificate_no"].notna()]
    both = evaluation.merge(last_year[["uscc", "land_mu"]], on="uscc", suffixes=("", "_last"))
    rows = both[(both["land_mu"] == both["land_mu_last"]) & both["uscc"].isin(new["uscc"])]
    return _finding(
        rows, "land_unchanged_new_certificate", "land_mu", rows["land_mu"], rows["land_mu_last"]
    )


def _adjustments(evaluation: pd.DataFrame, adjustments: pd.DataFrame) -> list[pd.DataFrame]:
    unknown = adjustments[~adjustments["uscc"].isin(evaluation["uscc"])]
    vetoed = adjustments.loc[adjustments["kind"] == "veto", "uscc"]
    lifted = adjustments[(adjustments["kind"] == "manual") & adjustments["uscc"].isin(vetoed)]
    return [
        _finding(
            unknown.drop_duplicates("uscc"), "adjustment_of_unknown_enterprise", "uscc", np.nan
        ),
        _finding(lifted, "manual_above_veto", "target_class", np.nan),
    ]
