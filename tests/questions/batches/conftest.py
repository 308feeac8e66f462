"""A city of two counties with a list of the three batches that a reader can count by hand."""

import io

import pandas as pd
import pytest

from analysis.questions.batches.question import QUESTION
from analysis.tables.cases import CASES
from analysis.tables.city import City
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.given import Given
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.releases import city_of

COUNTIES = ["990001", "990002"]
FIRST, SECOND = COUNTIES
TARGET = {
    "indicator": "three_batches", "county": "city", "year": 2022, "value": 80.0, "kind": "level",
    "unit": "%",
}  # fmt: skip
USUAL = {
    "county": FIRST, "category": "就地改造", "opened": "2022-01-20", "due": "2022-10-31",
    "done": None, "progress": None, "evidence": "验收1号", "vintage": "2022-12-05", "name": None,
    "extended": None, "kind": "relocation",
}  # fmt: skip


def city(counties=(FIRST, SECOND), targets=(TARGET,)) -> City:
    """A city of counties, with the year's targets."""
    return City.model_validate(city_of(counties, synthetic=True, targets=[*targets]))


def cases(text: str) -> pd.DataFrame:
    """Aligned text as rows of the list; `-` is empty, columns left out are `USUAL`."""
    rows = pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str, na_values="-")
    rows = rows.assign(**{name: value for name, value in USUAL.items() if name not in rows})
    declared = pd.DataFrame(
        {
            "kind": rows["kind"],
            "case_id": [str(n) for n in range(1, len(rows) + 1)],
            "category": rows["category"],
            "holder_name": rows["name"].fillna(rows["firm"]),
            "uscc": rows["firm"].map(code, na_action="ignore"),
            "county_code": rows["county"],
            "opened_on": rows["opened"],
            "due_on": rows["due"],
            "extended_to": rows["extended"],
            "closed_on": rows["done"],
            "progress": rows["progress"],
            "evidence": rows["evidence"],
            "example": False,
            "vintage": rows["vintage"],
        }
    )
    return _whole(CASES, declared)


def code(firm: str) -> str:
    """The credit code of an enterprise named by letters."""
    return f"91{int.from_bytes(firm.encode()):016d}"


def meters(text: str) -> pd.DataFrame:
    """Aligned text (firm, period, electricity) as monthly reports."""
    rows = pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str)
    amounts = {c: 0.0 for c in ENTERPRISE_MONTH.columns if c.endswith("_10k_cny")}
    declared = pd.DataFrame(
        {
            "uscc": rows["firm"].map(code),
            "county_code": FIRST,
            "industry_code": "33",
            "period": rows["period"],
            "electricity_ytd_10k_kwh": rows["use"].astype(float),
            "vintage": "2022-12-05",
            **amounts,
        }
    )
    return _whole(ENTERPRISE_MONTH, declared)


def _whole(declared, rows):
    absent = {name: None for name in declared.columns if name not in rows}
    return declared.validate(rows.assign(**absent))


@pytest.fixture
def stored(tmp_path):
    """From rows of the list, and other tables, to the city's store."""

    def store(text: str, of: City | None = None, **tables: pd.DataFrame) -> Store:
        of = of or city()
        held = {"counties": of.counties_table(), "cases": cases(text), **tables}
        if of.targets:
            held["targets"] = of.targets_table()
        write_version(tmp_path / "store", of, held, [])
        return Store(tmp_path / "store")

    return store


@pytest.fixture
def answered(stored):
    """From rows of the list to the question's answer at the end of a period."""

    def answer(text: str, period: str = "2022-11", **given) -> dict[str, pd.DataFrame]:
        found = QUESTION.answer(Given(stored(text, **given), "batches", QUESTION, period))
        return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}

    return answer


def many(category: str, listed: int, done: int, county: str = FIRST) -> str:
    """Lines of so many enterprises of a category, of which some are done."""
    letter = {"淘汰关停": "c", "搬迁入园": "m", "就地改造": "u"}[category]
    return "\n".join(
        f"{letter}{n}{county[-1]} {county} {category} {'2022-09-30' if n < done else '-'}"
        for n in range(listed)
    )


def row(counts: pd.DataFrame, category: str = "all", county: str = "city") -> pd.Series:
    """The row of a county and category."""
    return counts[counts["county_code"].eq(county) & counts["category"].eq(category)].squeeze()
