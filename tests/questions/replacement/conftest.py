"""A small city with plans of replacement, written line by line."""

import pandas as pd
import pytest

from analysis.questions.replacement.question import QUESTION
from analysis.questions.replacement.tables import PLANS, RETIRED
from analysis.tables.store import Store
from tests.questions.help.conftest import COUNTIES, answers, write_store

PLAN = {
    "product": "clinker", "new": 2250.0, "key": True, "filed": "2022-03-10",
    "published": "2022-05-01", "use": None, "province": "本省", "county": COUNTIES[0],
}  # fmt: skip
LINE = {
    "plan": "P1", "province": "本省", "filed": None, "restricted": False, "below": False,
    "sealed": False, "stopped": None, "ran": None, "ran_before": None,
}  # fmt: skip


def plans(*told: dict) -> pd.DataFrame:
    """P1, P2, …: each of an enterprise of its own; what is not told is `PLAN`."""
    rows = pd.DataFrame([PLAN | one for one in told])
    places = range(1, len(rows) + 1)
    return PLANS.validate(
        pd.DataFrame(
            {
                "plan_id": [f"P{place}" for place in places],
                "uscc": [f"91{place:016d}" for place in places],
                "holder_name": [f"企业{place}" for place in places],
                "county_code": rows["county"],
                "province": rows["province"],
                "product": rows["product"],
                "new_t_per_day": rows["new"],
                "key_region": rows["key"],
                "province_use_pct": rows["use"],
                "filed_on": rows["filed"],
                "published_on": rows["published"],
                "vintage": "2026-12-31",
            }
        )
    )


def retired(*told: dict) -> pd.DataFrame:
    """L1, L2, …: what is not told is `LINE`; as much is filed as given."""
    rows = pd.DataFrame([LINE | {"line": f"L{n}"} | one for n, one in enumerate(told, 1)])
    return RETIRED.validate(
        pd.DataFrame(
            {
                "plan_id": rows["plan"],
                "line": rows["line"],
                "province": rows["province"],
                "filed_t_per_day": rows["filed"].fillna(rows["given"]).astype(float),
                "diameter_m": None,
                "given_t_per_day": rows["given"],
                "restricted": rows["restricted"],
                "below_baseline": rows["below"],
                "sealed": rows["sealed"],
                "stopped_on": rows["stopped"],
                "ran_last_year_days": rows["ran"],
                "ran_year_before_days": rows["ran_before"],
                "vintage": "2026-12-31",
            }
        )
    )


@pytest.fixture
def stored(tmp_path_factory):
    """From plans and lines to the city's store; each call has one of its own."""

    def store(given: list[dict], lines: list[dict]) -> Store:
        tables = {"replacement_plans": plans(*given), "retired_lines": retired(*lines)}
        return write_store(tmp_path_factory.mktemp("store"), **tables)

    return store


@pytest.fixture
def answered(stored):
    """From plans and lines to the question's answer."""

    def answer(given: list[dict], lines: list[dict], period: str = "2022-11"):
        return answers(stored(given, lines), QUESTION, "replacement", period)

    return answer
