"""The statistical year of 11 periods; cumulative figures and single periods."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.periods import (
    days,
    last_day,
    later,
    period_names,
    period_numbers,
    spring_festivals,
    to_cumulative,
    to_period_values,
    year_to,
)


def cumulative(*rows):
    table = pd.DataFrame(rows, columns=["period", "value"])
    return table.assign(county_code="130502", industry_code="13")


@pytest.mark.parametrize("per_year", [11, 12])
def test_numbers_and_names_are_inverse_and_consecutive(per_year):
    names = [f"{y}-{m:02d}" for y in (2021, 2022) for m in range(13 - per_year, 13)]
    numbers = period_numbers(names, per_year)
    assert np.diff(numbers).tolist() == [1] * (len(names) - 1)
    assert period_names(numbers, per_year) == names


def test_the_year_begins_with_its_first_period():
    assert later("2022-12", 1, 11) == "2023-02"
    assert later("2022-12", 1, 12) == "2023-01"


def test_a_cumulative_period_ends_on_the_last_day_of_its_month():
    ends = [last_day(p) for p in ("2020-02", "2022-02", "2022-11", "2022-12")]
    assert [f"{day:%m-%d}" for day in ends] == ["02-29", "02-28", "11-30", "12-31"]
    assert year_to("2022-11") == (pd.Timestamp("2022-01-01"), pd.Timestamp("2022-11-30"))
    with pytest.raises(DataError, match="2022-13"):
        last_day("2022-13")


@pytest.mark.parametrize("wrong", ["2022-13", "202211", "2022-1", "2022-01"])
def test_a_malformed_or_january_period_is_refused_in_both_languages(wrong):
    with pytest.raises(DataError, match=f"{wrong}.*YYYY-MM") as error:
        period_numbers(["2022-02", wrong], 11)
    assert "01月" in error.value.zh


def test_january_is_a_period_where_the_year_has_twelve():
    assert period_numbers(["2022-01", "2021-12"], 12).tolist() == [2022 * 12, 2022 * 12 - 1]


def test_january_and_february_count_both_their_days():
    assert days(period_numbers(["2020-02", "2021-02", "2021-03"], 11), 11).tolist() == [60, 59, 31]
    assert days(period_numbers(["2020-02", "2021-01"], 12), 12).tolist() == [29, 31]


def test_worked_example_of_the_conventions():
    # C = 20, 31, 43.5, 56 for 01-02 … 01-05: a block of 20, then 11, 12.5, 12.5.
    table = cumulative(("2022-02", 20), ("2022-03", 31), ("2022-04", 43.5), ("2022-05", 56))
    assert to_period_values(table, "value")["value"].tolist() == [20, 11, 12.5, 12.5]


def test_each_year_starts_anew():
    table = cumulative(("2021-12", 130), ("2022-02", 20), ("2022-03", 31))
    values = to_period_values(table, "value")["value"]
    assert np.isnan(values[0])
    assert values[1:].tolist() == [20, 11]


def test_a_missing_predecessor_leaves_two_periods_unknown_not_zero():
    table = cumulative(("2022-02", 20), ("2022-04", 43), ("2022-05", 56))
    values = to_period_values(table, "value").set_index("period")["value"]
    assert np.isnan(values["2022-04"])
    assert values["2022-05"] == 13


def test_a_negative_period_is_flagged_as_a_revision():
    result = to_period_values(cumulative(("2022-02", 20), ("2022-03", 18)), "value")
    assert result["value"].tolist() == [20, -2]
    assert result["revised"].tolist() == [False, True]


@pytest.mark.parametrize("as_read", [pd.to_datetime, list])
def test_the_predecessor_is_taken_from_the_same_vintage(as_read):
    # In April March was restated from 31 to 33: April is 45 − 33, and March itself 33 − 20.
    table = cumulative(("2022-02", 20), ("2022-03", 31), ("2022-03", 33), ("2022-04", 45)).assign(
        vintage=as_read(["2022-03-20", "2022-04-20", "2022-05-20", "2022-05-20"])
    )
    assert to_period_values(table, "value")["value"].tolist() == [20, 13, 12]


def test_a_predecessor_restated_later_does_not_change_what_was_known():
    # March (31) was reported against February as it was then (20), not as restated in June (22).
    table = cumulative(("2022-02", 20), ("2022-03", 31), ("2022-02", 22)).assign(
        vintage=pd.to_datetime(["2022-03-20", "2022-04-20", "2022-06-20"])
    )
    assert to_period_values(table, "value")["value"].tolist() == [22, 11]


def test_duplicates_are_named():
    with pytest.raises(DataError, match=r"1 row standing twice.*130502 13 2022-02"):
        to_period_values(cumulative(("2022-02", 20), ("2022-02", 21)), "value")


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=22))
def test_adding_up_and_differencing_are_inverse(amounts):
    numbers = period_numbers(["2021-02"], 11)[0] + np.arange(len(amounts))
    values = cumulative(*zip(period_names(numbers, 11), map(float, amounts), strict=True))
    again = to_period_values(to_cumulative(values), "value")
    assert again["value"].tolist() == amounts


def test_a_cumulative_value_needs_every_period_before_it():
    table = cumulative(("2022-02", 20.0), ("2022-04", 12.0))
    values = to_cumulative(table)["value"]
    assert values[0] == 20
    assert np.isnan(values[1])


def test_spring_festivals_of_the_reference(pytestconfig):
    dates = spring_festivals(pytestconfig.rootpath / "data" / "reference" / "spring_festival.csv")
    assert [d.year for d in dates] == list(range(1990, 2036))
    assert {dt.date(2015, 2, 19), dt.date(2018, 2, 16), dt.date(2022, 2, 1)} <= set(dates)


def test_a_festival_in_march_is_refused(tmp_path):
    file = tmp_path / "dates.csv"
    file.write_text("date\n2022-02-01\n2023-03-22\n")
    with pytest.raises(DataError, match="2023-03-22"):
        spring_festivals(file)


@pytest.mark.parametrize("seed", range(8))
def test_any_vintages_give_what_the_definition_says(seed):
    """Row by row: the newest figure less its predecessor as known then, or else as known next."""
    rng = np.random.default_rng(seed)
    every = [
        (county, "13", f"{year}-{month:02d}", f"2023-0{issue}-01", float(rng.integers(100)))
        for county in ("130102", "130104")
        for year in (2021, 2022)
        for month in range(2, 13)
        for issue in (1, 2, 3)
    ]
    columns = ["county_code", "industry_code", "period", "vintage", "ytd"]
    rows = pd.DataFrame(every, columns=columns).sample(
        frac=rng.uniform(0.1, 0.9), random_state=seed
    )
    rows.loc[rng.random(len(rows)) < 0.1, "ytd"] = np.nan
    expected = []
    for (county, period), issues in rows.groupby(["county_code", "period"]):
        now = issues.sort_values("vintage").iloc[-1]
        before = f"{period[:4]}-{int(period[5:]) - 1:02d}"
        base = rows[(rows["county_code"] == county) & (rows["period"] == before)]
        base = base.sort_values("vintage")
        then = base[base["vintage"] <= now["vintage"]]["ytd"].tail(1)
        later = base[base["vintage"] >= now["vintage"]]["ytd"].head(1)
        told = [*then.dropna(), *later.dropna(), np.nan]
        expected.append(now["ytd"] - (0.0 if period.endswith("-02") else told[0]))
    found = to_period_values(rows, "ytd")["value"].to_numpy()
    np.testing.assert_array_equal(found, expected)
