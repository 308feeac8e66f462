"""The sheet of products that apply as first sets, with faults planted in it."""

import numpy as np
import pandas as pd

from analysis.questions.first_set_proofs.tables import KINDS, PRODUCTS
from analysis.sample.layout import Layout, raw_file
from analysis.sample.planting import Fault, plant
from analysis.sample.world import Planted, Sample, World

APPLICANTS = 30 / 18
"""Enterprises by county of a city; two in five apply with a second product."""
MAKERS = ("34", "35", "36", "37", "38", "39")
NAMES = {"set": "成套装备", "single": "专用设备", "part": "关键部件"}
PRICES = {"set": (30, 400), "single": (12, 150), "part": (6, 60)}
_PROOFS = ("patent_no", "test_report")
SHEET = Layout(
    "首台套申报产品表",
    "2022-12-05",
    columns=("name", "uscc", "county_code", "product", "model", "kind", "unit_price_10k_cny",
             "applied_on", "first_sold_on", *_PROOFS),
    groups={**dict.fromkeys(("product", "model", "kind", "unit_price_10k_cny"), ("产品",)),
            **dict.fromkeys(("first_sold_on", *_PROOFS), ("证明材料",))},
    headings={"product": "名称"},
    spelling={"county_code": "name", "first_sold_on": "month"},
)  # fmt: skip
FAULTS = [
    Fault("sold_after_applied", "first_sold_on",
          lambda rows: rows["applied_on"] + pd.Timedelta(days=60),
          lambda rows: rows["first_sold_on"].notna()),
    Fault("entered_per_model", "model", lambda rows: rows["model"] + "A"),
]  # fmt: skip


def sample(world: World, rng: np.random.Generator) -> Sample:
    """One row a product; of those planted a second model stands in the sheet."""
    rows = _products(world, rng)
    spoiled, notes = plant(rng, PRODUCTS, rows, FAULTS, each=2)
    again = rows[spoiled["model"].ne(rows["model"])]
    planted = Planted(
        "planted_first_set_proofs.csv",
        notes,
        "首台（套）申报产品表的填报错误",
        "wrong entries in the sheet of first sets",
    )
    whole = pd.concat([spoiled, again], ignore_index=True)
    return Sample([raw_file(PRODUCTS, whole, SHEET, world)], planted=[planted])


def _products(world: World, rng: np.random.Generator) -> pd.DataFrame:
    firms = world.enterprises
    makers = firms[firms["industry_code"].isin(MAKERS) & firms["above_scale"]]
    makers = makers if len(makers) else firms
    number = min(len(makers), max(1, round(APPLICANTS * len(world.counties))))
    chosen = makers.sample(number, random_state=rng)
    rows = chosen.loc[chosen.index.repeat(1 + (rng.random(number) < 0.4))]
    rows = rows[["uscc", "name", "county_code"]].reset_index(drop=True)
    n = len(rows)
    kind = rng.choice([*KINDS], n)
    low, high = (np.array([PRICES[each][end] for each in kind]) for end in (0, 1))
    applied = pd.Timestamp("2022-06-01") + pd.to_timedelta(rng.integers(0, 60, n), "D")
    sold = applied - pd.to_timedelta(rng.integers(20, 900, n), "D")
    codes = rng.integers(100, 999, n)
    place = rows.groupby("uscc").cumcount() + 1
    return rows.assign(
        product=[f"{NAMES[k]}{p}型" for k, p in zip(kind, place, strict=True)],
        model=[f"HX-{code}" for code in codes],
        kind=kind,
        unit_price_10k_cny=np.round(np.exp(rng.uniform(np.log(low), np.log(high))), 1),
        applied_on=applied,
        first_sold_on=pd.Series(sold.to_period("M").to_timestamp()).where(rng.random(n) < 0.95),
        patent_no=pd.Series([f"ZL2021{code}" for code in codes]).where(rng.random(n) < 0.85),
        test_report=pd.Series([f"JC-{code}" for code in codes]).where(rng.random(n) < 0.8),
    )
