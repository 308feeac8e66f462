"""Figures now, before and as told; how sure targets are, and what they call for."""

import math

import pandas as pd
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.questions.overview.answer import action, tone
from analysis.questions.overview.places import ends
from analysis.questions.overview.question import QUESTION
from analysis.questions.overview.quoted import aims, quotes, told_on
from analysis.questions.overview.rules import FRONT, Front
from analysis.tables.question import Settings
from analysis.tables.rules import read_rules
from tests.questions.overview.conftest import (
    BEFORE,
    FIRST,
    GROWTH,
    LEVEL,
    NOW,
    SECOND,
    Written,
)

RULE = read_rules(FRONT.files(Settings(), NOW)[0], Front)
CHANCE = "output_target_probability_level"


def level(county: str = FIRST, **more) -> dict:
    return {**LEVEL, "county": county, **more}


def outlook(chance: float, before: float, expected: float = 20_000.0, **more) -> Written:
    """A county's target of output: its chance now and before, expected, and growths asked."""
    figures = {
        (CHANCE, NOW): {FIRST: chance},
        (CHANCE, BEFORE): {FIRST: before},
        ("output_target_expected_level", NOW): {FIRST: expected},
        ("output_growth_ytd", NOW): {FIRST: more.get("growth", 8.0)},
        ("output_target_asked_level", NOW): {FIRST: more.get("asked", 8.0)},
        ("output_target_needed_level", NOW): {FIRST: more.get("needed", 5.0)},
        ("output_ytd", NOW): {FIRST: 18_000.0},
    }
    return Written(figures)


def aim(found: dict) -> pd.Series:
    return found["overview_targets"].squeeze()


def test_a_figure_stands_as_it_is_and_as_it_was(answered):
    written = Written(
        {
            ("output_growth_ytd", NOW): {"city": 4.2, FIRST: 1.0, SECOND: math.nan},
            ("output_growth_ytd", BEFORE): {"city": 12.5},
        }
    )
    rows = answered([], written)["overview_figures"]
    assert rows[["figure", "county_code", "state", "value"]].to_numpy().tolist() == [
        ["output_growth_ytd", "city", "now", 4.2],
        ["output_growth_ytd", FIRST, "now", 1.0],
        ["output_growth_ytd", "city", "before", 12.5],
    ]  # fmt: skip


REVISED = ((BEFORE, "2022-11-15"), (BEFORE, "2022-12-15"), (NOW, "2022-12-15"))
"""The month before was told in November, and again with the month."""


@pytest.mark.parametrize(
    ("vintages", "day"),
    [
        (REVISED, "2022-11-15"),
        (((BEFORE, "2022-12-15"), (NOW, "2022-12-15")), None),
        (((BEFORE, "2022-11-15"), (NOW, "2022-12-15"), (NOW, "2022-12-20")), "2022-11-15"),
        (((BEFORE, "2022-11-05"), (BEFORE, "2022-11-20"), (NOW, "2022-12-15")), "2022-11-20"),
        ((("2022-09", "2022-10-18"), (BEFORE, "2022-12-15"), (NOW, "2022-12-15")), None),
    ],
)
def test_when_the_month_before_was_told(asked, vintages, day):
    assert told_on(asked([], Written({}), vintages=vintages)) == day


def test_what_was_told_then_is_told_apart_from_what_is_known_now(answered):
    written = Written(
        {
            ("output_growth_ytd", NOW): {FIRST: 9.0},
            ("output_growth_ytd", BEFORE): {FIRST: 11.0},
        },
        {("output_growth_ytd", BEFORE, "2022-11-15"): {FIRST: 12.0}},
    )
    rows = answered([], written, vintages=REVISED)["overview_figures"]
    by_state = rows.set_index("state")["value"]
    news, revision = by_state["now"] - by_state["before"], by_state["before"] - by_state["told"]
    assert (news, revision) == (-2.0, -1.0)
    assert by_state["now"] - by_state["told"] == news + revision


def test_of_january_there_is_no_month_before(asked):
    given = asked([level(year=2022)], Written({}), period="2022-01")
    assert {quote[1] for quote in quotes(given)} == {"2022-01"}


def test_every_quote_of_then_names_its_day(asked):
    given = asked([], Written({}), vintages=REVISED)
    assert {quote[1:] for quote in quotes(given)} == {
        (NOW,),
        (BEFORE,),
        (BEFORE, "2022-11-15"),
    }


def test_the_gap_is_in_the_figures_unit_and_of_the_target(answered):
    row = aim(answered([level()], outlook(10, 10, expected=19_000.0)))
    assert (row["target_value"], row["gap"], row["gap_pct"]) == (20_000.0, -1_000.0, -5.0)


def test_the_gap_of_a_growth_is_in_points(answered):
    written = Written(
        {
            ("value_added_target_expected_growth_pct", NOW): {"city": 6.5},
            ("value_added_target_probability_growth_pct", NOW): {"city": 20.0},
        }
    )
    row = aim(answered([GROWTH], written))
    assert row["gap"] == -0.5
    assert math.isnan(row["gap_pct"])


@pytest.mark.parametrize(
    ("chance", "said"),
    [(100, "steady"), (90, "steady"), (89.9, "open"), (33, "open"), (32, "hard")],
)
def test_how_sure_a_target_is(chance, said):
    assert tone(pd.Series([float(chance)]), RULE)[0] == said


@pytest.mark.parametrize(
    ("written", "called"),
    [
        (outlook(70, 90), "fell"),
        (outlook(71, 90), None),
        (outlook(10, 20), "hard"),
        (outlook(10, 95), "fell"),
        (outlook(10, 95, asked=37.9, growth=10.7), "asks_more"),
        (outlook(10, 95, asked=27.9, growth=10.7), "fell"),
        (outlook(95, 95, asked=37.9, growth=10.7), None),
        (outlook(math.nan, 95), None),
    ],
)
def test_what_a_target_calls_for(answered, written, called):
    row = aim(answered([level()], written))
    assert (None if pd.isna(row["action"]) else row["action"]) == called


def test_counties_are_judged_by_their_first_indicator(asked):
    given = asked([GROWTH, level(), {**GROWTH, "county": FIRST}], Written({}))
    assert [(a.target.indicator, a.target.county, a.leads) for a in aims(given)] == [
        ("value_added", "city", False),
        ("output", FIRST, True),
        ("value_added", FIRST, False),
    ]


def test_targets_of_other_years_and_without_a_model_are_not_judged(asked):
    targets = [level(year=2021), {**LEVEL, "indicator": "clusters", "unit": "个"}]
    assert aims(asked(targets, Written({}))) == []


def test_without_figures_and_targets_there_are_no_rows(answered):
    found = answered([], Written({}))
    assert {name: len(rows) for name, rows in found.items()} == {
        "overview_figures": 0,
        "overview_targets": 0,
    }


def test_without_rules_in_force_it_says_so(asked):
    given = asked([], Written({}), period="1999-11")
    with pytest.raises(DataError, match="no rule of data/reference/front is in force in 1999-11"):
        QUESTION.answer(given)


chances = st.floats(0, 100)


@drawn(chances, chances, st.floats(-50, 100), st.floats(-50, 50))
def test_an_action_has_its_reason(chance, before, asked_growth, growth):
    rows = pd.DataFrame(
        {
            "chance_pct": [chance],
            "chance_before_pct": [before],
            "asked_growth_pct": [asked_growth],
            "growth_pct": [growth],
        }
    )
    rows = rows.assign(tone=tone(rows["chance_pct"], RULE))
    said = action(rows, RULE)[0]
    fell, hard = before - chance >= 20, chance < 33
    asks_more = hard and asked_growth - growth >= 20
    assert said in {None, "fell", "hard", "asks_more"}
    assert (said is None) == (not fell and not hard)
    assert (said == "asks_more") == asks_more
    assert said != "fell" or fell


@pytest.mark.parametrize(("counties", "shown"), [(3, 3), (60, 60), (61, 40), (2800, 40)])
def test_of_a_large_territory_the_ends_are_shown(counties, shown):
    rows = pd.DataFrame({"growth": [float(n) for n in range(counties)]})
    kept = ends(rows, "growth")["growth"].tolist()
    assert len(kept) == shown
    assert {min(kept), max(kept)} == {0.0, counties - 1.0}
    assert kept == sorted(kept)
