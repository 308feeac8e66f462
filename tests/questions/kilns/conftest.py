"""A small city with a few kilns, their stops written line by line."""

import io

import pandas as pd
import pytest

from analysis.questions.kilns.question import QUESTION
from analysis.questions.kilns.tables import LINE_STOPS, LINES
from analysis.tables.store import Store
from tests.questions.help.conftest import COUNTIES, answers, write_store

DAY = pd.Timedelta(days=1)


def lines(number: int = 3, **more: object) -> pd.DataFrame:
    """K1, K2, …: each of an enterprise and, up to five, of a county of its own."""
    places = range(1, number + 1)
    rows = {
        "line_id": [f"K{place}" for place in places],
        "uscc": [f"91{place:016d}" for place in places],
        "holder_name": [f"企业{place}" for place in places],
        "county_code": [COUNTIES[place % 5 - 1] for place in places],
        "kind": "clinker",
        "line": "熟料生产线",
        "capacity_t_per_day": 2500.0,
        "vintage": "2023-12-31",
        **more,
    }
    rows |= {name: None for name in LINES.columns if name not in rows}
    return LINES.validate(pd.DataFrame(rows))


def stops(text: str) -> pd.DataFrame:
    """Aligned text: line, kind, first and last day (or moment, T before the hour)."""
    told = pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str, na_values="-")
    whole = ~told["to"].str.contains("T", na=True)
    ends = pd.to_datetime(told["to"], format="ISO8601")
    rows = {
        "line_id": told["line"],
        "kind": told["kind"],
        "from_at": pd.to_datetime(told["from"], format="ISO8601"),
        "to_at": ends.mask(whole, ends + DAY),
        "stated_days": told.get("days"),
        "monitoring": told.get("monitoring"),
        "filed_no": told.get("filed"),
        "reason": told.get("reason"),
        "for_line": told.get("for"),
        "vintage": "2023-12-31",
    }
    return LINE_STOPS.validate(pd.DataFrame(rows))


@pytest.fixture
def stored(tmp_path_factory):
    """From stops, and lines, to the city's store; each call has one of its own."""

    def store(text: str, held: pd.DataFrame | None = None, **tables: pd.DataFrame) -> Store:
        rows = {"production_lines": lines() if held is None else held, "line_stops": stops(text)}
        return write_store(tmp_path_factory.mktemp("store"), **rows, **tables)

    return store


@pytest.fixture
def answered(stored):
    """From stops, and lines, to the question's answer."""

    def answer(*given, period: str = "2023-03", **more) -> dict[str, pd.DataFrame]:
        return answers(stored(*given, **more), QUESTION, "kilns", period)

    return answer
