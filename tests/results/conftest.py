"""A tiny city in a store, and one question about it."""

import dataclasses

import pandas as pd
import pytest

from analysis.tables import ResultTable, registry
from analysis.tables.city import City
from analysis.tables.dictionary import quantity, text
from analysis.tables.given import Given
from analysis.tables.question import Question
from analysis.tables.rules import a_year_after, a_year_before
from analysis.tables.spec import Apart, Spec
from analysis.tables.territory import COUNTIES, TARGETS, county_code, industry_code
from analysis.tables.version import write_version
from tests.releases import city_of

TARGET = {"indicator": "output", "year": 2022, "value": 5.0, "kind": "growth_pct", "unit": "%"}
CITY = City.model_validate(
    city_of({"990001": ("甲县", "Jia"), "990002": ("乙县", "Yi")}, synthetic=True, targets=[TARGET])
)
# County 990001 has one enterprise in industry 17; every other cell has four equal ones.
OUTPUT = pd.DataFrame(
    [
        (county, industry, f"{county}-{industry}-{i}", 100.0)
        for county in ("990001", "990002")
        for industry in ("17", "18", "19")
        for i in range(1 if (county, industry) == ("990001", "17") else 4)
    ],
    columns=["county_code", "industry_code", "unit", "value"],
)
CELLS = ("county_code", "industry_code")
BY_INDUSTRY = ResultTable(
    name="by_industry",
    zh="分行业",
    en="By industry",
    row=("", ""),
    key=CELLS,
    columns={
        "county_code": county_code(),
        "industry_code": industry_code(),
        "test_10k_cny": quantity("产值", "Output", "10k_cny", optional=True),
    },
    cells=CELLS,
    measures=("test_10k_cny",),
)
TABLE = {
    "by_industry": BY_INDUSTRY,
    "map": dataclasses.replace(BY_INDUSTRY, name="map", zh="全市", en="City", citywide=True),
    "firms": ResultTable(
        name="firms",
        zh="企业",
        en="Firms",
        row=("", ""),
        key=("unit",),
        columns={"county_code": county_code(), "unit": text("企业", "Enterprise")},
        secret=True,
    ),
}


@pytest.fixture
def calls(monkeypatch) -> list[str]:
    """The question's answers as they are computed."""
    computed: list[str] = []

    def answer(given: Given) -> dict[str, pd.DataFrame]:
        computed.append(given.period)
        cells = OUTPUT.groupby(list(CELLS), as_index=False)["value"].sum()
        cells = cells.rename(columns={"value": "test_10k_cny"})
        return {"by_industry": cells, "map": cells, "firms": OUTPUT[["county_code", "unit"]]}

    a_year_apart = Apart(
        lambda period: [a_year_before(period), a_year_after(period)],
        lambda given, period: OUTPUT.assign(measure=period, piece="output"),
    )
    spec = Spec(
        "output", lambda given: OUTPUT.assign(measure="output"), (CELLS,), apart=(a_year_apart,)
    )
    question = Question((COUNTIES, TARGETS), tuple(TABLE.values()), answer, disclosure=(spec,))
    monkeypatch.setattr("analysis.results.key.question_code", lambda name: "code")
    ask(monkeypatch, {"test": question})
    return computed


def ask(monkeypatch, asked: dict[str, Question]) -> None:
    """Let these be all the questions there are."""
    for module in ("analysis.tables.registry", "analysis.results", "analysis.results.key"):
        monkeypatch.setattr(f"{module}.questions", lambda: asked, raising=False)
    registry._owners.cache_clear()
    declared = {table.name: table for question in asked.values() for table in question.answers}
    for module in ("analysis.tables", "analysis.tables.release", "analysis.results.releasing"):
        monkeypatch.setattr(f"{module}.RESULT_TABLES", declared)


@pytest.fixture(autouse=True)
def owners_forgotten():
    yield
    registry._owners.cache_clear()


@pytest.fixture
def store(tmp_path):
    """The folder of the tiny city's store."""
    root = tmp_path / "small-city" / "store"
    write_version(
        root, CITY, {"counties": CITY.counties_table(), "targets": CITY.targets_table()}, []
    )
    return root
