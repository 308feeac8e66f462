"""Targets, the doubling path, the size ladder."""

import numpy as np
import pandas as pd
import pytest

from analysis.clusters.doubling import DoublingPlan, doubling_path
from analysis.clusters.ladder import size_ladder
from analysis.clusters.targets import chance, full_year_base, required_growth, rest_of_year

COLUMNS = ["cluster_id", "scope", "period", "value", "value_last_year"]


def reports(rows):
    return pd.DataFrame(rows, columns=COLUMNS)


# Last year 90 of 120 came by September. This year's list makes last year's nine months 99.
TWO_YEARS = reports(
    [
        ("A", "city", "2021-09", 90.0, 80.0),
        ("A", "city", "2021-12", 120.0, 110.0),
        ("A", "city", "2022-09", 110.0, 99.0),
    ]
)


def test_last_years_whole_on_this_years_list():
    base = full_year_base(TWO_YEARS, "2022-09")
    assert base["base_year_value"].tolist() == pytest.approx([132])  # 120 · 99/90


def test_required_growth_of_the_rest():
    row = required_growth(full_year_base(TWO_YEARS, "2022-09"), 15).iloc[0]
    # 1.15 · 132 = 151.8; 41.8 more, where last year's rest was 33.
    assert row["required_value"] == pytest.approx(41.8)
    assert row["required_growth_pct"] == pytest.approx(100 * (41.8 / 33 - 1))
    assert row["trailing_value"] == pytest.approx(143)
    # At the pace so far the rest brings 33 · 110/99 = 36.67.
    assert row["gap_value"] == pytest.approx(41.8 - 33 * 110 / 99)


def test_growing_by_the_required_rate_reaches_the_target_exactly():
    row = required_growth(full_year_base(TWO_YEARS, "2022-09"), 15).iloc[0]
    rest = 33 * (1 + row["required_growth_pct"] / 100)
    assert 100 * ((row["value"] + rest) / row["base_year_value"] - 1) == pytest.approx(15)


def test_a_year_that_is_over_is_decided():
    rows = reports(
        [
            ("A", "city", "2021-12", 100.0, 90.0),
            ("A", "city", "2022-12", 116.0, 100.0),
            ("B", "city", "2021-12", 100.0, 90.0),
            ("B", "city", "2022-12", 114.0, 100.0),
        ]
    )
    needed = required_growth(full_year_base(rows, "2022-12"), 15)
    assert needed["required_growth_pct"].isna().all()
    history = pd.DataFrame({"mean": [0.0], "sd": [0.1], "n": [20]})
    decided = chance(needed, history)
    assert decided["probability_pct"].tolist() == [100, 0]
    assert decided["light"].tolist() == ["green", "red"]


def test_without_last_years_december_nothing_is_said():
    needed = required_growth(full_year_base(TWO_YEARS.iloc[[0, 2]], "2022-09"), 15)
    assert needed["required_growth_pct"].isna().all()
    decided = chance(needed, pd.DataFrame({"mean": [0.0], "sd": [0.1], "n": [20]}))
    assert decided[["probability_pct", "light"]].isna().all(axis=None)


def test_the_chance_of_growing_on_as_before_is_even_and_falls_with_the_target():
    base = full_year_base(TWO_YEARS, "2022-09")
    history = pd.DataFrame({"mean": [0.0], "sd": [0.1], "n": [30]})
    same_pace = 100 * (110 / 99 - 1)
    even = chance(required_growth(base, same_pace), history)
    assert even["probability_pct"].item() == pytest.approx(50)
    chances = [
        chance(required_growth(base, t), history)["probability_pct"].item() for t in (8, 11, 14)
    ]
    assert chances == sorted(chances, reverse=True)


def test_a_forecast_comes_before_the_past_and_is_named():
    needed = required_growth(full_year_base(TWO_YEARS, "2022-09"), 15)
    history = pd.DataFrame({"mean": [0.0], "sd": [0.1], "n": [30]})
    forecast = pd.DataFrame(
        {"cluster_id": ["A"], "scope": ["city"], "rest_value": [41.8], "rest_sd": [3.0]}
    )
    even = chance(needed, history, forecast)
    assert even["probability_pct"].item() == pytest.approx(50)
    assert even[["basis", "light"]].iloc[0].tolist() == ["forecast", "amber"]
    # One standard deviation above what is needed.
    above = chance(needed, history, forecast.assign(rest_value=44.8))
    assert above["probability_pct"].item() == pytest.approx(84.13, abs=0.01)
    other = chance(needed, history, forecast.assign(cluster_id="B"))
    assert other["basis"].item() == "past_years"


def test_how_the_rest_strayed_in_past_years():
    rng = np.random.default_rng(3)
    rows = []
    for k in range(60):
        base9, base12 = 80.0, 120.0
        value9 = base9 * 1.1
        rest = (base12 - base9) * 1.1 * np.exp(rng.normal(-0.02, 0.05))
        rows += [
            (f"C{k}", "city", "2021-09", value9, base9),
            (f"C{k}", "city", "2021-12", value9 + rest, base12),
        ]
    strayed = rest_of_year(reports(rows), "2022-09").iloc[0]
    assert strayed["mean"] == pytest.approx(-0.02, abs=0.02)
    assert strayed["sd"] == pytest.approx(0.05, abs=0.015)
    assert strayed["n"] == 60
    assert np.isnan(rest_of_year(reports(rows[:6]), "2022-09")["sd"].item())


def yearly(rates):
    return pd.DataFrame(
        {
            "cluster_id": "A",
            "scope": "city",
            "year": range(2021, 2021 + len(rates)),
            "growth_pct": rates,
        }
    )


def test_a_cluster_exactly_on_its_path_arrives_on_time():
    plan = DoublingPlan(2020, 2025)
    rate = 100 * (2 ** (1 / 5) - 1)  # 14.9 % a year doubles in five
    row = doubling_path(yearly([rate, rate]), plan).iloc[0]
    assert row["needed_growth_pct"] == pytest.approx(rate)
    assert row["actual_growth_pct"] == pytest.approx(rate)
    assert row["arrival_year"] == pytest.approx(2025)
    assert row["arrival_early"] == pytest.approx(row["arrival_late"])


def test_a_slow_year_is_chained_and_asks_for_more():
    row = doubling_path(yearly([21.0, 0.0]), DoublingPlan(2020, 2025)).iloc[0]
    assert row["index"] == pytest.approx(1.21)
    assert row["actual_growth_pct"] == pytest.approx(10)
    assert row["needed_growth_pct"] == pytest.approx(100 * ((2 / 1.21) ** (1 / 3) - 1))
    assert row["arrival_early"] < row["arrival_year"]
    assert np.isnan(row["arrival_late"])  # at the low end it does not grow at all


def test_a_shrinking_cluster_never_arrives_and_a_gap_is_left_out():
    assert np.isnan(doubling_path(yearly([-5.0]), DoublingPlan())["arrival_year"].item())
    gap = yearly([10.0, 10.0, 10.0]).iloc[[0, 2]]
    assert doubling_path(gap, DoublingPlan()).empty


def test_size_ladder():
    value = pd.Series([400_000.0, 500_000.0, 20_000_000.0, np.nan])
    steps = size_ladder(value, pd.Series([25.0, -1.0, 5.0, 5.0]))
    assert steps["rung_10k_cny"].tolist()[:3] == [0, 500_000, 10_000_000]
    assert steps["to_next_rung_10k_cny"].tolist()[:2] == [100_000, 500_000]
    assert steps["years_to_next_rung"].iloc[0] == pytest.approx(1)
    assert steps["years_to_next_rung"].iloc[1:].isna().all()
    assert steps.iloc[3].isna().all()
