"""Comparable growth of clusters, coverage, tax beside revenue."""

import numpy as np
import pandas as pd
import pytest

from analysis.clusters.comparable import comparable, list_totals

COLUMNS = [
    "cluster_id", "scope", "period", "revenue_ytd_10k_cny", "revenue_ytd_last_year_10k_cny",
    "tax_ytd_10k_cny", "tax_ytd_last_year_10k_cny", "reporting_enterprises",
]  # fmt: skip
ROWS = [
    ("C01", "city", "2021-02", 100, 80, 2.0, 2.0, 20),
    ("C01", "city", "2022-02", 120, 96, 2.1, 2.0, 20),
    ("C01", "city", "2022-03", 200, 150, 3.0, 3.0, 20),
    ("C01", "city", "2022-05", 420, 300, 6.0, 5.0, 20),
    ("C02", "city", "2022-05", 50, 100, -1.0, 5.0, 3),
    ("C01", "province", "2022-05", 410, 300, 6.0, 5.0, 19),
]


@pytest.fixture
def growth():
    rows = pd.DataFrame(ROWS, columns=COLUMNS).assign(
        county_code="130101",
        enterprises=40.0,
        top3_revenue_10k_cny=lambda x: x["revenue_ytd_10k_cny"] / 4,
        employees_persons=1000.0,
    )
    return comparable(rows).set_index(["cluster_id", "scope", "period"])


def test_comparable_growth_is_of_the_same_rows(growth):
    first = growth.loc[("C01", "city", "2022-02")]
    assert first["revenue_growth_pct"] == pytest.approx(25)  # 120 / 96
    assert first["published_growth_pct"] == pytest.approx(20)  # 120 / 100: the list changed


def test_months_of_the_year_so_far(growth):
    march = growth.loc[("C01", "city", "2022-03")]
    # (200 − 120) / (150 − 96) − 1
    assert march["revenue_growth_month_pct"] == pytest.approx(100 * (80 / 54 - 1))
    first = growth.loc[("C01", "city", "2022-02")]
    assert first["revenue_growth_month_pct"] == pytest.approx(25)
    # April is missing: the step to May is two months, not one.
    assert np.isnan(growth.loc[("C01", "city", "2022-05"), "revenue_growth_month_pct"])


def test_tax_beside_revenue(growth):
    may = growth.loc[("C01", "city", "2022-05")]
    assert may["tax_growth_pct"] == pytest.approx(20)
    assert may["tax_rate_pct"] == pytest.approx(600 / 420)
    assert may["tax_rate_change_pp"] == pytest.approx(600 / 420 - 500 / 300)


def test_few_reporters_make_no_claim_and_coverage_stands_beside(growth):
    assert growth.loc[("C02", "city", "2022-05"), "claim"] == np.False_
    row = growth.loc[("C01", "city", "2022-05")]
    assert row["claim"] == np.True_
    assert row["reporting_share_pct"] == 50
    assert row["top3_share_pct"] == 25


def test_totals_are_ratios_of_sums_within_one_list(growth):
    totals = list_totals(growth.reset_index().assign(chain="A")).set_index(["scope", "period"])
    city = totals.loc[("city", "2022-05")]
    assert city["revenue_growth_pct"] == pytest.approx(100 * (470 / 400 - 1))
    assert city["tax_growth_pct"] == pytest.approx(-50)
    assert city[["clusters", "clusters_growing", "chains"]].tolist() == [2, 1, 1]
    assert totals.loc[("province", "2022-05"), "clusters"] == 1
