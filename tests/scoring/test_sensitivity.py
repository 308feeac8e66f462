import numpy as np
import pandas as pd
import pytest

from analysis.scoring import evaluate, load_scheme
from analysis.scoring.sensitivity import (
    WeightDraws,
    _order,
    choice_sensitivity,
    weight_sensitivity,
)
from analysis.scoring.variants import variants
from tests.scoring.conftest import SCHEMES
from tests.scoring.schemes import scheme
from tests.scoring.test_classes import firms
from tests.scoring.test_properties import enterprises


def test_one_indicator_alone_cannot_be_moved_by_weights(tmp_path):
    rules = scheme(tmp_path)
    got = weight_sensitivity(evaluate(firms([5, 4, 3, 2, 1]), rules), rules)
    assert (got["same_class_pct"] == 100).all()
    assert got["rank"].tolist() == got["rank_low"].tolist() == got["rank_high"].tolist()


def test_shares_add_up_and_the_seed_decides(huangyan_2022):
    result = evaluate(enterprises(1), huangyan_2022)
    rule = WeightDraws(draws=200)
    got = weight_sensitivity(result, huangyan_2022, rule)
    shares = got[[f"class_{c}_pct" for c in "ABCD"]]
    np.testing.assert_allclose(shares.sum(axis=1), 100)
    assert (got["rank_low"] <= got["rank_high"]).all()
    pd.testing.assert_frame_equal(got, weight_sensitivity(result, huangyan_2022, rule))
    other = weight_sensitivity(result, huangyan_2022, WeightDraws(draws=200, seed=1))
    assert not other["same_class_pct"].equals(got["same_class_pct"])


def test_weights_that_hardly_move_change_nothing(huangyan_2022):
    result = evaluate(enterprises(1), huangyan_2022)
    got = weight_sensitivity(result, huangyan_2022, WeightDraws(draws=20, concentration=1e12))
    assert (got["same_class_pct"] == 100).all()


@pytest.mark.parametrize("name", ["huangyan_2022", "zhengzhou_2018", "jingde_2022"])
def test_a_drawn_class_is_that_of_a_scheme_with_those_weights(name):
    """One draw against the engine run on a scheme that has the drawn weights."""
    rules = load_scheme(SCHEMES / f"{name}.yaml")
    group = rules.groups[0]
    table = enterprises(4).assign(profit_10k_cny=lambda t: t["tax_10k_cny"] * 0.7)
    rule = WeightDraws(draws=1, concentration=30, seed=3)
    got = weight_sensitivity(evaluate(table, rules), rules, rule).set_index("uscc")
    weights = np.array([i.weight for i in group.indicators])
    drawn = 100 * np.random.default_rng(3).dirichlet(30 * weights / 100, size=1)[0]
    indicators = tuple(
        i.model_copy(update={"weight": w}) for i, w in zip(group.indicators, drawn, strict=True)
    )
    drawn_group = group.model_copy(update={"indicators": indicators})
    other = rules.model_copy(update={"groups": (drawn_group,)})
    expected = evaluate(table, other).enterprises.set_index("uscc")["class_initial"].astype(str)
    names = group.classes.names()
    columns = [f"class_{c}_pct" for c in names]
    drawn_class = got[columns].to_numpy().argmax(axis=1)
    assert [names[i] for i in drawn_class] == expected.reindex(got.index).tolist()


def test_every_choice_is_tried_and_counted(huangyan_2022):
    table = enterprises(1).assign(industry_code=lambda t: ["34", "35"] * 20)
    table.loc[::3, "so2_t"] = np.nan
    got = choice_sensitivity(table, evaluate(table, huangyan_2022), huangyan_2022)
    city = got[got["county_code"] == "city"].set_index(["variant", "detail"])
    assert {("without", "tax_per_mu"), ("cap", "on"), ("benchmark", "sector"),
            ("missing", "zero")} <= set(city.index)  # fmt: skip
    assert (city["changed"] == city["up"] + city["down"]).all()
    # One county, so its benchmark is the city's.
    changed = city["changed"]
    assert changed["benchmark", "county"] == changed["benchmark", "city"]
    assert changed["without", "rd_share"] > 0  # in these data it gives most points


def test_the_weight_left_out_is_spread_in_proportion(huangyan_2022):
    other = next(s for v, d, s in variants(huangyan_2022) if (v, d) == ("without", "tax_per_mu"))
    weights = [i.weight for i in other.groups[0].indicators]
    np.testing.assert_allclose(weights, np.array([20, 20, 10, 10, 10]) / 0.7)


@pytest.mark.parametrize("span", [3, 10**6, 10**17])
def test_the_order_is_that_of_a_sort_by_cell_score_and_row(span):
    rng = np.random.default_rng(span % 7)
    steps = rng.integers(-span, span, 500)
    codes = rng.integers(0, 40, 500)
    expected = np.lexsort((np.arange(500), -steps, codes))
    np.testing.assert_array_equal(_order(steps, codes), expected)
