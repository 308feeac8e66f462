"""Shift-share added up over adjacent years."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from analysis.clusters.dynamic import dynamic
from analysis.clusters.shift_share import dunn


def test_worked_example_over_two_years():
    # Industry 1 doubles each year, industry 2 stands: reference +50 %, then +66.7 %.
    years = np.array([[[10.0, 10.0]], [[20.0, 10.0]], [[40.0, 10.0]]])
    effects = dynamic(years[:-1], years[1:])
    assert effects["reference_effect"][0] == pytest.approx([5 + 20 * 2 / 3, 5 + 10 * 2 / 3])
    assert effects["local_effect"][0] == pytest.approx([0, 0])
    # The two ends alone would say 15 for both: the growth of the reference is 150 %.
    assert dunn(years[0], years[-1])["reference_effect"][0] == pytest.approx([15, 15])


@given(hnp.arrays(float, (5, 4, 3), elements=st.floats(0.01, 1e5)))
def test_effects_add_up_to_the_change_between_the_ends(years):
    effects = dynamic(years[:-1], years[1:])
    np.testing.assert_allclose(sum(effects.values()), years[-1] - years[0], rtol=1e-9, atol=1e-5)


def test_one_year_is_the_static_analysis():
    rng = np.random.default_rng(1)
    base, end = rng.lognormal(size=(2, 1, 4, 3))
    for name, values in dynamic(base, end).items():
        np.testing.assert_array_equal(values, dunn(base[0], end[0])[name])


def test_a_cell_missing_in_one_year_is_missing():
    years = np.ones((3, 2, 2))
    years[1, 0, 0] = np.nan
    effects = dynamic(years[:-1], years[1:])
    assert np.isnan(effects["local_effect"]).sum() == 1
