"""A small city whose projects a reader can count by hand, and lists as large as published ones."""

import io

import pandas as pd
import pytest

from analysis.questions.investment.question import QUESTION
from analysis.questions.investment.tables import CRITICISMS
from analysis.tables.city import City
from analysis.tables.given import Given
from analysis.tables.projects import PROJECT_MONTH, PROJECTS
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.releases import city_of

COUNTIES = [f"9900{number:02d}" for number in range(1, 11)]
CITY = City.model_validate(city_of(COUNTIES, synthetic=True))
USUAL = {
    "county": COUNTIES[0], "list": "new_start", "stage": "building", "period": "2022-11",
    "plan": 1000.0, "done": 900.0, "total": 5000.0, "done_total": None, "pct": None,
    "name": None, "filed_name": None, "builder": None, "parent": None, "start": "2022-03-01",
    "produces": None, "planned_start": "2022-03-31", "planned_finish": None, "filed": None,
    "level": None, "published": None, "code_of_statistics": None, "permit": True, "counted": None,
    "reported": None, "owner": None,
}  # fmt: skip


def projects(text: str) -> pd.DataFrame:
    """Aligned text as projects; `-` is empty, columns left out are `USUAL`."""
    return pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str, na_values="-")


def many(number: int, code: str = "P", **facts: object) -> pd.DataFrame:
    """So many projects that share facts; amounts are theirs together."""
    shared = {n: float(v) / number for n, v in facts.items() if n in ("plan", "done")}  # type: ignore[arg-type]
    rows = pd.DataFrame({"code": [f"{code}{place}" for place in range(number)]})
    return rows.assign(**USUAL | facts | shared)


def tables(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The library and the dispatch that rows of projects come from."""
    rows = rows.assign(**{name: value for name, value in USUAL.items() if name not in rows})
    rows = rows.fillna({"builder": rows["code"]})
    common = pd.DataFrame(
        {"project_code": rows["code"], "county_code": rows["county"], "vintage": "2022-12-05"}
    )
    filed = common.assign(
        name=rows["filed_name"].fillna(rows["code"]),
        uscc=[f"91{number:016d}" for number in pd.factorize(rows["builder"])[0]],
        industry_code="33",
        nature="upgrading",
        level=rows["level"],
        parent_code=rows["parent"],
        total_10k_cny=rows["total"].astype(float),
        filed_on=rows["filed"],
        planned_start_on=rows["planned_start"],
        planned_finish_on=rows["planned_finish"],
        published_on=rows["published"],
    )
    reported = common.assign(
        project_code=rows["reported"].fillna(rows["code"]),
        uscc=rows["owner"],
        name=rows["name"].fillna(filed["name"]),
        period=rows["period"],
        list=rows["list"],
        stage=rows["stage"],
        plan_year_10k_cny=rows["plan"].astype(float),
        done_ytd_10k_cny=rows["done"].astype(float),
        done_pct=rows["pct"].astype(float),
        done_total_10k_cny=rows["done_total"].astype(float),
        started_on=rows["start"],
        producing_on=rows["produces"],
        statistics_code=rows["code_of_statistics"],
        statistics_ytd_10k_cny=rows["counted"].astype(float),
        construction_permit=rows["permit"].astype(str).eq("True"),
    )
    filed = filed.drop_duplicates("project_code", keep="last")
    return {"projects": _whole(PROJECTS, filed), "project_month": _whole(PROJECT_MONTH, reported)}


def _whole(declared, rows):
    absent = {name: None for name in declared.columns if name not in rows}
    return declared.validate(rows.assign(**absent))


@pytest.fixture
def stored(tmp_path):
    """From projects, settings and criticisms (county, day, points) to the city's store."""

    def store(rows: pd.DataFrame | str, settings: dict | None = None, criticised=()) -> Store:
        rows = projects(rows) if isinstance(rows, str) else rows
        city = City.model_validate(city_of(COUNTIES, synthetic=True, **(settings or {})))
        held = {"counties": city.counties_table(), **tables(rows)}
        if criticised:
            lost = pd.DataFrame(criticised, columns=["county_code", "issued_on", "points"])
            lost = lost.astype({"issued_on": "datetime64[us]"})
            held["criticisms"] = _whole(
                CRITICISMS, lost.assign(document_no="1", vintage="2022-12-05")
            )
        root = tmp_path / "store"
        write_version(root, city, held, [])
        return Store(root)

    return store


@pytest.fixture
def answered(stored):
    """From the same to the question's answer at the end of a period."""

    def answer(
        rows: pd.DataFrame | str, period: str = "2022-11", **more
    ) -> dict[str, pd.DataFrame]:
        found = QUESTION.answer(Given(stored(rows, **more), "investment", QUESTION, period))
        return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}

    return answer


def row(frame: pd.DataFrame, county: str = "city", of: str = "all") -> pd.Series:
    """The row of a county and list."""
    return frame[(frame["county_code"] == county) & (frame["list"] == of)].squeeze()
