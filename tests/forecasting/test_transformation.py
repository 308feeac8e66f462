"""Percentages or amounts: what each kind of series is taken for, and what does not matter."""

import numpy as np
import pytest

from analysis.forecasting.ensemble import ensemble
from analysis.forecasting.transformation import FLOOR, on_both_scales

SEASON = np.array([0.3, -0.2, 0.1, 0.0, -0.4, 0.2, 0.1, -0.1, 0.25, -0.15, -0.2, 0.1])


def last_value(values):
    """A method that tells the scales apart: 0 in logs, 2 in amounts."""
    return np.full((len(values), 1), 2.0 if values.min() >= 0 else 0.0)


@pytest.fixture
def noise():
    return np.random.default_rng(1).normal(0, 0.02, (1, 120))


def test_a_season_in_percent_is_forecast_in_logs(noise):
    # Growing 2 % a month, the amounts of the season grow with the level.
    logs = 3 + 0.02 * np.arange(120) + np.tile(SEASON, 10) + noise
    forecast = on_both_scales(last_value, logs, 12)
    assert forecast - logs.mean() == pytest.approx(0.0, abs=1e-3)


def test_a_season_in_amounts_is_forecast_in_amounts(noise):
    logs = np.log(3 + 0.1 * np.arange(120) + 2 * np.tile(SEASON, 10) + noise)
    forecast = on_both_scales(last_value, logs, 12)
    assert forecast - logs.mean() == pytest.approx(np.log(2), abs=1e-3)


def test_a_constant_series_stays_and_is_neither():
    assert ensemble(np.full((1, 40), 7.0), 5, 12, logs=True) == pytest.approx(np.full((1, 5), 7.0))


def test_equal_evidence_is_the_mean_of_both_amounts():
    # A constant has no error on either scale, so each counts half: (e⁰ + 2) / 2 times its level.
    def method(values):
        return np.full((1, 1), 2.0 if values[0, 0] == 1 else 0.0)

    forecast = on_both_scales(method, np.full((1, 30), 4.0), 12)
    assert forecast == pytest.approx(4 + np.log(1.5))


def test_the_unit_does_not_matter(noise):
    logs = 3 + 0.01 * np.arange(120) + np.tile(SEASON, 10) + noise
    moved = ensemble(logs + 9.2, 12, 12, logs=True) - ensemble(logs, 12, 12, logs=True)
    assert moved == pytest.approx(np.full((1, 12), 9.2))


def test_amounts_falling_below_zero_stop_at_the_floor():
    # In amounts a steep fall goes on below zero; in logs it cannot.
    logs = np.log(np.linspace(50.0, 1.0, 50))[None]
    forecast = on_both_scales(lambda x: np.full((1, 1), -1.0), logs, 12)
    assert np.isfinite(forecast).all()
    lowest = np.log(FLOOR) - 1 + logs.mean()
    assert lowest - 1e-9 <= forecast[0, 0] <= logs.mean() - 1
