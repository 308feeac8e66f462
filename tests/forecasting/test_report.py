"""The tables of the monthly report: pull closes, sums add the cells, the path joins both ends."""

import numpy as np
import pandas as pd
import pytest

from analysis.forecasting import Target, city_outlook
from analysis.forecasting.report_tables import growth_and_outlook, path
from tests.forecasting.cities import city

TABLE = city()
CELL = ["county_code", "industry_code"]


@pytest.fixture(scope="module")
def answer():
    return city_outlook(TABLE, Target())


@pytest.fixture(scope="module")
def growth(answer):
    now, before = (
        TABLE[TABLE["period"] == p].drop(columns="period") for p in ("2022-11", "2021-11")
    )
    latest = now.merge(before.rename(columns={"value": "base"}), on=CELL)
    counts = now[CELL].assign(enterprises=4.0)
    return growth_and_outlook(answer["outlook"], latest, counts)


@pytest.mark.parametrize("level", ["county", "industry"])
@pytest.mark.parametrize(
    ("pull", "rate"), [("pull_pp", "ytd_growth_pct"), ("year_end_pull_pp", "growth_pct")]
)
def test_the_pulls_of_a_level_add_up_to_the_growth_of_the_city(growth, level, pull, rate):
    whole = growth.query("level == 'city'")[rate].item()
    assert growth[growth["level"] == level][pull].sum() == pytest.approx(whole)


def test_the_pulls_of_cells_add_up_to_their_county(growth):
    cells = growth[growth["level"] == "cell"].groupby("county_code")["pull_pp"].sum()
    counties = growth[growth["level"] == "county"].set_index("county_code")["ytd_growth_pct"]
    pd.testing.assert_series_equal(cells, counties, check_names=False)


def test_the_last_period_grows_by_a_ratio_of_sums(growth):
    sums = TABLE.groupby("period")["value"].sum()
    expected = 100 * (sums["2022-11"] / sums["2021-11"] - 1)
    assert growth.query("level == 'city'")["month_growth_pct"].item() == pytest.approx(expected)


def test_enterprises_are_counted_at_every_level(growth):
    assert growth.groupby("level")["enterprises"].sum().to_dict() == {
        "cell": 36,
        "city": 36,
        "county": 36,
        "industry": 36,
    }


def test_without_counts_the_number_is_unknown_not_zero(answer):
    latest = TABLE[TABLE["period"] == "2022-11"].drop(columns="period").assign(base=np.nan)
    table = growth_and_outlook(answer["outlook"], latest, None)
    assert table["enterprises"].isna().all()
    assert table["month_growth_pct"].isna().all()


def test_the_path_is_three_years_and_the_forecast(answer):
    table = path(TABLE, answer["forecast"], 11, "2022-11")
    whole = table[(table["county_code"] == "city") & (table["industry_code"] == "total")]
    assert whole.groupby("kind").size().to_dict() == {"actual": 33, "forecast": 11}
    came = whole[whole["kind"] == "actual"].set_index("period")["value"]
    assert came["2022-02"] == pytest.approx(TABLE[TABLE["period"] == "2022-02"]["value"].sum())
    assert whole.loc[whole["kind"] == "forecast", "lo80"].notna().all()
    assert set(table["level"]) == {"city", "county", "industry"}
