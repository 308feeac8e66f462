"""A city of two counties whose list above scale, candidates and reporters fit on a page."""

import io
from zlib import crc32

import pandas as pd
import pytest

from analysis.questions.above_scale.question import QUESTION
from analysis.questions.above_scale.tables import CANDIDATE_MONTH
from analysis.tables.city import City
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES, ROSTER_EVENTS
from analysis.tables.given import Given
from analysis.tables.projects import PROJECT_MONTH, PROJECTS
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.releases import city_of

JIA, YI = "990001", "990002"
TASKS = [
    {"indicator": "above_scale_net", "county": county, "year": 2022, "value": task,
     "kind": "level", "unit": "家"}
    for county, task in (("city", 3.0), (JIA, 2.0))
]  # fmt: skip
VINTAGE = "2022-12-15"
CANDIDATE = {
    "county_code": JIA, "period": "2022-11", "revenue_ytd_10k_cny": "2200", "entry": "upscaled",
    "planned_batch": "first", "papers": "True", "township": None, "papers_missing": None,
    "project_code": None, "vat_sales_ytd_10k_cny": None, "electricity_ytd_10k_kwh": None,
}  # fmt: skip
REPORT = {"county_code": JIA, "period": "2022-11", "now": "3000", "last": "2500"}


def code(name: str) -> str:
    """The credit code of an enterprise that tests call A, B, …; registered in the first county."""
    return f"91{JIA}MA{crc32(name.encode()) % 10**8:08d}"


def read(text: str) -> pd.DataFrame:
    """Aligned text as rows; `-` is empty."""
    return pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str, na_values="-")


def filled(rows: pd.DataFrame, usual: dict[str, str | None]) -> pd.DataFrame:
    """The rows with usual values in columns left out, enterprises by code."""
    rows = rows.assign(**{name: value for name, value in usual.items() if name not in rows})
    return rows.assign(name=rows["uscc"], uscc=rows["uscc"].map(code), vintage=VINTAGE)


def events(text: str) -> pd.DataFrame:
    """Rows of the list's events."""
    rows = filled(read(text), {"county_code": JIA})
    return ROSTER_EVENTS.validate(rows[[*ROSTER_EVENTS.columns]])


def register(text: str) -> pd.DataFrame:
    """Rows of the register."""
    usual = {"county_code": JIA, "above_scale": "True", "commissioned_on": None}
    rows = filled(read(text), usual)
    rows = rows.assign(
        above_scale=rows["above_scale"].eq("True"),
        commissioned_on=pd.to_datetime(rows["commissioned_on"]),
        industry_code="33",
        size="small",
        group_id=None,
    )
    return ENTERPRISES.validate(rows[[*ENTERPRISES.columns]])


def watched(text: str) -> pd.DataFrame:
    """Rows of the watch of candidates; output is revenue unless it is said."""
    rows = filled(read(text), CANDIDATE)
    if "output_ytd_10k_cny" not in rows:
        rows["output_ytd_10k_cny"] = rows["revenue_ytd_10k_cny"]
    amounts = [c for c in CANDIDATE_MONTH.columns if c.endswith(("_cny", "_kwh"))]
    rows[amounts] = rows[amounts].astype(float)
    rows = rows.assign(papers=rows["papers"].eq("True"))
    return CANDIDATE_MONTH.validate(rows[[*CANDIDATE_MONTH.columns]])


def reports(text: str) -> pd.DataFrame:
    """Monthly reports whose revenue and output are `now`, and were `last` a year ago."""
    rows = filled(read(text), REPORT)
    for stem in ("output", "revenue", "profit", "tax"):
        rows[f"{stem}_ytd_10k_cny"] = rows["now"].astype(float)
        rows[f"{stem}_ytd_last_year_10k_cny"] = rows["last"].astype(float)
    absent = [name for name in ENTERPRISE_MONTH.columns if name not in rows]
    rows = rows.assign(**dict.fromkeys(absent, float("nan"))).assign(industry_code="33")
    return ENTERPRISE_MONTH.validate(rows[[*ENTERPRISE_MONTH.columns]])


def filed(text: str) -> pd.DataFrame:
    """Rows of the library of projects; a new plant's unless it is said."""
    usual = {"county_code": JIA, "nature": "new", "filed_on": "2021-06-01"}
    rows = filled(read(text), usual).assign(industry_code="33", total_10k_cny=3000.0)
    return _whole(PROJECTS, rows.assign(filed_on=pd.to_datetime(rows["filed_on"])))


def dispatched(text: str) -> pd.DataFrame:
    """Rows of the monthly dispatch of projects; their builders are the library's."""
    rows = read(text).assign(county_code=JIA, period="2022-11", list="carried_over", name="–")
    rows = rows.assign(plan_year_10k_cny=100.0, done_ytd_10k_cny=90.0, construction_permit=True)
    rows = rows.assign(vintage=VINTAGE, producing_on=pd.to_datetime(rows["producing_on"]))
    return _whole(PROJECT_MONTH, rows)


def _whole(declared, rows):
    absent = {name: None for name in declared.columns if name not in rows}
    return declared.validate(rows.assign(**absent)[[*declared.columns]])


READ = {
    "roster_events": events, "enterprises": register,
    "candidate_month": watched, "enterprise_month": reports,
    "projects": filed, "project_month": dispatched,
}  # fmt: skip


@pytest.fixture
def stored(tmp_path):
    """From the text of each table to the city's store; tables left out the city has not."""

    def store(tasks=True, counties=(JIA, YI), **texts: str) -> Store:
        targets = TASKS if tasks else []
        city = City.model_validate(city_of(counties, synthetic=True, targets=targets))
        tables = {"counties": city.counties_table(), "targets": city.targets_table()}
        tables |= {name: READ[name](text) for name, text in texts.items()}
        write_version(tmp_path / "store", city, tables, [])
        return Store(tmp_path / "store")

    return store


@pytest.fixture
def answered(stored):
    """From the text of each table to the answer at the end of a period."""

    def answer(period: str = "2022-11", **texts) -> dict[str, pd.DataFrame]:
        found = QUESTION.answer(Given(stored(**texts), "above_scale", QUESTION, period))
        return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}

    return answer


def row(frame: pd.DataFrame, county: str = "city", **where: str) -> pd.Series:
    """The one row of a county."""
    for column, value in {"county_code": county, **where}.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1, (county, where)
    return frame.iloc[0]
