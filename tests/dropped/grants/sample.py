"""Invented grants: a few enterprises of each county above scale; one county has a single one."""

import numpy as np
import pandas as pd
from analysis.questions.grants.tables import GRANTS

from analysis.sample.layout import Layout, raw_file
from analysis.sample.world import Sample, World


def sample(world: World, rng: np.random.Generator) -> Sample:
    """Two grants of each supported enterprise in 2022."""
    firms = world.enterprises.query("above_scale")
    order = rng.permutation(len(firms))
    place = firms.iloc[order].groupby("county_code", sort=False).cumcount()
    single = firms.iloc[order]["county_code"] == world.counties["county_code"].iloc[0]
    held = firms.iloc[order][(place < 8) & ~(single & (place > 0))]
    rows = pd.concat([held, held], ignore_index=True)
    days = pd.Timestamp("2022-02-01") + pd.to_timedelta(rng.integers(0, 300, len(rows)), unit="D")
    grants = pd.DataFrame(
        {
            "grant_id": [f"G{number:04d}" for number in range(len(rows))],
            "uscc": rows["uscc"],
            "county_code": rows["county_code"],
            "granted_on": days,
            "amount_10k_cny": rng.integers(20, 60, len(rows)).astype(float),
        }
    )
    return Sample([raw_file(GRANTS, grants, Layout("惠企资金台账", "2022-12-12"), world)])
