"""The members of the ensemble: cases solved by hand, identities, invariances."""

import numpy as np
import pytest

from analysis.forecasting.aggregation import aggregated
from analysis.forecasting.base import base_forecasts
from analysis.forecasting.ensemble import ensemble, members, seasonal_naive
from analysis.forecasting.posterior import evidence, weights
from analysis.forecasting.seasonality import past, seasonal_indices
from analysis.forecasting.smoothing import CONSTANTS, Grid, damped_trend, holt_winters, levels
from analysis.forecasting.theta import theta
from analysis.forecasting.trend import line, local_line, opening, starts

NAN = np.nan


@pytest.fixture
def walks():
    rng = np.random.default_rng(0)
    return np.cumsum(rng.normal(0.01, 0.1, (5, 60)), axis=1) + 3


def test_weights_are_the_profiled_likelihood():
    # Two settings, errors summing to 1 and 2 in two periods: (1/2)^-2 against (2/2)^-2, so 4 to 1.
    errors = np.array([[1.0, 2.0]])
    assert weights(errors, np.array([2])) == pytest.approx(np.array([[4 / 5, 1 / 5]]))
    assert evidence(errors, np.array([2])) == pytest.approx([np.log((4 + 1) / 2)])


def test_a_setting_without_error_takes_all():
    assert weights(np.array([[0.0, 1.0]]), np.array([10])).round(9).tolist() == [[1.0, 0.0]]


def test_line_through_points_with_a_gap():
    level, slope = line(np.array([[NAN, 3.0, NAN, 7.0]]))
    assert (level[0], slope[0]) == (1.0, 2.0)


def test_the_local_line_reproduces_a_straight_line_up_to_both_ends():
    values = np.array([[NAN, NAN, *(3 - 0.5 * np.arange(20.0))], [*np.full(22, 4.0)]])
    assert local_line(values, 6) == pytest.approx(values, nan_ok=True)


def test_the_local_line_by_hand():
    # Two neighbours a step away have tricube weight (1 − 1/8)³ at reach 1: 1, w, with w ≈ 0.67.
    w = (1 - 0.5**3) ** 3
    forecast = local_line(np.array([[1.0, 4.0, 1.0]]), 1)[0]
    assert forecast[1] == pytest.approx((1 * w + 4 + 1 * w) / (1 + 2 * w))
    assert forecast[[0, 2]] == pytest.approx([1.0, 1.0])  # two points: the line goes through both


def test_a_season_on_a_bent_trend_is_found_to_the_last_year():
    # A trend that turns in the last half year: the centred average stops before the turn.
    pattern = np.array([0.3, -0.2, 0.1, 0.0, -0.4, 0.2, 0.1, -0.1, 0.25, -0.15, -0.2, 0.1])
    season = past(pattern[None], 60)
    bent = 2 + 0.01 * np.minimum(np.arange(60), 54)
    found = seasonal_indices(season + bent, 12, trend=bent[None])
    assert found == pytest.approx(pattern[None])


def test_levels_by_hand():
    level, absolute = levels(np.array([[NAN, 1.0, 3.0]]))
    assert level[0] == pytest.approx(1 + 2 * CONSTANTS)
    assert absolute[0] == pytest.approx(np.full(len(CONSTANTS), 2.0))


def test_opening_is_one_step_before_the_first_value():
    level, slope = opening(np.array([[NAN, 5.0, 6.0, 7.0]]), 3)
    assert (level[0], slope[0]) == pytest.approx((4.0, 1.0))
    assert starts(np.array([[NAN, 5.0, 6.0, 7.0]])).tolist() == [1]


def test_theta_of_a_straight_line_carries_half_its_slope():
    # Half line, half flat smoothing of a line that follows at the same level: 9 + h/2 from t = 9
    # when the smoothing constant is near 1, and never above the line itself.
    forecast = theta(np.arange(10.0)[None], 4)[0]
    assert np.diff(forecast) == pytest.approx([0.5, 0.5, 0.5])
    assert (forecast <= 9 + np.arange(1, 5)).all()


def test_damped_trend_by_hand():
    # One setting α = 1/2, β = 0, φ = 1/2; a line opens at level 0, slope 1: l_1 = 0.5·1 + 0 …
    grid = Grid(alpha=(0.5,), beta=(0.0,), phi=(0.5,))
    level, trend = 0.0, 1.0
    for value in (1.0, 2.0, 3.0, 4.0):
        expected = level + 0.5 * trend
        level, trend = expected + 0.5 * (value - expected), 0.5 * trend
    forecast = damped_trend(np.array([[1.0, 2.0, 3.0, 4.0]]), 2, 2, grid)[0]
    assert forecast == pytest.approx([level + 0.5 * trend, level + 0.75 * trend])


def test_holt_winters_repeats_an_exact_season():
    season = np.array([[0.2, -0.3, 0.1, 0.0]])
    pattern = season[0, (11 - np.arange(12)) % 4]
    forecast = holt_winters((5 + pattern)[None], season, 4, 4)[0]
    assert forecast == pytest.approx(5 + season[0, [3, 2, 1, 0]])


def test_blocks_of_one_period_are_the_series_itself(walks):
    assert aggregated(theta, walks, 6, 1) == pytest.approx(theta(walks, 6))


def test_blocks_of_a_constant_give_the_constant():
    assert aggregated(theta, np.full((2, 14), 7.0), 9, 6) == pytest.approx(np.full((2, 9), 7.0))


def test_a_series_without_a_whole_block_is_forecast_on_single_periods():
    values = np.array([[NAN, NAN, NAN, NAN, 4.0, 5.0], [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]])
    forecast = aggregated(theta, values, 3, 3)
    assert forecast[0] == pytest.approx(theta(values[:1], 3)[0])
    assert not np.isnan(forecast).any()


def test_seasonal_naive_repeats_the_last_year():
    values = np.arange(24.0)[None]
    assert seasonal_naive(values, 14, 12)[0].tolist() == [*range(12, 24), 12, 13]
    assert np.isnan(seasonal_naive(np.arange(5.0)[None], 1, 12)).all()


@pytest.mark.parametrize("name", ["theta_pairs", "damped_quarters", "holt_winters"])
def test_adding_a_constant_to_the_logs_adds_it_to_every_member(walks, name):
    # On logs: output in yuan or in 10 000 yuan, the forecast is the same output.
    moved = members(walks + 9.2, 12, 12)[name] - members(walks, 12, 12)[name]
    assert moved == pytest.approx(np.full((5, 12), 9.2))


def test_a_series_is_forecast_the_same_alone_and_among_others_of_no_group(walks):
    together = ensemble(walks, 12, 12, np.arange(5))
    alone = ensemble(walks[[2]], 12, 12)
    assert together[2] == pytest.approx(alone[0])


def test_leading_gaps_do_not_matter(walks):
    padded = np.concatenate([np.full((5, 12), NAN), walks], axis=1)
    assert ensemble(padded, 12, 12) == pytest.approx(ensemble(walks, 12, 12))


def test_the_seasonal_naive_member_has_its_weight(walks):
    base = base_forecasts(np.exp(walks), np.ones(63), 3, 12)
    expected = 0.9 * base.values + 0.1 * base.naive
    assert base.mixed(True) == pytest.approx(expected)
    assert (base.mixed(False) == base.values).all()


def test_fifteen_months_are_enough_to_see_a_strong_season():
    pattern = np.array([0.3, -0.2, 0.1, 0.0, -0.4, 0.2, 0.1, -0.1, 0.25, -0.15, -0.2, 0.1])
    logs = 5 + np.tile(pattern, 3)[:27][None]
    seen = base_forecasts(np.exp(logs[:, :15]), np.ones(27), 12, 12)
    held = base_forecasts(np.exp(logs[:, 1:15]), np.ones(26), 12, 12)
    assert (seen.method[0], held.method[0]) == ("ensemble", "level")
    error = [np.abs(np.log(base.values) - logs[:, 15:]).mean() for base in (seen, held)]
    assert error[0] < 0.5 * error[1]
