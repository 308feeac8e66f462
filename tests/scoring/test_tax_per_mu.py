import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.scoring.tax_per_mu import tax_per_mu
from tests.scoring.conftest import evaluation

PARTS = ["within_10k_cny", "between_10k_cny", "entry_10k_cny", "exit_10k_cny"]
LAST = """
uscc  tax_10k_cny  land_mu
a     100          10
b     100          40
left  50           50
"""
THIS = """
uscc  tax_10k_cny  land_mu
a     240          20
b     120          40
new   240          40
"""


def city(table):
    return table.set_index("county_code").loc["city"]


def test_worked_example():
    got = city(tax_per_mu(evaluation(THIS), evaluation(LAST, year=2022)))
    # P1 = 600/100 = 6, P0 = 250/100 = 2.5, mean 4.25; p: a 10 → 12, b 2.5 → 3, new 6, left 1
    assert got["tax_per_mu_10k_cny"] == 6
    assert got["tax_per_mu_10k_cny_last_year"] == 2.5
    assert got["within_10k_cny"] == pytest.approx(0.15 * 2 + 0.4 * 0.5)
    assert got["between_10k_cny"] == pytest.approx((11 - 4.25) * 0.1 + 0)
    assert got["entry_10k_cny"] == pytest.approx(0.4 * (6 - 4.25))
    assert got["exit_10k_cny"] == pytest.approx(-0.5 * (1 - 4.25))
    assert got["tax_per_mu_change_10k_cny"] == pytest.approx(got[PARTS].sum())
    # same enterprises: 360/60 against 200/50
    assert got["growth_same_enterprises_pct"] == pytest.approx(50)
    assert got["growth_level_pct"] == pytest.approx(140)
    assert np.isnan(got["growth_policy_adjusted_pct"])


def test_this_years_roster_takes_last_years_data_of_those_not_evaluated_then():
    last_all = evaluation(LAST.strip() + "\nnew 80 40\n", year=2022)
    got = city(tax_per_mu(evaluation(THIS), evaluation(LAST, year=2022), last_all))
    # 600/100 against (100 + 100 + 80)/(10 + 40 + 40)
    assert got["growth_this_roster_pct"] == pytest.approx((6 / (280 / 90) - 1) * 100)
    assert got["growth_same_enterprises_pct"] == pytest.approx(50)


def test_relief_is_added_back():
    relief = pd.DataFrame(
        {"uscc": ["a", "b"], "year": [2023, 2022], "tax_relief_10k_cny": [40.0, 60.0]}
    )
    got = city(tax_per_mu(evaluation(THIS), evaluation(LAST, year=2022), relief=relief))
    assert got["growth_policy_adjusted_pct"] == pytest.approx(((400 / 60) / (260 / 50) - 1) * 100)


def test_published_ratio_of_sums_of_lishui_2019():
    # Σ tax 573,564 over Σ land 30,341 was published as 18.9
    table = evaluation(
        """
        uscc  tax_10k_cny  land_mu
        rest  500000       20341
        other 73564        10000
        """
    )
    assert city(tax_per_mu(table, table))["tax_per_mu_10k_cny"] == pytest.approx(18.904, abs=5e-4)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=30)
def test_the_parts_add_up_in_every_county(seed):
    rng = np.random.default_rng(seed)
    n = 30
    years = []
    for year in (2023, 2022):
        rows = "\n".join(
            f"f{i:02d} {rng.lognormal(3):.4f} {rng.lognormal(2):.4f} 13050{rng.integers(2, 5)}"
            for i in rng.choice(n, 20, replace=False)
        )
        years.append(evaluation("uscc tax_10k_cny land_mu county_code\n" + rows, year=year))
    got = tax_per_mu(*years)
    both = got.dropna(subset=["tax_per_mu_change_10k_cny"])
    parts = both[PARTS].sum(axis=1)
    np.testing.assert_allclose(parts, both["tax_per_mu_change_10k_cny"], atol=1e-9)
    assert len(both) >= 2
