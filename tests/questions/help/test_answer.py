"""Issues: counts, rates and ages by hand, and every check with a planted entry."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.questions.help.question import QUESTION

from .conftest import COUNTIES, answers, cases, many, row, write_store

LEDGER = """
    id firm county category opened     due        extended   closed     outcome   reopened
    a  甲   990001 原料     2022-03-01 2022-03-08 -          2022-03-05 solved    -
    b  乙   990001 用工     2022-03-01 2022-03-08 2022-03-20 2022-03-15 explained -
    c  丙   990002 原料     2022-11-20 2022-11-30 -          -          -         -
    d  丁   990002 原料     2022-10-01 2022-11-29 -          -          -         -
    e  戊   990002 -        2022-04-01 2022-04-08 -          2022-04-06 solved    2022-04-10
    f  己   990002 用工     2021-12-20 2021-12-27 -          2022-01-10 solved    -
    g  庚   990002 用工     2021-12-20 2021-12-27 -          -          -         -
    h  辛   990002 用工     2022-11-25 2022-12-02 -          2022-12-01 solved    -
    i  壬   990001 原料     2022-12-03 2022-12-10 -          -          -         -
    j  癸   990001 原料     2022-05-01 2022-05-08 -          2022-05-20 solved    2022-05-10
    """


def test_an_explanation_closes_an_issue_and_solves_nothing(answered):
    city = row(answered(LEDGER)["help_counts"])
    assert (city["received"], city["closed"], city["solved"]) == (7, 3, 2)
    assert city["closed_pct"] == pytest.approx(100 * 3 / 7)
    assert city["solved_pct"] == pytest.approx(100 * 2 / 7)


def test_solved_in_the_year_counts_what_was_received_before_and_not_what_is_reopened(answered):
    counts = answered(LEDGER)["help_counts"]
    assert row(counts)["solved_in_year"] == 3  # a, f of last year, j closed again; e is reopened
    assert row(counts, "990002")["solved_in_year"] == 1
    assert row(counts, category="用工")["open_before"] == 1  # g
    assert row(counts)["reopened"] == 2


def test_on_time_is_against_the_extension_and_due_today_is_not_overdue(answered):
    city = row(answered(LEDGER)["help_counts"])
    assert (city["closed_with_due"], city["on_time"]) == (3, 2)  # b by its extension; j late
    assert city["overdue"] == 2  # d, e; c is due today
    assert city["median_days"] == 14
    overdue = answered(LEDGER)["help_overdue"]
    assert overdue.set_index("case_id")["days_overdue"].to_dict() == {"g": 338, "e": 236, "d": 1}


def test_an_issue_without_a_category_is_among_the_others(answered):
    counts = answered(LEDGER)["help_counts"]
    assert row(counts, category="其他")["received"] == 1
    parts = counts[(counts["county_code"] == "city") & (counts["category"] != "all")]
    assert parts["received"].sum() == 7


def test_the_ages_add_up_to_the_received(answered):
    found = answered(LEDGER)
    ages = found["help_ages"].query("county_code == 'city' and category == 'all'")
    assert ages.set_index("age")["issues"].to_dict() == {
        "closed": 3, "open_0_7": 1, "open_8_30": 1, "open_31_90": 1, "open_over_90": 1,
    }  # fmt: skip


def test_a_county_without_issues_has_none_and_no_rates(answered):
    none = row(answered(LEDGER)["help_counts"], COUNTIES[4])
    assert none["received"] == 0
    assert none[["closed_pct", "on_time_pct", "satisfied_pct", "median_days"]].isna().all()


def test_satisfaction_is_of_the_answers_and_of_all_closed(answered):
    """420 received, 396 closed, 352 on time; 301 satisfied of 310 answers."""
    found = answered(
        many(301, asked="2022-04-01", satisfaction="satisfied"),
        many(9, asked="2022-04-01", satisfaction="fair"),
        many(42),
        many(44, closed="2022-03-20"),
        many(24, closed=None),
    )["help_counts"]
    city = row(found)
    assert (city["received"], city["closed"], city["answers"]) == (420, 396, 310)
    rates = ["closed_pct", "on_time_pct", "satisfied_pct", "satisfied_of_closed_pct"]
    assert city[rates].round(1).tolist() == [94.3, 88.9, 97.1, 76.0]


def test_an_answer_given_after_the_period_is_not_known(answered):
    found = answered(many(2, asked="2022-12-02", satisfaction="satisfied"))["help_counts"]
    assert row(found)["answers"] == 0


@pytest.mark.parametrize(("closed", "received", "rate"), [(288, 298, 96.6), (67, 69, 97.1)])
def test_published_rates(answered, closed, received, rate):
    found = answered(many(closed), many(received - closed, closed=None))["help_counts"]
    assert round(row(found)["closed_pct"], 1) == rate


PUBLISHED = {
    "融资": 31, "用工": 29, "水电气": 33, "项目建设": 52, "市场监管": 11, "政策奖补": 26,
    "园区配套": 18, "用地": 1, "产权登记": 1, "其他": 82,
}  # fmt: skip


def test_published_categories_add_up(answered):
    parts = [many(number, category=name) for name, number in PUBLISHED.items()]
    counts = answered(*parts)["help_counts"].query("county_code == 'city'")
    found = counts.set_index("category")["received"]
    assert found.drop("all").to_dict() == PUBLISHED
    assert found["all"] == 284


def test_a_published_ledger_by_category_and_outcome_adds_up(answered):
    """147 issues: 120 closed and 27 open; of the closed 102 were solved and 18 explained."""
    found = answered(
        many(102), many(18, outcome="explained"), many(27, closed=None)
    )["help_counts"]  # fmt: skip
    city = row(found)
    assert city[["received", "closed", "solved", "open"]].tolist() == [147, 120, 102, 27]


def found_ids(answered, text, name):
    findings = answered(text)["help_findings"]
    return findings.loc[findings["finding"] == name, "case_id"].tolist()


@pytest.mark.parametrize(
    ("name", "rows", "ids"),
    [
        ("closed_before_opened", "a 甲 2022-03-05 2022-03-04 solved - x", ["a"]),
        ("closed_before_opened", "a 甲 2022-03-05 2022-03-05 solved - x", []),
        ("closed_without_outcome", "a 甲 2022-03-05 2022-03-06 - - x", ["a"]),
        ("closed_without_outcome", "a 甲 2022-03-05 - - - x", []),
        (
            "split",
            "\n".join(f"{n} 甲 2022-03-05 2022-03-06 solved - x" for n in "abcde"),
            ["b", "c", "d", "e"],
        ),
        ("split", "a 甲 2022-03-05 - - - x\nb 甲 2022-03-06 - - - x", []),
        ("split", "a 甲 2022-03-05 - - - x\nb 乙 2022-03-05 - - - x", []),
        ("split", "a 甲 2022-03-05 - - - -\nb 甲 2022-03-05 - - - -", []),
        (
            "reopened_entered_again",
            "a 甲 2022-03-05 2022-03-06 solved 2022-03-10 x\nb 甲 2022-03-10 - - - x",
            ["b"],
        ),
        (
            "reopened_entered_again",
            "a 甲 2022-03-05 2022-03-06 solved - x\nb 甲 2022-03-10 - - - x",
            [],
        ),
    ],
)
def test_what_cannot_be_is_found(answered, name, rows, ids):
    heading = "id firm opened closed outcome reopened text\n"
    assert found_ids(answered, heading + rows, name) == ids


def test_findings_are_those_of_the_year(answered):
    rows = "\n".join(f"{n} 2021-12-05 2021-12-04 甲" for n in "ab")
    found = answered(many(1), "id opened closed firm\n" + rows)
    assert found["help_findings"].empty


def test_an_issue_of_last_december_closed_without_outcome_is_found_and_not_solved(answered):
    rows = """id firm opened closed outcome
        a 甲 2021-12-20 2022-01-05 -
        b 甲 2021-12-20 2022-01-05 solved
        c 甲 2021-12-20 2021-12-28 -
        """
    assert found_ids(answered, rows, "closed_without_outcome") == ["a"]
    city = row(answered(rows)["help_counts"])
    assert city[["received", "solved_in_year", "open_before"]].tolist() == [0, 1, 0]  # b


def test_repeated_entries_are_counted_and_the_count_of_them_stands_beside(answered):
    rows = "\n".join(f"{n} 甲 x" for n in "abcde")
    city = row(answered("id firm text\n" + rows)["help_counts"])
    assert (city["received"], city["again"]) == (5, 4)


def test_an_issue_closed_before_it_was_opened_has_no_days(answered):
    found = answered(many(1, closed="2022-02-01"), many(1, closed="2022-03-11"))
    assert row(found["help_counts"])["median_days"] == 10


@pytest.mark.parametrize("period", ["2022-02", "2022-12"])
def test_what_the_ledger_cannot_know_is_no_zero(answered, period):
    with pytest.raises(DataError, match="帮扶问题"):
        answered(many(2), period=period)


def test_other_matters_are_no_issues(answered):
    found = answered(many(2), many(5, kind="hazard"))
    assert row(found["help_counts"])["received"] == 2


DAYS = st.integers(0, 400).map(
    lambda day: f"{pd.Timestamp('2021-11-01') + pd.Timedelta(day, 'D'):%F}"
)
MATTERS = st.lists(
    st.fixed_dictionaries(
        {
            "firm": st.sampled_from("甲乙丙"),
            "county": st.sampled_from(COUNTIES[:2]),
            "category": st.sampled_from(["原料", "用工", None]),
            "opened": DAYS,
            "closed": st.none() | DAYS,
            "reopened": st.none() | DAYS,
            "outcome": st.sampled_from(["solved", "explained", None]),
            "satisfaction": st.sampled_from(["satisfied", "dissatisfied", None]),
        }
    ),
    min_size=1,
    max_size=12,
)


@given(MATTERS)
@settings(deadline=None, max_examples=25)
def test_for_every_ledger_the_parts_add_up(tmp_path_factory, matters):
    sure = {"firm": "甲", "county": COUNTIES[0], "opened": "2021-11-01"}
    rows = cases(pd.DataFrame([sure, *matters]))
    found = answers(write_store(tmp_path_factory.mktemp("s"), cases=rows), QUESTION, "help")
    counts = found["help_counts"]
    assert (counts["closed"] + counts["open"] == counts["received"]).all()
    assert (counts["solved"] <= counts["closed"]).all()
    assert (counts["satisfied"] <= counts["answers"]).all()
    assert (counts["answers"] <= counts["closed"]).all()
    assert (counts["overdue"] <= counts["open"]).all()
    key = ["county_code", "category"]
    ages = found["help_ages"].groupby(key)["issues"].sum()
    assert ages[counts.set_index(key).index].tolist() == counts["received"].tolist()
    summed = ["received", "closed", "solved", "solved_in_year", "open_before", "again"]
    parts = counts[(counts["county_code"] != "city") & (counts["category"] != "all")]
    assert parts[summed].sum().tolist() == row(counts)[summed].tolist()
