"""The facts that a programme's screen asks for, worked by hand."""

import pandas as pd
import pytest

from analysis.clusters.screens import facts

CLUSTERS = pd.DataFrame({"cluster_id": ["A", "B"]})
MEMBERS = pd.DataFrame(
    {
        "cluster_id": ["A"] * 3,
        "size": ["large", "small", "medium"],
        "revenue_10k_cny": [60.0, 30.0, 10.0],
    }
)


def reports(**changed):
    """Four years of A and the last of B; in 2022 A has revenue 240, three above scale."""
    rows = pd.DataFrame(
        {
            "cluster_id": ["A"] * 5 + ["B"],
            "period": ["2018-12", "2019-12", "2020-12", "2021-12", "2022-11", "2021-12"],
            "revenue_ytd_10k_cny": [1.0, 110.0, 120.0, 130.0, 240.0, 9.0],
            "revenue_ytd_last_year_10k_cny": [1.0, 100.0, 100.0, 100.0, 200.0, 9.0],
            "enterprises_above_scale": 3.0,
        }
    )
    return rows.assign(**changed)


def judged(rows, members=MEMBERS):
    return facts(rows, members, CLUSTERS, "2022-11").set_index("cluster_id")


def test_three_full_years_and_the_share_of_the_whole_cluster():
    result = judged(reports())
    # Growth 10, 20, 30 %; large 60 of the cluster's 240, not of the members' 100.
    expected = {
        "lowest_revenue_3y_10k_cny": 110.0, "mean_growth_3y_pct": 20.0, "sme_share_pct": 75.0,
    }  # fmt: skip
    assert result.loc["A"].to_dict() == pytest.approx(expected)
    assert result.loc["B"].isna().all()


def test_a_cluster_without_large_enterprises_is_all_small():
    small = MEMBERS.assign(size="small")
    assert judged(reports(), small).loc["A", "sme_share_pct"] == 100


@pytest.mark.parametrize(
    "changed",
    [
        {"enterprises_above_scale": 4.0},  # a fourth one, perhaps large, is not listed
        {"revenue_ytd_10k_cny": 59.0},  # the cluster reports less than its large member
        {"revenue_ytd_10k_cny": 0.0},
    ],
)
def test_a_share_that_the_members_do_not_settle_is_unknown(changed):
    assert pd.isna(judged(reports(**changed)).loc["A", "sme_share_pct"])


def test_no_members_listed_is_no_share():
    assert pd.isna(judged(reports(), MEMBERS.iloc[:0]).loc["A", "sme_share_pct"])


def test_the_leading_industry_is_unknown_to_the_forms():
    assert "leading_industry_share_pct" not in judged(reports())
