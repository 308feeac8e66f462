"""Projects counted by hand: starts, statistics, places, steps, who lags, what cannot be so."""

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.results.key import given

from .conftest import COUNTIES, many, row

FIRST, SECOND, THIRD = COUNTIES[:3]


def test_a_start_counts_from_its_day_and_a_late_one_in_neither_rate(answered):
    found = answered("""
        code list      stage       start      planned_start
        A    new_start building    2022-03-01 2022-03-31
        B    new_start started     2022-11-30 2022-12-31
        C    new_start preparation 2022-12-01 2022-11-30
        D    new_start preparation -          2023-01-31
        E    planned   planned     -          -
        """)
    starts = row(found["project_counts"], of="new_start")
    names = ["projects", "started", "due", "due_started", "late"]
    assert starts[names].tolist() == [4, 2, 2, 1, 1]  # B is early, C starts after the period
    assert (starts["started_pct"], starts["due_started_pct"]) == (50, 50)
    assert row(found["project_counts"], of="planned")["projects"] == 1
    assert pd.isna(row(found["project_counts"], of="planned")["due_started_pct"])


def test_production_and_statistics_are_of_those_that_should(answered):
    found = answered("""
        code total planned_finish produces   code_of_statistics start
        A    500   2022-12-31     2022-11-30 S1                 2022-03-01
        B    5000  2022-06-30     -          -                  2022-03-01
        C    499.9 2023-01-31     2022-11-30 S2                 2022-03-01
        D    5000  -              -          S3                 -
        """)
    counts = row(found["project_counts"])
    # C finishes ahead of its year and is too small for statistics; D is not started.
    assert counts[["to_produce", "producing", "eligible", "in_statistics"]].tolist() == [2, 1, 2, 1]
    assert (counts["producing_pct"], counts["in_statistics_pct"]) == (50, 50)


def test_every_county_and_list_has_its_row_and_the_city_its_own_rate(answered):
    found = answered(f"""
        code county    plan  done
        A    {FIRST}   1000  1000
        B    {SECOND}  3000  600
        """)
    money = found["project_investment"]
    assert len(money) == (len(COUNTIES) + 1) * 4
    assert row(money)["done_pct"] == 40
    assert row(money, THIRD)["projects"] == 0
    assert pd.isna(row(money, THIRD)["done_pct"])
    assert row(money)["schedule_10k_cny"] == pytest.approx(4000 * 11 / 12)


def test_what_was_done_a_period_ago_stands_beside(answered):
    found = answered(f"""
        code county   period  plan  done
        A    {FIRST}  2022-09 1000  100
        A    {FIRST}  2022-10 1000  200
        A    {FIRST}  2022-11 1000  900
        B    {SECOND} 2022-11 1000  900
        """)
    money = found["project_investment"]
    assert row(money, FIRST)[["done_pct", "done_pct_before"]].tolist() == [90, 20]
    assert row(money)["done_before_10k_cny"] == 200
    assert pd.isna(row(money, SECOND)["done_before_10k_cny"])
    assert row(money, FIRST)["single"]


def test_the_steps_start_with_the_last_lists_and_end_with_this(answered):
    found = answered(f"""
        code county   period  stage
        A    {FIRST}  2022-10 building
        B    {FIRST}  2022-10 preparation
        C    {SECOND} 2022-10 building
        D    {SECOND} 2022-10 planned
        A    {FIRST}  2022-11 finished
        B    {FIRST}  2022-11 producing
        C    {SECOND} 2022-11 preparation
        E    {SECOND} 2022-11 planned
        """)
    steps = found["project_steps"]
    city = steps[steps["county_code"] == "city"]
    taken = city.set_index(["stage_before", "stage_now"])["illegal"].to_dict()
    assert taken == {
        ("building", "finished"): False,
        ("preparation", "producing"): True,
        ("building", "preparation"): True,
        ("planned", "left"): False,
        ("new", "planned"): False,
    }
    before = steps[steps["stage_before"] != "new"].groupby("county_code")["projects"].sum()
    assert before.to_dict() == {"city": 4, FIRST: 2, SECOND: 2}
    now = steps[steps["stage_now"] != "left"].groupby("county_code")["projects"].sum()
    assert now.to_dict() == {"city": 4, FIRST: 2, SECOND: 2}


def test_in_the_first_period_every_project_is_new(answered):
    found = answered(many(3, period="2022-02"), "2022-02")
    assert set(found["project_steps"]["stage_before"]) == {"new"}
    assert found["project_investment"]["done_pct_before"].isna().all()


def test_those_lag_that_are_due_and_not_started_or_far_behind(answered):
    found = answered("""
        code plan done start      planned_start stage
        A    1000 0    -          2022-10-31    preparation
        B    1200 860  2022-03-01 2022-03-31    building
        C    1200 859  2022-03-01 2022-03-31    building
        D    1000 0    -          2022-12-31    preparation
        """)
    days = found["project_lag"].set_index("project_code")["late_days"]
    assert days["A"] == 30
    assert pd.isna(days["C"])
    lag = found["project_lag"].set_index("project_code")["reason"].to_dict()
    assert lag == {"A": "not_started", "C": "behind"}  # B is 20 points behind, and not more
    counts = row(found["project_counts"])
    assert (counts["late"], counts["behind"], counts["late_days"]) == (1, 1, 30)


def test_statistics_stand_beside_the_dispatch_of_the_same_projects(answered):
    found = answered(f"""
        code county   done counted
        A    {FIRST}  1000 950
        B    {FIRST}  500  -
        C    {SECOND} 200  210
        """)["project_statistics"].set_index("county_code")
    first = found.loc[FIRST].drop("projects").tolist()
    assert first == [1500, 1, 1000, 950, -50]
    assert found.loc["city"].tolist() == [3, 1700, 2, 1200, 1160, -40]


def test_a_name_is_public_from_the_day_its_list_is(answered):
    found = answered("""
        code published  name
        A    2022-11-30 A
        B    2022-12-01 B
        C    -          C
        """)
    assert found["project_names"]["project_code"].tolist() == ["A"]


def test_a_renamed_project_is_the_same_project(answered):
    found = answered("""
        code period  name filed_name done
        A    2022-10 old  old        500
        A    2022-11 new  old        600
        """)
    assert set(found["project_steps"]["stage_before"]) == {"building"}
    assert found["project_findings"]["finding"].tolist() == ["renamed"]


def test_a_project_without_code_is_that_of_its_name_and_owner(answered):
    """Two of one name: the owner tells which; without one neither is taken for it."""
    found = answered("""
        code period  filed_name name reported owner              done
        A    2022-10 甲项目     -    -        -                  400
        A    2022-11 甲项目     -    甲项目   910000000000000000 500
        B    2022-11 甲项目     -    -        -                  100
        """)
    steps = found["project_steps"].query("county_code == 'city'")
    assert steps.set_index("stage_before")["projects"].to_dict() == {"building": 1, "new": 1}
    assert found["project_findings"]["finding"].tolist() == ["matched_by_name"]
    assert found["project_findings"]["project_code"].tolist() == ["A"]
    assert row(found["project_counts"])["projects"] == 2


@pytest.mark.parametrize(
    ("finding", "rows"),
    [
        ("started_before_filed", "code start filed\nA 2022-03-01 2022-04-01"),
        ("started_without_permit", "code permit\nA False"),
        ("producing_without_start", "code start stage planned_start\nA - producing -"),
        ("done_fell", "code period done\nA 2022-10 500\nA 2022-11 499"),
        ("done_without_plan", "code plan done\nA 0 1"),
        ("done_over_total", "code total done_total\nA 1000 1101"),
        ("total_in_other_unit", "code total done_total\nA 0.5 3000"),
        ("rate_not_as_computed", "code plan done pct\nA 1000 900 91.5"),
        ("statistics_differ", "code done counted\nA 1000 899"),
        ("stage_against_rule", "code period stage\nA 2022-10 building\nA 2022-11 started"),
        ("phases_listed_twice", "code builder filed_name\nA F 甲项目\nB F 甲项目（二期）"),
        ("part_of_listed_whole", "code parent\nA -\nB A"),
        ("not_in_library", "code reported\nA B"),
        ("matched_by_name", "code filed_name name reported\nA 甲项目 甲-项目 甲-项目"),
        ("name_not_in_library", "code filed_name name reported\nA 甲项目 乙项目 乙项目"),
        (
            "name_of_several",
            "code county filed_name reported builder\nA 990001 甲 甲 F\nB 990001 甲 B G",
        ),
        ("reported_again", "code filed_name reported\nA 甲项目 -\nA 甲项目 甲项目"),
        ("plan_in_other_unit", "code plan done total\nA 0.1 900 5000"),  # done
        ("plan_in_other_unit", "code plan done total\nA 0.1 0 5000"),  # its own total
        ("plan_in_other_unit", "code plan done total\nA 1e7 900 5000"),  # in yuan
        ("plan_in_other_unit", "code period plan done\nA 2021-12 9000 0\nA 2022-11 5.5 5"),
        (
            "not_unfinished_last_year",
            "code period list stage\nA 2021-12 new_start producing\n"
            "A 2022-11 carried_over producing",
        ),
        (
            "not_unfinished_last_year",
            "code period list\nA 2021-12 planned\nB 2022-11 carried_over",
        ),
    ],
)
def test_what_cannot_be_so_is_found_once_and_nothing_else(answered, finding, rows):
    assert answered(rows)["project_findings"]["finding"].tolist() == [finding]


@pytest.mark.parametrize(
    "rows",
    [
        "code total done_total\nA 1000 1100",
        "code plan done pct\nA 1000 900 90.9",
        "code plan done\nA 0 0",
        "code done counted\nA 1000 900",
        "code period done\nA 2021-12 500\nA 2022-11 10",
        "code builder filed_name\nA F 甲项目\nB G 甲项目（二期）",
        "code start filed\nA 2022-04-01 2022-04-01",
        "code period stage\nA 2022-10 building\nA 2022-11 stopped",
        "code plan done total\nA 4 4 5000",  # what is done confirms a small plan
        "code period list\nA 2021-12 new_start\nA 2022-11 carried_over",
        f"code county period list\nA {FIRST} 2021-12 planned\nB {SECOND} 2022-11 carried_over",
    ],
)
def test_what_can_be_so_is_not_found(answered, rows):
    assert answered(rows)["project_findings"].empty


def test_a_period_without_dispatch_is_refused(stored):
    asked = given(stored("code\nA"), "investment", "2022-09")
    with pytest.raises(DataError, match="2022-11"):
        asked.require_period()
