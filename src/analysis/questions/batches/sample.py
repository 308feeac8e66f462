"""A list of the three batches, made two years ago, with faults planted in it."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.sample.layout import Layout, raw_file
from analysis.sample.months import month_number
from analysis.sample.planting import Fault, plant
from analysis.sample.world import Planted, Sample, World, target
from analysis.tables.cases import CASES

WORDS = {"closed": "淘汰关停", "moved": "搬迁入园", "upgraded": "就地改造"}
PER_COUNTY = {"closed": 4.0, "moved": 2.5, "upgraded": 5.0}
NUMBERS = 20
"""Kept for each county of the groups before: more than it can have enterprises on the list."""
DONE = {"closed": 1.0, "moved": 0.9, "upgraded": 0.86}
"""Share done at last."""
LEAST = {2021: 20.0, 2022: 80.0}
"""Share in percent that the province asks for by the end of a year."""
WAYS = {
    "closed": ("两断三清",),
    "moved": ("搬入化工园区", "搬入经济开发区"),
    "upgraded": ("改造窑炉", "更换生产线", "建设治理设施"),
}
LISTED_ON = "2021-01-20"
WAITING = {"closed": "设备待清", "moved": "园区厂房在建", "upgraded": "设备安装"}
FINISHED = {"closed": "已断水断电", "moved": "已在园区投产", "upgraded": "已验收"}


def _all(column: str, value: str | None) -> Callable[[pd.DataFrame], pd.Series]:
    """Report one value for every row."""
    return lambda rows: rows[column].map(lambda _: value)


def _of(category: str, done: bool | None = None) -> Callable[[pd.DataFrame], pd.Series]:
    """Pick the rows of a category (all, if it is empty): those done, or those not done."""

    def able(rows: pd.DataFrame) -> pd.Series:
        right = rows["evidence"].notna().eq(done) if done is not None else True
        return rows["category"].str.contains(WORDS.get(category, "")) & right

    return able


FAULTS = [
    Fault("unknown_category", "category", _all("category", "整合重组"), _of("", False)),
    Fault("closed_before_listed", "closed_on",
          lambda rows: rows["opened_on"] - pd.Timedelta(days=30), _of("", True)),
    Fault("done_without_evidence", "evidence", _all("evidence", None), _of("", True)),
    Fault("moved_not_producing", "progress", _all("progress", "已签约"), _of("moved", True)),
    Fault("category_changed", "content", _all("content", "改为关停"), _of("moved", False)),
    Fault("listed_twice", "content", lambda rows: rows["content"] + "（再次列入）",
          _of("upgraded")),
    Fault("electricity_after_closing", "category", _all("category", WORDS["closed"]),
          lambda rows: _of("upgraded", True)(rows)
          & rows["closed_on"].between("2022-03-01", "2022-09-30")),
]  # fmt: skip
LAYOUT = Layout(
    "三个一批台账",
    "2022-12-05",
    columns=(
        *("case_id", "county_code", "holder_name", "uscc", "industry_code", "category", "content"),
        *("opened_on", "due_on", "owner", "progress", "closed_on", "evidence", "published_on"),
    ),
    headings={
        "case_id": "序号", "holder_name": "企业名称", "uscc": "信用代码", "content": "改造方式",
        "opened_on": "列入日期", "due_on": "完成时限", "closed_on": "完成时间",
        "evidence": "验收文号",
    },
    groups=dict.fromkeys(("progress", "closed_on", "evidence"), ("完成情况",)),
    spelling={"county_code": "name", "industry_code": "name", "due_on": "month"},
    serial=False,
    note="注：搬迁入园以在园区投产为准；淘汰关停按“两断三清”验收。",
    constants={"kind": "relocation", "example": "否"},
)  # fmt: skip


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The list of every county; who is closed has long left the list above scale."""
    firms, gone = world.enterprises, world.firms["listed_until"] <= month_number(LISTED_ON[:7])
    never = world.firms["listed_from"] > month_number(world.last)
    running = firms[firms["above_scale"]].sample(frac=1, random_state=rng)
    moved = _size(world, "moved")
    pools = {
        "closed": firms[gone | never].sample(frac=1, random_state=rng),
        "moved": running[:moved],
        "upgraded": running[moved:],
    }
    listed = [
        _listed(rng, category, pool[: _size(world, category)]) for category, pool in pools.items()
    ]
    rows = pd.concat(listed).sort_values(
        ["county_code", "category"], kind="stable", ignore_index=True
    )
    rows.insert(0, "case_id", _numbers(world, 0, len(rows)))
    rows, notes = plant(rng, CASES, rows.assign(kind="relocation"), FAULTS, each=2)
    changed = rows[rows["content"].eq("改为关停")]
    changed = changed.assign(category=WORDS["closed"], opened_on=pd.Timestamp("2022-06-30"))
    again = pd.concat([changed, rows[rows["content"].str.endswith("（再次列入）")]])
    again = again.assign(case_id=_numbers(world, len(rows), len(again)))
    planted = Planted(
        "planted_batches.csv", notes, "三个一批台账的填报错误", "wrong entries in the three batches"
    )
    rows = pd.concat([rows, again], ignore_index=True)
    file = raw_file(CASES, rows.drop(columns="kind"), LAYOUT, world)
    return Sample(
        [file],
        planted=[planted],
        targets=[
            target("three_batches", "city", year, share, "level") for year, share in LEAST.items()
        ],
    )


def _numbers(world: World, after: int, count: int) -> list[str]:
    """The next numbers of a list that goes on from group to group of counties."""
    first = NUMBERS * world.before + after + 1
    return [str(number) for number in range(first, first + count)]


def _size(world: World, category: str) -> int:
    return round(PER_COUNTY[category] * len(world.counties))


def _listed(rng: np.random.Generator, category: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The enterprises of one category, with what was done and when."""
    n = len(rows)
    done = rng.permutation(np.arange(n) < np.ceil(DONE[category] * n))
    ends = pd.date_range("2021-05-31", "2022-12-31", freq="ME")
    due = pd.Series(rng.choice(ends, n))
    finished = due - pd.to_timedelta(rng.integers(-20, 90, n), unit="D")
    finished = finished.clip(upper=pd.Timestamp("2022-11-28"))
    return pd.DataFrame(
        {
            "county_code": rows["county_code"].to_numpy(),
            "holder_name": rows["name"].to_numpy(),
            "uscc": rows["uscc"].to_numpy(),
            "industry_code": rows["industry_code"].to_numpy(),
            "category": WORDS[category],
            "content": rng.choice(WAYS[category], n),
            "opened_on": pd.Timestamp(LISTED_ON),
            "due_on": due,
            "owner": rng.choice(["工信局", "生态环境局", "园区管委会"], n),
            "progress": np.where(done, FINISHED[category], WAITING[category]),
            "closed_on": finished.where(done),
            "evidence": pd.Series(
                [f"验收〔{day.year}〕{k}号" for k, day in enumerate(finished, 1)]
            ).where(done),
            "published_on": pd.Timestamp("2021-02-10"),
        }
    )
