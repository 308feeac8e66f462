"""Stars and eligibility screens."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.clusters.screens import Screen, screen_clusters
from analysis.clusters.stars import StarScheme, star_totals, stars
from analysis.errors import DataError
from analysis.tables.rules import in_force, read_rules

REFERENCE = Path(__file__).parents[2] / "data" / "reference"

SCHEME = StarScheme.model_validate(
    {
        "name": "test",
        "title": {"zh": "测试", "en": "test"},
        "valid_from": "2020-01-01",
        "source": "this test",
        "dimensions": [
            {
                "name": name,
                "title": {"zh": name, "en": name},
                "indicator": indicator,
                "rule": rule,
            }
            for name, indicator, rule in (
                ("size", "value", {"kind": "quantile", "at": 0.75}),
                ("lq", "lq", {"kind": "fixed", "at": 2}),
                ("leader", "top3", {"kind": "band", "low": 20, "high": 60}),
                ("absent", "nowhere", {"kind": "fixed", "at": 1}),
            )
        ],
    }
)
INDICATORS = pd.DataFrame(
    {
        "cluster_id": list("ABCDE"),
        "value": [50.0, 40.0, 30.0, 20.0, 10.0],
        "lq": [2.0, 1.9, 5.0, np.nan, 0.5],
        "top3": [60.0, 61.0, 10.0, 20.0, 100.0],
    }
)


def test_stars_by_quantile_fixed_line_and_band():
    judged = stars(INDICATORS, SCHEME)
    given = judged.pivot_table(index="cluster_id", columns="dimension", values="star")
    assert given["size"].tolist() == [1, 1, 0, 0, 0]  # the third quartile is 40
    assert given["lq"].fillna(-1).tolist() == [1, 0, 1, -1, 0]
    assert given["leader"].tolist() == [1, 0, 0, 1, 0]
    assert set(judged["dimension"]) == {"size", "lq", "leader"}


def test_scores_in_a_band_fall_with_the_distance():
    judged = stars(INDICATORS, SCHEME).query("dimension == 'leader'")
    assert judged["score"].tolist() == pytest.approx([1, 0.95, 0.5, 1, 0])


def test_the_rank_and_its_range_when_one_dimension_is_left_out():
    judged = stars(INDICATORS, SCHEME)
    totals = star_totals(judged).set_index("cluster_id")
    assert totals["stars"].tolist() == [3, 1, 1, 1, 0]
    assert totals.loc["A", ["star_rank", "rank_best", "rank_worst"]].tolist() == [1, 1, 2]
    # Without size, C stands (1 + 0.5)/2 against A's (0.75 + 1)/2.
    scores = judged.pivot_table(index="cluster_id", columns="dimension", values="score")
    without_leader = scores[["lq", "size"]].mean(axis=1).rank(ascending=False, method="min")
    assert totals["rank_worst"].ge(without_leader).all()
    assert totals["rank_best"].le(totals["rank_worst"]).all()


def test_too_few_dimensions_give_no_rank():
    thin = INDICATORS.assign(lq=[np.nan, 1, 1, 1, 1], value=[np.nan, 1, 2, 3, 4])
    totals = star_totals(stars(thin, SCHEME)).set_index("cluster_id")
    assert np.isnan(totals.loc["A", "star_rank"])
    assert totals["star_rank"].notna().sum() == 4


def test_order_of_clusters_does_not_matter():
    plain = star_totals(stars(INDICATORS, SCHEME))
    turned = star_totals(stars(INDICATORS.iloc[::-1].reset_index(drop=True), SCHEME))
    pd.testing.assert_frame_equal(plain, turned)


def test_the_shipped_rules_load_and_hold_at_their_time():
    assert [s.name for s in in_force(REFERENCE / "stars", StarScheme, "2022-11")] == ["city-2022"]
    names = {s.name for s in in_force(REFERENCE / "eligibility", Screen, "2022-11")}
    assert names == {"national-sme-cluster", "hebei-survey"}
    early = {s.name for s in in_force(REFERENCE / "eligibility", Screen, "2022-08")}
    assert early == {"hebei-survey"}


def test_an_unknown_key_in_a_rule_is_named(tmp_path):
    file = tmp_path / "x.yaml"
    text = (REFERENCE / "stars" / "city_2022.yaml").read_text(encoding="utf-8")
    file.write_text(text.replace("indicator: value", "indicater: value"), encoding="utf-8")
    with pytest.raises(DataError, match=r"x\.yaml：.*dimensions\.0\.indicater"):
        read_rules(file, StarScheme)


def national():
    return read_rules(REFERENCE / "eligibility" / "national_sme_cluster_2022.yaml", Screen)


def test_each_condition_has_its_verdict_and_distance():
    clusters = pd.DataFrame(
        {
            "cluster_id": ["A", "B"],
            "lowest_revenue_3y_10k_cny": [400_000.0, 390_000.0],
            "mean_growth_3y_pct": [10.0, 12.0],
            "sme_share_pct": [70.0, 90.0],
            "leading_industry_share_pct": [80.0, np.nan],
        }
    )
    verdicts = screen_clusters(clusters, national()).set_index(["cluster_id", "condition"])
    a, b = verdicts.loc["A"], verdicts.loc["B"]
    # "at least" is met on the line, "more than" is not; the area nobody measured is unknown.
    assert a["verdict"].to_dict() == {
        "output_each_year": "met",
        "average_growth": "not_met",
        "sme_share": "met",
        "leading_industry_share": "met",
        "area": "unknown",
    }
    assert b.loc["output_each_year", "distance"] == -10_000
    assert b.loc["leading_industry_share", "verdict"] == "unknown"


def test_a_condition_is_met_not_met_or_unknown():
    clusters = pd.DataFrame(
        {
            "cluster_id": ["A", "B", "C"],
            "lowest_revenue_3y_10k_cny": [5e5, 5e5, 1e5],
            "mean_growth_3y_pct": 11.0,
            "sme_share_pct": 75.0,
            "leading_industry_share_pct": 75.0,
            "area_km2": [100.0, np.nan, np.nan],
        }
    )
    found = screen_clusters(clusters, national())
    counts = pd.crosstab(found["cluster_id"], found["verdict"])
    assert counts["met"].tolist() == [5, 4, 3]
    assert counts["not_met"].tolist() == [0, 0, 1]
    assert counts["unknown"].tolist() == [0, 1, 1]
