"""Land: how much each enterprise uses, and the parcels it owns, leases and lets."""

import numpy as np
import pandas as pd

from analysis.sample.activity import Panel
from analysis.sample.months import FIRST_YEAR

LESSEES = 0.06  # of the enterprises below scale
MIN_MU = 3.0
M2_PER_MU = 2000 / 3


def land_use(
    rng: np.random.Generator, register: pd.DataFrame, panel: Panel, industries: pd.DataFrame
) -> pd.DataFrame:
    """Land used by each enterprise, from its value added and the industry's intensity.

    Returns, row by row as the register, `land_mu` and `lessee` (has no land of its own).
    """
    n = len(register)
    kind = register["industry"].to_numpy()
    output = panel.amounts["output"].reshape(n, -1, 12)[:, 2021 - FIRST_YEAR].sum(axis=1)
    output = np.maximum(output, 0.3 * register["level_10k_cny"])
    value_added = output * industries["va"].to_numpy()[kind]
    per_mu = industries["land"].to_numpy()[kind] * rng.lognormal(0, 0.65, n)
    above = register["above_scale"].to_numpy()
    per_mu = np.where(above, per_mu, per_mu * 0.8)
    lessee = ~above & (rng.random(n) < LESSEES)
    least = np.where(lessee, 0.8, MIN_MU) * rng.uniform(1.0, 1.6, n)
    return pd.DataFrame({"land_mu": np.maximum(value_added / per_mu, least), "lessee": lessee})


def land_parcels(
    rng: np.random.Generator, register: pd.DataFrame, use: pd.DataFrame, counties: pd.DataFrame
) -> pd.DataFrame:
    """The parcels behind `land_use`: what an enterprise uses is owned + leased in − let.

    Returns the columns of the dictionary's `land_parcels` but the vintage, with `tenure` in
    Chinese and `area_m2`; `enterprise` is the row number. A lessee rents from an owner of its
    county, on the owner's parcel.
    """
    owners = np.flatnonzero(~use["lessee"])
    lessees = np.flatnonzero(use["lessee"])
    county = register["county"].to_numpy()
    by_county = {c: owners[county[owners] == c] for c in np.unique(county)}
    lessor = np.zeros(len(lessees), dtype=int)  # each owner lets to one lessee at most
    for place in np.unique(county[lessees]):
        here = county[lessees] == place
        lessor[here] = rng.choice(by_county[place], here.sum(), replace=False)
    let = np.bincount(lessor, use["land_mu"].to_numpy()[lessees], len(register))
    owned = (use["land_mu"].to_numpy() + let)[owners]
    split = (owned > 40) & (rng.random(len(owners)) < 0.3)
    share = np.where(split & (let[owners] == 0), rng.uniform(0.5, 0.8, len(owners)), 1.0)
    first = pd.DataFrame({"enterprise": owners, "area": owned * share, "tenure": "自有"})
    second = pd.DataFrame({"enterprise": owners, "area": owned * (1 - share), "tenure": "自有"})
    rows = pd.concat([first, second[share < 1]], ignore_index=True)
    serial = rows.groupby(county[rows["enterprise"]]).cumcount().to_numpy() + 1
    code = counties["county_code"].to_numpy(object)
    parcel = [
        f"{code[c]}-GY-{s:05d}" for c, s in zip(county[rows["enterprise"]], serial, strict=True)
    ]
    year = rng.integers(1999, 2020, len(rows))
    rows = rows.assign(
        parcel_id=parcel,
        counterpart=-1,
        certificate_no=[f"虚构{y}-{s:07d}" for y, s in zip(year, serial, strict=True)],
        valid_from=[
            f"{y}-{m:02d}-{d:02d}"
            for y, m, d in zip(
                year, rng.integers(1, 13, len(rows)), rng.integers(1, 29, len(rows)), strict=True
            )
        ],
    )
    of_owner = rows.drop_duplicates("enterprise").set_index("enterprise")["parcel_id"]
    area = use["land_mu"].to_numpy()[lessees]
    leases = [
        pd.DataFrame(
            {
                "enterprise": who,
                "area": area,
                "tenure": tenure,
                "parcel_id": of_owner.loc[lessor].to_numpy(),
                "counterpart": other,
            }
        )
        for who, tenure, other in ((lessor, "租出", lessees), (lessees, "租入", lessor))
    ]
    rows = pd.concat([rows, *leases], ignore_index=True)
    uscc = register["uscc"].to_numpy(object)
    return rows.assign(
        uscc=uscc[rows["enterprise"]],
        county_code=code[county[rows["enterprise"]]],
        area_m2=np.rint(rows["area"] * M2_PER_MU),
        counterpart_uscc=np.where(rows["counterpart"] >= 0, uscc[rows["counterpart"]], None),
    ).sort_values(["county_code", "parcel_id", "tenure", "uscc"], ignore_index=True)
