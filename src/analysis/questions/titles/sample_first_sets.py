"""The sheet of the year's first sets: what those who apply state, with faults planted in it."""

import numpy as np
import pandas as pd

from analysis.sample.layout import Layout, raw_file
from analysis.sample.planting import Fault, plant
from analysis.sample.raw_file import RawFile
from analysis.sample.world import Planted, World
from analysis.tables.first_sets import FIRST_SET_PRODUCTS, KINDS
from analysis.tables.recognitions import RECOGNITIONS

PRICES = {"set": (30, 400), "single": (12, 150), "part": (6, 60)}
_PROOFS = ("patent_no", "test_report", "user_proof")
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
          lambda rows: rows["first_sold_on"].notna() & rows["recommended_on"].isna()),
    Fault("recommended_incomplete", "test_report",
          lambda rows: rows["test_report"].map(lambda number: None),
          lambda rows: rows["recommended_on"].notna() & rows["user_proof"].isna()),
    Fault("entered_per_model", "model", lambda rows: rows["model"] + "A",
          lambda rows: rows["recommended_on"].isna()),
]  # fmt: skip


def first_sets(
    world: World, rng: np.random.Generator, entries: pd.DataFrame
) -> tuple[RawFile, Planted]:
    """Return the sheet of the register's first sets: a row a product, of some a second model.

    What was recommended has all proofs, but for those planted.
    """
    rows = _stated(rng, entries.drop_duplicates(["holder_id", "product"]))
    spoiled, notes = plant(rng, FIRST_SET_PRODUCTS, rows, FAULTS, each=2)
    again = rows[spoiled["model"].ne(rows["model"])]
    whole = pd.concat([spoiled, again], ignore_index=True).drop(columns="recommended_on")
    planted = Planted(
        "planted_first_sets.csv",
        notes,
        "首台（套）申报产品表的填报错误",
        "wrong entries in the sheet of first sets",
    )
    return raw_file(FIRST_SET_PRODUCTS, whole, SHEET, world), planted


def per_model(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the register with a product of the year before that stands by model, and the list."""
    sound = (
        rows["title"].eq("首台（套）重大技术装备")
        & rows["year"].eq(2021)
        & rows["granted_on"].gt(rows["applied_on"])
        & rows["paid_10k_cny"].le(rows["award_10k_cny"])
        & rows["holder_id"].notna()
        & ~rows["holder_name"].str.startswith("原")
    )
    first = rows.index[sound][:1]
    name = "智能成套装备HX-{}型"
    again = rows.loc[first].assign(product=name.format("201B"))
    rows = rows.assign(product=rows["product"].mask(rows.index.isin(first), name.format("201A")))
    notes = pd.DataFrame(
        {
            "table": RECOGNITIONS.name,
            "key": again[[*RECOGNITIONS.key]].astype(str).agg("/".join, axis=1),
            "column": "product",
            "fault": "entered_per_model",
            "true_value": None,
            "reported_value": again["product"],
        }
    )
    return pd.concat([rows, again], ignore_index=True), notes


def _stated(rng: np.random.Generator, entries: pd.DataFrame) -> pd.DataFrame:
    rows = entries.rename(columns={"holder_id": "uscc", "holder_name": "name"})
    kept = ["uscc", "name", "county_code", "product", "applied_on", "recommended_on"]
    rows = rows[kept].reset_index(drop=True)
    n, passed = len(rows), rows["recommended_on"].notna()
    kind = rng.choice([*KINDS], n)
    low, high = (np.array([PRICES[each][end] for each in kind]) for end in (0, 1))
    low = np.where(passed, 2 * low, low)  # above every line
    sold = rows["applied_on"] - pd.to_timedelta(rng.integers(40, 900, n), "D")
    sold = sold.where(~passed, rows["applied_on"] - pd.Timedelta(days=300))
    codes = rng.integers(100, 999, n)
    stated = rows.assign(
        model=[f"HX-{code}" for code in codes],
        kind=kind,
        unit_price_10k_cny=np.round(np.exp(rng.uniform(np.log(low), np.log(high))), 1),
        first_sold_on=sold.dt.to_period("M").dt.to_timestamp(),
        patent_no=pd.Series([f"ZL2021{code}" for code in codes]).where(
            passed | (rng.random(n) < 0.6)
        ),
        test_report=pd.Series([f"JC-{code}" for code in codes]).where(
            passed | (rng.random(n) < 0.6)
        ),
    )
    # every third that has no report has its user's word
    asked = stated["test_report"].isna() & (np.arange(n) % 3 == 0)
    return stated.assign(user_proof=pd.Series("用户使用证明", rows.index).where(asked))
