"""Hazards and visits: counts by hand, every check with a planted row, what is not there."""

import pytest
from hypothesis import given as drawn_from
from hypothesis import settings
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.questions.hazards.question import QUESTION
from tests.questions.help.conftest import COUNTIES, answers, row, write_store

from .conftest import SIX, hazards, listed, visits

CLOSED = "{} 2022-05-10 2022-05-20 - 2022-05-18 ordinary 消防"
OPEN = "{} 2022-05-10 {} {} - {} 联锁"
HEADING = "firm opened due extended closed level category\n"
SPREAD = [*"甲乙丙丁戊己"] * 3 + [*"甲乙丙"]
EXAMPLE = HEADING + "\n".join(
    [
        *(CLOSED.format(unit) for unit in SPREAD),
        OPEN.format("丁", "2022-05-20", "-", "ordinary"),
        OPEN.format("戊", "2022-05-20", "2022-11-30", "major"),
    ]
)
DAYS = {unit: ["2022-05-10"] for unit in SIX}


def test_six_of_six_units_twenty_three_hazards_twenty_one_closed_and_one_overdue(answered):
    found = answered(EXAMPLE, days=DAYS)
    city = row(found["hazard_counts"])
    assert city[["found", "closed", "open", "overdue", "major"]].tolist() == [23, 21, 2, 1, 1]
    assert round(city["closed_pct"], 1) == 91.3
    assert city[["on_time", "closed_with_due", "median_days"]].tolist() == [21, 21, 8]
    inspected = found["hazard_inspections"].set_index("county_code").loc["city"]
    assert inspected[["units", "inspected", "inspected_pct"]].tolist() == [6, 6, 100]
    overdue = found["hazard_overdue"]
    assert overdue[["holder_name", "days_overdue"]].to_numpy().tolist() == [["丁", 194]]


def test_a_published_quarter_of_ten_ordinary_hazards_all_closed(answered):
    rows = "\n".join(CLOSED.format(unit) for unit in "甲乙丙丁戊甲乙丙丁戊")
    city = row(answered(HEADING + rows)["hazard_counts"])
    assert city[["found", "major", "closed", "closed_pct"]].tolist() == [10, 0, 10, 100]


def test_a_published_case_of_two_hazards_is_due_ten_days_later(answered):
    rows = f"甲 2022-11-20 2022-11-30 - - ordinary 消防\n{CLOSED.format('甲')}"
    city = row(answered(HEADING + rows)["hazard_counts"])
    assert city[["found", "open", "overdue"]].tolist() == [2, 1, 0]


def test_inspected_are_listed_units_each_once_and_the_rest_stands_beside(answered):
    days = {"甲": ["2022-03-01", "2022-06-01"], "乙": ["2021-06-01"], "己": ["2022-12-01"],
            "外": ["2022-06-01"]}  # fmt: skip
    found = answered(HEADING + CLOSED.format("甲"), days=days)["hazard_inspections"]
    rows = found.set_index("county_code")
    assert rows.loc["city", ["units", "inspected", "outside", "inspections"]].tolist() == [
        6, 1, 1, 2,
    ]  # fmt: skip
    assert rows.loc["city", "inspected_pct"] == pytest.approx(100 / 6)
    assert rows.loc[COUNTIES[1], ["units", "inspected"]].tolist() == [1, 0]


USUAL = CLOSED.format("甲") + " 复查"
EARLY = "甲 2022-05-10 2022-05-20 - 2022-05-09 ordinary 消防 复查"
BARE = "甲 2022-05-10 2022-05-20 - 2022-05-19 ordinary 消防 -"
WITHOUT = {name: county for name, county in SIX.items() if name != "甲"}


@pytest.mark.parametrize(
    ("name", "text", "given", "times"),
    [
        ("closed_before_found", EARLY, {}, 1),
        ("closed_before_found", USUAL, {}, 0),
        ("closed_without_evidence", BARE, {}, 1),
        ("closed_without_evidence", USUAL, {}, 0),
        ("not_inspected", USUAL, {"days": {"甲": ["2022-05-11"]}}, 1),
        ("not_inspected", USUAL, {"days": {"乙": ["2022-05-10"]}}, 1),
        ("not_inspected", USUAL, {"days": {"甲": ["2022-05-10"]}}, 0),
        ("not_listed", USUAL, {"units": WITHOUT}, 1),
        ("not_listed", USUAL, {}, 0),
    ],
)
def test_what_cannot_be_is_found(answered, name, text, given, times):
    found = answered(HEADING.replace("\n", " evidence\n") + text, **given)["hazard_findings"]
    assert (found["finding"] == name).sum() == times


def test_without_a_list_and_visits_nothing_is_said_of_them(answered):
    found = answered(EXAMPLE, units=None)
    assert found["hazard_inspections"]["inspected_pct"].isna().all()
    assert not found["hazard_inspections"][["units", "inspected", "inspections"]].any().any()
    assert not set(found["hazard_findings"]["finding"]) & {"not_inspected", "not_listed"}
    assert row(found["hazard_counts"])["found"] == 23


def test_what_the_register_cannot_know_is_no_zero(answered):
    with pytest.raises(DataError, match="安全隐患"):
        answered(EXAMPLE, period="2022-02")


ROWS = st.lists(
    st.tuples(st.sampled_from([*SIX]), st.integers(1, 12), st.none() | st.integers(1, 12)),
    min_size=1,
    max_size=10,
)


@drawn_from(ROWS)
@settings(deadline=None, max_examples=20)
def test_for_every_register_the_parts_add_up(tmp_path_factory, drawn):
    lines = [
        f"{unit} 2022-{found:02d}-05 2022-{found:02d}-15 - "
        f"{f'2022-{closed:02d}-10' if closed else '-'} ordinary 消防"
        for unit, found, closed in [("甲", 1, None), *drawn]
    ]
    root = tmp_path_factory.mktemp("s")
    tables = {"cases": hazards(HEADING + "\n".join(lines)), "explosives_units": listed()}
    tables["activities"] = visits(DAYS)
    found = answers(write_store(root, **tables), QUESTION, "hazards")
    counts, seen = found["hazard_counts"], found["hazard_inspections"].set_index("county_code")
    assert (counts["closed"] + counts["open"] == counts["found"]).all()
    assert (counts["overdue"] <= counts["open"]).all()
    assert (counts["on_time"] <= counts["closed_with_due"]).all()
    assert (seen["inspected"] <= seen["units"]).all()
    assert seen["units"].drop("city").sum() == seen["units"]["city"]
