"""All cluster measures for a nation: 2,844 counties × 41 industries × 60 months.

Times the walk from a long table of seven million rows to every measure of `analysis.clusters`
that has a value per cell, county or industry, and its peak memory. Beside it runs the way one
would write it first, a pandas groupby-apply, on the same last months of the same table; both
must give the same numbers, and the ratio of their times on these months is printed.

    python bench/clusters.py [--counties 2844] [--peer-months 2]
"""

import argparse
import resource
import time

import numpy as np
import pandas as pd

from analysis.clusters import localisation
from analysis.clusters.cells import Array, cells
from analysis.clusters.concentration import concentration_ratio, hhi, normalised_hhi
from analysis.clusters.dynamic import dynamic
from analysis.clusters.ellison_glaeser import ellison_glaeser
from analysis.clusters.gradient import gradient
from analysis.clusters.location_quotient import location_quotient, symmetric
from analysis.clusters.shift_share import dunn, esteban_marquillas
from analysis.clusters.specialisation import krugman

INDUSTRIES, MONTHS = 41, 60


def nation(counties: int, seed: int = 1) -> pd.DataFrame:
    """Output and the same period's a year before, with one cell in ten never reported."""
    rng = np.random.default_rng(seed)
    shape = (MONTHS, counties, INDUSTRIES)
    period, county, industry = (a.ravel() for a in np.indices(shape, dtype=np.int16))
    base = rng.lognormal(8, 1.5, shape).ravel()
    value = base * rng.lognormal(0.05, 0.2, shape).ravel()
    value[rng.random(len(value)) < 0.1] = np.nan
    names = {
        "period": [f"{2018 + m // 12}-{m % 12 + 1:02d}" for m in range(MONTHS)],
        "county_code": [f"{110000 + c}" for c in range(counties)],
        "industry_code": [f"{6 + i:02d}" for i in range(INDUSTRIES)],
    }
    codes = {"period": period, "county_code": county, "industry_code": industry}
    labels = {
        name: pd.Categorical.from_codes(codes[name], categories=names[name]) for name in names
    }
    return pd.DataFrame(labels | {"value": value, "value_last_year": base})


def measures(rows: pd.DataFrame) -> dict[str, Array]:
    """Every measure of every month, as arrays whose first axis is the month."""
    grid = cells(rows)
    end, base = grid.array(rows["value"]), grid.array(rows["value_last_year"])
    plants = np.full(INDUSTRIES, 0.05)
    kept: dict[str, Array] = {}
    months = len(base)
    for month in range(months):  # one by one: a month's cells stay in the processor's cache
        b, e = base[month], end[month]
        quotient = location_quotient(e)
        of_month = {
            **dunn(b, e),
            **esteban_marquillas(b, e),
            "location_quotient": quotient,
            "symmetric_quotient": symmetric(quotient),
            "gradient": gradient(e, b),
            "hhi": hhi(e),
            "normalised_hhi": normalised_hhi(e),
            "cr4": concentration_ratio(e),
            "krugman": krugman(e),
            "hoover": localisation.hoover(e),
            "gini": localisation.gini(e),
            "theil": localisation.theil(e),
            "ellison_glaeser": ellison_glaeser(e, plants),
        }
        for name, values in of_month.items():
            # Computed in double precision, kept in single: seven digits.
            if name not in kept:
                kept[name] = np.empty((months, *values.shape), dtype=np.float32)
            kept[name][month] = values
    over_years = dynamic(base[::-12], end[::-12])
    return kept | {f"dynamic_{name}": values for name, values in over_years.items()}


def groupby_apply(rows: pd.DataFrame) -> pd.DataFrame:
    """Dunn's effects, the quotient, HHI and Krugman, county by county, as one would first try."""
    known = rows.dropna(subset=["value", "value_last_year"])

    def one_month(month: pd.DataFrame) -> pd.DataFrame:
        total = month[["value", "value_last_year"]].sum()
        growth = total["value"] / total["value_last_year"] - 1
        industry = month.groupby("industry_code", observed=True)[["value", "value_last_year"]].sum()
        rate = industry["value"] / industry["value_last_year"] - 1
        share = industry["value"] / total["value"]

        def one_county(county: pd.DataFrame) -> pd.DataFrame:
            x = county.set_index("industry_code")
            b, e = x["value_last_year"], x["value"]
            own = e / e.sum()
            rest = industry["value"].sub(e, fill_value=0)
            apart = own.reindex(rest.index, fill_value=0) - rest / rest.sum()
            return pd.DataFrame(
                {
                    "reference_effect": b * growth,
                    "mix_effect": b * (rate.reindex(b.index) - growth),
                    "local_effect": e - b * (1 + rate.reindex(b.index)),
                    "location_quotient": own / share.reindex(b.index),
                    "hhi": (own**2).sum(),
                    "krugman": apart.abs().sum(),
                }
            )

        return month.groupby("county_code", observed=True).apply(one_county)

    return known.groupby("period", observed=True).apply(one_month)


def same(ours: dict[str, Array], theirs: pd.DataFrame, rows: pd.DataFrame) -> None:
    """Raise where the two ways differ."""
    grid = cells(theirs.reset_index()[["period", "county_code", "industry_code"]])
    for name in ("reference_effect", "mix_effect", "local_effect", "location_quotient"):
        dense = grid.array(theirs[name].reset_index(drop=True))
        np.testing.assert_allclose(ours[name], dense, rtol=2e-5, atol=1e-2)
    for name in ("hhi", "krugman"):
        one = theirs.groupby(["period", "county_code"], observed=True)[name].first()
        np.testing.assert_allclose(ours[name].ravel(), one.to_numpy(), rtol=2e-5)


def main() -> None:
    """Run both sides and print one line of results."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--counties", type=int, default=2844)
    options.add_argument("--peer-months", type=int, default=2)
    chosen = options.parse_args()
    rows = nation(chosen.counties)
    print(f"{len(rows):,} rows, {rows.memory_usage(deep=True).sum() / 1e9:.2f} GB")
    start, busy = time.perf_counter(), time.process_time()
    everything = measures(rows)
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"{len(everything)} measures in {seconds:.2f} s ({busy:.2f} s busy), peak {peak:.2f} GB")
    del everything

    last = sorted(rows["period"].unique())[-chosen.peer_months :]
    few = rows[rows["period"].isin(last)]
    start = time.perf_counter()
    ours = measures(few)
    ours_seconds = time.perf_counter() - start
    start = time.perf_counter()
    theirs = groupby_apply(few)
    peer_seconds = time.perf_counter() - start
    same(ours, theirs, few)
    ratio = peer_seconds / ours_seconds
    print(
        f"{chosen.peer_months} months: ours {ours_seconds:.2f} s (all measures), groupby-apply "
        f"{peer_seconds:.1f} s (six of them), the same numbers"
    )
    print(f"RESULT seconds={seconds:.2f} peak_gb={peak:.2f} ratio_pandas={ratio:.1f}")


if __name__ == "__main__":
    main()
