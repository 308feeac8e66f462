"""The tables of the monthly report: pull closes, sums add the cells, the path joins both ends."""

import numpy as np
import pandas as pd
import pytest

from analysis.forecasting import Target, city_outlook
from analysis.forecasting.report_tables import (
    BOUNDS,
    as_in_path,
    growth_and_outlook,
    on_this_years_list,
    path,
)
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


def test_last_year_is_shown_as_restated_and_tells_nothing_of_who_left(answer):
    """Two cells: of one an enterprise left; the other is new, and had nothing a year ago."""
    reported = TABLE.loc[TABLE["period"].between("2021-02", "2021-11")].groupby(CELL)["value"].sum()
    reported = reported.rename("ytd_last_year").reset_index()
    reported.loc[0, "ytd_last_year"] *= 0.7
    new = {"county_code": "999999", "industry_code": "13", "ytd_last_year": 500.0}
    reported = pd.concat([reported, pd.DataFrame([new])], ignore_index=True)
    stopped = reported.iloc[1]
    reported = reported.drop(index=1)
    ahead = answer["forecast"]
    ahead = ahead[(ahead[CELL] != stopped[CELL]).any(axis=1)]
    shown = on_this_years_list(TABLE, reported, ahead, "2022-11")
    to_date = shown[shown["period"].between("2021-02", "2021-11")]
    pd.testing.assert_series_equal(
        to_date.groupby(CELL)["value"].sum(), reported.set_index(CELL)["ytd_last_year"],
        check_names=False,
    )  # fmt: skip
    other = shown.merge(TABLE, on=[*CELL, "period"], suffixes=("", "_published"))
    other = other[other["period"].str[:4] != "2021"]
    assert len(other) == (TABLE["period"].str[:4] != "2021").sum()
    assert (other["value"] == other["value_published"]).all()
    one = (reported.loc[0, CELL[0]], reported.loc[0, CELL[1]])
    december = shown.set_index([*CELL, "period"])["value"][(*one, "2021-12")]
    assert december == pytest.approx(
        0.7 * TABLE.set_index([*CELL, "period"])["value"][(*one, "2021-12")]
    )


def test_what_is_late_or_lacks_a_period_is_shown_as_published(answer):
    lacking = TABLE[(TABLE["period"] != "2021-05") | (TABLE.groupby(CELL).ngroup() != 0)]
    reported = lacking.groupby(CELL)["value"].sum().rename("ytd_last_year").reset_index()
    late = reported.iloc[1:2]
    shown = on_this_years_list(
        lacking, reported.drop(index=1), answer["forecast"], "2022-11"
    ).dropna()
    for cell in (reported.iloc[0], late.iloc[0]):
        before, after = (t[(t[CELL] == cell[CELL]).all(axis=1)] for t in (lacking, shown))
        pd.testing.assert_frame_equal(
            *(t[["period", "value"]].sort_values("period", ignore_index=True)
              for t in (before, after))
        )  # fmt: skip
    assert on_this_years_list(TABLE, None, answer["forecast"], "2022-11") is TABLE


def test_last_year_s_forecast_stands_beside_what_the_path_shows(answer):
    came = path(TABLE, answer["forecast"], 11, "2022-11")
    halved = came.assign(
        value=came["value"].where(came["period"].str[:4] != "2021", came["value"] / 2)
    )
    was = answer["last_year"]
    found = as_in_path(was, halved, "2022-11", "actual", ["value", "actual", *BOUNDS])
    before = (was["period"].str[:4] == "2021") & (was["level"] != "cell")
    assert before.any()
    for name in ("value", "lo80", "actual"):
        assert found.loc[before, name].tolist() == pytest.approx(
            (was.loc[before, name] / 2).tolist()
        )
    after = was["period"].str[:4] == "2022"
    pd.testing.assert_frame_equal(found[after], was[after])
