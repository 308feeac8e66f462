"""Location quotients and the gradient coefficient."""

import numpy as np
import pytest
from hypothesis import given

from analysis.clusters.gradient import comparative_productivity, gradient
from analysis.clusters.location_quotient import location_quotient, symmetric

from .panels import pairs
from .test_shift_share import BASE


def test_worked_example():
    # County 1: shares 40, 30, 30 %; reference 20, 40, 40 %.
    assert location_quotient(BASE)[0] == pytest.approx([2, 0.75, 0.75])
    assert symmetric(location_quotient(BASE))[0] == pytest.approx([1 / 3, -1 / 7, -1 / 7])


@given(pairs())
def test_quotients_weighted_by_the_counties_average_to_one(pair):
    values = np.nan_to_num(pair[0])
    quotient = location_quotient(values)
    weight = values.sum(axis=1) / max(values.sum(), 1e-300)
    for i in np.flatnonzero(values.sum(axis=0) > 0):
        assert np.nansum(quotient[:, i] * weight) == pytest.approx(1, rel=1e-9)


def test_an_empty_county_and_an_empty_industry_have_no_quotient():
    values = np.array([[0.0, 0.0], [5.0, 0.0]])
    quotient = location_quotient(values)
    assert np.isnan(quotient[0]).all()
    assert np.isnan(quotient[1, 1])
    assert quotient[1, 0] == 1


def test_a_suppressed_cell_stays_missing():
    values = BASE.copy()
    values[0, 0] = np.nan
    quotient = location_quotient(values)
    assert np.isnan(quotient[0, 0])
    # County 1 is (30, 30) of (160, 400, 400) = 960 now.
    assert quotient[0, 1] == pytest.approx(0.5 / (400 / 960))


def test_a_reference_from_outside():
    quotient = location_quotient(BASE[:1], reference_share=np.array([0.2, 0.4, 0.4]))
    assert quotient[0] == pytest.approx([2, 0.75, 0.75])


def test_gradient_worked_example():
    output = np.array([[60.0, 40.0], [40.0, 60.0]])
    labour = np.array([[30.0, 50.0], [50.0, 30.0]])
    # County 1, industry 1: LQ 0.6/0.5 = 1.2; output share 60 %, labour share 37.5 %.
    assert comparative_productivity(output, labour)[0, 0] == pytest.approx(1.6)
    assert gradient(output, labour)[0, 0] == pytest.approx(1.2 * 1.6)


def test_equal_productivity_leaves_the_location_quotient():
    output = np.array([[60.0, 40.0], [40.0, 60.0]])
    np.testing.assert_allclose(gradient(output, output / 3), location_quotient(output))


def test_productivity_uses_only_cells_that_report_both():
    output = np.array([[60.0], [40.0], [100.0]])
    labour = np.array([[30.0], [50.0], [np.nan]])
    productivity = comparative_productivity(output, labour)[:, 0]
    assert productivity[:2] == pytest.approx([1.6, 0.4 / 0.625])
    assert np.isnan(productivity[2])
