"""The year's projects of a city, a dispatch workbook a county, with faults planted in both."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.periods import last_day
from analysis.questions.investment.sample_expo import expo
from analysis.questions.investment.sample_faults import (
    FAULTS_FILED,
    FAULTS_LAST_YEAR,
    FAULTS_LATER,
    FAULTS_REPORTED,
    later,
)
from analysis.questions.investment.tables import CRITICISMS
from analysis.sample.builders import builders
from analysis.sample.cells import TICKS
from analysis.sample.layout import Layout, raw_file
from analysis.sample.months import periods
from analysis.sample.planting import plant
from analysis.sample.raw_file import RawFile
from analysis.sample.world import Planted, Sample, World
from analysis.tables.projects import LISTS, PROJECT_MONTH, PROJECTS

SHARES = (0.40, 0.45, 0.15)
"""Carried over, new starts, planned."""
NATURE = (0.25, 0.2, 0.45, 0.1)
"""New, expansion, upgrading, relocation."""
BUILT = 0.9
"""Share of first plants that are new, and in production by spring."""
UNKNOWN = 0.05
"""Share of projects whose code on the province's platform a county did not fill in."""
PROBLEMS = ("用地指标未落实", "融资未到位", "环评审批中", "设备订货周期长", "征迁未完成")
NEVER = pd.Timestamp("2030-12-31")
LIBRARY = Layout(
    "项目库",
    "2022-12-05",
    groups={
        **dict.fromkeys(("filed_no", "filed_on"), ("备案",)),
        **dict.fromkeys(("planned_start_on", "planned_finish_on"), ("计划时间",)),
    },
    headings={"filed_no": "文号", "filed_on": "时间", "planned_start_on": "开工",
              "planned_finish_on": "竣工"},
    spelling={"county_code": "name", "filed_on": "month", "planned_start_on": "month",
              "planned_finish_on": "month"},
)  # fmt: skip
DISPATCH = Layout(
    "重点项目调度表",
    "2022-12-05",
    columns=(
        *("project_code", "name", "county_code", "list", "period", "plan_year_10k_cny", "stage"),
        *("done_ytd_10k_cny", "done_pct", "done_total_10k_cny"),
        *("started_on", "finished_on", "producing_on"),
        *("statistics_code", "statistics_ytd_10k_cny"),
        *("environment", "energy", "construction_permit", "problem", "measure"),
    ),
    beside={"environment": "环评", "energy": "节能审查", "measure": "解决措施"},
    groups={
        **dict.fromkeys(("stage", "statistics_code", "statistics_ytd_10k_cny"), ("形象进度",)),
        **dict.fromkeys(
            ("done_ytd_10k_cny", "done_pct", "done_total_10k_cny"), ("形象进度", "投资")
        ),
        **dict.fromkeys(("started_on", "finished_on", "producing_on"), ("形象进度", "实际时间")),
        **dict.fromkeys(("environment", "energy"), ("手续", "前期手续")),
        "construction_permit": ("手续",),
        **dict.fromkeys(("problem", "measure"), ("问题",)),
    },
    headings={
        "plan_year_10k_cny": "{Y}年计划投资",
        "done_ytd_10k_cny": "本年累计完成投资（不含上年）",
    },
    spelling={
        "county_code": "name", "done_pct": "percent", "started_on": "month",
        "finished_on": "month", "producing_on": "month", "environment": TICKS,
        "energy": TICKS, "construction_permit": TICKS,
    },
    split=("county_code",),
    books=True,
    note="注：本年累计完成投资不含上年；已备案未开工项目填“前期”。",
)  # fmt: skip

DISPATCH_LAST_YEAR = replace(
    DISPATCH, stem="上年重点项目调度表", vintage="2022-01-05", split=(), books=False
)
CRITICISED = Layout("通报批评台账", "2022-12-05", spelling={"county_code": "name"}, serial=True)


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The library, and the dispatch of every month of the last year."""
    projects = _projects(world, rng)
    filed, notes = plant(rng, PROJECTS, projects, FAULTS_FILED, each=3)
    again = projects[filed["name"].ne(projects["name"])]
    again = again.assign(project_code=again["project_code"] + "-1")
    filed = pd.concat([filed, again], ignore_index=True)
    rows = _dispatched(rng, filed, world.last).sort_values("county_code", kind="stable")
    rows = rows.assign(filed=rows["project_code"], sound=~rows["project_code"].isin(notes["key"]))
    rows, reported = plant(rng, PROJECT_MONTH, rows, FAULTS_REPORTED, each=3)
    own = rng.spawn(1)[0]
    rows["sound"] &= ~(rows["filed"] + "/" + rows["period"]).isin(reported["key"])
    rows, more = plant(own, PROJECT_MONTH, rows, FAULTS_LATER, each=3)
    december, finished = plant(own, PROJECT_MONTH, _december(filed), FAULTS_LAST_YEAR, each=3)
    wrong_rate = reported.loc[reported["fault"].eq("rate_not_as_computed"), "key"]
    typed = (rows["project_code"] + "/" + rows["period"]).isin(wrong_rate)
    rows["done_pct"] = rows["done_pct"].where(typed, _rate(rows))
    wrong = reported.loc[reported["fault"].eq("statistics_differ"), "key"]
    typed = (rows["project_code"] + "/" + rows["period"]).isin(wrong)
    counted = rows["statistics_ytd_10k_cny"].where(typed, _counted(rows))
    rows["statistics_ytd_10k_cny"] = counted
    planted = Planted(
        "planted_investment.csv",
        pd.concat([notes, reported, more, finished]),
        "项目库与项目月调度的填报错误",
        "wrong entries in the library and the dispatch of projects",
    )
    columns = [name for name in PROJECTS.columns if name in filed]
    files = [
        raw_file(PROJECTS, filed[columns], LIBRARY, world),
        raw_file(PROJECT_MONTH, rows, DISPATCH, world),
        raw_file(PROJECT_MONTH, december, DISPATCH_LAST_YEAR, world),
    ]
    lists, presented = expo(world, rng, projects)
    return Sample([*files, lists, _criticisms(world)], planted=[planted, presented])


def _december(filed: pd.DataFrame) -> pd.DataFrame:
    """Last December's dispatch of what is carried over: all of it unfinished then."""
    rows = filed[filed["list"].eq("carried_over")]
    january, day = pd.Timestamp("2021-01-01"), pd.Timestamp("2021-12-31")
    begun, plan = rows["start"] <= day, (rows["cost"] * rows["share"]).round()
    done = (rows["cost"] * 0.3).round().where(begun, 0.0)
    rows = rows.assign(
        period="2021-12",
        list=np.where(rows["start"] < january, "carried_over", "new_start"),
        stage=np.where(begun, "building", "preparation"),
        plan_year_10k_cny=plan,
        done_ytd_10k_cny=done,
        done_total_10k_cny=done,
        started_on=rows["start"].where(begun),
        construction_permit=begun,
        environment=begun,
        energy=begun,
        **dict.fromkeys(("finished_on", "producing_on"), pd.NaT),
        **dict.fromkeys(("statistics_code", "problem", "measure"), None),
        statistics_ytd_10k_cny=np.nan,
    )
    return rows.assign(done_pct=_rate(rows)).sort_values("county_code", kind="stable")


def _criticisms(world: World) -> RawFile:
    """Two counties that were criticised in public, one of them a year ago too."""
    counties = world.counties["county_code"].to_numpy(object)[[0, 0, -1]]
    issued = pd.to_datetime(["2021-09-10", "2022-07-08", "2022-10-12"])
    numbers = ["通报〔2021〕9号", "通报〔2022〕7号", "通报〔2022〕10号"]
    rows = pd.DataFrame({"county_code": counties, "issued_on": issued, "document_no": numbers})
    return raw_file(CRITICISMS, rows.assign(points=[5.0, 10.0, 5.0]), CRITICISED, world)


def _projects(world: World, rng: np.random.Generator) -> pd.DataFrame:
    """The library, with what the dispatch needs: list, pace, share planned, actual days."""
    rows = builders(world)
    n = len(rows)
    first = rows["first_plant"] & (rng.random(n) < BUILT)
    kind = np.where(first, "carried_over", rng.choice([*LISTS], n, p=SHARES))
    begins = {"carried_over": (-26, -2), "new_start": (1, 12), "planned": (13, 24)}
    months = [rng.integers(*begins[each]) for each in kind]
    planned = pd.Timestamp("2022-01-01") + pd.Series([later(m) for m in months])
    delay = rng.choice([-1, 0, 1, 2, 99], n, p=[0.1, 0.5, 0.2, 0.1, 0.1])
    start = pd.Series([day + later(late) for day, late in zip(planned, delay, strict=True)])
    start = start.where(~((kind == "carried_over") & (delay > 2)), planned)
    start = start.where(kind != "planned", NEVER)
    length = rng.integers(10, 30, n)
    finish = pd.Series([s + later(k) + _end() for s, k in zip(start, length, strict=True)])
    finish = finish.where(~first, pd.Timestamp("2022-02-28"))
    total = np.round(np.clip(rng.lognormal(np.log(8000), 1.1, n), 280, 400_000))
    nature = rng.choice(["new", "expansion", "upgrading", "relocation"], n, p=NATURE)
    return rows.assign(
        name=rows["project"],
        nature=np.where(first, "new", nature),
        platform_code=rows["platform_code"].where(rng.random(n) >= UNKNOWN),
        level=np.select([total >= 50_000, total >= 20_000], ["province", "city"], "county"),
        parent_code=None,
        total_10k_cny=total,
        equipment_10k_cny=np.round(total * rng.uniform(0.3, 0.6, n)),
        filed_no=[f"备案〔2022〕{k}号" for k in range(1, n + 1)],
        filed_on=planned - pd.DateOffset(months=4),
        planned_start_on=planned + _end(),
        planned_finish_on=[p + later(k) + _end() for p, k in zip(planned, length, strict=True)],
        published_on=pd.Series(pd.Timestamp("2022-02-18"), index=rows.index).where(
            rng.random(n) < 0.8
        ),
        list=kind,
        start=start,
        finish=finish.where(finish >= "2022-02-01", pd.Timestamp("2022-02-28")),
        cost=total,
        whole=rows["project_code"]
        .where(kind != "planned")
        .groupby(rows["county_code"])
        .transform("first"),
        share=rng.uniform(0.25, 0.5, n),
        pace=np.clip(rng.normal(1.2, 0.25, n), 0.5, 1.5),
        coded=rng.random(n) < 0.85,
        problem=rng.choice(np.array([None, *PROBLEMS]), n, p=[0.75, *([0.05] * 5)]),
    )


def _dispatched(rng: np.random.Generator, filed: pd.DataFrame, last: str) -> pd.DataFrame:
    """The dispatch of every period of the last year."""
    year = last[:4]
    stopped = np.where(rng.random(len(filed)) < 0.02, rng.integers(3, 12, len(filed)), 13)
    parts = []
    for period in periods(f"{year}-02", last):
        day, month = last_day(period), int(period[5:])
        rows = filed.assign(period=period, measure=None)
        first = rows["start"].dt.month.where(rows["start"].dt.year == int(year), 1)
        begun = rows["start"] <= day
        passed = (np.minimum(month, stopped) - first + 1).clip(lower=0)
        plan = (rows["cost"] * rows["share"]).round().where(rows["list"] != "planned", 0.0)
        done = (plan * rows["pace"] * passed / (13 - first)).round().where(begun, 0.0)
        earlier = (rows["cost"] * 0.3).round().where(rows["list"].eq("carried_over"), 0.0)
        produces = rows["finish"] + pd.DateOffset(months=1) + _end()
        stage = np.select(
            [
                month >= stopped, produces <= day, rows["finish"] <= day,
                rows["start"] < day.replace(day=1), begun, rows["list"].eq("planned"),
            ],
            ["stopped", "producing", "finished", "building", "started", "planned"],
            "preparation",
        )  # fmt: skip
        rows = rows.assign(
            stage=stage,
            plan_year_10k_cny=plan,
            done_ytd_10k_cny=done,
            done_total_10k_cny=earlier + done,
            started_on=rows["start"].where(begun),
            finished_on=rows["finish"].where(begun & (rows["finish"] <= day)),
            producing_on=produces.where(begun & (produces <= day)),
            statistics_code=("TJ" + rows["project_code"].str.replace("-", "")).where(
                begun & rows["coded"] & (rows["cost"] >= 500)
            ),
            environment=begun | rows["coded"],
            energy=begun,
            construction_permit=begun,
        )
        rows = rows.assign(done_pct=_rate(rows), statistics_ytd_10k_cny=np.nan)
        parts.append(rows)
    return pd.concat(parts, ignore_index=True)


def _rate(rows: pd.DataFrame) -> pd.Series:
    """The share done as counties type it: whole percent, nothing without a plan."""
    plan = rows["plan_year_10k_cny"]
    return (100 * rows["done_ytd_10k_cny"] / plan.where(plan > 0)).round()


def _counted(rows: pd.DataFrame) -> pd.Series:
    """What statistics have of a project in them: a little less than the dispatch, by its code."""
    late = pd.to_numeric(rows["project_code"].str[-2:], errors="coerce").fillna(0) % 5
    return (
        (rows["done_ytd_10k_cny"] * (1 - late / 100)).round().where(rows["statistics_code"].notna())
    )


def _end() -> pd.offsets.MonthEnd:
    return pd.offsets.MonthEnd(0)
