"""A register of titles as large as a prefecture city's, with faults planted in it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.questions.titles.sample_first_sets import first_sets, per_model
from analysis.questions.titles.sample_grades import with_grades
from analysis.questions.titles.sample_ladder import ladder_faults
from analysis.questions.titles.sample_parks import chemical_faults
from analysis.registers.catalogue import Catalogue
from analysis.sample.builders import builders
from analysis.sample.cells import TICKS
from analysis.sample.layout import Layout, raw_file
from analysis.sample.names import joined
from analysis.sample.planting import Fault, plant
from analysis.sample.world import Planted, Sample, World
from analysis.tables.recognitions import RECOGNITIONS
from analysis.tables.rules import REFERENCE, read_rules

YEARS = (2019, 2020, 2021, 2022)
PER_COUNTY = 1 / 18
"""The plan is that of a city of 18 counties."""
STEPS = {"applied_on": 90, "recommended_on": 60, "announced_on": 15, "granted_on": 0}
"""Days before the grant."""
OWN = {
    "project": ("XM", "技术改造项目"),
    "platform": ("PT", "公共服务平台"),
    "park": ("YQ", "化工园区"),
    "textile_park": ("FZ", "服装创意园区"),
}
"""Kinds of holders, or titles, with codes of their own: its beginning, and the name's end."""
REVOKED = 0.02
REVIEWED = 0.8
"""Share of those ending by 2022 that were reviewed, and hold on for three years."""


@dataclass(frozen=True)
class List:
    """The lists of one title: how many are granted in each of `YEARS`, on which day of the year.

    `asked` is applicants for each grant, `award` the mean award in 10k CNY, `waits` how many are
    announced and wait, `proposed` how many are recommended for next year. `after` is the title a
    holder must have; `years` the validity that the list states. A list is announced `lead` days
    earlier than others.
    """

    title: str
    level: str
    kind: str
    day: str
    granted: tuple[int, int, int, int]
    asked: float = 1.0
    award: float = 0.0
    waits: int = 0
    proposed: int = 0
    after: str = ""
    years: int = 0
    batch: str = "1"
    lead: int = 0


PLAN = (
    List("innovative_sme", "province", "enterprise", "10-20", (0, 260, 330, 410), 1.05, years=3),
    List("tech_sme", "province", "enterprise", "03-28", (0, 0, 90, 120), 1.1, years=1),
    List("srdi", "province", "enterprise", "08-30", (40, 60, 95, 120), 1.6, 0, 70, 0,
         "innovative_sme", 3),
    List("srdi", "province", "enterprise", "12-10", (0, 0, 40, 0), 1.2, after="innovative_sme",
         years=3, batch="2"),
    List("srdi_model", "province", "enterprise", "09-15", (4, 6, 9, 10), 2.0, 50, after="srdi",
         years=3),
    List("little_giant", "nation", "enterprise", "08-08", (2, 10, 12, 14), 2.5, 100, after="srdi",
         years=3),
    List("key_little_giant", "nation", "enterprise", "09-20", (0, 0, 3, 4), 2.0, 200,
         after="little_giant", years=3),
    List("champion", "nation", "enterprise", "11-10", (1, 0, 1, 1), 2.0, 100, 0, 4, "little_giant",
         3),
    List("champion", "province", "enterprise", "10-12", (3, 4, 5, 6), 2.0, 50, 0, 12, "srdi", 3),
    List("pacesetter", "province", "enterprise", "07-06", (0, 17, 12, 18), 1.5, after="srdi"),
    List("service_platform", "province", "platform", "09-02", (2, 3, 2, 4), 1.5, 30),
    List("incubation_base", "province", "platform", "09-02", (1, 2, 2, 3), 1.5, 20),
    List("srdi_project", "province", "project", "06-16", (0, 8, 12, 15), 1.8, 80),
    List("cluster_project", "province", "project", "06-20", (0, 3, 4, 6), 1.6, 150),
    List("city_upgrading_plan", "city", "project", "03-10", (0, 0, 90, 150)),
    List("provincial_plan", "province", "project", "04-18", (0, 0, 120, 260), 1.1),
    List("hundred_demo", "province", "project", "07-22", (0, 6, 9, 12), 2.0, 300),
    List("industrial_base", "province", "project", "07-29", (0, 0, 2, 3), 3.0, 500),
    List("environment_incentive", "city", "enterprise", "02-25", (0, 0, 36, 58)),
    List("internet_key", "province", "project", "05-31", (5, 8, 11, 16), 1.8),
    List("internet_pilot", "province", "project", "06-30", (3, 5, 6, 9), 2.0, 60),
    List("smart_pilot", "province", "enterprise", "11-20", (2, 3, 4, 5), 2.2, 0, 0, 6),
    List("dcmm", "nation", "enterprise", "09-09", (0, 4, 14, 26)),
    List("green_factory", "nation", "enterprise", "01-21", (2, 3, 3, 3), 1.8, 50),
    List("green_factory", "province", "enterprise", "10-30", (8, 16, 20, 27), 1.5, 30),
    List("green_product", "province", "product", "10-30", (2, 4, 6, 9), 1.4),
    List("green_demo", "province", "project", "06-08", (0, 2, 3, 4), 2.0, 120, 0, 7, lead=150),
    List("first_set", "province", "product", "11-15", (6, 9, 12, 24), 1.75, 40),
    List("design_centre", "province", "enterprise", "05-12", (2, 3, 3, 4), 1.6, 100, 5, lead=153),
    List("design_centre", "city", "enterprise", "11-08", (4, 6, 7, 9)),
    List("design_project", "province", "project", "05-12", (8, 12, 15, 18), 1.8, 40, 21, lead=153),
    List("chemical_park", "province", "park", "09-28", (2, 3, 1, 1), 1.5),
    List("chemical_point", "city", "enterprise", "10-11", (0, 9, 7, 6), 1.4),
    List("whitelist", "city", "enterprise", "04-12", (0, 0, 60, 100)),
    List("fusion", "province", "enterprise", "03-31", (0, 0, 0, 240)),
    List("cloud", "province", "enterprise", "06-30", (0, 0, 0, 218), after="fusion"),
    List("cloud", "province", "enterprise", "09-30", (0, 0, 0, 40)),
    List("textile_park", "nation", "park", "09-26", (0, 0, 0, 1), 3.0),
    List("brand", "nation", "enterprise", "10-21", (0, 0, 2, 3), 2.0),
)  # fmt: skip
FAULTS = [
    Fault("granted_before_applied", "applied_on", lambda rows: rows["granted_on"] + _days(40),
          lambda rows: rows["applied_on"].notna() & rows["granted_on"].notna()),
    Fault("renamed", "holder_name", lambda rows: "原" + rows["holder_name"],
          lambda rows: rows["granted_on"].lt(
              rows.groupby("holder_id")["granted_on"].transform("max"))),
    Fault("code_missing", "holder_id", lambda rows: rows["holder_id"].map(lambda code: None),
          lambda rows: rows["holder_kind"].eq("enterprise")),
    Fault("unidentified", "holder_id", lambda rows: rows["holder_id"].map(lambda code: None),
          lambda rows: rows["holder_kind"].eq("platform")),
    Fault("valid_before_granted", "valid_until", lambda rows: rows["granted_on"] - _days(365),
          lambda rows: rows["valid_until"].notna()),
    Fault("unknown_title", "title", lambda rows: rows["title"] + "（培育）"),
    Fault("paid_above_award", "paid_10k_cny", lambda rows: rows["award_10k_cny"] * 1.5,
          lambda rows: rows["award_10k_cny"].notna()),
    Fault("grade_not_by_score", "grade", lambda rows: rows["grade"].map({"3": "5", "5": "3"}),
          lambda rows: rows["score_points"].notna() & rows["grade"].isin(["3", "5"])),
    Fault("grade_not_listed", "grade", lambda rows: rows["grade"].map(lambda grade: "1"),
          lambda rows: rows["grade"].eq("5") & rows["score_points"].isna()),
    Fault("certificate_shared", "document_no",
          lambda rows: rows["document_no"].map(lambda number: "DCMM-集团"),
          lambda rows: rows["document_no"].notna()),
    Fault("held_twice", "batch", lambda rows: rows["batch"].map(lambda batch: "补录"),
          lambda rows: rows["title"].eq("创新型中小企业") & rows["granted_on"].notna()),
]  # fmt: skip
COLUMNS = (
    *("title", "level", "year", "batch", "holder_kind", "holder_id", "holder_name"),
    *("county_code", "product", *STEPS, "reviewed_on", "revoked_on", "valid_until"),
    *("review_result", "grade", "score_points", "award_10k_cny", "paid_10k_cny"),
    *("document_no", "published_on", "inside_park", "area_ha", "example"),
)
LAYOUT = Layout(
    "申报认定台账",
    "2022-12-15",
    columns=COLUMNS,
    groups={
        **dict.fromkeys((*STEPS, "reviewed_on", "revoked_on"), ("时间",)),
        **dict.fromkeys(("award_10k_cny", "paid_10k_cny"), ("资金",)),
    },
    headings={"applied_on": "申报", "recommended_on": "推荐", "announced_on": "公示",
              "granted_on": "认定", "reviewed_on": "复核", "revoked_on": "取消"},
    spelling={"county_code": "name", "example": TICKS},
)  # fmt: skip


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The register of all titles; a list's holders are drawn among those who can have it."""
    known = read_rules(REFERENCE / "titles" / "titles.yaml", Catalogue)
    firms = world.enterprises
    merit = np.log(firms["level_10k_cny"]) + rng.normal(0, 0.8, len(firms))
    firms = firms.iloc[np.argsort(-merit.to_numpy(), kind="stable")]
    firms = firms.merge(builders(world)[["uscc", "project"]], on="uscc", how="left")
    held: dict[str, np.ndarray] = {}
    size = PER_COUNTY * len(world.counties)
    lists = [rows for plan in PLAN for rows in _lists(rng, firms, plan, held, size)]
    rows = _to_builders(pd.concat(lists, ignore_index=True), firms)
    sets = rows[rows["title"].eq("first_set") & rows["year"].eq(YEARS[-1])]
    rows = rows.assign(title=rows["title"].map({c: t.zh for c, t in known.titles.items()}))
    rows, notes = plant(rng, RECOGNITIONS, rows, FAULTS, each=3)
    twice = rows["batch"].eq("补录")
    rows = pd.concat([rows, rows[twice].assign(batch="1")], ignore_index=True)
    rows, of_models = per_model(rows)
    sheet, wrong = first_sets(world, rng, sets)
    rows, of_parks = chemical_faults(rng, rows)
    rows, of_ladder = ladder_faults(rng.spawn(1)[0], rows)
    note = Planted(
        "planted_titles.csv",
        pd.concat([notes, of_models, of_parks, of_ladder], ignore_index=True),
        "申报认定台账的登记错误",
        "wrong entries in the register of titles",
    )
    register = raw_file(RECOGNITIONS, rows, LAYOUT, world)
    return Sample([register, sheet], planted=[note, wrong])


def _to_builders(rows: pd.DataFrame, firms: pd.DataFrame) -> pd.DataFrame:
    """Give the incentive to enterprises that have a project, large and small; nothing is drawn."""
    building = firms[firms["project"].notna()]
    given = rows.index[rows["title"] == "environment_incentive"][: len(building)]
    chosen = building.iloc[np.arange(len(given)) * len(building) // max(len(given), 1)]
    columns = ["uscc", "name", "county_code"]
    rows.loc[given, ["holder_id", "holder_name", "county_code"]] = chosen[columns].to_numpy()
    return rows


def _days(days: int) -> pd.Timedelta:
    return pd.Timedelta(days=days)


def _lists(
    rng: np.random.Generator,
    firms: pd.DataFrame,
    plan: List,
    held: dict[str, np.ndarray],
    size: float,
) -> Iterator[pd.DataFrame]:
    """The lists of one title and level; `held` collects who was granted what."""
    got = held.setdefault(plan.title, np.array([], dtype=int))
    able = firms["project"].notna() if plan.kind == "project" else firms["uscc"].notna()
    pool = held.get(plan.after, np.flatnonzero(able))
    coming = YEARS[-1] + plan.title.startswith("design")  # money for design is next year's
    for year, of_city, last, day in (
        *((year, n, "granted_on", plan.day) for year, n in zip(YEARS, plan.granted, strict=True)),
        (coming, plan.waits, "announced_on", "11-25"),
        (YEARS[-1] + 1, plan.proposed, "recommended_on", "11-10"),
    ):
        count, free = round(of_city * size), np.setdiff1d(pool, got)
        asking = min(len(free), round(count * (plan.asked if last == "granted_on" else 1)))
        if not asking:
            continue
        chances = np.exp(-3 * free / len(firms))
        drawn = rng.choice(free, asking, replace=False, p=chances / chances.sum())
        if plan.kind == "product":
            drawn = rng.choice(drawn, asking)  # some have several products
        elif plan.kind == "enterprise" and last == "granted_on":
            got = held[plan.title] = np.append(got, drawn[:count])
        yield _one_list(rng, firms.iloc[drawn], plan, year, count, last, day)


def _one_list(
    rng: np.random.Generator,
    firms: pd.DataFrame,
    plan: List,
    year: int,
    count: int,
    last: str,
    day: str,
) -> pd.DataFrame:
    """Applicants of one list: the first `count` come to its last step, others stop before."""
    n, steps = len(firms), list(STEPS)
    ended = pd.Timestamp(f"{min(year, YEARS[-1])}-{day}")
    reached = np.where(np.arange(n) < count, steps.index(last), rng.integers(0, 2, n))
    granted = reached == steps.index("granted_on")
    rows = pd.DataFrame({"title": plan.title, "level": plan.level, "year": year}, index=range(n))
    rows = rows.assign(
        batch=_batch(plan, year, last),
        holder_kind="enterprise" if plan.kind == "product" else plan.kind,
        county_code=firms["county_code"].to_numpy(),
        product=[f"HX-{k}型" for k in rng.integers(100, 999, n)]
        if plan.kind == "product"
        else None,
        example=np.arange(n) == 0,
    )
    prefix, what = OWN.get(plan.title) or OWN.get(plan.kind, ("", ""))
    stem = firms["name"].str.removesuffix("有限公司（虚构）").to_numpy()
    codes = firms["uscc"].to_numpy()
    rows["holder_id"] = [f"{prefix}{year}{c[2:17]}" for c in codes] if what else codes
    names = [f"{joined(s, what)}（虚构）" for s in stem] if what else firms["name"].to_numpy()
    filed = plan.kind == "project" and year == YEARS[-1]
    rows["holder_name"] = firms["project"].to_numpy() if filed else names
    for place, (step, before) in enumerate(STEPS.items()):
        early = before - STEPS[last] + plan.lead * (step != last == "granted_on")
        dated = pd.Series(ended - _days(early), index=rows.index)
        rows[step] = dated.where(reached >= place)
    rows["published_on"] = rows["announced_on"]
    number = [f"DCMM-{year}-{k:03d}" for k in range(1, n + 1)]
    rows["document_no"] = pd.Series(number).where(granted & (plan.title == "dcmm"))
    end = ended + pd.DateOffset(years=plan.years) - _days(1)
    due = granted & (end.year <= YEARS[-1]) & (plan.years > 1)
    again = (rng.random(n) < REVIEWED) & due
    failed = due & ~again & (np.arange(n) % 2 == 0)  # the others did not come to the review
    ends = pd.Series(end, index=rows.index).where(granted & (plan.years > 0))
    rows["valid_until"] = ends.where(~again, end + pd.DateOffset(years=3))
    rows["reviewed_on"] = pd.Series(end - _days(60), index=rows.index).where(again | failed)
    result = pd.Series(np.where(failed, "failed", "passed"), index=rows.index)
    rows["review_result"] = result.where(again | failed)
    gone = granted & (year < YEARS[-1]) & (rng.random(n) < REVOKED)
    rows["revoked_on"] = pd.Series(pd.Timestamp(f"{YEARS[-1]}-06-30"), index=rows.index).where(gone)
    return _with_money(rng, with_grades(rng, rows, granted), plan, granted, year)


def _batch(plan: List, year: int, last: str) -> str:
    """Parks are numbered over the years; what waits of this year's is its second batch."""
    if plan.kind == "park":
        return str(year - YEARS[0] + 1)
    return "2" if last == "announced_on" and year == YEARS[-1] else plan.batch


def _with_money(
    rng: np.random.Generator, rows: pd.DataFrame, plan: List, granted: np.ndarray, year: int
) -> pd.DataFrame:
    award = np.where(
        granted & (plan.award > 0), plan.award * rng.uniform(0.6, 1.4, len(rows)), np.nan
    )
    award = np.round(award)
    share = rng.choice([0.0, 0.5, 1.0], len(rows)) if year == YEARS[-1] else 1.0
    return rows.assign(award_10k_cny=award, paid_10k_cny=np.round(award * share, 1))
