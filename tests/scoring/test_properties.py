"""What must hold whatever the data: order, units, monotonicity, veto."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.scoring import evaluate, load_scheme
from analysis.scoring.normalisation import normalise
from analysis.scoring.scheme import Indicator
from tests.scoring.conftest import SCHEMES, adjustments, evaluation

COLUMNS = ["tax_10k_cny", "value_added_10k_cny", "revenue_10k_cny", "land_mu", "energy_tce",
           "so2_t", "employees_persons", "rd_10k_cny"]  # fmt: skip
GRADE = {"A": 0, "B": 1, "C": 2, "D": 3}


def enterprises(seed: int, n: int = 40) -> pd.DataFrame:
    values = np.random.default_rng(seed).lognormal(3, 1, size=(n, len(COLUMNS))).round(3)
    rows = [f"firm{i:03d} " + " ".join(map(str, row)) for i, row in enumerate(values)]
    return evaluation("uscc " + " ".join(COLUMNS) + "\n" + "\n".join(rows))


def result(table, scheme, *args):
    return evaluate(table, scheme, *args).enterprises.set_index("uscc").sort_index()


@given(seed=st.integers(0, 10_000))
@settings(max_examples=25)
def test_the_order_of_rows_is_irrelevant(huangyan_2022, seed):
    table = enterprises(seed)
    shuffled = table.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(result(table, huangyan_2022), result(shuffled, huangyan_2022))


@given(seed=st.integers(0, 10_000), factor=st.sampled_from([0.1, 15, 2000 / 3, 1e4]))
@settings(max_examples=25)
def test_scaling_a_unit_changes_nothing_under_relative_benchmarks(seed, factor):
    """With benchmarks from the group itself, mu or m² give the same scores."""
    scheme = load_scheme(SCHEMES / "jingde_2022.yaml")
    table = enterprises(seed)
    scaled = table.assign(land_mu=table["land_mu"] * factor)
    got = result(scaled, scheme)["score"]
    np.testing.assert_allclose(got, result(table, scheme)["score"], atol=2e-6)


@given(seed=st.integers(0, 10_000), firm=st.integers(0, 39), more=st.floats(0.001, 5),
       column=st.sampled_from(["tax_10k_cny", "value_added_10k_cny", "rd_10k_cny"]))  # fmt: skip
@settings(max_examples=50)
def test_raising_a_positive_indicator_never_lowers_the_class(
    huangyan_2022, seed, firm, more, column
):
    table = enterprises(seed)
    raised = table.copy()
    raised.loc[firm, column] *= 1 + more
    name = table.loc[firm, "uscc"]
    before = result(table, huangyan_2022).loc[name, "class"]
    after = result(raised, huangyan_2022).loc[name, "class"]
    assert GRADE[after] <= GRADE[before]


@given(seed=st.integers(0, 10_000), kinds=st.lists(
    st.sampled_from(["bonus", "direct", "protect", "manual"]), unique=True))  # fmt: skip
@settings(max_examples=25)
def test_veto_beats_all(huangyan_2022, seed, kinds):
    table = enterprises(seed)
    name = table["uscc"].iloc[seed % 40]
    rows = "\n".join(f"{name} {kind} {kind} 50 A yes" for kind in kinds)
    vetoed = adjustments(
        f"uscc item kind points target_class evidence\n{name} case veto - D -\n{rows}"
    )
    assert result(table, huangyan_2022, vetoed).loc[name, "class"] == "D"


def test_every_class_count_adds_up_to_the_evaluated(huangyan_2022):
    got = result(enterprises(7, 200), huangyan_2022)
    assert got["class"].value_counts().sum() == (got["eligibility"] == "evaluated").sum() == 200


NORMALISATIONS = {
    "ratio": ({"family": "ratio"}, "higher", [25, 50, 100, 200]),
    "ratio capped": ({"family": "ratio", "cap": 1.5}, "higher", [25, 50, 75, 75]),
    "minmax20": (
        {"family": "minmax", "base": 20}, "higher",
        [10, 10 + 40 * 10 / 70, 10 + 40 * 30 / 70, 50],
    ),
    "rank": ({"family": "rank"}, "higher", [0, 50 / 3, 100 / 3, 50]),
    "rank lower": ({"family": "rank"}, "lower", [50, 100 / 3, 50 / 3, 0]),
    "reverse": ({"family": "reverse"}, "lower", [75, 50, 0, 0]),
    "max_ratio": ({"family": "max_ratio"}, "higher", [6.25, 12.5, 25, 50]),
    "bands": (
        {"family": "bands", "bands": [{"at_least": 80, "points": 9}, {"at_least": 20, "points": 4},
                                      {"points": 0}]},
        "higher", [0, 4, 4, 9],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NORMALISATIONS)
def test_each_family_by_hand(name):
    # x = 10, 20, 40, 80; weight 50; benchmark 20; smallest 10, largest 80
    rule, direction, expected = NORMALISATIONS[name]
    has_benchmark = rule["family"] in ("ratio", "reverse")
    indicator = Indicator.model_validate(
        {"name": "x", "title": {"zh": "x", "en": "x"}, "unit": {"zh": "x", "en": "x"},
         "numerator": "tax_10k_cny", "denominator": "land_mu", "weight": 50,
         "direction": direction, "normalisation": rule,
         "benchmark": {"statistic": "fixed", "value": 20} if has_benchmark else None}
    )  # fmt: skip
    x = np.array([10.0, 20, 40, 80])
    ones = np.ones(4)
    got = normalise(x, indicator, 20 * ones, 10 * ones, 80 * ones, np.zeros(4, dtype=int))
    np.testing.assert_allclose(got, expected)
