"""Candidates of this autumn and of the last one, late events of the list, faults in both."""

import numpy as np
import pandas as pd

from analysis.questions.above_scale.tables import CANDIDATE_MONTH
from analysis.sample.builders import builders
from analysis.sample.cells import TICKS
from analysis.sample.layout import Layout, raw_file
from analysis.sample.months import month_name, month_number
from analysis.sample.planting import Fault, plant
from analysis.sample.world import Planted, Sample, World, target
from analysis.tables.enterprises import ROSTER_EVENTS

LINE_10K_CNY = 2000
PER_COUNTY = 9
TASK = 100 / 18
"""Net increase that a county is set, of an average one."""
TOWNSHIPS = ("城关镇", "东亭镇", "临河镇", "石桥乡", "新集镇", "开发区街道")
PAPERS = ("增值税申报表附列资料（一）", "车间照片", "最近一期利润表", "诚信承诺书", "备案文件")
SEEN = (("2021-08", "2021-11"), ("2022-08", "2022-09", "2022-10", "2022-11"))
"""Reports kept of last year's candidates, and of this year's."""
WATCH = Layout(
    "准规上企业监测表",
    "2022-12-05",
    groups={
        **dict.fromkeys(("revenue_ytd_10k_cny", "output_ytd_10k_cny"), ("本年累计",)),
        **dict.fromkeys(("vat_sales_ytd_10k_cny", "electricity_ytd_10k_kwh"), ("本年累计",)),
        **dict.fromkeys(("entry", "planned_batch", "papers", "papers_missing"), ("入库准备",)),
    },
    spelling={"county_code": "name", "papers": TICKS},
    split=("period",),
    note="注：累计数由企业据利润表填报，应税销售额取自增值税纳税申报表。",
)
LATE = Layout("规上企业入退库_补报", "2022-12-15", spelling={"county_code": "name"}, serial=True)
FAULTS = [
    Fault("revenue_not_vat", "vat_sales_ytd_10k_cny",
          lambda rows: (rows["vat_sales_ytd_10k_cny"] * 0.6).round(),
          lambda rows: rows["period"].eq(rows["period"].max())),
    Fault("licence_not_plant", "county_code", lambda rows: rows["other"],
          lambda rows: rows["period"].eq(rows["period"].max())
          & rows["other"].ne(rows["county_code"])),
    Fault("project_not_in_library", "project_code", lambda rows: "B" + rows["project_code"],
          lambda rows: rows["period"].eq(rows["period"].max()) & rows["project_code"].notna()),
    Fault("last_year_not_as_filed", "revenue_ytd_10k_cny",
          lambda rows: (rows["revenue_ytd_10k_cny"] * 1.15).round(),
          lambda rows: rows["period"].eq("2021-11") & rows["entered"]),
]  # fmt: skip
ANOTHERS = [
    Fault("project_of_another", "project_code", lambda rows: rows["another"],
          lambda rows: rows["period"].eq(rows["period"].max())
          & rows["another"].notna() & rows["project_code"].str.startswith("2")
          & rows["another"].ne(rows["project_code"])),
]  # fmt: skip


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The watch of candidates, the list's late events, the counties' tasks."""
    rows = _watched(world, rng)
    rows, notes = plant(rng, CANDIDATE_MONTH, rows, FAULTS, each=3)
    rows, others = plant(rng.spawn(1)[0], CANDIDATE_MONTH, rows, ANOTHERS, each=2)
    rows, listed = _with_listed(world, rows)
    late, planted = _late(world)
    files = [raw_file(CANDIDATE_MONTH, rows[_columns(rows)], WATCH, world)]
    if len(late):
        files.append(raw_file(ROSTER_EVENTS, late, LATE, world))
    counties = world.counties["county_code"]
    tasks = np.maximum(1, np.rint(TASK * rng.uniform(0.5, 1.5, len(counties))))
    return Sample(
        files,
        planted=[
            Planted(
                "planted_above_scale.csv",
                pd.concat([notes, others, listed, planted]),
                "入退库补报与准规上监测的填报错误",
                "wrong entries in late roster events and the watch of candidates",
            )
        ],
        targets=[
            target("above_scale_net", code, 2022, task, "level", "家", schedule="by_batch")
            for code, task in [("city", 100.0), *zip(counties, map(float, tasks), strict=True)]
        ],
    )


def _with_listed(world: World, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The candidates and one that stands on the list already, with the fault's line."""
    firm = world.enterprises[world.enterprises["above_scale"]].iloc[0]
    last = rows[rows["period"].eq(rows["period"].max()) & rows["entry"].eq("upscaled")].head(1)
    wrong = last.assign(**firm[["uscc", "name", "county_code"]])
    keys = wrong["uscc"] + "/" + wrong["period"]
    notes = pd.DataFrame({"table": CANDIDATE_MONTH.name, "key": keys, "column": "uscc"})
    notes = notes.assign(
        fault="already_listed", true_value=last["uscc"], reported_value=firm["uscc"]
    )
    return pd.concat([rows, wrong], ignore_index=True), notes


def _columns(rows: pd.DataFrame) -> list[str]:
    return [name for name in CANDIDATE_MONTH.columns if name in rows]


def _watched(world: World, rng: np.random.Generator) -> pd.DataFrame:
    """Every report of every candidate: those who entered last winter, and others below the line."""
    firms, careers = world.enterprises, world.firms
    first = careers["listed_from"] == month_number("2022-02")
    known = rng.random(len(firms)) < 0.9
    entered = np.flatnonzero(first & careers["entry"].eq("upscaled") & known)
    plants = builders(world).query("first_plant").set_index("uscc")["project_code"]
    built = firms["uscc"].isin(plants.index)
    below = np.flatnonzero(careers["kind"].eq("below") & ~built)
    number = min(len(below), PER_COUNTY * len(world.counties))
    chosen = rng.choice(below, min(len(below), number + number // 2), replace=False)
    then, now = chosen[number:], chosen[:number]
    now = np.concatenate([now[: number - built.sum()], np.flatnonzero(built)])
    parts = [
        _booked(world, entered),
        _reported(rng, firms, then, SEEN[0], 0.85, 0.2, rng.random(len(then)) < 0.25),
        _reported(rng, firms, now, SEEN[1], 1.25, 0.25, built.to_numpy()[now]),
    ]
    rows = pd.concat(parts, ignore_index=True)
    each = rows.drop_duplicates("uscc")[["uscc"]]
    township = rng.choice(np.array(TOWNSHIPS), len(each))
    lacking = rng.choice(np.array([None, *PAPERS]), len(each), p=[0.8, *([0.04] * 5)])
    each = each.assign(township=township, papers_missing=lacking)
    rows = rows.merge(each, on="uscc").sort_values(["period", "county_code", "uscc"])
    codes = world.counties["county_code"].to_numpy(object)
    order = {code: codes[(place + 1) % len(codes)] for place, code in enumerate(codes)}
    new = rows["entry"].eq("new_build")
    own = "2021-" + rows["county_code"] + "-" + rows["uscc"].str[-5:]
    another = dict(zip(plants.index, np.roll(plants.to_numpy(object), 1), strict=True))
    return rows.assign(
        another=rows["uscc"].map(another).where(new),
        papers=rows["papers_missing"].isna(),
        other=rows["county_code"].map(order),
        vat_sales_ytd_10k_cny=(rows["revenue_ytd_10k_cny"] * 0.97).round(),
        electricity_ytd_10k_kwh=(rows["revenue_ytd_10k_cny"] * 0.03).round(1),
        planned_batch=np.where(new, "monthly", "first"),
        project_code=rows["uscc"].map(plants).fillna(own).where(new),
    ).reset_index(drop=True)


def _booked(world: World, places: np.ndarray) -> pd.DataFrame:
    """What last winter's entrants had earned by then: what this year's reports say of it."""
    amounts = {name: world.panel.last_year(name, 2022) / 10 for name in ("revenue", "output")}
    firms = world.enterprises.iloc[places][["uscc", "name", "county_code"]]
    parts = [
        firms.assign(
            period=period,
            entry="upscaled",
            entered=True,
            **{
                f"{name}_ytd_10k_cny": values[places, int(period[5:]) - 1].round()
                for name, values in amounts.items()
            },
        )
        for period in SEEN[0]
    ]
    return pd.concat(parts)


def _reported(
    rng: np.random.Generator,
    firms: pd.DataFrame,
    places: np.ndarray,
    periods: tuple[str, ...],
    usual: float,
    spread: float,
    built: np.ndarray,
) -> pd.DataFrame:
    """Reports of enterprises whose year comes to about `usual` times the line; some are `built`."""
    rows = firms.iloc[places][["uscc", "name", "county_code"]]
    pace = rng.lognormal(np.log(usual), spread, len(rows))
    start = np.where(built, rng.integers(3, 7, len(rows)), 1)
    parts = []
    for period in periods:
        months = int(period[5:]) - start + 1
        revenue = np.round(pace * LINE_10K_CNY * months / (13 - start))
        parts.append(
            rows.assign(
                period=period,
                entry=np.where(built, "new_build", "upscaled"),
                entered=False,
                revenue_ytd_10k_cny=revenue,
                output_ytd_10k_cny=np.round(revenue * 1.04),
            )
        )
    return pd.concat(parts)


def _late(world: World) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Events that a county filed late: two moves between counties, and faults, with their list."""
    firms = world.enterprises.join(world.firms[["entry", "exit", "listed_from", "active_from"]])
    codes = world.counties["county_code"].to_numpy(object)
    plain = firms[firms["above_scale"] & firms["entry"].eq("") & firms["exit"].eq("")]
    came = firms[firms["above_scale"] & firms["listed_from"].between(24, 36)]
    young = firms[~firms["above_scale"] & firms["active_from"].between(26, 40)]
    young = young[young["exit"].eq("")]
    events, notes = [], []

    def add(firm: pd.Series, event: str, period: str, county: str, fault: str = "") -> None:
        events.append((firm["uscc"], county, event, period))
        if fault:
            key = f"{firm['uscc']}/{event}/{period}"
            notes.append(("roster_events", key, "event", fault, "", event))

    movers = plain.iloc[: 2 * (len(codes) > 1)]
    for (_, firm), left in zip(movers.iterrows(), ("2022-07", "2022-06"), strict=False):
        other = codes[1] if firm["county_code"] == codes[0] else codes[0]
        add(firm, "moved_out", left, other)
        add(firm, "moved_in", "2022-07", firm["county_code"], "moved_between_counties")
    for _, firm in came.iloc[:2].iterrows():
        add(firm, "reclassified_in", "2022-06", firm["county_code"], "entered_twice")
    for place, (_, firm) in enumerate(young.iloc[:2].iterrows()):
        entered = month_name(int(firm["active_from"]) - 6)
        entered = entered.replace("-01", "-02")
        add(firm, "new_build", entered, firm["county_code"], "before_production")
        add(firm, "deregistered", "2021-03", firm["county_code"])
        if place == 0:
            add(firm, "stopped", "2021-06", firm["county_code"], "left_twice")
    columns = ["uscc", "county_code", "event", "period"]
    listed = ["table", "key", "column", "fault", "true_value", "reported_value"]
    return pd.DataFrame(events, columns=columns), pd.DataFrame(notes, columns=listed)
