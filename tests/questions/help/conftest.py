"""A small city whose issues a reader can count by hand, and ledgers as large as published ones."""

import io

import pandas as pd
import pytest

from analysis.questions.help.question import QUESTION
from analysis.tables.cases import CASES
from analysis.tables.city import City
from analysis.tables.given import Given
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.releases import city_of

COUNTIES = [f"9900{number:02d}" for number in range(1, 6)]
CITY = City.model_validate(city_of(COUNTIES, synthetic=True))
USUAL = {
    "kind": "help_issue", "county": COUNTIES[0], "category": "原料", "firm": "甲", "text": None,
    "opened": "2022-03-01", "due": "2022-03-08", "extended": None, "closed": "2022-03-05",
    "outcome": "solved", "reopened": None, "asked": None, "satisfaction": None,
    "level": "ordinary", "evidence": "复查", "id": None,
}  # fmt: skip


def issues(text: str) -> pd.DataFrame:
    """Aligned text as matters; `-` is empty, columns left out are `USUAL`."""
    return pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str, na_values="-")


def many(number: int, **facts: object) -> pd.DataFrame:
    """So many matters that share facts, each of an enterprise of its own."""
    firms = [f"企业{place}" for place in range(number)]
    return pd.DataFrame({"firm": firms}).assign(**facts)


def cases(*parts: pd.DataFrame) -> pd.DataFrame:
    """The register of matters that hold these facts, numbered through."""
    told = [part.assign(**{n: v for n, v in USUAL.items() if n not in part}) for part in parts]
    rows = pd.concat([part.astype("object") for part in told], ignore_index=True)
    number = pd.Series(range(1, len(rows) + 1)).map("{:04d}".format)
    rows = pd.DataFrame(
        {
            "kind": rows["kind"],
            "case_id": rows["id"].fillna(number),
            "category": rows["category"],
            "holder_name": rows["firm"],
            "uscc": [f"91{place:016d}" for place in pd.factorize(rows["firm"])[0]],
            "county_code": rows["county"],
            "level": rows["level"],
            "content": rows["text"],
            "opened_on": rows["opened"],
            "due_on": rows["due"],
            "extended_to": rows["extended"],
            "closed_on": rows["closed"],
            "outcome": rows["outcome"].where(rows["closed"].notna()),
            "reopened_on": rows["reopened"],
            "revisited_on": rows["asked"],
            "satisfaction": rows["satisfaction"],
            "evidence": rows["evidence"],
            "example": False,
            "vintage": "2022-12-15",
        }
    )
    absent = {name: None for name in CASES.columns if name not in rows}
    return CASES.validate(rows.assign(**absent))


def write_store(root, **tables: pd.DataFrame) -> Store:
    """The city's store of these tables."""
    write_version(root, CITY, {"counties": CITY.counties_table(), **tables}, [])
    return Store(root)


def answers(store, question, name, period="2022-11"):
    """The validated answer of a question at the end of a period."""
    found = question.answer(Given(store, name, question, period))
    return {table.name: table.validate(found[table.name]) for table in question.answers}


@pytest.fixture
def stored(tmp_path):
    """From issues to the city's store."""

    def store(*parts: pd.DataFrame | str) -> Store:
        rows = [issues(part) if isinstance(part, str) else part for part in parts]
        return write_store(tmp_path / "store", cases=cases(*rows))

    return store


@pytest.fixture
def answered(stored):
    """From issues to the question's answer at the end of a period."""

    def answer(*parts: pd.DataFrame | str, period: str = "2022-11") -> dict[str, pd.DataFrame]:
        return answers(stored(*parts), QUESTION, "help", period)

    return answer


def row(frame: pd.DataFrame, county: str = "city", category: str = "all") -> pd.Series:
    """The row of a county and category."""
    return frame[(frame["county_code"] == county) & (frame["category"] == category)].squeeze()
