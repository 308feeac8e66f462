"""Targets counted by hand: pace on each schedule, what is needed, lights, what cannot be judged."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.periods import month_before
from analysis.questions.board.lights import light
from analysis.questions.board.quoted import history
from analysis.questions.board.rules import LIGHTS, Lights
from analysis.tables.rules import REFERENCE, read_rules

from .conftest import FIRST, NET, SECOND, state, target

DONE = "above_scale_net_increase"
RULE = read_rules(REFERENCE / LIGHTS.place / "tianjin_2022.yaml", Lights)
GROWTH = {"indicator": "output", "year": 2022, "value": 8, "kind": "growth_pct", "unit": "%"}


def net(value: float, county: str = "city", period: str = "2022-11") -> dict:
    return {(DONE, period): {county: value}}


def test_55_of_100_in_november_is_red_on_an_even_schedule(answered):
    found = state(answered([NET], net(55)))
    assert found["schedule_pct"] == pytest.approx(91.7, abs=0.05)
    assert found["pace_pp"] == pytest.approx(55 - 1100 / 12)
    assert (found["done_pct"], found["gap"], found["needed"]) == (55, 45, 45)
    assert found["light"] == "red"


def test_55_of_100_is_ahead_by_7_points_of_what_past_years_had_done(answered):
    past = {}
    for year, november in ((2019, 40), (2020, 48), (2021, 56)):
        past |= net(november, period=f"{year}-11") | net(100, period=f"{year}-12")
    found = answered([{**NET, "schedule": "history"}], net(55) | past)
    assert state(found)["schedule_pct"] == pytest.approx(48)
    assert state(found)["pace_pp"] == pytest.approx(7)
    assert state(found)["light"] == "green"


def test_a_year_that_is_not_known_leaves_no_history(answered):
    found = answered([{**NET, "schedule": "history"}], net(55) | net(40, period="2021-11"))
    assert target(found)["reason"] == "no_history"
    assert pd.isna(state(found)["pace_pp"])
    assert pd.isna(state(found)["light"])


@pytest.mark.parametrize(
    ("period", "due"), [("2022-06", 0), ("2022-08", 60), ("2022-11", 60), ("2022-12", 100)]
)
def test_batches_are_due_from_their_days(answered, period, due):
    said = {**NET, "indicator": "specialised_new", "schedule": "by_batch"}
    found = answered([said], {("specialised_new", period): {"city": 70}}, period)
    assert state(found)["schedule_pct"] == pytest.approx(due)
    assert state(found)["pace_pp"] == pytest.approx(70 - due)


def test_without_a_rule_a_batch_has_no_pace_and_says_so(answered):
    said = {**NET, "indicator": "little_giants_new", "schedule": "by_batch"}
    found = answered([said], {("little_giants_new", "2022-11"): {"city": 55}})
    assert target(found)["reason"] == "no_batches"
    assert pd.isna(state(found)["pace_pp"])
    reached = answered([said], {("little_giants_new", "2022-11"): {"city": 100}})
    assert state(reached)["light"] == "green"


def test_most_enter_the_list_above_scale_with_the_last_batch(answered):
    found = state(answered([{**NET, "schedule": "by_batch"}], net(55)))
    assert (found["schedule_pct"], found["light"]) == (20, "green")
    assert found["pace_pp"] == pytest.approx(35)


def test_a_growth_is_held_against_its_target_all_year(answered):
    found = answered([GROWTH], {("output_growth_ytd", "2022-11"): {"city": 6.5}})
    assert state(found)["pace_pp"] == pytest.approx(-1.5)
    assert state(found)["light"] == "amber"
    assert state(found)[["done_pct", "needed"]].isna().all()


@pytest.mark.parametrize(
    ("value", "whole", "light"),
    [(9, 7, "green"), (8, 8, "green"), (9, 10, "amber"), (5, 4, "amber"), (-0.1, -3, "red")],
)
def test_a_county_is_green_at_the_plan_and_the_whole_citys_growth(answered, value, whole, light):
    figures = {("output_growth_ytd", "2022-11"): {FIRST: value, "city": whole}}
    found = answered([{**GROWTH, "county": FIRST}], figures)
    assert state(found, county=FIRST)["light"] == light


def test_less_is_ahead_where_less_is_better(answered):
    said = {**NET, "indicator": "issues_overdue", "value": 20, "unit": "个"}
    said |= {"direction": "down", "schedule": "throughout"}
    few = state(answered([said], {("issues_overdue", "2022-11"): {"city": 17}}))
    assert (few["pace_pp"], few["light"]) == (pytest.approx(15), "green")
    assert pd.isna(few["needed"])
    many = state(answered([said], {("issues_overdue", "2022-11"): {"city": 27}}))
    assert (many["pace_pp"], many["light"]) == (pytest.approx(-35), "red")


def test_a_minimum_share_is_met_in_points_not_as_a_share_of_a_share(answered):
    said = {**NET, "indicator": "three_batches", "value": 80, "unit": "%"}
    found = state(answered([said], {("three_batches_share", "2022-11"): {"city": 92}}))
    assert found["pace_pp"] == pytest.approx(12)
    assert pd.isna(found["done_pct"])


@pytest.mark.parametrize(("period", "value"), [("2022-06", 180), ("2022-05", 60)])
def test_a_revised_target_counts_from_its_day_and_keeps_the_first(answered, period, value):
    revised = {"value": 180, "on": "2022-06-30"}
    said = {**NET, "value": 60, "revised": revised}
    found = answered([said], net(30, period=period), period)
    assert target(found)["target_value"] == value
    assert state(found)["done_pct"] == pytest.approx(100 * 30 / value)
    both = target(found)[["first_value", "revised_on"]]
    if value == 180:
        assert both.tolist() == [60, pd.Timestamp("2022-06-30")]
    else:
        assert both.isna().all()


def test_a_target_stands_in_the_unit_of_its_figure(answered):
    said = {**NET, "indicator": "investment_done", "value": 2.5, "unit": "亿元"}
    found = answered([said], {("investment_done", "2022-11"): {"city": 20000}})
    assert target(found)["target_value"] == pytest.approx(25000)
    assert state(found)["done_pct"] == pytest.approx(80)
    with pytest.raises(DataError, match="万元"):
        answered([{**said, "unit": "家"}], {("investment_done", "2022-11"): {"city": 20000}})


def test_the_month_before_and_the_year_end_stand_beside(answered):
    figures = net(55) | net(50, period="2022-10")
    figures |= {
        (name, "2022-11"): {"city": value}
        for name, value in {
            "above_scale_net_increase_year": 105.2,
            "above_scale_net_low": 97,
            "above_scale_net_high": 113,
            "above_scale_task_chance": 82,
        }.items()
    }
    found = answered([NET], figures)
    assert state(found, "before")["value"] == 50
    ahead = state(found, "year_end")
    assert ahead[["value", "low", "high", "chance_pct"]].tolist() == [105.2, 97, 113, 82]
    assert (ahead["light"], state(found)["light"]) == ("green", "red")


@pytest.mark.parametrize(("chance", "light"), [(80, "green"), (79.9, "amber"), (49.9, "red")])
def test_the_forecasts_light_goes_by_the_probability(answered, chance, light):
    outlook = {
        ("above_scale_net_increase_year", "2022-11"): {"city": 90},
        ("above_scale_task_chance", "2022-11"): {"city": chance},
    }
    assert state(answered([NET], net(55) | outlook), "year_end")["light"] == light


def test_a_question_without_an_answer_leaves_its_target_on_the_board(answered):
    found = answered([NET], {})
    assert target(found)["reason"] == "no_answer"
    assert found["board_states"].empty
    assert found["board_counts"].squeeze()["unjudged"] == 1


def test_january_has_no_month_before(answered):
    found = answered([NET], net(5, period="2022-01") | net(80, period="2021-12"), "2022-01")
    assert {*found["board_states"]["state"]} == {"now"}


def test_in_december_nothing_is_left_to_ask(answered):
    found = state(answered([NET], net(90, period="2022-12"), "2022-12"))
    assert found["schedule_pct"] == 100
    assert pd.isna(found["needed"])


def test_a_year_without_targets_has_no_board(answered):
    with pytest.raises(DataError, match="2023"):
        answered([NET], net(55), "2023-11")


def test_the_lights_of_a_county_are_its_own_targets(answered):
    said = [{**NET, "county": FIRST}, {**NET, "county": SECOND}, {**GROWTH, "county": FIRST}]
    figures = {(DONE, "2022-11"): {FIRST: 95, SECOND: 10}}
    figures[("output_growth_ytd", "2022-11")] = {FIRST: 7}
    counts = answered(said, figures)["board_counts"].set_index("county_code")
    assert counts.loc[FIRST].tolist() == [2, 1, 1, 0, 0]
    assert counts.loc[SECOND].tolist() == [1, 0, 0, 1, 0]


def test_months_within_the_year():
    assert (month_before("2022-11"), month_before("2022-01")) == ("2022-10", None)
    assert history("2022-11")[:2] == ["2019-11", "2019-12"]
    assert history("2022-12") == ["2019-12", "2020-12", "2021-12"]


@drawn(st.floats(-200, 400), st.floats(0, 100), st.booleans())
def test_whatever_is_on_schedule_is_green_and_more_never_has_a_worse_light(done, schedule, rate):
    order = ["green", "amber", "red"]

    def lit(value: float) -> str:
        pace = value - schedule
        row = {"kind": "level", "rate": rate, "direction": "up", "county_code": "city"}
        row |= {"value": value, "target_value": 100.0, "whole": np.nan}
        rows = pd.DataFrame([{**row, "pace_pp": pace, "schedule_pct": schedule}])
        return light(rows, pd.Series([1.0]), RULE).item()

    assert (lit(done) == "green") == (round(done - schedule, 9) >= 0 or (not rate and done >= 100))
    assert order.index(lit(done + 1)) <= order.index(lit(done))
