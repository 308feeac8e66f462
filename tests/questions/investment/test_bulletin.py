"""Points of the bulletin: published rules by hand, lists that never name who is on schedule."""

import pandas as pd
import pytest
from hypothesis import given as each_of
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.questions.investment.bulletin import (
    RULES,
    Bulletin,
    InvestmentSettings,
    Lists,
    added_by_county,
    county_points,
    placed,
    project_points,
)
from analysis.tables.rules import REFERENCE, read_rules

from .conftest import COUNTIES, many

FOLDER = REFERENCE / "bulletin"
BY_COUNTY = read_rules(FOLDER / "county_points_2020.yaml", Bulletin).points
BY_PROJECT = read_rules(FOLDER / "yanan_2017.yaml", Bulletin).points
FIRST, SECOND, THIRD = COUNTIES[:3]


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        # A new industrial project with 600 million planned, 45 % of it done: 5 + 10 + 15 + 27.
        (("new_start", 60_000, 27_000, False), 57),
        (("carried_over", 100_000, 100_000, True), 2 + 20 + 15 + 60 + 20),
        (("carried_over", 9_999, 0, False), 2 + 3 + 15),
        (("planned", 0, 0, False), 3 + 15),
    ],
)
def test_a_project_has_the_points_of_its_list_size_and_progress(facts, points):
    columns = ["list", "plan_year_10k_cny", "done_ytd_10k_cny", "producing"]
    rows = pd.DataFrame([facts], columns=columns).assign(level=None)
    assert project_points(rows, BY_PROJECT).sum(axis=1).tolist() == [pytest.approx(points)]


@pytest.mark.parametrize(("level", "points"), [("province", 77), ("nation", 57), ("city", 57)])
def test_a_provincial_project_has_twenty_points_more(level, points):
    rows = pd.DataFrame(
        {"list": ["new_start"], "plan_year_10k_cny": [60_000], "done_ytd_10k_cny": [27_000],
         "producing": [False], "level": [level]}
    )  # fmt: skip
    assert project_points(rows, BY_PROJECT).sum(axis=1).tolist() == [pytest.approx(points)]


def test_a_county_gains_by_a_billion_in_a_month_and_loses_by_criticisms():
    planned = pd.DataFrame(
        {"done_ytd_10k_cny": [500_000.0, 500_000.0, 90_000.0],
         "done_before_10k_cny": [400_000.0, 400_001.0, None]},
        index=[FIRST, SECOND, THIRD],
    )  # fmt: skip
    criticised = pd.DataFrame({"county_code": [SECOND, SECOND, THIRD], "points": [5.0, 12.0, 30.0]})
    added = added_by_county(planned, criticised, BY_PROJECT)
    assert added["month"].tolist() == pytest.approx([30, 0, float("nan")], nan_ok=True)
    assert added["blame"].tolist() == [0, -17, -20]  # no single one takes more than twenty
    assert added_by_county(planned, None, BY_PROJECT)["blame"].isna().all()


@pytest.mark.parametrize(
    ("pct", "points"),
    [(100, 25), (90, 24), (110, 27), (130, 31), (150, 33), (300, 35), (0, 15)],
)
def test_completion_has_its_full_points_and_a_cap_on_both_sides(pct, points):
    assert BY_COUNTY.completion.points(pd.Series([float(pct)]))[0] == pytest.approx(points)


def test_a_county_has_points_for_places_starts_and_late_entries():
    counts = pd.DataFrame(
        {"started_pct": [80.0, 79.9, None], "eligible": [5, 5, 1], "in_statistics": [5, 3, 1]}
    )
    money = pd.DataFrame(
        {
            "done_ytd_10k_cny": [900.0, 900.0, 100.0],
            "schedule_10k_cny": [900.0, 1000.0, 100.0],
            "done_pct": [91.7, 82.5, 91.7],
        }
    )
    points = county_points(counts, money, BY_COUNTY)
    assert points["rate_place"].tolist() == [7, 3, 7]  # two share the first place
    assert points["amount_place"].tolist() == [5, 5, 1]
    assert points["starts"].tolist() == [5, 0, 0]
    assert points["late_entry"].tolist() == [0, -6, 0]
    assert points["completion"].tolist() == [25, 24, 25]


@each_of(
    st.lists(st.tuples(st.integers(0, 50), st.booleans()), min_size=1, max_size=25),
    st.randoms(use_true_random=False),
)
def test_who_is_on_schedule_is_never_black_and_the_order_decides_nothing(counties, random):
    points = pd.DataFrame({"points": [float(value) for value, _ in counties]})
    met = pd.Series([on for _, on in counties])
    found = placed(points, met, Lists(red=5, black=4))
    assert not (found["colour"].eq("black") & met).any()
    assert not (found["colour"].eq("red") & ~met).any()
    order = random.sample(range(len(counties)), len(counties))
    again = placed(points.loc[order], met.loc[order], Lists(red=5, black=4))
    assert again.sort_index()[["place", "colour"]].equals(found[["place", "colour"]])


def test_the_bulletin_ranks_the_counties_by_the_rule_of_the_day(answered):
    rows = pd.concat(
        [
            many(4, "A", county=FIRST, plan=4000, done=4000, planned_start=None),
            many(4, "B", county=SECOND, plan=4000, done=2000, planned_start=None),
        ],
        ignore_index=True,
    )
    found = answered(rows)
    bulletin = found["bulletin"].set_index("county_code")
    assert bulletin["place"].to_dict() == {FIRST: 1, SECOND: 2}
    assert bulletin["colour"].to_dict() == {FIRST: "red", SECOND: "black"}
    points = found["bulletin_points"].groupby("county_code")["points"].sum()
    assert bulletin["points"].to_dict() == points.round(2).to_dict()


@pytest.mark.parametrize(("period", "items"), [("2018-09", 8), ("2016-09", 0)])
def test_another_year_has_its_own_rule_or_none(answered, period, items):
    rows = many(4, "A", period=period, start=f"{period[:4]}-03-01", planned_start=None)
    found = answered(rows, period)
    assert found["bulletin_points"]["item"].nunique() == items
    assert len(found["bulletin"]) == (1 if items else 0)


def test_a_bureau_may_choose_the_rule_of_projects(answered):
    rows = pd.concat(
        [many(2, "A", period=period, plan=400_000, done=done, level="province",
              planned_start=None) for period, done in (("2022-10", 200_000), ("2022-11", 300_000))],
        ignore_index=True,
    )  # fmt: skip
    chosen = {"questions": {"investment": {"bulletin": "yanan_2017.yaml"}}}
    lost = [(FIRST, "2022-03-01", 5.0), (FIRST, "2022-12-01", 20.0), (FIRST, "2021-12-31", 20.0)]
    found = answered(rows, settings=chosen, criticised=lost)
    points = found["bulletin_points"].set_index("item")["points"]
    assert points.to_dict() == {
        "listed": 10, "plan": 40, "industry": 30, "progress": 2 * 60 * 0.75, "producing": 0,
        "provincial": 40, "month": 30, "blame": -5,
    }  # fmt: skip
    assert found["bulletin"]["points"].tolist() == [235]


def test_what_the_bureau_does_not_keep_has_no_points(answered):
    rows = many(4, "A", period="2018-09", start="2018-03-01", planned_start=None)
    points = answered(rows, "2018-09")["bulletin_points"].set_index("item")["points"]
    assert points.index[points.isna()].tolist() == ["provincial", "month", "blame"]


@pytest.mark.parametrize("year", range(2017, 2024))
def test_one_rule_holds_at_a_time(year):
    assert len(RULES.files(InvestmentSettings(), f"{year}-11")) == 1


def test_a_rule_with_an_unknown_key_is_refused_with_its_line(tmp_path):
    shipped = (FOLDER / "yanan_2017.yaml").read_text(encoding="utf-8")
    file = tmp_path / "rule.yaml"
    file.write_text(shipped.replace("  progress: 60", "  pace: 60"), encoding="utf-8")
    with pytest.raises(DataError, match="pace"):
        read_rules(file, Bulletin)
