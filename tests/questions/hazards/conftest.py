"""A small city with a few units that have explosives, visits to them, and what was found."""

import pandas as pd
import pytest

from analysis.questions.hazards.question import QUESTION
from analysis.questions.hazards.tables import UNITS
from analysis.tables.activities import ACTIVITIES
from analysis.tables.store import Store
from tests.questions.help.conftest import COUNTIES, answers, cases, issues, write_store
from tests.questions.titles.conftest import entries

SIX = dict(zip("甲乙丙丁戊己", [*COUNTIES, COUNTIES[0]], strict=True))
"""Unit → county."""


def listed(units: dict[str, str] = SIX) -> pd.DataFrame:
    """The list of units; a unit's code is that of its place among all."""
    rows = {
        "uscc": [f"91{[*SIX].index(name):016d}" for name in units],
        "name": [*units],
        "county_code": [*units.values()],
        "activity": None,
        "vintage": "2022-12-15",
    }
    return UNITS.validate(pd.DataFrame(rows))


def visits(days: dict[str, list[str]]) -> pd.DataFrame:
    """Visits to units on days."""
    rows = pd.DataFrame([(u, day) for u, every in days.items() for day in every])
    rows = pd.DataFrame(
        {
            "kind": "inspection",
            "date": rows[1],
            "county_code": rows[0].map(SIX).fillna(COUNTIES[0]),
            "name": rows[0],
            "quantity": 3.0,
            "vintage": "2022-12-15",
        }
    )
    absent = {name: None for name in ACTIVITIES.columns if name not in rows}
    return ACTIVITIES.validate(rows.assign(**absent))


def hazards(text: str) -> pd.DataFrame:
    """Aligned text as hazards: `cases` numbers the units in the order of `SIX`."""
    rows = issues(text)
    rows = rows.assign(kind="hazard", county=rows["firm"].map(SIX))
    order = rows.set_index("firm").index.map(list(SIX).index)
    found = cases(rows)
    return found.assign(uscc=[f"91{place:016d}" for place in order])


@pytest.fixture
def stored(tmp_path):
    """From hazards, the list, visits and titles (None: the city has none) to the city's store."""

    def store(text: str, units=SIX, days=None, titles=None) -> Store:
        tables = {"cases": hazards(text)}
        if units is not None:
            tables["explosives_units"] = listed(units)
        if days is not None:
            tables["activities"] = visits(days)
        if titles is not None:
            tables["recognitions"] = entries(titles)
        return write_store(tmp_path / "store", **tables)

    return store


@pytest.fixture
def answered(stored):
    """From hazards, the list and visits to the question's answer."""

    def answer(*given, period: str = "2022-11", **more) -> dict[str, pd.DataFrame]:
        return answers(stored(*given, **more), QUESTION, "hazards", period)

    return answer
