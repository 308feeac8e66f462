"""Which of the forecasts that add up is used."""

import numpy as np
import pandas as pd
import pytest

from analysis.forecast.hierarchy import hierarchy
from analysis.forecast.reconciliation_choice import DEFAULT, MARGIN, METHODS, choose, coherent


def small_tree():
    cells = [(f"1{c}", f"2{i}") for c in range(3) for i in range(2)]
    return hierarchy(pd.DataFrame(cells, columns=["county_code", "industry_code"]))


def errors(**city):
    return {method: {"city": city.get(method, 10.0), "cell": 1.0} for method in METHODS}


def test_a_method_clearly_better_is_chosen():
    assert choose(errors(structural=9.0), {"city": 10.0, "cell": 1.0}) == "structural"


def test_a_method_better_by_a_hair_is_not():
    # Two levels: an error of the city less by 5 % is 2.6 % over both, within the margin of 3 %.
    assert choose(errors(mint_shrink=9.5), {"city": 10.0, "cell": 1.0}) == DEFAULT


def test_the_margin_by_hand():
    # Both levels better by a factor 0.97 are ln 0.97 = −0.0305 on the mean; by 0.975, −0.0253.
    base = {"city": 10.0, "cell": 1.0}
    for factor, expected in ((0.97, "ols"), (0.975, DEFAULT)):
        found = errors() | {"ols": {"city": 10 * factor, "cell": factor}}
        assert choose(found, base) == expected
    assert pytest.approx(0.03) == MARGIN


def test_a_level_without_error_has_no_say():
    found = errors(ols=9.0)
    found["ols"]["county"] = 5.0
    assert choose(found, {"city": 10.0, "cell": 1.0, "county": 0.0}) == "ols"


def test_without_errors_the_default_stands():
    assert choose(errors(), {"city": 0.0, "cell": 0.0}) == DEFAULT


def test_the_default_is_half_least_squares_and_half_by_variance():
    rng = np.random.default_rng(0)
    tree = small_tree()
    changes = rng.normal(size=(len(tree.nodes), 40)) * rng.lognormal(size=(len(tree.nodes), 1))
    base = rng.normal(20, 5, (len(tree.nodes), 4))
    ols, variance = (coherent(m, base, tree, changes) for m in ("ols", "variance"))
    assert coherent(DEFAULT, base, tree, changes) == pytest.approx((ols + variance) / 2)


@pytest.mark.parametrize("method", METHODS)
def test_every_method_adds_up_keeps_what_does_and_is_not_negative(method):
    rng = np.random.default_rng(1)
    tree = small_tree()
    changes = rng.normal(size=(len(tree.nodes), 40)) * rng.lognormal(size=(len(tree.nodes), 1))
    base = rng.normal(10, 20, (len(tree.nodes), 5))
    value = coherent(method, base, tree, changes)
    assert value == pytest.approx(tree.add_up(value[tree.count :]), rel=1e-9)
    assert value.min() >= 0
    assert coherent(method, value, tree, changes) == pytest.approx(value, abs=1e-6)
