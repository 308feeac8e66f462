"""Clusters against their industry."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.clusters.relative import EFFECTS, industry_growth, relative
from analysis.errors import DataError

REFERENCE = pd.DataFrame(
    {
        "industry_code": ["17", "33"],
        "industry_growth_pct": [20.0, 5.0],
        "all_growth_pct": [10.0, 10.0],
    }
)


def clusters(rows):
    columns = ["cluster_id", "scope", "industry_code", "value", "value_last_year"]
    return pd.DataFrame(rows, columns=columns)


def test_worked_example():
    result = relative(
        clusters([("A", "city", "17", 125.0, 100.0), ("B", "city", "33", 103.0, 100.0)]), REFERENCE
    )
    assert result["reference_effect"].tolist() == [10, 10]
    assert result["mix_effect"].tolist() == [10, -5]
    assert result["local_effect"].tolist() == pytest.approx([5, -2])
    assert result["pull_pp"].tolist() == [12.5, 1.5]
    assert result["contribution_pct"].tolist() == pytest.approx([100 * 25 / 28, 100 * 3 / 28])


@given(st.lists(st.tuples(st.floats(1, 1e6), st.floats(1, 1e6)), min_size=1, max_size=8))
def test_points_add_up_to_the_growth_of_each_cluster(pairs):
    rows = [(str(k), "city", "17", now, before) for k, (now, before) in enumerate(pairs)]
    result = relative(clusters(rows), REFERENCE)
    points = result[[f"{e}_pp" for e in EFFECTS]].sum(axis=1)
    np.testing.assert_allclose(points, result["growth_pct"], rtol=1e-9, atol=1e-6)


def test_an_industry_without_reference_has_no_mix_effect():
    result = relative(clusters([("A", "city", "99", 115.0, 100.0)]), REFERENCE)
    assert result[["mix_effect", "local_effect"]].to_numpy().ravel() == pytest.approx([0, 5])


def test_two_lists_are_never_added():
    rows = [("A", "city", "17", 110.0, 100.0), ("A", "province", "17", 220.0, 200.0)]
    result = relative(clusters(rows), REFERENCE)
    assert result["pull_pp"].tolist() == [10, 10]


def test_reference_rates_are_ratios_of_sums():
    rows = pd.DataFrame(
        {
            "industry_code": ["17", "17", "33", "33"],
            "now": [30.0, 90.0, 10.0, 99.0],
            "before": [10.0, 90.0, 10.0, None],
        }
    )
    result = industry_growth(rows, "now", "before").set_index("industry_code")
    assert result["industry_growth_pct"].tolist() == pytest.approx([20, 0])
    assert result["all_growth_pct"].tolist() == pytest.approx([100 * 20 / 110] * 2)


def test_without_a_reference_the_reason_is_said():
    with pytest.raises(DataError, match="no enterprise reported this year and last"):
        relative(clusters([("A", "city", "17", 125.0, 100.0)]), REFERENCE.iloc[:0])
