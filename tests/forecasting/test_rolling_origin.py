"""The measures of forecasts by hand, and the benchmark they are held against."""

import numpy as np
import pytest

from analysis.forecasting.alone import forecast_alone, origins
from analysis.forecasting.naive2 import naive2
from analysis.forecasting.rolling_origin import Trials, seasonal_change


def trials(actual, forecast, benchmark, low, high):
    shape = (1, 1, len(actual))
    arrays = [np.array(x, float).reshape(shape) for x in (actual, forecast, benchmark, low, high)]
    held = np.where(
        np.isnan(arrays[0]), np.nan, (arrays[3] <= arrays[0]) & (arrays[0] <= arrays[4])
    )
    return Trials(*arrays[:3], np.full((1, 1, 1), 5.0), {80: held})


def test_measures_by_hand():
    found = trials([100, 120], [110, 120], [100, 100], [105, 100], [120, 130]).measures()
    assert found["mase"] == pytest.approx((10 / 5 + 0) / 2)
    assert found["smape_pct"] == pytest.approx((200 * 10 / 210 + 0) / 2)
    naive = {"smape": (200 * 20 / 220) / 2, "mase": (20 / 5) / 2}
    owa = (found["smape_pct"] / naive["smape"] + found["mase"] / naive["mase"]) / 2
    assert found["owa"] == pytest.approx(owa)
    assert found["coverage80_pct"] == 50 and found["errors"] == 2


def test_what_did_not_come_does_not_count():
    found = trials([100, np.nan], [110, 1], [100, 1], [0, 0], [200, 200])
    assert found.measures()["errors"] == 1 and found.measures()["coverage80_pct"] == 100
    assert np.isnan(found.measures(slice(1, 2))["mase"])


def test_seasonal_change_is_of_known_pairs():
    values = np.array([[1.0, 2, 3, np.nan, 5, 9], [np.nan] * 6])
    assert seasonal_change(values, 2)[0] == pytest.approx((2 + 2) / 2)
    assert np.isnan(seasonal_change(values, 2)[1])


def test_naive2_repeats_a_season_that_shows():
    pattern = np.array([10.0, 20, 30, 20])
    assert naive2(np.tile(pattern, 8), 4, 4) == pytest.approx(pattern)
    assert naive2(np.r_[np.nan, np.nan, np.tile(pattern, 8)], 4, 4) == pytest.approx(pattern)


def test_naive2_holds_the_last_value_where_no_season_shows():
    noise = np.random.default_rng(0).normal(100, 1, 40)
    assert naive2(noise, 3, 4) == pytest.approx([noise[-1]] * 3)
    assert naive2(np.full(40, 7.0), 3, 4) == pytest.approx([7] * 3)
    assert naive2(np.arange(-20.0, 20), 2, 4) == pytest.approx([19, 19])
    assert naive2(np.array([1.0, np.nan, 3]), 2, 12) == pytest.approx([3, 3])


@pytest.mark.parametrize("period", [1, 4, 11, 12])
@pytest.mark.parametrize("length", [1, 3, 13, 60])
def test_each_origin_keeps_a_year_of_history(period, length):
    found = origins(length, period)
    assert (np.diff(found) == -1).all()
    if len(found):
        assert found[-1] == 1 and length - found[0] >= max(period, 4)


def test_earlier_forecasts_are_remembered_and_the_same():
    values = 100 + np.random.default_rng(1).normal(size=(2, 40)).cumsum(axis=1)
    memory: dict[int, np.ndarray] = {}
    first = forecast_alone(values, np.ones(43), 3, 12, memory)
    assert memory
    again = forecast_alone(values, np.ones(43), 3, 12, memory)
    np.testing.assert_array_equal(first.low[80], again.low[80])
    np.testing.assert_array_equal(first.low[80], forecast_alone(values, np.ones(43), 3, 12).low[80])


def test_intervals_of_a_random_walk_hold_about_as_often_as_they_say():
    # 60 walks, each by itself; three periods after each have come.
    rng = np.random.default_rng(7)
    inside = {80: [], 95: []}
    for _ in range(60):
        walk = 100 + rng.normal(size=63).cumsum()
        found = forecast_alone(walk[None, :60], np.ones(63), 3, 1)
        for level, held in inside.items():
            held += list((found.low[level] <= walk[60:]) & (walk[60:] <= found.high[level]))
    assert 0.7 <= np.mean(inside[80]) <= 0.92
    assert 0.88 <= np.mean(inside[95]) <= 0.995
