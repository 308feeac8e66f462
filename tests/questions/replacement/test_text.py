"""Sentences and rows of a page: announced plans are public, their names are not in the text."""

import pytest

from analysis import results
from analysis.display.own_rows import listed
from analysis.questions.replacement import text
from tests.questions.help.conftest import COUNTIES

from .test_answer import WHOLE


@pytest.fixture
def release(stored):
    def opened(county, audience="public"):
        lines = [*WHOLE, {"plan": "P2", "given": 900.0}]
        store = stored([{}, {"product": "flat_glass", "new": 800.0}], lines)
        return results.open_release(store.root, county, "2022-11", audience)

    return opened


def test_a_county_is_told_of_its_plans(release):
    assert text.headline(release(COUNTIES[0]), "zh") == [
        f"{COUNTIES[0]}已公告产能置换方案2个，符合比例1个；其中水泥熟料建设2250吨/天，"
        "须退出4500吨/天，用于置换4500吨/天。"
    ]
    (none,) = text.headline(release(COUNTIES[1]), "en")
    assert none == f"{COUNTIES[1]} has no announced plan of capacity replacement."
    assert text.own_counts(release("city"), "en")["product"].tolist() == [
        "all",
        "cement clinker",
        "flat glass",
    ]


def test_single_plans_stay_in_the_bureau(release):
    columns = ["plan_id", "verdict", "filed_on"]
    assert listed(release("city", "internal"), "replacement_by_plan", columns, "zh")
    for audience in ("public", "county"):
        opened = release("city", audience)
        assert not any(opened.has(f"replacement_{name}") for name in ("by_plan", "lines"))
