"""How numbers are said."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.display.numbers import amount, change, fixed, printed_change, year_to_date


@pytest.mark.parametrize(
    ("value", "lang", "said"),
    [
        (7.6, "zh", "增长7.6%"),
        (-3.24, "zh", "下降3.2%"),
        (0.01, "zh", "持平"),
        (-0.01, "en", "was unchanged"),
        (7.6, "en", "grew 7.6%"),
    ],
)
def test_growth(value, lang, said):
    assert change(value, lang) == said


@pytest.mark.parametrize(
    ("value", "unit", "lang", "said"),
    [
        (49_821_600, "10k_cny", "zh", "4,982.16亿元"),
        (49_821_600, "10k_cny", "en", "CNY 498.22 bn"),
        (9_999, "10k_cny", "zh", "9,999万元"),
        (9_999, "10k_cny", "en", "CNY 99.99 m"),
        (235_001.4, "persons", "en", "235,001 persons"),
        (math.nan, "persons", "zh", "未公布"),
    ],
)
def test_amounts(value, unit, lang, said):
    assert amount(value, unit, lang) == said


def test_a_change_is_that_of_the_figures_as_printed():
    assert printed_change(9.64, 10.27) == -0.7
    assert math.isnan(printed_change(math.nan, 10.27))


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(0, 3))
def test_a_reader_who_subtracts_gets_the_printed_change(now, before, places):
    subtracted = float(fixed(now, places)) - float(fixed(before, places))
    assert fixed(printed_change(now, before, places), places) == fixed(subtracted, places)


def test_periods():
    assert year_to_date("2022-11", "zh") == "2022年1—11月"
    assert year_to_date("2022-02", "en") == "January–February 2022"
