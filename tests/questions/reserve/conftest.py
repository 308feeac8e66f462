"""A reserve that a reader can count by hand."""

import io

import pandas as pd
import pytest

from analysis.questions.reserve.question import QUESTION
from analysis.questions.reserve.tables import STOCK_MOVES, STOCK_PLAN
from analysis.tables.store import Store
from tests.questions.help.conftest import answers, write_store

VINTAGE = "2022-12-15"
USUAL = {
    "date": "2022-03-01", "item": "口罩", "lot": "A", "expiry": "2024-01-01", "holder": "甲公司",
    "direction": "in", "reason": None, "document": None, "unit": "只", "receiver": None,
    "county": None,
}  # fmt: skip


def table(text: str) -> pd.DataFrame:
    """Aligned text as rows; `-` is empty."""
    return pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str, na_values="-")


def moves(text: str) -> pd.DataFrame:
    """Aligned text as movements, numbered through; columns left out are `USUAL`.

    What comes in was bought, what goes out was allocated, unless a reason is given.
    """
    rows = table(text)
    rows = rows.assign(**{name: value for name, value in USUAL.items() if name not in rows})
    usual = rows["direction"].map({"in": "purchase", "out": "allocation"})
    rows = pd.DataFrame(
        {
            "move_id": [f"{place:03d}" for place in range(1, len(rows) + 1)],
            **{name: rows[name] for name in ("date", "item", "lot", "expiry")},
            "holder_name": rows["holder"],
            "direction": rows["direction"],
            "reason": rows["reason"].fillna(usual),
            **{name: rows[name] for name in ("document", "quantity", "unit", "receiver")},
            "county_code": rows["county"],
            "unit_price_cny": None,
            "vintage": VINTAGE,
        }
    )
    return STOCK_MOVES.validate(rows)


def plan(text: str) -> pd.DataFrame:
    """Aligned text (holder, quota, and what is not usual) as the plan, 70 % the minimum."""
    rows = table(text)
    usual = {"item": "口罩", "unit": "只", "spec": None, "least": "70"}
    rows = rows.assign(**{name: value for name, value in usual.items() if name not in rows})
    rows = rows.rename(columns={"holder": "holder_name", "least": "min_share_pct"})
    return STOCK_PLAN.validate(rows.assign(uscc=None, vintage="2022-01-15"))


@pytest.fixture
def stored(tmp_path):
    """From movements, and a plan or None, to the city's store."""

    def store(book: str, planned: str | None = "holder quota\n甲公司 100000") -> Store:
        tables = {"stock_moves": moves(book)}
        if planned is not None:
            tables["stock_plan"] = plan(planned)
        return write_store(tmp_path / "store", **tables)

    return store


@pytest.fixture
def answered(stored):
    """From movements, and a plan or None, to the question's answer."""

    def answer(*given: str | None, period: str = "2022-11") -> dict[str, pd.DataFrame]:
        return answers(stored(*given), QUESTION, "reserve", period)

    return answer
