"""A city of two counties with a register of titles that a reader can count by hand."""

import io

import pandas as pd
import pytest

from analysis.questions.titles.question import QUESTION
from analysis.tables.city import City
from analysis.tables.given import Given
from analysis.tables.recognitions import DIGITAL, RECOGNITIONS
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.releases import city_of

CONTROL = "controlled_processes_pct"
CITY = City.model_validate(city_of({"990001": ("甲县", "Jia"), "990002": ("乙县", "Yi")}))


def entries(text: str) -> pd.DataFrame:
    """Aligned text as rows of the register; `-` is empty, columns left out are."""
    rows = pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str, na_values="-")
    usual = {"level": "province", "batch": "1", "county_code": "990001", "vintage": "2022-12-15"}
    rows = rows.assign(**{name: value for name, value in usual.items() if name not in rows})
    rows = rows.assign(holder_name=rows.get("holder_name", rows["holder_id"]), example=False)
    for name in RECOGNITIONS.columns:
        if name not in rows:
            rows[name] = None
    for flag in ("inside_park", *DIGITAL):
        rows[flag] = rows[flag].map({"是": True, "否": False}).astype("boolean")
    rows = rows.astype({"year": int, "award_10k_cny": float, "paid_10k_cny": float})
    return RECOGNITIONS.validate(
        rows.astype({"score_points": float, "area_ha": float, CONTROL: float})
    )


@pytest.fixture
def stored(tmp_path):
    """From rows of the register to the city's store."""

    def store(text: str) -> Store:
        root = tmp_path / "store"
        tables = {"counties": CITY.counties_table(), "recognitions": entries(text)}
        write_version(root, CITY, tables, [])
        return Store(root)

    return store


@pytest.fixture
def answered(stored):
    """From rows of the register to the question's answer at the end of a period."""

    def answer(text: str, period: str = "2022-11") -> dict[str, pd.DataFrame]:
        found = QUESTION.answer(Given(stored(text), "titles", QUESTION, period))
        return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}

    return answer
