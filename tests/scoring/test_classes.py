from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.scoring import evaluate
from analysis.scoring.class_rules import Share
from analysis.scoring.classes import line_counts
from tests.scoring.conftest import evaluation
from tests.scoring.schemes import QUOTAS, TAX_PER_MU, scheme

SHARES = tuple(
    Share(name=n, percent=Decimal(p)) for n, p in zip("ABCD", (20, 40, 35, 5), strict=True)
)


def firms(taxes: list[float], **columns: object):
    rows = "\n".join(f"firm{i:04d} {tax} 1" for i, tax in enumerate(taxes))
    return evaluation("uscc tax_10k_cny land_mu\n" + rows, **columns)


def classes(table, scheme_):
    return evaluate(table, scheme_).enterprises["class"].astype(str).tolist()


def test_quotas_are_exact_at_multiples():
    for n in range(20, 2001, 20):
        a, b, c = line_counts(np.array([n]), SHARES)[0]
        assert (a, b - a, c - b, n - c) == (n // 5, 2 * n // 5, 7 * n // 20, n // 20)


@pytest.mark.parametrize(
    ("rounding", "inclusive", "above"),
    # 5 % of 30 is 1.5; 20 % of 30 is 6 exactly
    [("floor", True, (6, 28)), ("ceil", True, (6, 29)), ("round", True, (6, 29)),
     ("floor", False, (5, 28)), ("ceil", False, (5, 29))],
)  # fmt: skip
def test_rounding_and_inclusivity_of_a_line(rounding, inclusive, above):
    shares = tuple(
        Share(name=s.name, percent=s.percent, rounding=rounding, inclusive=inclusive)
        for s in SHARES
    )
    counts = line_counts(np.array([30]), shares)[0]
    assert (counts[0], counts[2]) == above


def test_d_may_be_empty_in_a_small_group():
    # 景宁 2022: 39 enterprises, none in D, is legal if the line is rounded up.
    shares = tuple(Share(name=s.name, percent=s.percent, rounding="ceil") for s in SHARES)
    assert line_counts(np.array([10]), shares)[0].tolist() == [2, 6, 10]


@given(n=st.integers(0, 3000), rounding=st.sampled_from(["floor", "ceil", "round"]))
@settings(max_examples=200)
def test_lines_never_cross_and_stay_within_the_group(n, rounding):
    shares = tuple(Share(name=s.name, percent=s.percent, rounding=rounding) for s in SHARES)
    counts = line_counts(np.array([n]), shares)[0]
    assert 0 <= counts[0] <= counts[1] <= counts[2] <= n


def test_each_county_has_its_own_quota(tmp_path):
    table = firms([*range(20, 0, -1), *range(120, 100, -1)])
    table = table.assign(county_code=["130502"] * 20 + ["130503"] * 20)
    result = evaluate(table, scheme(tmp_path)).enterprises
    counts = result.groupby("county_code", observed=True)["class"].value_counts().unstack()
    assert counts[["A", "B", "C", "D"]].to_numpy().tolist() == [[4, 8, 7, 1]] * 2


def test_ties_are_broken_by_code_and_not_by_row(tmp_path):
    table = firms([5, 5, 5, 5, 5])
    rules = scheme(tmp_path)
    assert classes(table, rules) == ["A", "B", "B", "C", "D"]
    assert classes(table.iloc[::-1], rules) == ["D", "C", "B", "B", "A"]


def test_ties_may_all_take_the_higher_class(tmp_path):
    rules = scheme(tmp_path, classes=QUOTAS + "      ties: {rule: higher_class}\n")
    assert classes(firms([9, 9, 5, 5, 1]), rules) == ["A", "A", "B", "B", "D"]


def test_ties_are_broken_by_an_indicator_before_the_code(tmp_path):
    # Both score 100·cap 1: the cap makes them equal, tax per mu tells them apart.
    rules = scheme(
        tmp_path,
        indicators=TAX_PER_MU.replace("{family: ratio}", "{family: ratio, cap: 1}"),
        classes=QUOTAS + "      ties: {by: [tax_per_mu, uscc]}\n",
    )
    assert classes(firms([200, 300, 50, 40, 30]), rules)[:2] == ["B", "A"]


def test_absolute_lines_include_the_number(tmp_path):
    rules = scheme(
        tmp_path,
        classes="""
      method: thresholds
      lines: [{name: A, at_least: 90}, {name: B, at_least: 60}, {name: C, at_least: 30}, {name: D}]
""",
    )
    assert classes(firms([90, 89.999, 60, 30, 29.9]), rules) == ["A", "B", "B", "C", "D"]


def test_two_stages_rank_each_half_by_its_own_indicator(tmp_path):
    # Score is tax per mu; the upper half is ranked by profit per mu, the lower by output per tce.
    table = firms([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]).assign(
        profit_10k_cny=[1.0, 2, 3, 9, 4, 99, 99, 99, 99, 99],
        revenue_10k_cny=[0.0, 0, 0, 0, 0, 5, 4, 1, 3, 2],
        energy_tce=1.0,
    )
    rules = scheme(
        tmp_path,
        indicators="""
      - {name: tax_per_mu, title: {zh: a, en: a}, unit: {zh: a, en: a}, numerator: tax_10k_cny,
         denominator: land_mu, weight: 98, normalisation: {family: max_ratio}}
      - {name: profit_per_mu, title: {zh: a, en: a}, unit: {zh: a, en: a}, weight: 1,
         numerator: profit_10k_cny, denominator: land_mu, normalisation: {family: max_ratio}}
      - {name: revenue_per_energy, title: {zh: a, en: a}, unit: {zh: a, en: a}, weight: 1,
         numerator: revenue_10k_cny, denominator: energy_tce, normalisation: {family: max_ratio}}
""",
        classes="""
      method: two_stage
      upper: {name: A, by: profit_per_mu, percent: 20}
      middle: B
      lower: {name: C, by: revenue_per_energy, percent: 10}
""",
    )
    assert classes(table, rules) == ["B", "B", "B", "A", "A", "B", "B", "C", "B", "B"]


def test_distances_to_the_lines(tmp_path):
    # 5 enterprises: 1 A, 2 B, 1 C, 1 D by quota.
    result = evaluate(firms([50, 40, 30, 22, 10]), scheme(tmp_path)).enterprises
    up, down = result["points_to_higher_class"], result["points_to_lower_class"]
    assert up.tolist()[1:] == [10, 20, 8, 12]
    assert np.isnan(up[0])
    assert down.tolist()[:4] == [10, 18, 8, 12]
    assert np.isnan(down[4])
