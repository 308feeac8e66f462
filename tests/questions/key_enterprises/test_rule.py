"""The rule of the colours: limits belong to the worse colour, the worst of several wins."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from analysis.questions.key_enterprises.rule import WORST_FIRST, Limits, WarningRule
from analysis.tables.rules import REFERENCE, read_rules

RULE = read_rules(REFERENCE / "warning" / "city_2022.yaml", WarningRule)
CALM = {
    "days_stopped": 0.0, "output_growth_pct": 5.0, "electricity_pct": 0.0,
    "output_growth_twice_pct": 6.0, "days_missing": 0.0, "stocks_over_revenue_pp": 2.0,
}  # fmt: skip


def warned(**measures):
    row = RULE.warned(pd.DataFrame([CALM | measures], dtype=float)).iloc[0]
    return row["colour"], None if pd.isna(row["ground"]) else row["ground"]


@pytest.mark.parametrize(
    ("measures", "colour", "ground"),
    [
        ({}, "green", None),
        ({"electricity_pct": 100 * (4.2 / 7.0 - 1)}, "orange", "electricity_pct"),
        ({"electricity_pct": 100 * (0.7 / 1.0 - 1)}, "orange", "electricity_pct"),
        ({"electricity_pct": -29.99}, "blue", "electricity_pct"),
        ({"electricity_pct": -15.0}, "blue", "electricity_pct"),
        ({"electricity_pct": -14.99}, "green", None),
        ({"output_growth_pct": -30.0}, "red", "output_growth_pct"),
        ({"output_growth_twice_pct": -15.0}, "orange", "output_growth_twice_pct"),
        ({"days_missing": 2}, "green", None),
        ({"days_missing": 3}, "blue", "days_missing"),
        ({"days_stopped": 6}, "green", None),
        ({"days_stopped": 7}, "red", "days_stopped"),
        ({"days_missing": 7, "electricity_pct": float("nan")}, "blue", "days_missing"),
        ({"stocks_over_revenue_pp": 10}, "blue", "stocks_over_revenue_pp"),
        ({"stocks_over_revenue_pp": 9.99}, "green", None),
        ({"stocks_over_revenue_pp": 60, "electricity_pct": -30}, "orange", "electricity_pct"),
        ({"electricity_pct": -50, "output_growth_pct": -40}, "red", "output_growth_pct"),
        ({"electricity_pct": -20, "days_missing": 4}, "blue", "electricity_pct"),
        (dict.fromkeys(CALM, float("nan")), "green", None),
    ],
)
def test_the_worst_colour_wins_and_says_why(measures, colour, ground):
    assert warned(**measures) == (colour, ground)


@given(st.sampled_from(sorted(CALM)), st.floats(-100, 100), st.floats(0, 50))
def test_a_worse_value_never_betters_the_colour(measure, value, more):
    worse = value - RULE.measures[measure].sign * more
    colours = [warned(**{measure: number})[0] for number in (value, worse)]
    assert WORST_FIRST.index(colours[1]) <= WORST_FIRST.index(colours[0])


def test_every_day_of_a_holiday_is_left_out():
    assert dt.date(2022, 10, 1) in RULE.without
    assert dt.date(2022, 10, 7) in RULE.without
    assert dt.date(2022, 10, 8) not in RULE.without


def test_the_printed_rule_has_every_limit():
    table = RULE.table(pd.DataFrame([CALM | {"stocks_over_revenue_pp": None}]))
    assert len(table) == sum(len(limits.at_most or limits.at_least)
                             for limits in RULE.measures.values())  # fmt: skip
    assert table["rule"].unique().tolist() == ["city-2022"]
    assert table.loc[~table["judged"], "measure"].tolist() == ["stocks_over_revenue_pp"]


def test_limits_go_one_way():
    with pytest.raises(ValidationError, match="at_most or at_least"):
        Limits(at_most={"red": -1}, at_least={"red": 1})
