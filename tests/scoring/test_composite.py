import numpy as np
import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.scoring.composite import (
    critic_weights,
    distance_to_target,
    entropy_weights,
    equal_weights,
    geometric_mean,
    minmax,
    pca_weights,
    percentile,
    rank,
    topsis,
    weighted_sum,
)

TABLE = pd.DataFrame({"more": [1.0, 2, 4, 5], "less": [8.0, 4, 2, 1]}, index=list("wxyz"))


@pytest.fixture
def random_table():
    values = np.random.default_rng(5).lognormal(size=(200, 4))
    return pd.DataFrame(values, columns=list("abcd"))


def test_minmax_turns_the_direction():
    got = minmax(TABLE, [1, -1])
    np.testing.assert_allclose(got["more"], [0, 0.25, 0.75, 1])
    np.testing.assert_allclose(got["less"], [0, 4 / 7, 6 / 7, 1])


def test_a_column_without_spread_is_one_and_a_gap_stays():
    got = minmax(pd.DataFrame({"a": [3.0, np.nan, 3]}), [1])["a"]
    assert got[0] == got[2] == 1 and np.isnan(got[1])


def test_ranks_and_percentiles():
    assert rank(TABLE, [1, -1])["less"].tolist() == [1, 2, 3, 4]
    np.testing.assert_allclose(percentile(TABLE, [1, -1])["more"], [0, 1 / 3, 2 / 3, 1])


def test_distance_to_target():
    got = distance_to_target(TABLE, [1, -1], [4, 2])
    assert got.loc["y"].tolist() == [1, 1]
    assert got.loc["w"].tolist() == [0.25, 0.25]


def test_geometric_mean_punishes_a_weak_side():
    table = pd.DataFrame({"a": [0.5, 0.1], "b": [0.5, 0.9]})
    assert weighted_sum(table, [1, 1]).tolist() == [0.5, 0.5]
    np.testing.assert_allclose(geometric_mean(table, [1, 1]), [0.5, 0.3])


def test_entropy_counts_zero_shares_as_nothing():
    # alike everywhere: no weight; all in one of two: all the weight
    table = pd.DataFrame({"alike": [1.0, 1], "one": [1.0, 0]})
    np.testing.assert_allclose(entropy_weights(table), [0, 1], atol=1e-15)


@pytest.mark.parametrize("weights", [equal_weights, entropy_weights, critic_weights, pca_weights])
def test_weights_add_up_to_one(random_table, weights):
    data = random_table.assign(d=random_table["a"] * 0.9 + random_table["d"] * 0.1)
    got = weights(data)
    assert got.sum() == pytest.approx(1) and (got >= 0).all()


def test_gaps_and_negative_values_are_refused(random_table):
    gap = random_table.copy()
    gap.loc[3, "b"] = np.nan
    with pytest.raises(DataError, match="1 rows have gaps"):
        critic_weights(gap)
    with pytest.raises(DataError, match="not negative"):
        entropy_weights(-random_table)


def test_critic_reproduces_a_published_example():
    """Choice of time and attendance software: Tuş and Aytaç Adalı (2019), Opsearch 56, 528–538.

    The paper normalises every criterion as a profit.
    """
    table = pd.DataFrame(
        [[5000, 3, 3, 4, 3, 2], [680, 5, 3, 2, 2, 1], [2000, 3, 2, 3, 4, 3],
         [600, 4, 3, 1, 2, 2], [800, 2, 4, 3, 3, 4]], dtype=float
    )  # fmt: skip
    got = critic_weights(minmax(table, [1] * 6))
    assert got.round(3).tolist() == [0.157, 0.249, 0.168, 0.121, 0.154, 0.151]


class TestAgainstPymcdm:
    """The same matrices through an independent package."""

    pymcdm = pytest.importorskip("pymcdm", reason="pymcdm is installed with the extra bench")
    types = np.array([1, -1, 1, 1])
    weights = np.array([0.4, 0.3, 0.2, 0.1])

    def test_topsis(self, random_table):
        from pymcdm.methods import TOPSIS
        from pymcdm.normalizations import minmax_normalization

        theirs = TOPSIS(minmax_normalization)(random_table.to_numpy(), self.weights, self.types)
        np.testing.assert_allclose(topsis(minmax(random_table, self.types), self.weights), theirs)

    def test_weights(self, random_table):
        from pymcdm.weights import critic_weights as theirs_critic
        from pymcdm.weights import entropy_weights as theirs_entropy

        matrix = random_table.to_numpy()
        np.testing.assert_allclose(entropy_weights(random_table), theirs_entropy(matrix))
        ours = critic_weights(minmax(random_table, [1] * 4))
        np.testing.assert_allclose(ours, theirs_critic(matrix))
