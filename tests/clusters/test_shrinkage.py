"""Variance of growth, empirical Bayes, ranks, funnel."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.clusters.shrinkage import funnel, rank_intervals, shrink
from analysis.clusters.uncertainty import member_variance, size_variance

# Effects of coaching in eight schools and their standard errors (Rubin 1981).
SCHOOLS = np.array([28.0, 8.0, -3.0, 7.0, -1.0, 1.0, 18.0, 12.0])
ERRORS = np.array([15.0, 10.0, 16.0, 11.0, 9.0, 11.0, 10.0, 18.0])


def test_eight_schools_are_pooled_completely_as_published():
    # Gelman et al., Bayesian Data Analysis, 5.5: pooled estimate 7.7, standard error 4.1, and
    # no spread beyond chance.
    result = shrink(SCHOOLS, ERRORS**2)
    assert result["spread_pp"].iloc[0] == pytest.approx(0, abs=1e-6)
    assert round(result["mean_growth_pct"].iloc[0], 1) == 7.7
    assert round(result["sd_pp"].iloc[0], 1) == 4.1
    assert result["shrunk_growth_pct"].to_numpy() == pytest.approx(np.full(8, 7.686), abs=1e-3)


def test_worked_example_with_known_spread():
    # Equal variances: τ² = s² − v. Rates 0, 10, 20: s² = 100, v = 25, so the weight is 0.75.
    result = shrink(np.array([0.0, 10.0, 20.0]), np.full(3, 25.0))
    assert result["own_weight"].tolist() == pytest.approx([0.75] * 3, abs=1e-4)
    assert result["shrunk_growth_pct"].tolist() == pytest.approx([2.5, 10, 17.5], abs=1e-3)


@given(st.lists(st.tuples(st.floats(-50, 100), st.floats(0.1, 400)), min_size=3, max_size=20))
@example([(0.0, 1.0), (0.0, 1.0), (1.8e-161, 1.0)])
def test_estimates_lie_between_the_own_rate_and_the_mean(pairs):
    growth, variance = map(np.array, zip(*pairs, strict=True))
    result = shrink(growth, variance)
    low = np.minimum(growth, result["mean_growth_pct"]) - 1e-6
    high = np.maximum(growth, result["mean_growth_pct"]) + 1e-6
    assert result["shrunk_growth_pct"].between(low, high).all()
    assert result["own_weight"].between(0, 1).all()


def test_an_uncertain_cluster_is_drawn_further_and_a_missing_one_is_missing():
    result = shrink(np.array([30.0, 30.0, 0.0, 5.0, np.nan]), np.array([1.0, 400.0, 1.0, 1.0, 1.0]))
    assert result["shrunk_growth_pct"].iloc[1] < result["shrunk_growth_pct"].iloc[0]
    assert result.iloc[4, :5].isna().all()


def test_two_clusters_have_no_common_spread():
    assert shrink(np.array([1.0, 2.0]), np.ones(2)).isna().all(axis=None)


def test_intervals_cover_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(11)
    covered = []
    for _ in range(60):
        variance = rng.uniform(4, 60, 40)
        truth = rng.normal(8, 5, 40)
        result = shrink(rng.normal(truth, np.sqrt(variance)), variance)
        covered.append(((result["lower_pct"] <= truth) & (truth <= result["upper_pct"])).mean())
    assert np.mean(covered) == pytest.approx(0.9, abs=0.02)


def test_ranks_of_clear_and_of_equal_differences():
    rng = np.random.default_rng(0)
    clear = rank_intervals(np.array([1.0, 100.0, np.nan, 50.0]), np.full(4, 0.1), rng)
    assert clear["rank"].tolist()[:2] == [3, 1]
    assert (clear["rank_best"] == clear["rank_worst"]).tolist() == [True, True, False, True]
    assert clear.iloc[2].isna().all()
    alike = rank_intervals(np.zeros(20), np.ones(20), rng)
    assert (alike["rank_best"] <= 2).all()
    assert (alike["rank_worst"] >= 19).all()


def test_ranks_with_the_same_seed_are_the_same():
    values = np.random.default_rng(1).normal(size=30)
    first, second = (
        rank_intervals(values, np.ones(30), np.random.default_rng(7)) for _ in range(2)
    )
    pd.testing.assert_frame_equal(first, second)


def test_member_variance_by_hand():
    # A: four equal members with +10, +10, −10, −10 %: s = 1/4, Σ residual² = 4 · 0.025²,
    # n/(n−1) = 4/3; σ² = 4/3 · 0.0025 / 0.25 = 0.01333; variance = σ²/4.
    members = pd.DataFrame(
        {
            "cluster_id": ["A"] * 4,
            "now": [110.0, 110.0, 90.0, 90.0],
            "before": [100.0] * 4,
        }
    )
    row = member_variance(members, "now", "before").iloc[0]
    assert row["effective_members"] == pytest.approx(4)
    assert row["variance_pp2"] == pytest.approx(1e4 * (4 / 3 * 0.0025 / 0.25) / 4)


def test_a_dominated_cluster_is_as_uncertain_as_its_leader():
    members = pd.DataFrame(
        {
            "cluster_id": ["A"] * 4 + ["B"] * 2,
            "now": [110.0, 110.0, 90.0, 90.0, 9900.0, 1.0],
            "before": [100.0] * 4 + [9900.0, 1.0],
        }
    )
    result = member_variance(members, "now", "before").set_index("cluster_id")["variance_pp2"]
    assert result["B"] > 3 * result["A"]


def test_size_variance_recovers_what_made_it():
    rng = np.random.default_rng(5)
    units = rng.integers(4, 200, 3000).astype(float)
    growth = rng.normal(3, np.sqrt(4 + 900 / units))
    variance = size_variance(growth, units)
    assert np.median(variance * units) == pytest.approx(900, rel=0.25)


def test_about_the_stated_share_lies_within_the_funnel():
    rng = np.random.default_rng(2)
    variance = rng.uniform(1, 50, 5000)
    low, high = funnel(5.0, variance)
    growth = rng.normal(5, np.sqrt(variance))
    assert ((low < growth) & (growth < high)).mean() == pytest.approx(0.95, abs=0.01)
