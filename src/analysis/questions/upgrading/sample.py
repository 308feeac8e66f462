"""Whose digital integration, and whose factory, was evaluated this year; faults are planted."""

import numpy as np
import pandas as pd

from analysis.sample.layout import Layout, raw_file
from analysis.sample.planting import Fault, plant
from analysis.sample.world import Planted, Sample, World
from analysis.tables.recognitions import DIGITAL, RECOGNITIONS

SHARE = 0.15
"""Of the enterprises above scale, how many were evaluated."""
GREEN = 0.96
"""Of the enterprises above scale, how many evaluated their factory themselves."""
EVALUATED = Layout(
    "两化融合水平评估名单",
    "2022-12-05",
    columns=("holder_id", "holder_name", "county_code", "year", "granted_on", "score_points",
             *DIGITAL, "controlled_processes_pct"),
    headings={"holder_id": "统一社会信用代码", "holder_name": "企业名称",
              "granted_on": "认定时间", "score_points": "评价得分"},
    spelling={"county_code": "name"},
    constants={"title": "两化融合水平评估", "level": "省级", "batch": "1", "holder_kind": "企业",
               "example": "否"},
)  # fmt: skip
SELF_EVALUATED = Layout(
    "绿色工厂自评价名单",
    "2022-12-05",
    columns=("holder_id", "holder_name", "county_code", "year", "granted_on"),
    headings={"holder_id": "统一社会信用代码", "holder_name": "企业名称",
              "granted_on": "认定时间"},
    spelling={"county_code": "name"},
    constants={"title": "绿色工厂自评价", "level": "县级", "batch": "1", "holder_kind": "企业",
               "example": "否"},
)  # fmt: skip
FAULTS = [
    Fault("index_outside", "score_points", lambda rows: rows["score_points"] * 10,
          lambda rows: rows["score_points"] > 20),
]  # fmt: skip


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The list of the year; an index of some is written without its decimal point."""
    firms = world.enterprises
    listed = firms[firms["above_scale"]].sample(frac=SHARE, random_state=rng)
    index = rng.normal(66, 14, len(listed)).clip(25, 98).round(1)
    rows = pd.DataFrame(
        {
            "title": "两化融合水平评估",
            "level": "province",
            "batch": "1",
            "product": "",
            "holder_id": listed["uscc"],
            "holder_name": listed["name"],
            "county_code": listed["county_code"],
            "year": 2022,
            "granted_on": pd.Timestamp("2022-09-20"),
            "score_points": index,
        }
    ).reset_index(drop=True)
    rows, notes = plant(rng, RECOGNITIONS, rows, FAULTS, each=2)
    planted = Planted(
        "planted_upgrading.csv",
        notes,
        "两化融合水平评估名单的登记错误",
        "wrong entries in the list of evaluated enterprises",
    )
    green = _green(firms, rng)
    files = [
        raw_file(RECOGNITIONS, _with_parts(rows, rng), EVALUATED, world),
        raw_file(RECOGNITIONS, green, SELF_EVALUATED, world),
    ]
    return Sample(files, planted=[planted])


def _with_parts(rows: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The parts of the index: the higher it is, the more of them an enterprise has."""
    chance = rows["score_points"].clip(0, 100) / 100
    has = {name: rng.random(len(rows)) < chance for name in DIGITAL}
    rate = (100 * chance + rng.normal(0, 8, len(rows))).clip(0, 100).round(1)
    return rows.assign(**has, controlled_processes_pct=rate)


def _green(firms: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Nearly all above scale, by the county, and a few below it, who do not count."""
    above = firms[firms["above_scale"]].sample(frac=GREEN, random_state=rng)
    below = firms[~firms["above_scale"]].sample(len(above) // 40, random_state=rng)
    listed = pd.concat([above, below]).sort_values(["county_code", "uscc"], ignore_index=True)
    return pd.DataFrame(
        {
            "holder_id": listed["uscc"],
            "holder_name": listed["name"],
            "county_code": listed["county_code"],
            "year": 2022,
            "granted_on": pd.Timestamp("2022-04-15"),
        }
    )
