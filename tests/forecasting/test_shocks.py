"""Months that stood off by themselves are found; their echoes and slow slumps are not."""

import numpy as np
import pandas as pd
import pytest

from analysis.forecasting.shocks import shocks
from analysis.periods import days, period_names

NUMBERS = np.arange(2012 * 12, 2021 * 12)
NAMES = period_names(NUMBERS, 12)


def series(planted, flow=True, seed=0):
    """Nine years of months around a season and a slow rise; `planted`: period → log change."""
    rng = np.random.default_rng(seed)
    logs = 2 + 0.003 * np.arange(len(NAMES)) + np.tile(np.sin(np.arange(12)) * 0.1, 9)
    logs += rng.normal(0, 0.01, len(NAMES))
    logs += pd.Series(planted, dtype=float).reindex(NAMES, fill_value=0.0).to_numpy()
    length = days(NUMBERS, 12) if flow else 30.0
    return pd.DataFrame({"period": NAMES, "value": np.exp(logs) * length})


@pytest.mark.parametrize("when", ["2013-05", "2016-08", "2020-04", "2020-12"])
@pytest.mark.parametrize("flow", [True, False])
def test_a_planted_shock_is_found_without_its_echo(when, flow):
    assert shocks(series({when: -0.3}, flow), 12, flow) == [when]


def test_nothing_is_found_where_nothing_happened():
    assert [shocks(series({}, seed=seed), 12) for seed in range(20)] == [[]] * 20


def test_a_level_that_changes_for_good_is_no_shock():
    step = dict.fromkeys(NAMES[50:], -0.3)
    assert shocks(series(step), 12) == []


def test_february_of_a_leap_year_is_no_shock_of_a_stock():
    assert shocks(series({}, flow=False), 12, flow=False) == []


def test_at_most_four_the_largest():
    when = ["2013-02", "2014-05", "2015-08", "2016-11", "2017-03", "2018-06"]
    planted = {period: -0.2 - number / 50 for number, period in enumerate(when)}
    assert shocks(series(planted), 12) == when[2:]


def test_months_that_a_festival_moves_through_are_left_to_it():
    assert shocks(series({"2016-02": -0.3}), 12, moving=("01", "02", "03")) == []


def test_a_constant_series_has_none():
    flat = pd.DataFrame({"period": NAMES, "value": 1.0})
    assert shocks(flat, 12, flow=False) == []
