"""A city of two counties whose lists and reports a reader can count by hand."""

import io

import pandas as pd
import pytest

from analysis.questions.upgrading.question import QUESTION
from analysis.tables.city import City
from analysis.tables.dictionary import Table
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.projects import PROJECT_MONTH, PROJECTS
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.questions.titles.conftest import entries
from tests.releases import city_of

FIRST, SECOND = "990001", "990002"
COUNTIES = {FIRST: ("甲县", "Jia"), SECOND: ("乙县", "Yi")}
USUAL = {
    ENTERPRISES.name: {
        "county_code": FIRST, "industry_code": "39", "size": "small", "above_scale": True,
    },
    ENTERPRISE_MONTH.name: {
        "county_code": FIRST, "industry_code": "39", "period": "2022-11",
        "revenue_ytd_10k_cny": 100, "revenue_ytd_last_year_10k_cny": 100,
        **{f"{stem}_ytd{end}_10k_cny": 1 for stem in ("output", "profit", "tax")
           for end in ("", "_last_year")},
        "vintage": "2022-12-15",
    },
    PROJECTS.name: {
        "county_code": FIRST, "industry_code": "39", "nature": "new", "total_10k_cny": 1000,
        "filed_on": "2022-01-01", "vintage": "2022-12-05",
    },
    PROJECT_MONTH.name: {
        "county_code": FIRST, "period": "2022-11", "name": "p", "list": "new_start",
        "stage": "building", "plan_year_10k_cny": 1, "done_ytd_10k_cny": 1,
        "construction_permit": True, "vintage": "2022-12-05",
    },
}  # fmt: skip


CODES = ("uscc", "project_code", "holder_id")
"""Columns of codes: a letter in a test's text, eighteen of it in the store."""


def rows(declared: Table, text: str) -> pd.DataFrame:
    """Aligned text as rows of a table; `-` is empty, columns left out are `USUAL`."""
    read = pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str, na_values="-")
    read = read.assign(**{n: v for n, v in USUAL[declared.name].items() if n not in read})
    if declared in (ENTERPRISES, PROJECTS):
        read = read.assign(name=read.get("name", read.iloc[:, 0]))
    for name in declared.columns:
        kind = declared.metadata(name)["kind"]
        if name not in read:
            read[name] = float("nan") if kind == "quantity" else None
        elif kind == "quantity":
            read[name] = read[name].astype(float)
    return declared.validate(with_codes(read))


def register(text: str) -> pd.DataFrame:
    """Aligned text as rows of the register of titles."""
    return with_codes(entries(text))


def with_codes(read: pd.DataFrame) -> pd.DataFrame:
    """The rows with letters spelled out as codes."""
    return read.assign(**{name: read[name] * 18 for name in CODES if name in read})


def city(**settings: str) -> City:
    """The city, with what it says to the question."""
    return City.model_validate(city_of(COUNTIES, questions={"upgrading": settings}))


@pytest.fixture
def stored(tmp_path):
    """From rows of the register and of other tables to the city's store."""

    def store(titles: str, *others: tuple[Table, str], **settings: str) -> Store:
        root, known = tmp_path / "store", city(**settings)
        tables = {"counties": known.counties_table(), "recognitions": register(titles)}
        tables |= {declared.name: rows(declared, text) for declared, text in others}
        write_version(root, known, tables, [])
        return Store(root)

    return store


@pytest.fixture
def answered(stored):
    """From rows of the register and of other tables to the question's answer."""

    def answer(
        titles: str, *others: tuple[Table, str], period: str = "2022-11", **settings: str
    ) -> dict[str, pd.DataFrame]:
        given = Given(stored(titles, *others, **settings), "upgrading", QUESTION, period)
        found = QUESTION.answer(given)
        tables = {table.name: table.validate(found[table.name]) for table in QUESTION.answers}
        return {name: with_letters(frame) for name, frame in tables.items()}

    return answer


def with_letters(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with codes as letters again."""
    return frame.assign(**{name: frame[name].str[0] for name in CODES if name in frame})


def row(frame: pd.DataFrame, county: str = "city", **where: str) -> pd.Series:
    """The one row of a county."""
    for column, value in {"county_code": county, **where}.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1, (county, where)
    return frame.squeeze()
