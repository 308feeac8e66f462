"""Shift-share after Dunn and Esteban-Marquillas."""

import numpy as np
import pytest
from hypothesis import given

from analysis.clusters.shift_share import DUNN, ESTEBAN_MARQUILLAS, dunn, esteban_marquillas

from .panels import pairs

# County 1 has (40, 30, 30), the rest of the reference (160, 370, 370).
BASE = np.array([[40.0, 30.0, 30.0], [160.0, 370.0, 370.0]])
END = np.array([[46.0, 30.0, 36.0], [174.0, 350.0, 464.0]])


def test_worked_example():
    # Everything 1000 -> 1100: G = 10 %; industries +10 %, -5 %, +25 %.
    effects = dunn(BASE, END)
    assert effects["reference_effect"][0] == pytest.approx([4, 3, 3])
    assert effects["mix_effect"][0] == pytest.approx([0, -4.5, 4.5])
    assert effects["local_effect"][0] == pytest.approx([2, 1.5, -1.5])
    assert sum(effects[name][0].sum() for name in DUNN) == pytest.approx(12)


def test_worked_example_of_the_homothetic_split():
    effects = esteban_marquillas(BASE, END)
    assert effects["homothetic_base"][0] == pytest.approx([20, 40, 40])
    assert effects["competitive_effect"][0] == pytest.approx([1, 2, -2])
    assert effects["allocation_effect"][0] == pytest.approx([1, -0.5, 0.5])


@given(pairs())
def test_effects_add_up_to_the_change_of_every_cell(pair):
    base, end = pair
    effects = dunn(base, end)
    total = sum(effects[name] for name in DUNN)
    np.testing.assert_allclose(total, end - base, rtol=1e-9, atol=1e-6)


@given(pairs())
def test_local_effects_of_an_industry_cancel_over_the_counties(pair):
    local = dunn(*pair)["local_effect"]
    np.testing.assert_allclose(np.nansum(local, axis=0), 0, atol=1e-5)


@given(pairs())
def test_mix_effects_cancel_over_everything_with_a_base(pair):
    base, end = pair
    both = ~np.isnan(base + end)
    effects = dunn(base, end)
    # Σ b_i (G_i − G) = Σ e_i − G Σ b = what new industries hold, with the sign turned.
    expected = -np.nansum(effects["new_industry_effect"]) if (base[both] > 0).any() else 0
    assert np.nansum(effects["mix_effect"]) == pytest.approx(expected, abs=1e-5)


@given(pairs())
def test_the_homothetic_split_adds_up_to_the_local_effect(pair):
    effects = esteban_marquillas(*pair)
    total = sum(effects[name] for name in ESTEBAN_MARQUILLAS)
    np.testing.assert_allclose(total, dunn(*pair)["local_effect"], rtol=1e-6, atol=1e-5)


@given(pairs())
def test_order_of_counties_and_the_unit_do_not_matter(pair):
    base, end = pair
    for effects in (dunn, esteban_marquillas):
        plain, turned = effects(base, end), effects(base[::-1] * 8, end[::-1] * 8)
        for name, values in plain.items():
            np.testing.assert_allclose(turned[name][::-1] / 8, values, rtol=1e-6, atol=1e-5)


def test_many_periods_at_once_equal_one_by_one():
    rng = np.random.default_rng(5)
    base, end = rng.lognormal(size=(2, 7, 4, 3))
    base[rng.random(base.shape) < 0.2] = np.nan
    together = dunn(base, end) | esteban_marquillas(base, end)
    for t in range(7):
        alone = dunn(base[t], end[t]) | esteban_marquillas(base[t], end[t])
        for name, values in alone.items():
            np.testing.assert_array_equal(together[name][t], values)


def test_a_cell_new_to_the_county_is_all_local_and_an_industry_new_to_all_is_new():
    base = np.array([[0.0, 0.0], [100.0, 0.0]])
    end = np.array([[10.0, 5.0], [100.0, 0.0]])
    effects = dunn(base, end)
    assert effects["local_effect"][0] == pytest.approx([10, 0])
    assert effects["new_industry_effect"][0] == pytest.approx([0, 5])
    assert effects["mix_effect"][0] == pytest.approx([0, 0])
    assert esteban_marquillas(base, end)["entry_effect"][0] == pytest.approx([10, 0])


def test_a_suppressed_cell_is_outside_the_reference():
    base, end = BASE.copy(), END.copy()
    base[1, 2] = np.nan
    effects = dunn(base, end)
    assert np.isnan(effects["local_effect"][1, 2])
    # Industry 3 is county 1 alone now, so its local effect there is nothing.
    assert effects["local_effect"][0, 2] == pytest.approx(0)


def test_a_development_zone_counted_twice_breaks_nothing_silently():
    # Counted as a county of its own beside its county, it moves the reference: the identity
    # Σ local = 0 still holds, so only a control total can find it (see checks).
    twice_base, twice_end = np.vstack([BASE, BASE[:1]]), np.vstack([END, END[:1]])
    assert dunn(twice_base, twice_end)["local_effect"].sum() == pytest.approx(0, abs=1e-9)
    assert dunn(twice_base, twice_end)["local_effect"][0] != pytest.approx(
        dunn(BASE, END)["local_effect"][0]
    )
