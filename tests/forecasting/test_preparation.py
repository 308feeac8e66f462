"""Season, scale, gaps, outliers, level breaks, the festival."""

import datetime as dt

import numpy as np
import pytest

from analysis.forecasting.festival import festival_effect, festival_regressors
from analysis.forecasting.gaps import filled
from analysis.forecasting.level_breaks import aligned
from analysis.forecasting.outliers import winsorised
from analysis.forecasting.scale import scale_of
from analysis.forecasting.seasonality import future, past, seasonal_indices

NAN = np.nan
NO_DAYS = np.ones(1)


def seasonal(years, period, noise=0.0, series=1, seed=0):
    rng = np.random.default_rng(seed)
    pattern = np.linspace(-0.3, 0.3, period)
    noises = rng.normal(0, noise, (series, years * period)) if noise else 0.0
    return np.tile(pattern, years) + 4 + noises * np.ones((series, 1)), pattern


@pytest.mark.parametrize("period", [11, 12])
def test_an_exact_season_is_found_exactly(period):
    values, pattern = seasonal(4, period)
    indices = seasonal_indices(values, period)
    assert past(indices, 4 * period)[0] == pytest.approx(np.tile(pattern, 4))
    assert future(indices, period)[0] == pytest.approx(pattern)


def test_indices_sum_to_zero():
    values, _ = seasonal(5, 12, noise=0.2, series=6)
    assert seasonal_indices(values, 12).sum(axis=1) == pytest.approx(np.zeros(6))


def test_pure_noise_is_shrunk_towards_no_season():
    values = np.random.default_rng(1).normal(0, 1, (200, 60))
    lone = np.arange(200)
    spread = np.abs(seasonal_indices(values, 12, lone)).mean()
    inner = values[:, 12:48].reshape(200, 3, 12).mean(axis=1)
    assert spread < 0.5 * np.abs(inner - inner.mean(axis=1, keepdims=True)).mean()


def test_a_short_series_borrows_the_season_of_its_group():
    values, pattern = seasonal(5, 12, noise=0.02, series=9)
    values[8, :-10] = NAN
    values[8, -10:] = 4.0
    groups = np.array([0] * 9)
    assert seasonal_indices(values, 12, groups)[8, ::-1] == pytest.approx(pattern, abs=0.02)
    assert seasonal_indices(values, 12, np.arange(9))[8].tolist() == [0.0] * 12


def test_logs_per_day_and_back():
    values, days = np.array([[60.0, 31.0], [0.0, 31.0]]), np.array([60.0, 31.0])
    scale = scale_of(values, days)
    assert scale.logs.tolist() == [True, False]
    model = scale.to_model(values, days)
    assert model[0] == pytest.approx([0.0, 0.0])
    assert scale.to_values(model, days) == pytest.approx(values)


def test_a_zero_met_later_by_a_log_series_counts_as_a_hundredth():
    scale = scale_of(np.array([[5.0, 5.0]]), NO_DAYS)
    assert np.exp(scale.to_model(np.array([[0.0]]), NO_DAYS)) == pytest.approx(0.05)


def test_gaps_are_bridged_and_the_end_is_held():
    values = np.array([[NAN, 1.0, NAN, NAN, 4.0, NAN]])
    result = filled(values)[0]
    assert np.isnan(result[0])
    assert result[1:] == pytest.approx([1, 2, 3, 4, 4])


def test_an_outlier_is_pulled_back_and_the_rest_untouched():
    values = np.sin(np.arange(40.0))[None] * 0.1
    values[0, 20] += 5
    clean = winsorised(values)
    assert abs(clean[0, 20]) < 1
    assert np.delete(clean, 20) == pytest.approx(np.delete(values, 20))


def test_the_last_two_values_are_never_touched():
    values = np.sin(np.arange(40.0))[None] * 0.1
    values[0, -2:] += 5
    assert winsorised(values)[0, -2:] == pytest.approx(values[0, -2:])


def test_a_level_break_is_moved_and_dated():
    rng = np.random.default_rng(0)
    values = rng.normal(0, 0.02, (1, 60))
    values[0, 30:] += 1.4
    shift, column = aligned(values)
    assert column.tolist() == [30]
    assert shift[0, :30] == pytest.approx(np.full(30, 1.4), abs=0.03)
    assert shift[0, 30:].tolist() == [0.0] * 30


@pytest.mark.parametrize("kind", ["growth", "spike", "noise"])
def test_growth_a_spike_and_noise_are_no_break(kind):
    rng = np.random.default_rng(0)
    values = {
        "growth": np.arange(60.0) * 0.1,
        "spike": np.where(np.arange(60) == 30, 3.0, 0.0) + rng.normal(0, 0.02, 60),
        "noise": rng.normal(0, 0.5, 60),
    }[kind][None]
    assert aligned(values)[1].tolist() == [-1]


FESTIVALS = [dt.date(y, 1, 22) if y % 2 else dt.date(y, 2, 12) for y in range(2000, 2012)]


def test_festival_shares_of_a_month():
    # 12 February: days 0 to 6 all in February; 22 January: all in January. Half the years each.
    numbers = np.arange(2000 * 12, 2002 * 12)
    shares = festival_regressors(numbers, FESTIVALS, [(0, 6)])[:, 0]
    assert shares[[0, 1, 12, 13]] == pytest.approx([-0.5, 0.5, 0.5, -0.5])
    assert np.delete(shares, [0, 1, 12, 13]).tolist() == [0.0] * 20


def test_a_known_festival_effect_is_recovered_but_for_one_year_of_doubt():
    # 144 − 13 = 131 changes of growth compared, 131 / 12 years beside the one without effect;
    # all changes but the festival's are ±0.1, so none of them is an outlier.
    numbers = np.arange(2000 * 12, 2012 * 12)
    regressors = festival_regressors(numbers, FESTIVALS, [(0, 6)])
    yearly = np.tile([0.05, -0.05], 6)
    noise = np.cumsum(np.tile(yearly, (12, 1)), axis=0).ravel()
    moved = np.diff(regressors[12:, 0] - regressors[:-12, 0])
    chance = moved @ np.diff(noise[12:] - noise[:-12]) / (moved @ moved)
    effect = festival_effect((-0.3 * regressors[:, 0] + noise)[None], regressors)
    assert effect[0, 0] == pytest.approx((-0.3 + chance) * 131 / (131 + 12))
    assert chance == pytest.approx(0.0, abs=0.01)


def test_a_shock_in_one_month_hardly_moves_the_festival_effect():
    numbers = np.arange(2000 * 12, 2012 * 12)
    regressors = festival_regressors(numbers, FESTIVALS, [(0, 6)])
    rng = np.random.default_rng(0)
    values = -0.3 * regressors.T + 0.002 * np.arange(144) + rng.normal(0, 0.01, (3, 144))
    shocked = values.copy()
    shocked[0, 100] += 4
    plain, robust = (festival_effect(x, regressors)[:, 0] for x in (values, shocked))
    assert plain == pytest.approx([-0.3 * 131 / 143] * 3, abs=0.03)
    assert robust == pytest.approx(plain, abs=0.01)


def test_a_festival_effect_moves_with_the_series_and_not_with_its_level():
    numbers = np.arange(2000 * 12, 2012 * 12)
    regressors = festival_regressors(numbers, FESTIVALS)
    values = np.random.default_rng(1).normal(0, 0.05, (2, 144)).cumsum(axis=1)
    effect = festival_effect(values, regressors)
    assert festival_effect(2 * values + 7, regressors) == pytest.approx(2 * effect)
    assert festival_effect(values[::-1], regressors) == pytest.approx(effect[::-1])


def test_a_festival_without_a_date_is_a_fault():
    with pytest.raises(ValueError, match=r"\[2012\]"):
        festival_regressors(np.array([2012 * 12]), FESTIVALS)


def test_two_years_are_too_short_for_a_festival_effect():
    numbers = np.arange(2000 * 12, 2002 * 12)
    values = np.random.default_rng(0).normal(size=(2, 24))
    regressors = festival_regressors(numbers, FESTIVALS)
    assert (festival_effect(values, regressors) == 0).all()
