"""Trainings and events that a reader can count by hand."""

import pandas as pd
import pytest

from analysis.questions.activities.question import QUESTION
from analysis.tables.activities import ACTIVITIES
from analysis.tables.store import Store
from tests.questions.help.conftest import COUNTIES, answers, issues, write_store

USUAL = {
    "kind": "training", "date": "2022-03-01", "county": COUNTIES[0], "name": None,
    "persons": "30", "unit": "人次", "firms": "12",
}  # fmt: skip


def sessions(text: str) -> pd.DataFrame:
    """Aligned text as sessions; `-` is empty, columns left out are `USUAL`."""
    rows = issues(text)
    rows = rows.assign(**{name: value for name, value in USUAL.items() if name not in rows})
    number = pd.Series(range(len(rows))).map("培训{}".format)
    rows = pd.DataFrame(
        {
            "kind": rows["kind"],
            "date": rows["date"],
            "county_code": rows["county"],
            "name": rows["name"].fillna(number),
            "quantity": rows["persons"].astype(float),
            "counted_in": rows["unit"],
            "enterprises": rows["firms"].astype(float),
            "receiver": None,
            "vintage": "2022-12-15",
        }
    )
    return ACTIVITIES.validate(rows)


@pytest.fixture
def stored(tmp_path):
    """From sessions to the city's store."""

    def store(text: str) -> Store:
        return write_store(tmp_path / "store", activities=sessions(text))

    return store


@pytest.fixture
def answered(stored):
    """From sessions to the question's answer at the end of a period."""

    def answer(text: str, period: str = "2022-11") -> dict[str, pd.DataFrame]:
        return answers(stored(text), QUESTION, "activities", period)

    return answer
