"""Every edge of the point tables: "以上" and "以下" include the number itself."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.scoring.cultivation import (
    cultivate,
    item_points,
    load_cultivation,
    load_leaders,
    rank_leaders,
)
from analysis.scoring.cultivation_rules import Bands, BestOf

FOLDER = Path("data/reference/cultivation")
INNOVATIVE = load_cultivation(FOLDER / "innovative_sme_2022.yaml")
SRDI = load_cultivation(FOLDER / "srdi_2022.yaml")


def edges():
    for rules in (INNOVATIVE, SRDI):
        for item in rules.items:
            scores = item.score.scores if isinstance(item.score, BestOf) else (item.score,)
            for score in scores:
                if isinstance(score, Bands):
                    for band, below in zip(score.bands, score.bands[1:], strict=False):
                        name = f"{rules.rules}-{item.name}-{band.edge}"
                        yield pytest.param(score, band, below, id=name)


@pytest.mark.parametrize(("score", "band", "next_band"), [*edges()])
def test_the_edge_belongs_to_the_better_band(score, band, next_band):
    past = -1e-6 if score.kind == "at_least" else 1e-6
    values = np.array([band.edge, band.edge + past])
    table = pd.DataFrame({score.numerator: values})
    if score.denominator:
        table = table.assign(**{score.numerator: values * 1000, score.denominator: 1000.0})
    assert item_points(table, score).tolist() == [band.points, next_band.points]


@pytest.mark.parametrize(("now", "points"), [(115, 20), (114.99, 15), (110, 15), (100, 5), (99, 0)])
def test_growth_at_the_edge_is_not_lost_to_binary_fractions(now, points):
    growth = next(item for item in INNOVATIVE.items if item.name == "main_revenue_growth")
    table = pd.DataFrame(
        {"main_revenue_10k_cny": [now * 7.0], "main_revenue_last_year_10k_cny": [700.0]}
    )
    assert item_points(table, growth.score).tolist() == [points]


BASE = {
    "uscc": "firm", "ip_level": "class_1", "rd_10k_cny": 50.0, "revenue_10k_cny": 1000.0,
    "main_revenue_10k_cny": 700.0, "main_revenue_last_year_10k_cny": 700.0,
    "liabilities_10k_cny": 55.0, "assets_10k_cny": 100.0, "field": "other",
    "science_award_3y": False, "high_tech_title": False, "provincial_rd_institution": False,
    "new_equity_5m_3y": False,
}  # fmt: skip


def innovative(**changes):
    return cultivate(pd.DataFrame([BASE | changes]), INNOVATIVE).iloc[0]


def test_worked_example_of_an_innovative_enterprise():
    # 10 + 20 | 5 + 10 | 5 + 20 = 70
    got = innovative()
    dimensions = got[["innovation_points", "growth_points", "specialisation_points"]]
    assert dimensions.tolist() == [30, 15, 25]
    assert got["score_points"] == 70 and got["qualifies"] and got["lacking"] == ""


def test_a_dimension_below_its_mark_fails_whatever_the_sum():
    # debt 55.1 %: growth 5 + 5 = 10 < 15, though the sum is 65
    got = innovative(liabilities_10k_cny=55.1)
    assert got["score_points"] == 65 and not got["qualifies"] and got["lacking"] == "growth"


def test_a_title_stands_instead_of_the_score():
    got = innovative(ip_level=None, rd_10k_cny=0.0, high_tech_title=True)
    assert got["score_points"] < 60 and got["instead"] and got["qualifies"]


SRDI_BASE = {
    "uscc": "firm", "main_revenue_10k_cny": 800.0, "revenue_10k_cny": 1000.0,
    "main_revenue_growth_2y": 0.10, "niche_years": 5.9, "srdi_field": "six_bases_or_chain",
    "digital_level": 2, "quality_award": True, "iso9001": True, "own_brand": False,
    "standards": None, "net_profit_10k_cny": 60.0, "liabilities_10k_cny": 60.0,
    "assets_10k_cny": 100.0, "provincial_feature_points": 18.0, "ip_level": "class_1_own",
    "rd_10k_cny": 100.0, "rd_staff_persons": 10.0, "staff_persons": 100.0,
    "rd_institution": "city", "new_equity_2y_10k_cny": 0.0, "science_award_3y": False,
    "rd_10m_mean_2y": False, "new_equity_60m_2y": False, "maker_contest_500_3y": False,
}  # fmt: skip


def srdi(**changes):
    return cultivate(pd.DataFrame([SRDI_BASE | changes]), SRDI).iloc[0]


def test_worked_example_of_a_specialised_enterprise():
    # 5 + 10 + 2 + 3 = 20 | 3 + 5 + 6 + 3 = 17 | 15 at most | 8 + 10 (10 % of revenue) + 3 + 4 = 25
    got = srdi()
    parts = ["specialisation", "refinement", "distinction", "innovation"]
    assert got[[f"{p}_points" for p in parts]].tolist() == [20, 17, 15, 25]
    assert got["score_points"] == 77 and got["qualifies"]


@pytest.mark.parametrize(
    ("changes", "lacking"),
    [
        ({"niche_years": 1.9}, "two_years_in_niche"),
        ({"rd_10k_cny": 99.9}, "rd_amount"),
        ({"rd_10k_cny": 100.0, "revenue_10k_cny": 3400.0, "main_revenue_10k_cny": 3400.0,
          "net_profit_10k_cny": 340.0}, "rd_share"),
        ({"revenue_10k_cny": 999.0, "main_revenue_10k_cny": 900.0}, "revenue_or_equity"),
    ],
)  # fmt: skip
def test_a_condition_not_met_is_named(changes, lacking):
    got = srdi(**changes)
    assert not got["qualifies"] and got["lacking"] == lacking


def test_equity_stands_for_revenue_and_a_title_not_for_conditions():
    small = {"revenue_10k_cny": 999.0, "main_revenue_10k_cny": 900.0}
    assert srdi(**small, new_equity_2y_10k_cny=2000.0)["qualifies"]
    assert not srdi(**small, science_award_3y=True)["qualifies"]


def test_rules_out_of_force_are_refused():
    with pytest.raises(DataError, match="holds from 2022-08-01 to 2025-12-31, not on 2026-03-01"):
        load_cultivation(FOLDER / "srdi_2022.yaml", on=date(2026, 3, 1))


def test_missing_columns_are_named():
    with pytest.raises(DataError, match="columns missing: ip_level"):
        cultivate(pd.DataFrame([BASE]).drop(columns="ip_level"), INNOVATIVE)


def test_a_table_that_does_not_reach_a_hundred_is_refused(tmp_path):
    path = tmp_path / "wrong.yaml"
    source = (FOLDER / "srdi_2022.yaml").read_text(encoding="utf-8")
    path.write_text(source.replace("most: 15", "most: 10"), encoding="utf-8")
    with pytest.raises(DataError, match="add up to 95 points"):
        load_cultivation(path)


def test_leaders_are_ranked_by_weights():
    table = pd.DataFrame(
        {
            "uscc": ["a", "b", "c"], "rd_share_of_revenue": [0.05, 0.0, 0.05],
            "revenue_growth_pct": [10.0, 20, 10], "tax_per_mu_10k_cny": [10.0, 0, 10],
            "revenue_10k_cny": [100.0, 0, 100], "debt_ratio": [0.5, 0.6, 0.5],
            "willing_to_list": [True, True, False],
        }
    )  # fmt: skip
    got = rank_leaders(table, load_leaders(FOLDER / "leaders.yaml"))
    assert got["uscc"].tolist() == ["a", "b"]
    np.testing.assert_allclose(got["score_points"], [75, 25])
