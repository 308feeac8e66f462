"""Hoover, locational Gini, Theil, Krugman and Ellison-Glaeser."""

import numpy as np
import pytest
from hypothesis import given

from analysis.clusters.ellison_glaeser import ellison_glaeser
from analysis.clusters.localisation import gini, hoover, theil
from analysis.clusters.specialisation import krugman

from .panels import pairs

# Industry 1 lies 80/20 over two counties, industry 2 20/80; the counties are equal.
TWO = np.array([[80.0, 20.0], [20.0, 80.0]])


def test_worked_examples():
    assert hoover(TWO) == pytest.approx([0.3, 0.3])
    # Lorenz curve through (0.5, 0.2): 1 − 0.5·0.2 − 0.5·(0.2 + 1) = 0.3.
    assert gini(TWO) == pytest.approx([0.3, 0.3])
    assert theil(TWO) == pytest.approx([0.8 * np.log(1.6) + 0.2 * np.log(0.4)] * 2)
    assert krugman(TWO) == pytest.approx([1.2, 1.2])


def test_ellison_glaeser_worked_example():
    # Σ (s − x)² = 0.3² · 2 = 0.18, over 1 − Σ x² = 0.5 gives 0.36.
    assert ellison_glaeser(TWO, np.array([0.0, 0.2])) == pytest.approx([0.36, 0.16 / 0.8])


def test_a_single_plant_has_no_ellison_glaeser_index():
    assert np.isnan(ellison_glaeser(TWO, np.array([1.0, 0.2]))[0])


@given(pairs())
def test_an_industry_spread_like_everything_is_not_localised(pair):
    county = np.nan_to_num(pair[0])[:, 0] + 1
    values = county[:, None] * np.array([1.0, 3.0, 0.5])
    for measure in (hoover, gini, theil):
        np.testing.assert_allclose(measure(values), 0, atol=1e-9)
    if len(county) > 1:
        np.testing.assert_allclose(krugman(values), 0, atol=1e-9)


@given(pairs())
def test_ranges_and_independence_of_order_and_unit(pair):
    values = pair[0]
    for measure, top in ((hoover, 1), (gini, 1), (theil, np.inf), (krugman, 2)):
        result = measure(values)
        known = result[~np.isnan(result)]
        assert (known >= -1e-9).all()
        assert (known <= top + 1e-9).all()
        turned = measure(values[::-1] * 4)
        if measure is krugman:
            turned = turned[::-1]
        np.testing.assert_allclose(turned, result, rtol=1e-7, atol=1e-9)


@given(pairs())
def test_gini_is_never_below_hoover(pair):
    # The Lorenz curve lies below its chord through the point where it is furthest away.
    g, h = gini(pair[0]), hoover(pair[0])
    known = ~np.isnan(g)
    assert (g[known] >= h[known] - 1e-9).all()


def test_nothing_in_common_gives_two():
    assert krugman(np.array([[5.0, 0.0], [0.0, 7.0]])) == pytest.approx([2, 2])


def test_an_empty_industry_is_missing():
    values = np.array([[5.0, 0.0], [3.0, 0.0]])
    for measure in (hoover, gini, theil):
        assert np.isnan(measure(values)).tolist() == [False, True]
