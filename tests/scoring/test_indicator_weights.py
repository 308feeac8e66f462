"""Weights of the data and aggregations, beside a package that has them too."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from analysis.scoring import aggregation, indicator_weights
from analysis.scoring.preparation import winsorised

matrices = hnp.arrays(
    float,
    st.tuples(st.integers(3, 8), st.integers(2, 5)),
    elements=st.integers(1, 1000).map(float),
).filter(lambda x: (np.ptp(x, axis=0) > 0).all())


def scaled(x):
    return (x - x.min(axis=0)) / np.ptp(x, axis=0)


@pytest.mark.filterwarnings("ignore:Alternatives with indices")  # dominated ones, which may be
class TestBesidePymcdm:
    @given(matrices)
    def test_weights(self, x):
        theirs = pytest.importorskip("pymcdm.weights")
        pairs = {
            "entropy": theirs.entropy_weights(x),
            "standard_deviation": theirs.standard_deviation_weights(x),
            "merec": theirs.merec_weights(x, np.ones(x.shape[1])),
        }
        for name, expected in pairs.items():
            np.testing.assert_allclose(indicator_weights.METHODS[name](x), expected, atol=1e-9)

    @given(matrices)
    def test_critic(self, x):
        theirs = pytest.importorskip("pymcdm.weights")
        apart = 1 - np.corrcoef(x.T)
        if apart.sum() < 1e-6:  # indicators that all say the same
            return
        np.testing.assert_allclose(
            indicator_weights.critic(scaled(x)), theirs.critic_weights(x), atol=1e-7
        )

    @given(matrices)
    def test_topsis(self, x):
        methods = pytest.importorskip("pymcdm.methods")
        weights = np.full(x.shape[1], 1 / x.shape[1])
        expected = methods.TOPSIS()(x, weights, np.ones(x.shape[1]))
        found = aggregation.topsis(scaled(x), np.broadcast_to(weights, x.shape))
        np.testing.assert_allclose(found, expected, atol=1e-9)

    @given(matrices)
    def test_vikor(self, x):
        methods = pytest.importorskip("pymcdm.methods")
        weights = np.full(x.shape[1], 1 / x.shape[1])
        parts = [scaled(x).mean(axis=1), (1 - scaled(x)).max(axis=1)]
        if any(np.ptp(part) < 1e-9 for part in parts):  # theirs divides by nothing
            return
        expected = methods.VIKOR()(x, weights, np.ones(x.shape[1]))
        found = aggregation.vikor(scaled(x), np.broadcast_to(weights, x.shape))
        np.testing.assert_allclose(found, 1 - expected, atol=1e-9)


def test_geometric_mean():
    scores, weights = np.array([[4.0, 9.0], [0.0, 9.0]]), np.full((2, 2), 0.5)
    assert aggregation.geometric(scores, weights) == pytest.approx([6, 0])


def test_a_score_without_weight_may_be_missing():
    scores, weights = np.array([[4.0, np.nan], [2.0, 3.0]]), np.array([[1.0, 0.0], [0.5, 0.5]])
    for method in aggregation.METHODS.values():
        assert not np.isnan(method(scores, weights)).any()


def test_far_values_are_pulled_in_and_others_left():
    far = pd.DataFrame({"far": [*range(1, 20), 900.0], "even": np.arange(20.0)})
    found = winsorised(far)
    assert found["far"].max() == 19 and found["even"].equals(far["even"])
    assert winsorised(far.mask(far == 1.0)).isna().sum().sum() == 2
