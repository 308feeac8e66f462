"""Bad input is refused or said in words."""

import pandas as pd
import pytest

from analysis.clusters import input_checks
from analysis.errors import DataError

CELLS = pd.DataFrame(
    {
        "county_code": ["A", "A", "B"],
        "industry_code": ["13", "17", "13"],
        "now": [10.0, 5.0, 20.0],
        "before": [9.0, 0.0, 20.0],
    }
)


def test_two_lists_in_one_total_are_refused():
    rows = pd.DataFrame({"scope": ["city", "province"]})
    with pytest.raises(DataError, match=r"混有不同口径：city、province.*\n.*mixes scopes"):
        input_checks.require_one_scope(rows, "集群月报")


def test_negative_levels_are_refused_with_place_and_value():
    with pytest.raises(DataError, match=r"1个负数.*-3.*'county_code': 'B'"):
        input_checks.require_not_negative(CELLS.assign(now=[1.0, 2.0, -3.0]), "now", "产值")
    input_checks.require_not_negative(CELLS, "now", "产值")


def test_a_missing_county_is_named():
    counties = pd.DataFrame(
        {"county_code": ["A", "C"], "name_zh": ["甲", "丙"], "name_en": ["Jia", "Bing"]}
    )
    found = input_checks.table(input_checks.missing_counties(CELLS, counties))
    assert found["county_code"].tolist() == ["C"]
    assert "丙无数据" in found["zh"].item()
    assert "Bing has no data" in found["en"].item()


def test_an_industry_without_base_is_named():
    found = input_checks.table(input_checks.new_industries(CELLS, "now", "before"))
    assert found["industry_code"].tolist() == ["17"]


def test_cluster_reports_are_flagged_in_words():
    growth = pd.DataFrame(
        {
            "cluster_id": ["C1", "C2", "C3"],
            "county_code": "A",
            "tax_10k_cny": [-1.0, 5.0, 5.0],
            "tax_last_year_10k_cny": [5.0, 5.0, 5.0],
            "revenue_growth_pct": [3.0, 14.0, 5.0],
            "tax_growth_pct": [float("nan"), 2.0, 4.0],
            "published_growth_pct": [3.0, 14.0, 15.0],
            "reporting_enterprises": [3.0, 30.0, 30.0],
            "claim": [False, True, True],
        }
    )
    found = input_checks.table(input_checks.cluster_reports(growth))
    assert found[["cluster_id", "check"]].to_numpy().tolist() == [
        ["C1", "negative_tax"],
        ["C1", "few_reporters"],
        ["C2", "tax_gap"],
        ["C3", "list_changed"],
    ]
    assert "仅3家企业报送" in found["zh"].iloc[1]
