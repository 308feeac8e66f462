"""A city of two counties whose lists, awards and projects a reader can count by hand."""

import io

import pandas as pd
import pytest

from analysis.questions.programmes.question import QUESTION
from analysis.tables.city import City
from analysis.tables.given import Given
from analysis.tables.projects import PROJECT_MONTH, PROJECTS
from analysis.tables.recognitions import RECOGNITIONS
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.releases import city_of

FIRST, SECOND = COUNTIES = ["990001", "990002"]
CITY = City.model_validate(city_of(COUNTIES, synthetic=True))
USUAL = {
    "title": "百项示范项目", "level": "province", "county": FIRST, "year": "2022", "batch": "1",
    "announced": "2022-06-01", "granted": "2022-07-22", "public": "2022-06-01", "award": None,
    "paid": None, "name": None, "kind": "project", "valid": None, "revoked": None,
}  # fmt: skip


def entries(text: str) -> pd.DataFrame:
    """Aligned text as rows of the register of titles; columns left out are `USUAL`."""
    rows = _aligned(text, USUAL)
    declared = pd.DataFrame(
        {
            "title": rows["title"],
            "level": rows["level"],
            "year": rows["year"].astype(int),
            "batch": rows["batch"],
            "holder_kind": rows["kind"],
            "valid_until": rows["valid"],
            "revoked_on": rows["revoked"],
            "holder_id": rows["code"],
            "holder_name": rows["name"].fillna(rows["code"]),
            "county_code": rows["county"],
            "announced_on": rows["announced"],
            "granted_on": rows["granted"],
            "published_on": rows["public"],
            "award_10k_cny": rows["award"].astype(float),
            "paid_10k_cny": rows["paid"].astype(float),
            "example": False,
            "vintage": "2022-12-05",
        }
    )
    return _whole(RECOGNITIONS, declared)


def dispatch(text: str) -> dict[str, pd.DataFrame]:
    """Aligned text (code, platform, uscc, name, start, plan, done) as library and dispatch."""
    usual = {
        "name": None,
        "platform": None,
        "uscc": None,
        "start": "2022-03-01",
        "plan": "1000",
        "done": "900",
    }
    rows = _aligned(text, usual)
    common = pd.DataFrame(
        {
            "project_code": rows["code"], "county_code": FIRST,
            "name": rows["name"].fillna(rows["code"]),
            "vintage": "2022-12-05",
        }
    )  # fmt: skip
    library = common.assign(
        platform_code=rows["platform"],
        uscc=rows["uscc"],
        industry_code="33",
        nature="upgrading",
        total_10k_cny=9e3,
    )
    month = common.assign(
        period="2022-11",
        list="new_start",
        stage="building",
        plan_year_10k_cny=rows["plan"].astype(float),
        done_ytd_10k_cny=rows["done"].astype(float),
        started_on=rows["start"],
        construction_permit=True,
    )
    return {"projects": _whole(PROJECTS, library), "project_month": _whole(PROJECT_MONTH, month)}


def _aligned(text: str, usual: dict) -> pd.DataFrame:
    rows = pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str, na_values="-")
    return rows.assign(**{name: value for name, value in usual.items() if name not in rows})


def _whole(declared, rows):
    absent = {name: None for name in declared.columns if name not in rows}
    return declared.validate(rows.assign(**absent))


@pytest.fixture
def stored(tmp_path):
    """From rows of the register, and of the dispatch, to the city's store."""

    def store(text: str, projects: str = "") -> Store:
        held = {"counties": CITY.counties_table(), "recognitions": entries(text)}
        write_version(tmp_path / "store", CITY, held | (dispatch(projects) if projects else {}), [])
        return Store(tmp_path / "store")

    return store


@pytest.fixture
def answered(stored):
    """From rows to the question's answer at the end of a period."""

    def answer(text: str, projects: str = "", period: str = "2022-11") -> dict[str, pd.DataFrame]:
        found = QUESTION.answer(Given(stored(text, projects), "programmes", QUESTION, period))
        return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}

    return answer


def row(frame: pd.DataFrame, title: str, county: str = "city") -> pd.Series:
    """The row of a county and programme."""
    return frame[frame["county_code"].eq(county) & frame["title"].eq(title)].squeeze()
