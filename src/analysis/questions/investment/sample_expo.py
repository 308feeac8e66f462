"""What of a city's projects an expo presented, and what was signed or intended there."""

import numpy as np
import pandas as pd

from analysis.sample.layout import Layout, raw_file
from analysis.sample.planting import Fault, plant
from analysis.sample.raw_file import RawFile
from analysis.sample.world import Planted, World
from analysis.tables.recognitions import RECOGNITIONS

PRESENTED = {2022: 42 / 18, 2021: 25 / 18}
"""Projects presented in a year, by county of a city."""
AGREED = (("数博会签约项目", 0.5), ("数博会合作意向项目", 0.25))
OPENED = {2021: "2021-07-28", 2022: "2022-08-10"}
LISTS = Layout(
    "数博会项目清单",
    "2022-12-05",
    columns=("title", "year", "batch", "holder_id", "holder_name", "county_code",
             "granted_on", "published_on"),
    headings={"title": "项目类别", "holder_id": "项目代码", "holder_name": "项目名称",
              "granted_on": "批准日期", "published_on": "名单公开日期"},
    spelling={"county_code": "name"},
    constants={"level": "市级", "holder_kind": "项目", "example": "否"},
)  # fmt: skip


def _presented_alone(rows: pd.DataFrame) -> pd.Series:
    return rows["title"].eq("数博会发布项目") & ~rows["agreed"] & rows["year"].eq(max(OPENED))


FAULTS = [
    Fault("expo_not_in_library", "holder_id", lambda rows: "B" + rows["holder_id"],
          _presented_alone),
    Fault("agreed_not_presented", "title",
          lambda rows: rows["title"].map(lambda title: "数博会合作意向项目"),
          _presented_alone),
    Fault("in_two_expos", "year", lambda rows: rows["year"] - 1,
          _presented_alone),
]  # fmt: skip


def expo(world: World, rng: np.random.Generator, projects: pd.DataFrame) -> tuple[RawFile, Planted]:
    """Return the lists of two expos, with faults planted in the later ones.

    A year's expo presents projects to be started, the one before those carried over. A project
    that is presented again was on both.
    """
    before = projects["list"].eq("carried_over")
    pools = {2022: projects if before.all() else projects[~before], 2021: projects[before]}
    rows = pd.concat(
        [
            _lists(rng, pool, round(PRESENTED[year] * len(world.counties))).assign(year=year)
            for year, pool in pools.items()
        ],
        ignore_index=True,
    )
    spoiled, notes = plant(rng, RECOGNITIONS, rows, FAULTS, each=2)
    again = rows[spoiled["year"].ne(rows["year"])]
    rows = pd.concat([spoiled, again], ignore_index=True)
    opened = pd.to_datetime(rows["year"].map(OPENED))
    rows = rows.assign(granted_on=opened, published_on=opened)
    planted = Planted(
        "planted_expo.csv", notes, "数博会项目清单的登记错误", "wrong entries in the expo's lists"
    )
    return raw_file(RECOGNITIONS, rows, LISTS, world), planted


def _lists(rng: np.random.Generator, pool: pd.DataFrame, number: int) -> pd.DataFrame:
    """What one expo presents of a pool, and of that what is signed or intended."""
    number = min(len(pool), max(1, number))
    shown = pool.sample(number, random_state=rng)
    parts, first = [shown.assign(title="数博会发布项目")], 0
    for title, share in AGREED:
        last = first + round(share * number)
        parts.append(shown.iloc[first:last].assign(title=title))
        first = last
    agreed = shown["project_code"].iloc[:first]
    rows = pd.concat(parts, ignore_index=True)
    rows = rows.rename(columns={"project_code": "holder_id", "name": "holder_name"})
    rows = rows[["title", "holder_id", "holder_name", "county_code"]]
    return rows.assign(level="city", batch="1", product="", agreed=rows["holder_id"].isin(agreed))
