"""黄岩 2022: the item scores of one enterprise, added up by hand in the domain notes."""

import pandas as pd
import pytest

from analysis.scoring import evaluate
from tests.scoring.conftest import evaluation

# tax/mu 12, value added/mu 150, per tce 2.0, per t 6000, per person 20, R&D 0.04
FIRM = """
uscc  tax_10k_cny  value_added_10k_cny  land_mu  energy_tce  so2_t  employees_persons  rd_10k_cny  revenue_10k_cny
firm  120          1500                 10       750         0.25   75                 240         6000
"""  # noqa: E501
ITEMS = {
    "tax_per_mu": 14.940,
    "value_added_per_mu": 22.033,
    "value_added_per_energy": 14.848,
    "value_added_per_emission": 12.171,
    "value_added_per_person": 11.025,
    "rd_share": 13.245,
}


def test_worked_example(huangyan_2022):
    row = evaluate(evaluation(FIRM), huangyan_2022).enterprises.iloc[0]
    for item, points in ITEMS.items():
        assert row[f"{item}_score"] == pytest.approx(points, abs=5e-4), item
    assert row["score"] == pytest.approx(88.262, abs=5e-4)
    assert row["tax_per_mu_value"] == 12
    assert row["tax_per_mu_benchmark"] == 24.097


def test_missing_emissions_get_the_mean_item_score_of_the_group(huangyan_2022):
    # The other one emits 0.25 t for 985.962 of value added: item score 10·3943.848/4929.81 = 8.
    other = "\nother 120 985.962 10 750 0.25 75 240 6000\n"
    table = evaluation(FIRM.rstrip("\n") + other)
    table.loc[0, "so2_t"] = float("nan")
    rows = evaluate(table, huangyan_2022).enterprises.set_index("uscc")
    assert rows.loc["other", "value_added_per_emission_score"] == pytest.approx(8.0)
    assert rows.loc["firm", "value_added_per_emission_score"] == pytest.approx(8.0)
    assert pd.isna(rows.loc["firm", "value_added_per_emission_value"])
    assert rows.loc["firm", "score"] == pytest.approx(84.091, abs=5e-4)


def test_below_scale_counts_tax_per_mu_and_per_electricity(huangyan_2022):
    # 50·23.1864/11.5932 + 50·0.1176/0.2352 = 100 + 25
    table = evaluation(
        """
        uscc  tax_10k_cny  land_mu  electricity_10k_kwh
        firm  115.932      5        985.8163265306122
        """,
        evaluation_group="below_scale",
    )
    row = evaluate(table, huangyan_2022).enterprises.iloc[0]
    assert row["score"] == pytest.approx(125.0)


def test_below_three_mu_is_out_of_scope(huangyan_2022):
    table = evaluation(
        """
        uscc  tax_10k_cny  land_mu  electricity_10k_kwh
        two   10           2.99     100
        three 10           3        100
        none  10           -        100
        """,
        evaluation_group="below_scale",
    )
    rows = evaluate(table, huangyan_2022).enterprises.set_index("uscc")
    assert rows["eligibility"].astype(str).to_dict() == {
        "two": "out_of_scope",
        "three": "evaluated",
        "none": "no_data",
    }
    assert rows["eligibility_reason"].astype(str).to_dict() == {
        "two": "land_below_line",
        "three": "",
        "none": "land_missing",
    }
