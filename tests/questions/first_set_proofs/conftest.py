"""A city whose sheet of first sets a reader can count by hand."""

import io

import pandas as pd
import pytest

from analysis.questions.first_set_proofs.question import QUESTION
from analysis.tables.city import City
from analysis.tables.first_sets import FIRST_SET_PRODUCTS
from analysis.tables.given import Given
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.questions.titles.conftest import entries
from tests.releases import city_of

FIRST, SECOND = "990001", "990002"
CITY = City.model_validate(city_of([FIRST, SECOND], synthetic=True))
USUAL = {
    "county_code": FIRST, "product": "p", "model": "m", "kind": "single",
    "unit_price_10k_cny": "20", "applied_on": "2022-06-15", "first_sold_on": "2021-06-15",
    "patent_no": "ZL1", "test_report": "JC1", "user_proof": None,
}  # fmt: skip


def products(text: str) -> pd.DataFrame:
    """Aligned text as rows of the sheet; `-` is empty, columns left out are `USUAL`."""
    rows = pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str, na_values="-")
    rows = rows.assign(**{name: value for name, value in USUAL.items() if name not in rows})
    rows = rows.astype({"unit_price_10k_cny": float})
    named = rows.assign(uscc=rows["uscc"] * 18, name=rows["uscc"], vintage="2022-12-05")
    return FIRST_SET_PRODUCTS.validate(named)


@pytest.fixture
def stored(tmp_path):
    """From rows of the sheet, and of the register if there is one, to the city's store."""

    def store(text: str, register: str = "") -> Store:
        root = tmp_path / "store"
        tables = {"counties": CITY.counties_table(), "first_set_products": products(text)}
        if register:
            rows = entries(register)
            tables["recognitions"] = rows.assign(holder_id=rows["holder_id"] * 18)
        write_version(root, CITY, tables, [])
        return Store(root)

    return store


@pytest.fixture
def answered(stored):
    """From rows of the sheet and the register to the question's answer."""

    def answer(text: str, register: str = "", period: str = "2022-11") -> dict[str, pd.DataFrame]:
        given = Given(stored(text, register), "first_set_proofs", QUESTION, period)
        found = QUESTION.answer(given)
        return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}

    return answer


def row(frame: pd.DataFrame, county: str = "city", kind: str = "all") -> pd.Series:
    """The row of a county and kind."""
    return frame[(frame["county_code"] == county) & (frame["kind"] == kind)].squeeze()
