"""Two years of trainings and events of each county, with faults planted."""

import numpy as np
import pandas as pd

from analysis.sample.layout import Layout, raw_file
from analysis.sample.planting import Fault, plant
from analysis.sample.world import Planted, Sample, World
from analysis.tables.activities import ACTIVITIES

EXPORTED = "2022-12-05"
PER_COUNTY = 10
TOPICS = {
    "training": ("数字化转型培训", "专精特新申报培训", "安全生产培训", "惠企政策线上宣讲"),
    "event": ("一起益企服务活动", "银企对接会", "产销对接会"),
}
REGISTER = Layout(
    "培训活动台账",
    EXPORTED,
    columns=("date", "county_code", "kind", "name", "quantity", "counted_in", "enterprises"),
    headings={
        "date": "活动日期", "kind": "活动类别", "name": "活动名称",
        "enterprises": "参加企业数",
    },
    spelling={"county_code": "name"},
    totals="last",
)  # fmt: skip
FAULTS = [
    Fault("enterprises_missing", "enterprises", lambda rows: rows["enterprises"] * np.nan,
          lambda rows: _this_year(rows)),
    Fault("more_enterprises_than_persons", "enterprises", lambda rows: rows["quantity"] + 5,
          lambda rows: _this_year(rows)),
    Fault("counted_otherwise", "counted_in", lambda rows: rows["counted_in"].map(lambda _: "期"),
          lambda rows: _this_year(rows) & rows["kind"].eq("training")),
]  # fmt: skip


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The register, as exported a few days after the period."""
    rows, notes = plant(rng, ACTIVITIES, _sessions(world, rng), FAULTS, each=2)
    planted = Planted(
        "planted_activities.csv",
        notes,
        "培训活动台账的填报错误",
        "wrong entries in the register of trainings and events",
    )
    return Sample([raw_file(ACTIVITIES, rows, REGISTER, world)], planted=[planted])


def _sessions(world: World, rng: np.random.Generator) -> pd.DataFrame:
    counties = world.counties["county_code"].to_numpy(object)
    code = np.repeat(counties, PER_COUNTY)
    n = len(code)
    kind = rng.choice([*TOPICS], n, p=[0.7, 0.3])
    day = pd.Timestamp("2021-02-20") + pd.to_timedelta(rng.integers(0, 650, n), "D")
    firms = rng.integers(8, 26, n).astype(float)
    named = world.counties.set_index("county_code")["name_zh"]
    rows = pd.DataFrame(
        {
            "kind": kind,
            "date": day,
            "county_code": code,
            "name": [f"{named[c]}{rng.choice(TOPICS[k])}" for c, k in zip(code, kind, strict=True)],
            "quantity": np.rint(firms * rng.uniform(1.2, 2.6, n)),
            "counted_in": "人次",
            "enterprises": firms,
        }
    )
    return rows.sort_values("date").drop_duplicates([*ACTIVITIES.key])


def _this_year(rows: pd.DataFrame) -> pd.Series:
    return rows["date"].between("2022-01-01", "2022-11-30")
