"""A few units with explosives, the visits to them, and what was found, with faults planted."""

import numpy as np
import pandas as pd

from analysis.questions.hazards.tables import ACTIVITIES as BUSINESS
from analysis.questions.hazards.tables import UNITS
from analysis.sample.layout import Layout, raw_file
from analysis.sample.planting import Fault, plant
from analysis.sample.world import Planted, Sample, World
from analysis.tables.activities import ACTIVITIES
from analysis.tables.cases import CASES

EXPORTED = "2022-12-05"
CHEMICALS = "26"
HAZARDS = {
    "培训": "新上岗人员未完成三级教育培训", "现场": "工房物品未按定置图摆放",
    "定员定量": "工房内人员超定员", "联锁": "联锁装置点检记录缺失",
    "视频监控": "库区一处摄像头离线", "储存": "库房温湿度记录不全",
    "消防": "灭火器压力不足",
}  # fmt: skip
_FOUND = ("opened_on", "channel", "category", "content", "level")
_MENDED = ("due_on", "extended_to", "owner", "closed_on", "evidence")
LEDGER = Layout(
    "民爆隐患台账",
    EXPORTED,
    columns=("case_id", "holder_name", "uscc", "county_code", *_FOUND, *_MENDED),
    groups={**dict.fromkeys(_FOUND, ("检查",)), **dict.fromkeys(_MENDED, ("整改",))},
    headings={
        "case_id": "隐患编号", "opened_on": "检查日期", "channel": "检查方式",
        "category": "隐患类别", "content": "存在问题隐患", "level": "隐患级别",
        "due_on": "整改期限", "closed_on": "整改完成日期", "evidence": "验收文号",
    },
    spelling={"county_code": "name"},
    serial=False,
    constants={"kind": "安全隐患", "example": "否"},
)  # fmt: skip
VISITS = Layout(
    "民爆检查台账",
    EXPORTED,
    columns=("date", "county_code", "name", "quantity", "counted_in", "receiver"),
    headings={
        "date": "检查日期", "name": "检查对象", "quantity": "参加部门数",
        "receiver": "牵头单位",
    },
    spelling={"county_code": "name"},
    constants={"kind": "检查"},
)  # fmt: skip
LIST = Layout(
    "民爆单位名录",
    EXPORTED,
    headings={"activity": "许可类别"},
    spelling={"county_code": "name"},
)
FAULTS = [
    Fault("closed_before_found", "closed_on", lambda rows: rows["opened_on"] - _days(2),
          lambda rows: _this_year(rows)),
    Fault("closed_without_evidence", "evidence", lambda rows: rows["evidence"].map(lambda _: None),
          lambda rows: _this_year(rows)),
    Fault("not_inspected", "opened_on", lambda rows: rows["opened_on"] - _days(1),
          lambda rows: _this_year(rows)),
]  # fmt: skip


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The list, four visits a unit and year, and no to two hazards a visit."""
    units = _units(world, rng)
    visits = _visits(units, rng)
    rows, notes = plant(rng, CASES, _hazards(visits, rng), FAULTS, each=1)
    files = [
        raw_file(UNITS, units, LIST, world),
        raw_file(ACTIVITIES, visits.drop(columns="uscc"), VISITS, world),
        raw_file(CASES, rows, LEDGER, world),
    ]
    planted = Planted(
        "planted_hazards.csv",
        notes,
        "民爆隐患台账的填报错误",
        "wrong entries in the register of hazards at units with explosives",
    )
    return Sample(files, planted=[planted])


def _units(world: World, rng: np.random.Generator) -> pd.DataFrame:
    """One unit for every three counties, two of them in one county."""
    firms = world.enterprises
    makers = firms[firms["industry_code"].eq(CHEMICALS) & firms["above_scale"]]
    makers = makers if len(makers) else firms
    number = max(1, len(world.counties) // 3)
    single = makers.groupby("county_code").sample(1, random_state=rng)
    chosen = single.sample(min(number, len(single)), random_state=rng)
    if len(chosen) > 2:
        beside = makers[makers["county_code"].eq(chosen["county_code"].iloc[0])]
        beside = beside[~beside["uscc"].isin(chosen["uscc"])][:1]
        chosen = pd.concat([chosen[: len(chosen) - len(beside)], beside])
    kinds = np.resize([*BUSINESS], len(chosen))
    return chosen[["uscc", "name", "county_code"]].assign(activity=kinds)


def _visits(units: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Visits by the end of each quarter of two years."""
    quarters = pd.date_range("2021-02-10", "2022-11-10", freq="91D")
    rows = units.merge(pd.DataFrame({"date": quarters}), how="cross")
    shift = pd.to_timedelta(rng.integers(0, 20, len(rows)), "D")
    return rows.assign(
        date=rows["date"] + shift,
        quantity=rng.integers(2, 5, len(rows)).astype(float),
        counted_in="个",
        receiver="市工信局",
    )[["date", "county_code", "name", "uscc", "quantity", "counted_in", "receiver"]]


def _hazards(visits: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    found = visits.loc[visits.index.repeat(rng.integers(0, 3, len(visits)))]
    found = found.sort_values("date", ignore_index=True)
    n = len(found)
    kind = rng.choice([*HAZARDS], n)
    major = rng.random(n) < 0.08
    due = found["date"] + pd.to_timedelta(np.where(major, 30, 10), "D")
    closed = found["date"] + pd.to_timedelta(rng.integers(2, 14, n), "D")
    closed = closed.where((closed <= EXPORTED) & (rng.random(n) < 0.93))
    number = found.groupby("county_code").cumcount() + 1
    ids = "MB-" + found["county_code"] + "-" + number.map("{:03d}".format)
    return pd.DataFrame(
        {
            "kind": "hazard",
            "case_id": ids,
            "holder_name": found["name"],
            "uscc": found["uscc"],
            "county_code": found["county_code"],
            "opened_on": found["date"],
            "channel": "多部门联合检查",
            "category": kind,
            "content": [HAZARDS[each] for each in kind],
            "level": np.where(major, "major", "ordinary"),
            "due_on": due,
            "extended_to": (due + _days(10)).where(rng.random(n) < 0.1),
            "owner": "属地工信部门",
            "closed_on": closed,
            "evidence": pd.Series([f"复查〔{each}〕" for each in ids]).where(closed.notna()),
        }
    )


def _this_year(rows: pd.DataFrame) -> pd.Series:
    """Hazards of the year that were closed in it."""
    return rows["opened_on"].ge("2022-01-10") & rows["closed_on"].le("2022-11-20")


def _days(days: int) -> pd.Timedelta:
    return pd.Timedelta(days=days)
