"""What the errors seen say of the next one."""

import numpy as np
import pytest

from analysis.forecasting.conformal import pool


def test_equal_weights_give_the_rank_of_split_conformal_prediction():
    # Nine errors: ⌈10 · 0.8⌉ = 8th, ⌈10 · 0.75⌉ = 8th, ⌈10 · 0.7⌉ = 7th; for 95 % the largest.
    seen = pool(np.arange(9.0, 0.0, -1.0), np.ones(9))
    assert [seen.quantile(x) for x in (0.8, 0.75, 0.7, 0.95)] == [8, 8, 7, 9]


def test_weights_by_hand():
    # Errors 1, 2, 3 with weights ½, ½, 1 and the next with 1: shares ⅙, ⅓, ⅔ of the whole 3.
    seen = pool(np.array([3.0, 1.0, 2.0]), np.array([1.0, 0.5, 0.5]))
    assert seen.reached == pytest.approx([1 / 6, 1 / 3, 2 / 3])
    assert [seen.quantile(x) for x in (0.1, 0.3, 0.5, 0.9)] == [1, 2, 3, 3]


def test_the_chance_of_more_by_hand():
    # Four errors: larger than the 2nd of them are two of the five places, less half of its own.
    seen = pool(np.array([1.0, 2.0, 3.0, 4.0]), np.ones(4))
    assert seen.chance_beyond(np.array([0.5, 2.5, 9.0])) == pytest.approx([0.9, 0.5, 0.1])


def test_errors_of_no_weight_do_not_count():
    some = pool(np.array([1.0, 5.0, 3.0]), np.array([1.0, 0.0, 1.0]))
    same = pool(np.array([1.0, 3.0]), np.ones(2))
    for level in (0.3, 0.5, 0.66):
        assert some.quantile(level) == same.quantile(level)


def test_exchangeable_errors_are_covered():
    rng = np.random.default_rng(0)
    draws = rng.exponential(size=(4000, 20))
    limits = np.array([pool(row[:19], np.ones(19)).quantile(0.8) for row in draws])
    assert (draws[:, 19] <= limits).mean() == pytest.approx(0.8, abs=0.02)
