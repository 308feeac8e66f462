"""Sentences and rows of a page: n beside every rate, nothing that is withheld."""

import pytest

from analysis import results
from analysis.questions.help import text

from .conftest import COUNTIES, many

FIRST, SECOND, THIRD = COUNTIES[:3]
LEDGER = (
    many(5, county=FIRST, category="用工", asked="2022-04-01", satisfaction="satisfied"),
    many(4, county=FIRST, category="铁路专用线", closed=None),
    many(6, county=SECOND),
    many(1, county=THIRD, firm="单独"),
    many(5, county=COUNTIES[3]),  # each county knows its own: two others hide the third
)


@pytest.fixture
def release(stored):
    def opened(county, audience="public", ledger=LEDGER):
        return results.open_release(stored(*ledger).root, county, "2022-11", audience)

    return opened


def test_a_full_satisfaction_of_five_answers_is_said_to_be_of_five(release):
    said = text.headline(release(FIRST), "zh")
    assert said == [
        f"2022年1—11月，{FIRST}共受理企业问题9个，办结5个，办结率55.6%；其中解决5个，解决率55.6%。",
        "受理较多的是用工（55.6%）、铁路专用线（44.4%）。",
        "有时限的办结问题5个，按时办结率100.0%；办理天数中位数4.0天。"
        "回访5个，满意5个，满意率100.0%，占全部办结的100.0%。",
        "未办结4个，其中超期4个。",
    ]
    assert "Of 5 answers, 5 were satisfied" in text.headline(release(FIRST), "en")[2]


def test_a_county_of_one_enterprise_is_not_told(release):
    assert text.headline(release(THIRD), "zh") == [f"{THIRD}的问题涉及企业少，不予公布。"]
    assert text.steps(release(THIRD), "zh").empty
    assert text.open_by_age(release(THIRD), "zh").empty
    internal = text.headline(release(THIRD, "internal"), "en")
    assert internal[0].startswith(f"January–November 2022, {THIRD}: 1 issue received")


def test_a_county_without_issues_says_so(release):
    assert text.headline(release(COUNTIES[4]), "zh") == [
        f"2022年1—11月，{COUNTIES[4]}没有受理企业问题。"
    ]


def test_what_was_solved_of_last_years_and_what_is_open_from_it_is_said(release):
    old = {"opened": "2021-12-20", "due": "2021-12-27"}
    ledger = (many(5), many(3, closed="2022-01-10", **old), many(2, closed=None, **old))
    said = text.headline(release("city", ledger=ledger), "zh")
    assert "；连同上年受理的，本年共解决8个" in said[0]
    assert not any("未办结" in paragraph for paragraph in said[:3])


def test_rows_stand_all_together_first_then_as_the_city_has_most(release):
    rows = text.counts(release(FIRST), "zh")
    assert rows["category"].tolist() == ["全部", "用工", "铁路专用线"]
    shown, (across, down) = text.by_county(release(FIRST), "en")
    assert list(across.values()) == ["all", "materials", "labour", "铁路专用线"]
    assert next(iter(down)) == "city"
    assert set(down) == set(shown["county_code"])


def test_the_funnel_narrows_and_open_issues_stand_by_age(release):
    assert text.steps(release(FIRST), "en")["issues"].tolist() == [9, 5, 5]
    assert text.open_by_age(release(FIRST), "zh")["issues"].tolist() == [0, 0, 0, 4]
    assert text.open_by_age(release(SECOND), "zh").empty


def test_single_issues_stay_in_the_bureau(release):
    columns = ["category", "holder_name", "days_overdue"]
    internal = release("city", "internal")
    assert text.single(internal, "help_overdue", columns, "zh") is not None
    for audience in ("public", "county"):
        assert not release(FIRST, audience).has("help_overdue")
        assert not release(FIRST, audience).has("help_findings")
