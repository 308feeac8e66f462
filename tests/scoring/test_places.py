"""One case by hand for the scheme of each place."""

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.scoring import evaluate, load_scheme
from analysis.scoring.class_totals import require_total
from tests.scoring.conftest import SCHEMES, adjustments, evaluation


def scheme(name: str):
    return load_scheme(SCHEMES / f"{name}.yaml")


def by_firm(table: pd.DataFrame, name: str, *args, **kwargs) -> pd.DataFrame:
    return evaluate(table, scheme(name), *args, **kwargs).enterprises.set_index("uscc")


def test_huangyan_2021_has_its_own_benchmarks():
    table = evaluation("uscc tax_10k_cny land_mu\nfirm 26.01 1")
    assert by_firm(table, "huangyan_2021").loc["firm", "tax_per_mu_score"] == pytest.approx(30)
    # The benchmark of 2022 is 7.4 % lower: the same firm gains by it.
    expected = 30 * 26.01 / 24.097
    assert by_firm(table, "huangyan_2022").loc["firm", "tax_per_mu_score"] == pytest.approx(
        expected
    )


def test_huaian_takes_twice_last_years_mean():
    last = evaluation(
        """
        uscc  tax_10k_cny  revenue_10k_cny  land_mu  energy_tce
        a     10           100              1        10
        b     20           200              1        20
        """,
        year=2022,
    )
    # benchmarks: tax/mu 2·15 = 30, revenue/mu 2·150 = 300, tax/tce 2·1 = 2
    table = evaluation(
        """
        uscc   tax_10k_cny  revenue_10k_cny  land_mu  energy_tce  industry_code  commissioned_on
        firm   30           150              1        3.75        34             2010-01-01
        young  30           150              1        3.75        34             2021-06-01
        power  30           150              1        3.75        44             2010-01-01
        """
    )
    got = by_firm(table, "huaian_2024", last_year=last)
    # 45·30/30 + 35·150/300 + 20·1.5 (8/2 = 4, capped at 1.5)
    assert got.loc["firm", "score"] == pytest.approx(45 + 17.5 + 30)
    assert got.loc[["young", "power"], "class"].tolist() == ["T", "T"]
    assert got.loc["young", "eligibility_reason"] == "years_in_production"


def test_huaian_without_last_year_is_refused():
    table = evaluation("uscc tax_10k_cny land_mu\nfirm 30 1")
    with pytest.raises(DataError, match="takes benchmarks from last year's data"):
        evaluate(table, scheme("huaian_2024"))


def test_jingde_gives_twenty_to_the_worst_and_the_whole_weight_to_the_best():
    head = (
        "uscc tax_10k_cny revenue_10k_cny land_mu energy_tce so2_t employees_persons rd_10k_cny\n"
    )
    rows = "worst 10 100 10 100 10 10 0\nhalf 20 200 10 100 10 10 3\nbest 30 300 10 100 10 10 9\n"
    got = by_firm(evaluation(head + rows), "jingde_2022")["score"]
    # half way in every indicator (R&D 0, 1.5 %, 3 %): 20 + 80/2 = 60
    assert got.round(6).to_dict() == {"worst": 20, "half": 60, "best": 100}


CHANGLE = """
uscc  tax_10k_cny  revenue_10k_cny  land_mu
a     10           100              10
b     30           300              10
"""


def test_changle_measures_against_the_ratio_of_the_countys_sums():
    table = evaluation(CHANGLE, evaluation_group="below_scale")
    # benchmarks 40/20 = 2 and 400/20 = 20: a 60·0.5 + 40·0.5, b 60·1.5 + 40·1.5
    assert by_firm(table, "changle_2023")["score"].to_dict() == {"a": 50, "b": 150}


def test_changle_veto_and_protection():
    rows = "\n".join(f"f{i:02d} {40 - i} {400 - i} 10" for i in range(20))
    table = evaluation("uscc tax_10k_cny revenue_10k_cny land_mu\n" + rows,
                       evaluation_group="below_scale")  # fmt: skip
    changes = adjustments(
        """uscc item kind points target_class evidence
        f00 accident veto - - -
        f19 grown protect - - -"""
    )
    got = by_firm(table, "changle_2023", changes)
    assert got["class_initial"].value_counts().to_dict() == {
        "B": 11,
        "A": 4,
        "C": 4,
        "D": 1,
        "T": 0,
    }
    assert got.loc["f00", ["class_initial", "class"]].tolist() == ["A", "C"]
    assert got.loc["f19", ["class_initial", "class"]].tolist() == ["D", "C"]
    both = pd.concat([changes, changes.tail(1).assign(item="case", kind="veto", target_class="D")])
    assert by_firm(table, "changle_2023", both).loc["f19", "class"] == "D"


def test_zhengzhou_takes_a_from_the_upper_half_and_c_from_the_lower():
    # 20 firms in the order of their scores; A is 3, C is 2.
    rows = []
    for i in range(20):
        energy = {2: 300, 12: 110, 17: 105}.get(i, 100)  # 2, 12 and 17 use the most
        rows.append(f"f{i:02d} {100 - i} 1000 50 10 {energy} 100 10 30")
    head = (
        "uscc tax_10k_cny revenue_10k_cny profit_10k_cny land_mu energy_tce value_added_10k_cny "
        "employees_persons rd_10k_cny\n"
    )
    got = by_firm(evaluation(head + "\n".join(rows)), "zhengzhou_2018")
    # f02 loses so many points by its energy that it falls into the lower half, and there it is
    # the last by output per energy; f12 is next.
    assert got["class"].value_counts().to_dict() == {"B": 15, "A": 3, "C": 2, "T": 0}
    assert set(got.index[got["class"] == "A"]) == {"f00", "f01", "f03"}
    assert set(got.index[got["class"] == "C"]) == {"f02", "f12"}


def test_dezhou_has_at_most_a_fifth_in_a_and_at_least_a_twentieth_in_d():
    rows = "\n".join(f"f{i:02d} {100 - i} {100 - i} 10" for i in range(27))
    table = evaluation("uscc tax_10k_cny revenue_10k_cny land_mu\n" + rows,
                       evaluation_group="below_scale")  # fmt: skip
    # 27·20 % = 5.4 → 5; 27·70 % = 18.9 → 19; 27·95 % = 25.65 → 25
    counts = by_firm(table, "dezhou_2024")["class"].value_counts()
    assert counts[["A", "B", "C", "D"]].tolist() == [5, 14, 6, 2]


def test_published_class_counts_that_add_up():
    require_total({"A": 134, "B": 439, "C": 575, "D": 100}, 1248, "天台 2022")


def test_published_class_counts_that_do_not_add_up_are_refused():
    with pytest.raises(DataError, match="景宁 2022: classes add up to 28, but 36 were evaluated"):
        require_total({"A": 4, "B": 21, "C": 0, "D": 3}, 36, "景宁 2022")
