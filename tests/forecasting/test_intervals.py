"""Intervals from the panel's own past errors."""

from statistics import NormalDist

import numpy as np
import pytest

from analysis.forecasting.intervals import calibrate, widening


def test_the_conformal_quantile_by_hand():
    # Nine errors 1 … 9 of one series of scale 1: ⌈10·0.8⌉ = 8th, ⌈10·0.95⌉ = 10th → the largest.
    errors = np.arange(1.0, 10.0)[:, None, None]
    learnt = calibrate(errors, np.array([1.0]))
    scale = learnt.scale[0]
    assert learnt.pooled[0][0].errors * scale == pytest.approx(np.arange(1.0, 10.0))
    assert learnt.half_widths(80)[0, 0] == pytest.approx(8.0)
    assert learnt.half_widths(95)[0, 0] == pytest.approx(9.0)


def test_intervals_of_new_series_of_the_same_kind_hold():
    rng = np.random.default_rng(0)
    sigma = rng.lognormal(size=400)
    errors = rng.standard_t(4, (6, 400, 5)) * sigma[:, None] * np.sqrt(np.arange(1, 6))
    learnt = calibrate(errors[:, :200], sigma[:200])
    fresh = np.abs(errors[:, 200:])
    for level in (80, 95):
        width = np.array([learnt.half_widths(level)[0] / learnt.scale[0]])
        covered = 100 * (fresh <= sigma[200:, None] * width).mean()
        assert covered == pytest.approx(level, abs=3)


def test_the_wider_interval_contains_the_narrower():
    errors = np.random.default_rng(0).normal(size=(5, 30, 4))
    learnt = calibrate(errors, np.ones(30))
    assert (learnt.half_widths(95) >= learnt.half_widths(80)).all()


def test_kinds_do_not_share_their_errors():
    errors = np.random.default_rng(0).normal(size=(5, 40, 1))
    errors[:, 20:] *= 3
    kind = np.repeat([0, 1], 20)
    apart = calibrate(errors, np.ones(40), kind).half_widths(80)[:, 0]
    assert apart[20:].mean() > 2.5 * apart[:20].mean()
    alone = calibrate(errors[:, :20], np.ones(20)).half_widths(80)[:, 0]
    assert apart[:20] / alone == pytest.approx(np.full(20, apart[0] / alone[0]))


def test_a_common_shock_widens_the_intervals_and_independent_errors_do_not():
    rng = np.random.default_rng(0)
    alone = rng.normal(size=(12, 200, 3))
    backs = np.full(12, 12)
    shared = np.repeat(rng.normal(size=(12, 1, 3)), 200, axis=1)
    for errors, expected in ((alone, 1.0), (shared, 1.406)):
        plain = calibrate(errors, np.ones(200)).half_widths(95)[0]
        wide = calibrate(errors, np.ones(200), backs=backs).half_widths(95)[0]
        # Student with 12 / 3 degrees of freedom: 2.776 / 1.960 = 1.416, expanded 1.406.
        assert wide[2] / plain[2] == pytest.approx(expected, abs=0.02)


def test_widening_never_narrows():
    assert widening(np.array([[2.0, 1.0, 3.0]])).tolist() == [[2, 2, 3]]


def test_distances_without_errors_grow_with_the_root_of_the_distance():
    errors = np.full((3, 10, 4), np.nan)
    errors[:, :, 0] = np.random.default_rng(0).normal(size=(3, 10))
    widths = calibrate(errors, np.ones(10)).half_widths(80)[0]
    assert widths / widths[0] == pytest.approx(np.sqrt([1, 2, 3, 4]))


def test_without_any_error_normal_quantiles_stand_in():
    learnt = calibrate(np.full((0, 1, 2), np.nan), np.array([0.1]))
    z = NormalDist().inv_cdf(0.9)
    assert learnt.half_widths(80)[0] == pytest.approx([0.1 * z, 0.1 * z * np.sqrt(2)], rel=0.01)


def test_the_chance_agrees_with_the_interval():
    errors = np.random.default_rng(0).normal(size=(20, 50, 1))
    learnt = calibrate(errors, np.ones(50))
    expected = np.zeros(50)
    upper = learnt.half_widths(80)[:, 0]
    assert learnt.chance_above(1, upper, expected) == pytest.approx(np.full(50, 0.1), abs=0.003)
    assert learnt.chance_above(1, -upper, expected) == pytest.approx(np.full(50, 0.9), abs=0.003)
    assert learnt.chance_above(1, expected, expected) == pytest.approx(np.full(50, 0.5), abs=0.01)


def test_a_series_with_larger_errors_of_its_own_gets_wider_intervals():
    errors = np.random.default_rng(0).normal(size=(10, 20, 2))
    errors[:, 0] *= 5
    scale = calibrate(errors, np.ones(20)).scale
    assert scale[0] > 1.5 * np.median(scale[1:])


def test_recent_errors_count_more():
    # Errors of 1 twelve periods ago and of 2 now: weights ½ and 1, and 1 for what comes.
    errors = np.repeat([[[1.0]], [[2.0]]], 99, axis=1)
    backs = np.array([13, 1])
    learnt = calibrate(errors, np.ones(99), backs=backs).pooled[0][0]
    assert learnt.reached[[98, 197]] == pytest.approx([49.5 / 149.5, 148.5 / 149.5])
    later = calibrate(errors, np.ones(99), backs=backs + 5).pooled[0][0]
    assert later.reached == pytest.approx(learnt.reached)


def test_the_own_errors_of_a_sum_count_more_than_those_of_a_cell():
    # Two series, of which one errs four times as much: 4^0.3 and 4^0.7 apart.
    errors = np.tile([[1.0], [4.0]], (8, 1, 1))
    for kind, k in ((0, 0.3), (1, 0.7)):
        scale = calibrate(errors, np.ones(2), np.full(2, kind)).scale
        assert scale[1] / scale[0] == pytest.approx(4**k)


def test_the_unit_of_the_errors_is_that_of_the_intervals():
    rng = np.random.default_rng(0)
    errors, sigma = rng.normal(size=(6, 20, 3)), rng.lognormal(size=20)
    kind, backs = np.repeat([0, 1], 10), np.arange(12, 0, -2)
    width = calibrate(errors, sigma, kind, backs).half_widths(80)
    assert calibrate(5 * errors, 5 * sigma, kind, backs).half_widths(80) == pytest.approx(5 * width)


def test_intervals_of_sums_hold_over_many_panels_that_share_their_shocks():
    # Twelve origins, each with one shock of its own that is half of every sum's error variance
    # and a tenth of every cell's; the thirteenth is what the intervals are for.
    rng = np.random.default_rng(0)
    kind = np.repeat([0, 1], [60, 15])
    shared = np.sqrt(np.where(kind == 1, 0.5, 0.1))
    inside = {80: [], 95: []}
    for _ in range(400):
        shock = rng.normal(size=(13, 1, 1))
        errors = shared[:, None] * shock + np.sqrt(1 - shared[:, None] ** 2) * rng.normal(
            size=(13, 75, 1)
        )
        learnt = calibrate(errors[:12], np.ones(75), kind, np.arange(12, 0, -1))
        for level, held in inside.items():
            held.append(np.abs(errors[12]) <= learnt.half_widths(level))
    for level, held in inside.items():
        share = 100 * np.mean(held, axis=(0, 2))
        assert share[kind == 0].mean() == pytest.approx(level, abs=1.5)
        assert share[kind == 1].mean() == pytest.approx(level, abs=3)
