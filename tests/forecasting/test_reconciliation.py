"""What adds up, and the nearest forecasts that do."""

import tracemalloc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.forecasting.hierarchy import hierarchy
from analysis.forecasting.reconciliation import METHODS, covariance, reconcile


def tree_of(counties=3, industries=2):
    return hierarchy(
        pd.DataFrame(
            [(f"1{c}", f"2{i}") for c in range(counties) for i in range(industries)],
            columns=["county_code", "industry_code"],
        )
    )


def test_the_nodes_and_what_they_add():
    tree = tree_of(2, 2)
    assert (
        tree.nodes["level"].tolist() == ["city", *["county"] * 2, *["industry"] * 2] + ["cell"] * 4
    )
    assert tree.add_up(np.array([1.0, 2.0, 3.0, 4.0])).tolist() == [10, 3, 7, 4, 6, 1, 2, 3, 4]


def test_a_county_may_lack_an_industry():
    series = pd.DataFrame({"county_code": ["1", "2", "2"], "industry_code": ["a", "a", "b"]})
    assert hierarchy(series).add_up(np.array([1.0, 2.0, 4.0])).tolist() == [7, 1, 6, 3, 4, 1, 2, 4]


def test_least_squares_by_hand():
    # One county, one industry, two cells would be 100 = 40 + 50: with W = I over three equal
    # sums of one cell each, every node moves by the same amount. Cell 40, its sums 43, 43, 43.
    tree = hierarchy(pd.DataFrame({"county_code": ["1"], "industry_code": ["a"]}))
    base = np.array([[43.0], [43.0], [43.0], [40.0]])
    weights = covariance("ols", tree, np.ones((4, 5)))
    assert reconcile(base, tree, weights)[:, 0] == pytest.approx([42.25] * 4)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("seed", range(3))
def test_reconciled_forecasts_add_up_and_are_not_negative(method, seed):
    rng = np.random.default_rng(seed)
    tree = tree_of(5, 4)
    changes = rng.normal(size=(len(tree.nodes), 40)) * rng.lognormal(size=(len(tree.nodes), 1))
    base = rng.normal(20, 30, (len(tree.nodes), 6))
    value = reconcile(base, tree, covariance(method, tree, changes))
    assert value == pytest.approx(tree.add_up(value[tree.count :]), rel=1e-9)
    assert value.min() >= 0


@pytest.mark.parametrize("method", METHODS)
def test_forecasts_that_add_up_are_left_alone(method):
    rng = np.random.default_rng(0)
    tree = tree_of()
    base = tree.add_up(rng.lognormal(size=(6, 4)))
    weights = covariance(method, tree, rng.normal(size=(len(tree.nodes), 30)))
    assert reconcile(base, tree, weights) == pytest.approx(base)


@pytest.mark.parametrize("method", ["ols", "structural", "variance", "mint_shrink"])
def test_the_projection_is_generalised_least_squares(method):
    # The same thing by its other formula: S (S'W⁻¹S)⁻¹ S'W⁻¹ ŷ.
    rng = np.random.default_rng(4)
    tree = tree_of()
    weights = covariance(method, tree, rng.normal(size=(len(tree.nodes), 60)))
    base = rng.normal(100, 5, (len(tree.nodes), 3))
    every = np.vstack([tree.sums.toarray(), np.eye(6)])
    inverse = np.linalg.inv(np.diag(weights.own) + weights.shared @ weights.shared.T)
    expected = every @ np.linalg.solve(every.T @ inverse @ every, every.T @ inverse @ base)
    assert reconcile(base, tree, weights) == pytest.approx(expected, rel=1e-6)


def test_the_covariance_is_that_of_schaefer_and_strimmer():
    # The same W written out, node by node: correlations r shrunk by sum var(r) / sum r².
    rng = np.random.default_rng(7)
    tree = tree_of()
    changes = rng.normal(size=(len(tree.nodes), 25)) + rng.normal(size=25)
    changes[3, :8] = np.nan
    known = np.nan_to_num(changes)
    variance = (known**2).sum(axis=1) / (~np.isnan(changes)).sum(axis=1)
    standard = known / np.sqrt(variance)[:, None]
    products = standard[:, None] * standard
    correlation, spread = products.mean(axis=2), products.var(axis=2)
    off = ~np.eye(len(changes), dtype=bool)
    shrink = spread[off].sum() / 25 / (correlation[off] ** 2).sum()
    assert 0.05 < shrink < 0.95
    expected = np.where(off, (1 - shrink) * correlation, 1) * np.sqrt(np.outer(variance, variance))
    weights = covariance("mint_shrink", tree, changes)
    assert np.diag(weights.own) + weights.shared @ weights.shared.T == pytest.approx(expected)


@pytest.mark.parametrize("method", METHODS)
def test_a_nation_is_reconciled_without_a_matrix_of_its_nodes(method):
    rng = np.random.default_rng(1)
    tree = tree_of(1000, 30)
    base = tree.add_up(rng.lognormal(size=(30_000, 1))) * rng.lognormal(0, 0.1, (31_031, 1))
    tracemalloc.start()
    value = reconcile(base, tree, covariance(method, tree, rng.normal(size=(31_031, 12))))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert value == pytest.approx(tree.add_up(value[tree.count :]))
    assert most < 100e6  # the matrix would take 7.7 GB


def test_bottom_up_keeps_the_cells():
    rng = np.random.default_rng(0)
    tree = tree_of()
    base = rng.lognormal(size=(len(tree.nodes), 2))
    weights = covariance("bottom_up", tree, base)
    assert reconcile(base, tree, weights)[tree.count :] == pytest.approx(base[6:])


def test_a_cell_without_a_forecast_stays_out():
    tree = tree_of()
    base = tree.add_up(np.full((6, 2), 10.0))
    base[tree.count] = np.nan
    value = reconcile(base, tree, covariance("ols", tree, base))
    assert (value[tree.count] == 0).all()
    assert value[0] == pytest.approx(value[tree.count :].sum(axis=0))


def test_a_negative_measure_may_stay_negative():
    tree = tree_of()
    base = tree.add_up(np.full((6, 1), -3.0))
    weights = covariance("ols", tree, base)
    assert reconcile(base, tree, weights, non_negative=False) == pytest.approx(base)


@given(st.lists(st.floats(0, 1e9), min_size=12, max_size=12))
def test_any_non_negative_base_gives_a_coherent_forecast(amounts):
    tree = tree_of()
    base = np.array(amounts)[:, None]
    value = reconcile(base, tree, covariance("structural", tree, base))
    assert value.min() >= 0
    assert value[0, 0] == pytest.approx(value[6:].sum(), rel=1e-9)
