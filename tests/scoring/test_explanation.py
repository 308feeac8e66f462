import numpy as np
import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.scoring import evaluate, load_scheme
from analysis.scoring.explanation import explain
from analysis.scoring.item_table import item_table
from analysis.scoring.reach import to_reach
from tests.scoring.conftest import SCHEMES, adjustments
from tests.scoring.schemes import scheme
from tests.scoring.test_classes import firms
from tests.scoring.test_properties import enterprises


def test_the_steps_add_up(huangyan_2022):
    table = enterprises(3)
    changes = adjustments(
        """uscc item kind points target_class evidence
        firm004 listed bonus 5 - notice
        firm004 accident penalty 2 - -
        firm004 case veto - D file"""
    )
    result = evaluate(table, huangyan_2022, changes)
    steps = explain("firm004", table, result, huangyan_2022, changes)
    by_step = steps.groupby("step", sort=False)["points"].sum()
    assert by_step["item"] == pytest.approx(by_step["sum"])
    score = by_step["sum"] + by_step["bonus"] + by_step["penalty"]
    assert by_step["score"] == pytest.approx(score, abs=1e-6)
    assert steps["step"].tolist() == [
        "eligibility", *["item"] * 6, "sum", "bonus", "penalty", "score", "initial", "veto", "final"
    ]  # fmt: skip
    assert steps.iloc[-1]["class"] == "D"
    assert steps.set_index("step").loc["veto", "note"] == "case（file）"
    items = steps[steps["step"] == "item"]
    np.testing.assert_allclose(items["numerator"] / items["denominator"], items["value"])


def test_the_rank_is_that_within_the_quota(tmp_path):
    table = firms([50, 40, 30, 20, 10]).assign(county_code=["130502", "130503"] * 2 + ["130502"])
    result = evaluate(table, scheme(tmp_path))
    initial = explain("firm0002", table, result, scheme(tmp_path)).set_index("step").loc["initial"]
    assert (initial["value"], initial["benchmark"]) == (2, 3)


def test_an_exempt_enterprise_is_explained_without_a_score(tmp_path):
    table = firms([5, 4]).assign(exempt_reason=["new", None])
    steps = explain("firm0000", table, evaluate(table, scheme(tmp_path)), scheme(tmp_path))
    assert steps["step"].tolist() == ["eligibility", "final"]
    assert steps["class"].tolist()[-1] == "T"
    assert steps["note"].tolist()[0] == "exempt_reason"


def test_an_unknown_enterprise_is_said(tmp_path):
    table = firms([5, 4])
    with pytest.raises(DataError, match="no enterprise nobody"):
        explain("nobody", table, evaluate(table, scheme(tmp_path)), scheme(tmp_path))


def test_items_in_long_form_add_up_to_the_sum(huangyan_2022):
    result = evaluate(enterprises(5), huangyan_2022)
    items = item_table(result, huangyan_2022)
    total = items.groupby("uscc")["item_points"].sum()
    expected = result.enterprises.set_index("uscc")["sum_points"]
    pd.testing.assert_series_equal(total, expected, check_names=False)


@pytest.mark.parametrize("name", ["huangyan_2022", "jingde_2022", "template"])
@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_needed_is_enough_and_no_more(name, seed):
    """Reported as needed, the numerator brings the class; a thousandth less does not."""
    rules = load_scheme(SCHEMES / f"{name}.yaml")
    table = enterprises(seed)
    result = evaluate(table, rules)
    classes = result.enterprises.set_index("uscc")["class_initial"]
    tried = 0
    for uscc in classes[classes == "C"].index[:5]:
        needs = to_reach("B", uscc, table, result, rules)
        for need in needs[needs["possible"]].itertuples():
            if need.numerator_now > need.numerator_needed or need.indicator != "tax_per_mu":
                continue
            tried += 1
            for factor, expected in ((1 + 1e-7, "B"), (0.999, "C")):
                changed = table.copy()
                at = changed["uscc"] == uscc
                changed.loc[at, "tax_10k_cny"] = need.numerator_needed * factor
                again = evaluate(changed, rules, references=result.references).enterprises
                assert again.set_index("uscc").loc[uscc, "class_initial"] == expected
    assert tried


def test_a_cap_can_make_it_impossible(tmp_path):
    from tests.scoring.schemes import TAX_PER_MU

    rules = scheme(tmp_path, TAX_PER_MU.replace("{family: ratio}", "{family: ratio, cap: 0.5}"))
    table = firms([50, 49, 48, 10, 5])
    needs = to_reach("A", "firm0004", table, evaluate(table, rules), rules)
    assert needs["possible"].tolist() == [False]


def test_nothing_is_needed_by_who_is_there(tmp_path):
    table = firms([50, 49, 48, 10, 5])
    result = evaluate(table, scheme(tmp_path))
    assert to_reach("B", "firm0000", table, result, scheme(tmp_path)).empty
