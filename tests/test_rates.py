"""Growth, pull, contribution and the effects of entry and exit."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import rates
from analysis.errors import DataError

amounts = st.floats(0.01, 1e6)


def test_growth_is_a_ratio_of_sums_not_a_mean_of_rates():
    rows = pd.DataFrame({"now": [110.0, 30.0], "before": [100.0, 10.0]})
    result = rates.comparable_growth(rows, "now", "before")
    # 140 / 110 - 1; the mean of +10 % and +200 % would be 105 %.
    assert result["growth_pct"].item() == pytest.approx(100 * 30 / 110)
    assert result["rows_used"].item() == 2


def test_a_row_with_one_year_is_left_out_and_counted():
    rows = pd.DataFrame(
        {
            "county_code": ["A", "A", "A", "B"],
            "now": [120.0, 60.0, 5.0, None],
            "before": [100.0, None, 0.0, 7.0],
        }
    )
    result = rates.comparable_growth(rows, "now", "before", by=["county_code"])
    a, b = result.to_dict("records")
    # A: (120 + 5) / (100 + 0); the new plant with base 0 counts, the unreported base does not.
    assert (a["growth_pct"], a["rows_used"], a["rows_left_out"]) == (25, 2, 1)
    assert a["coverage_pct"] == pytest.approx(100 * 125 / 185)
    assert np.isnan(b["growth_pct"])
    assert (b["rows_used"], b["rows_left_out"]) == (0, 1)


def test_nominal_and_comparable_growth_of_one_list_differ():
    # Published last year 100, this year all firms 112; the firms in both years 98 -> 105.
    before = pd.DataFrame({"uscc": ["stay", "leave"], "value": [98.0, 2.0]})
    now = pd.DataFrame({"uscc": ["stay", "enter"], "value": [105.0, 7.0]})
    result = rates.roster_effects(now, before, "value").iloc[0]
    assert result["growth_pct"] == pytest.approx(12)
    assert result["continuing_growth_pct"] == pytest.approx(7.142857142857)
    assert result[["continuing_pp", "entrants_pp", "leavers_pp"]].tolist() == [7, 7, -2]
    assert result[["continuing", "entrants", "leavers"]].tolist() == [1, 1, 1]


@given(
    st.dictionaries(
        st.integers(0, 30), st.tuples(amounts, st.sampled_from("AB")), min_size=1, max_size=20
    ),
    st.dictionaries(
        st.integers(0, 30), st.tuples(amounts, st.sampled_from("AB")), min_size=1, max_size=20
    ),
)
def test_roster_effects_add_up_to_the_published_growth(now, before):
    def roster(units):
        return pd.DataFrame(
            [(str(u), v, c) for u, (v, c) in units.items()], columns=["uscc", "value", "county"]
        )

    whole = rates.roster_effects(roster(now), roster(before), "value")
    parts = rates.roster_effects(roster(now), roster(before), "value", by=["county"])
    effects = ["continuing_pp", "entrants_pp", "leavers_pp"]
    for result in (whole, parts):
        known = result[result["base"] > 0]
        np.testing.assert_allclose(
            known[effects].sum(axis=1), known["growth_pct"], rtol=1e-9, atol=1e-7
        )
    assert parts["current"].sum() == pytest.approx(whole["current"].item())


def test_a_unit_twice_in_a_roster_is_refused():
    now = pd.DataFrame({"uscc": ["x", "x"], "value": [1.0, 2.0]})
    with pytest.raises(DataError, match=r"同一单位出现两次.*\n.*appears twice.*'uscc': 'x'"):
        rates.roster_effects(now, now.iloc[:1], "value")


def test_pull_and_contribution_by_hand():
    parts = pd.DataFrame({"now": [46.0, 30.0, 36.0], "before": [40.0, 30.0, 30.0]})
    result = rates.contributions(parts, "now", "before")
    assert result["pull_pp"].tolist() == [6, 0, 6]
    assert result["contribution_pct"].tolist() == [50, 0, 50]


@pytest.mark.parametrize("now", [[80.0, 110.0], [100.0, 100.9]])
def test_no_contribution_where_the_whole_fell_or_stood_still(now):
    parts = pd.DataFrame({"now": now, "before": [100.0, 100.0]})
    result = rates.contributions(parts, "now", "before")
    assert result["contribution_pct"].isna().all()
    assert result["pull_pp"].notna().all()


@given(st.lists(st.tuples(amounts, amounts), min_size=2, max_size=30))
def test_pulls_close_to_growth_and_contributions_to_one_hundred(pairs):
    parts = pd.DataFrame(pairs, columns=["now", "before"])
    result = rates.contributions(parts, "now", "before")
    whole = rates.comparable_growth(parts, "now", "before")["growth_pct"].item()
    assert result["pull_pp"].sum() == pytest.approx(whole, rel=1e-9, abs=1e-7)
    if whole >= rates.CONTRIBUTION_MIN_GROWTH_PCT:
        assert result["contribution_pct"].sum() == pytest.approx(100, rel=1e-7)


def test_contributions_within_groups():
    parts = pd.DataFrame(
        {"g": ["a", "a", "b"], "now": [12.0, 10.0, 30.0], "before": [10.0, 10.0, 20.0]}
    )
    result = rates.contributions(parts, "now", "before", by=["g"])
    assert result["pull_pp"].tolist() == [10, 0, 50]


def test_growth_from_nothing_has_no_rate():
    assert np.isnan(rates.growth_pct(5.0, 0.0))
    assert rates.growth_pct(pd.Series([5.0, 5.0]), pd.Series([0.0, 4.0])).tolist()[1] == 25
    assert np.isnan(rates.growth_pct(np.array([5.0]), np.array([-1.0])))[0]


def test_an_implied_base_gives_the_growth_back():
    base = rates.implied_base(112.0, 12.0)
    assert base == pytest.approx(100)
    assert rates.growth_pct(112.0, base) == pytest.approx(12)
