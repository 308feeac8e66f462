"""The eight parts of Arcelus."""

import numpy as np
import pytest
from hypothesis import given

from analysis.clusters.arcelus import arcelus
from analysis.clusters.shift_share import dunn, esteban_marquillas

from .panels import pairs
from .test_shift_share import BASE, END


def test_worked_example():
    # County 1: b = (40, 30, 30), h = (20, 40, 40), g_j = 12 %, G = 10 %, G_i = 10, -5, 25 %.
    parts = {name: values[0] for name, values in arcelus(BASE, END).items()}
    assert parts["reference_expected_effect"] == pytest.approx([2, 4, 4])
    assert parts["reference_differential_effect"] == pytest.approx([2, -1, -1])
    assert parts["mix_expected_effect"] == pytest.approx([0, -6, 6])
    assert parts["mix_differential_effect"] == pytest.approx([0, 1.5, -1.5])
    assert parts["county_expected_effect"] == pytest.approx([0.4, 0.8, 0.8])
    assert parts["county_differential_effect"] == pytest.approx([0.4, -0.2, -0.2])
    assert parts["county_industry_expected_effect"] == pytest.approx([0.6, 1.2, -2.8])
    assert parts["county_industry_differential_effect"] == pytest.approx([0.6, -0.3, 0.7])


@given(pairs())
def test_the_parts_add_up_to_the_change(pair):
    base, end = pair
    np.testing.assert_allclose(sum(arcelus(base, end).values()), end - base, rtol=1e-6, atol=1e-4)


@given(pairs())
def test_expected_and_differential_add_up_to_the_classic_effects(pair):
    base, end = pair
    parts, classic = arcelus(base, end), dunn(base, end)
    own = np.nan_to_num(base) > 0
    for source, effect in (("reference", "reference_effect"), ("mix", "mix_effect")):
        both = parts[f"{source}_expected_effect"] + parts[f"{source}_differential_effect"]
        np.testing.assert_allclose(both[own], classic[effect][own], rtol=1e-7, atol=1e-5)


@given(pairs())
def test_county_parts_are_the_split_of_the_local_effect(pair):
    base, end = pair
    parts, split = arcelus(base, end), esteban_marquillas(base, end)
    own = np.nan_to_num(base) > 0
    for kind, effect in (("expected", "competitive_effect"), ("differential", "allocation_effect")):
        both = parts[f"county_{kind}_effect"] + parts[f"county_industry_{kind}_effect"]
        np.testing.assert_allclose(both[own], split[effect][own], rtol=1e-6, atol=1e-4)
