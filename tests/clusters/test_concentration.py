"""Herfindahl, concentration ratios, and the same inside groups of a long table."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clusters.concentration import by_group, concentration_ratio, hhi, normalised_hhi


def test_worked_example():
    # End values 46, 30, 36 of the shift-share vector: 0.34375.
    assert hhi(np.array([46.0, 30.0, 36.0])) == pytest.approx(0.34375, abs=5e-6)
    assert concentration_ratio(np.array([5.0, 4.0, 3.0, 2.0, 1.0]), k=2) == pytest.approx(9 / 15)


@given(st.lists(st.floats(0.01, 1e6), min_size=2, max_size=30))
def test_ranges_and_equal_members(values):
    x = np.array(values)
    n = len(x)
    assert 1 / n - 1e-12 <= hhi(x) <= 1
    assert -1e-12 <= normalised_hhi(x) <= 1
    assert concentration_ratio(x, k=n) == pytest.approx(1)
    assert hhi(np.ones(n)) == pytest.approx(1 / n)
    assert normalised_hhi(np.ones(n)) == pytest.approx(0, abs=1e-12)


def test_missing_members_do_not_count_and_nothing_is_missing():
    x = np.array([[3.0, 1.0, np.nan], [0.0, 0.0, 0.0], [7.0, np.nan, np.nan]])
    assert hhi(x)[[0, 2]] == pytest.approx([0.625, 1])
    assert np.isnan(hhi(x)[1])
    assert normalised_hhi(x)[0] == pytest.approx(0.25)
    assert np.isnan(normalised_hhi(x)[2])


def test_groups_of_a_long_table_equal_the_arrays():
    rng = np.random.default_rng(2)
    rows = pd.DataFrame({"cluster_id": rng.choice(list("abc"), 60), "x": rng.lognormal(size=60)})
    result = by_group(rows, "cluster_id", "x").set_index("cluster_id")
    for name, group in rows.groupby("cluster_id"):
        values = group["x"].to_numpy()
        assert result.loc[name, "hhi"] == pytest.approx(hhi(values))
        assert result.loc[name, "top4_share_pct"] == pytest.approx(
            100 * concentration_ratio(values)
        )
        assert result.loc[name, "top1_share_pct"] == pytest.approx(100 * max(values) / sum(values))
        assert result.loc[name, "members"] == len(values)
