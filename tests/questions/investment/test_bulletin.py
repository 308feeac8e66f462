"""Points of the bulletin: published rules by hand, lists that never name who is on schedule."""

import pandas as pd
import pytest
from hypothesis import given as each_of
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.questions.investment.bulletin import (
    RULES,
    Bulletin,
    Lists,
    county_points,
    placed,
    project_points,
)
from analysis.tables.question import Settings
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
    rows = pd.DataFrame([facts], columns=columns)
    assert project_points(rows, BY_PROJECT).sum(axis=1).tolist() == [pytest.approx(points)]


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


@pytest.mark.parametrize(("period", "items"), [("2018-09", 5), ("2016-09", 0)])
def test_another_year_has_its_own_rule_or_none(answered, period, items):
    rows = many(4, "A", period=period, start=f"{period[:4]}-03-01", planned_start=None)
    found = answered(rows, period)
    assert found["bulletin_points"]["item"].nunique() == items
    assert len(found["bulletin"]) == (1 if items else 0)


@pytest.mark.parametrize("year", range(2017, 2024))
def test_one_rule_holds_at_a_time(year):
    assert len(RULES.files(Settings(), f"{year}-11")) == 1


def test_a_rule_with_an_unknown_key_is_refused_with_its_line(tmp_path):
    shipped = (FOLDER / "yanan_2017.yaml").read_text(encoding="utf-8")
    file = tmp_path / "rule.yaml"
    file.write_text(shipped.replace("  progress: 60", "  pace: 60"), encoding="utf-8")
    with pytest.raises(DataError, match="pace"):
        read_rules(file, Bulletin)
