"""Arcelus, Gerfin, and a reference from outside; the quotient's and the index's other forms."""

import numpy as np
import pytest
from hypothesis import given

from analysis.clusters.cluster_index import litzenberger_sternberg
from analysis.clusters.ellison_glaeser import dartboard_z, ellison_glaeser
from analysis.clusters.localisation import alike, gini, hoover, theil, variation
from analysis.clusters.shift_share import (
    ARCELUS,
    DUNN,
    ESTEBAN_MARQUILLAS,
    Reference,
    arcelus,
    counties_together,
    dunn,
    esteban_marquillas,
    gerfin,
)
from analysis.clusters.specialisation import krugman

from .panels import pairs

BASE = np.array([[40.0, 30.0, 30.0], [160.0, 370.0, 370.0]])
END = np.array([[46.0, 30.0, 36.0], [174.0, 350.0, 464.0]])
NATION = Reference(
    *(np.array([x], float) for x in ([200, 400, 400], [220, 380, 500], [1000], [1100]))
)


def test_worked_example_of_arcelus():
    # h = (20, 40, 40); G = 10 %, G_i = (10, −5, 25) %, G_j = 12 %, g = (15, 0, 20) %.
    effects = {name: x[0] for name, x in arcelus(BASE, END).items()}
    assert effects["reference_expected"] == pytest.approx([2, 4, 4])
    assert effects["reference_differential"] == pytest.approx([2, -1, -1])
    assert effects["mix_expected"] == pytest.approx([0, -6, 6])
    assert effects["county_expected"] == pytest.approx([0.4, 0.8, 0.8])
    assert effects["county_mix_expected"] == pytest.approx([20 * 0.03, 40 * 0.03, 40 * -0.07])


@given(pairs())
def test_arcelus_effects_add_up_to_the_change_and_to_dunns(pair):
    base, end = pair
    split, classic = arcelus(base, end), dunn(base, end)
    scale = np.nanmax(np.abs([base, end]), initial=1)
    total = sum(split[name] for name in ARCELUS)
    np.testing.assert_allclose(total, end - base, rtol=1e-7, atol=1e-7 * scale)
    known = split["entry_effect"] == 0
    whole = split["reference_expected"] + split["reference_differential"]
    np.testing.assert_allclose(
        whole[known], classic["reference_effect"][known], rtol=1e-7, atol=1e-7 * scale
    )


@given(pairs())
def test_the_counties_together_are_the_reference_by_default(pair):
    base, end = pair
    both = ~np.isnan(base + end)
    b, e = np.where(both, base, 0.0), np.where(both, end, 0.0)
    for method in (dunn, esteban_marquillas, arcelus, gerfin):
        named, default = method(base, end, counties_together(b, e)), method(base, end)
        for name, effect in default.items():
            np.testing.assert_array_equal(effect, named[name])


def test_one_county_against_the_nation_is_as_among_all():
    for method, names in ((dunn, DUNN), (esteban_marquillas, ESTEBAN_MARQUILLAS)):
        alone, among = method(BASE[:1], END[:1], NATION), method(BASE, END)
        for name in names:
            np.testing.assert_allclose(alone[name][0], among[name][0])


@given(pairs())
def test_gerfins_factors_multiply_and_are_one_for_the_reference(pair):
    base, end = pair
    factors = gerfin(base, end)
    known = ~np.isnan(factors["regional_factor"])
    product = factors["structural_factor"] * factors["location_factor"]
    np.testing.assert_allclose(factors["regional_factor"][known], product[known])
    whole = gerfin(np.nansum(base, axis=0)[None], np.nansum(base, axis=0)[None] * 1.1)
    if np.nansum(base) > 0:
        np.testing.assert_allclose(whole["regional_factor"], 1)


def test_shares_from_outside_and_equal_shares():
    values, even = np.array([[20.0], [50], [20], [10]]), np.full((4, 1), 0.25)
    assert gini(values, even) == pytest.approx([0.3])
    assert hoover(values, even) == pytest.approx([0.25])
    # HHI = (1 + CV²)/n of the members.
    assert (1 + variation(values, even) ** 2) / 4 == pytest.approx([0.34])
    assert theil(even, even) == pytest.approx([0])


def test_counties_that_count_alike_are_measured_by_their_quotients():
    industry, whole = np.array([[1.0], [3.0]]), np.array([[0.25], [0.75]])
    for measure in (gini, hoover, theil, variation):
        assert measure(*alike(industry, whole)) == pytest.approx([0])
    # A county without anything does not count.
    assert gini(*alike(np.array([[1.0], [3], [0]]), np.array([[0.5], [0.5], [0]]))) == 0.25


def test_krugman_beside_the_mean_of_the_others():
    jobs = np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 9.0]])
    # Others of the first: (1, 0) and (0, 1), whose mean is its own structure.
    assert krugman(jobs, "average")[0] == pytest.approx(0)
    assert krugman(jobs)[0] == pytest.approx(2 * 0.4)


def test_darts_are_expected_to_spread_by_the_plants_sizes():
    # 400 plants of one size thrown on two equal counties: γ and z about 0, far within 4.
    rng = np.random.default_rng(3)
    counts = rng.binomial(400, 0.5, size=200)
    values = np.stack([counts, 400 - counts]).astype(float)
    size = np.full(200, 1 / 400)
    whole = np.array([[0.5], [0.5]])
    assert abs(ellison_glaeser(values, size, whole).mean()) < 0.001
    z = dartboard_z(values, size, size**3, whole)
    assert abs(z.mean()) < 0.25 and 0.7 < z.std() < 1.4


def test_an_average_county_has_a_cluster_index_of_one():
    even = np.ones((4, 3))
    assert litzenberger_sternberg(even, even, np.ones(4), np.ones(4)) == pytest.approx(even)
