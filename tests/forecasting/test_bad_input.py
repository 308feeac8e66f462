"""Short, broken and odd series: a stated fallback or a clear error, never NaN in a report."""

import numpy as np
import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.forecasting import Target, city_outlook
from tests.forecasting.cities import city

ODD = ("130502", "13")


def changed(change):
    """A city whose first cell is what `change` makes of it."""
    table = city()
    odd = (table["county_code"] == ODD[0]) & (table["industry_code"] == ODD[1])
    return pd.concat([change(table[odd].reset_index(drop=True)), table[~odd]], ignore_index=True)


def last(n):
    return lambda t: t.tail(n)


def without(start, end):
    return lambda t: t.drop(range(start, end))


def valued(where, value):
    return lambda t: t.assign(value=t["value"].where(~where(t.index), value))


FAULTS = {
    "three_periods": last(3),
    "thirteen_periods": last(13),
    "twenty_four_periods": last(24),
    "one_period": last(1),
    "all_zero": lambda t: t.assign(value=0.0),
    "zeros_inside": valued(lambda i: (i > 20) & (i < 26), 0.0),
    "zeros_at_the_end": valued(lambda i: i > 48, 0.0),
    "missing_block": without(20, 32),
    "missing_values": valued(lambda i: (i > 30) & (i < 34), np.nan),
    "negative": valued(lambda i: i == 40, -500.0),
    "level_break": lambda t: t.assign(value=t["value"] * np.where(t.index < 30, 1, 4)),
    "late_report": without(52, 54),
    "constant": lambda t: t.assign(value=100.0),
    "tiny": lambda t: t.assign(value=t["value"] * 1e-9),
    "huge": lambda t: t.assign(value=t["value"] * 1e9),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_of_one_series_leaves_a_gap_in_the_report(fault):
    answer = city_outlook(changed(FAULTS[fault]), Target())
    forecast = answer["forecast"]
    numbers = forecast.select_dtypes("number")
    assert not numbers.isna().any(axis=None)
    assert not np.isinf(numbers).any(axis=None)
    assert forecast["lo95"].min() >= 0
    cells = forecast[forecast["level"] == "cell"].groupby("period")["value"].sum()
    whole = forecast[forecast["level"] == "city"].set_index("period")["value"]
    assert cells.sub(whole).abs().max() <= 1e-9 * whole.max()
    assert not answer["outlook"][["year_end_value", "lo95", "hi95"]].isna().any(axis=None)
    assert len(answer["outlook"]) == 1 + 3 + 3 + 9


@pytest.mark.parametrize("fault", ["three_periods", "missing_block", "all_zero", "negative"])
def test_the_other_counties_barely_notice(fault):
    plain = city_outlook(city(), Target())["forecast"].set_index(
        ["county_code", "industry_code", "period"]
    )["base_value"]
    broken = city_outlook(changed(FAULTS[fault]), Target())["forecast"].set_index(
        ["county_code", "industry_code", "period"]
    )["base_value"]
    others = plain.index.get_level_values("county_code") == "130503"
    cells = others & (plain.index.get_level_values("industry_code") == "14")
    assert broken[cells].to_numpy() == pytest.approx(plain[cells].to_numpy(), rel=1e-9)


def facts(answer):
    return answer["series"].set_index(["county_code", "industry_code"]).loc[ODD]


def test_a_short_series_says_how_it_was_forecast():
    found = facts(city_outlook(changed(last(3)), Target()))
    assert (found["periods"], found["method"], found["status"]) == (3, "level", "forecast")


def test_a_constant_series_is_forecast_as_that_constant():
    forecast = city_outlook(changed(FAULTS["constant"]), Target())["forecast"]
    cell = forecast.query("county_code == '130502' and industry_code == '13'")
    # Per calendar day a constant per period has a season; it must stay near the constant.
    assert cell["base_value"].to_numpy() == pytest.approx(np.full(11, 100.0), rel=0.05)


def test_all_zeros_are_forecast_as_zero():
    forecast = city_outlook(changed(FAULTS["all_zero"]), Target())["forecast"]
    cell = forecast.query("county_code == '130502' and industry_code == '13'")
    assert cell["base_value"].tolist() == [0.0] * 11


def test_a_negative_value_is_counted_and_not_used():
    found = facts(city_outlook(changed(FAULTS["negative"]), Target()))
    assert (found["negative"], found["missing"]) == (1, 1)


def test_a_level_break_is_dated_and_is_no_growth():
    answer = city_outlook(changed(FAULTS["level_break"]), Target())
    table = changed(FAULTS["level_break"])
    period = table["period"].iloc[30]
    assert facts(answer)["level_break"] == period
    cell = answer["forecast"].query("county_code == '130502' and industry_code == '13'")
    recent = table["value"].iloc[43:54].sum()
    assert cell["base_value"].sum() == pytest.approx(recent, rel=0.25)


def test_a_series_that_stopped_is_reported_and_not_zero():
    answer = city_outlook(changed(lambda t: t.head(40)), Target())
    found = facts(answer)
    assert (found["status"], found["method"]) == ("stopped", "none")
    stopped = (answer["forecast"]["county_code"] == ODD[0]) & (
        answer["forecast"]["industry_code"] == ODD[1]
    )
    assert not stopped.any()
    assert len(answer["outlook"]) == 1 + 3 + 3 + 8


def test_what_stopped_this_year_still_counts_in_the_year_so_far():
    table = changed(lambda t: t.head(48))
    answer = city_outlook(table, Target())
    said = answer["outlook"].query("level == 'city'")["ytd_value"].item()
    assert said == pytest.approx(table[table["period"] >= "2022-02"]["value"].sum())


def test_a_county_that_appears_midway_is_forecast():
    table = city()
    table = table[(table["county_code"] != "130504") | (table["period"] >= "2021-06")]
    answer = city_outlook(table, Target())
    county = answer["forecast"].query("county_code == '130504'")
    assert not county["value"].isna().any()
    assert (county["value"] > 0).all()
    assert facts(answer)["status"] == "forecast"


def test_a_whole_city_of_twenty_four_months_is_forecast():
    answer = city_outlook(
        city(last="2016-12", periods=24, per_year=12), Target(flow=False, per_year=12)
    )
    assert not answer["forecast"].select_dtypes("number").isna().any(axis=None)
    assert answer["series"]["periods"].unique().tolist() == [24]


@pytest.mark.parametrize("periods", [1, 3, 13])
def test_a_whole_city_of_few_months_is_forecast_with_wide_intervals(periods):
    answer = city_outlook(city(periods=periods), Target())
    forecast = answer["forecast"]
    assert not forecast.select_dtypes("number").isna().any(axis=None)
    assert (forecast["hi95"] >= forecast["lo95"]).all()
    assert answer["series"]["method"].unique().tolist() == ["level"]
    assert answer["outlook"]["year_end_value"].isna().all() == (periods < 10)


def test_one_county_and_one_industry_are_a_city_too():
    answer = city_outlook(city(counties=1, industries=1), Target())
    assert not answer["forecast"]["value"].isna().any()


def test_duplicated_periods_are_refused_by_name():
    table = pd.concat([city(), city().head(2)])
    with pytest.raises(DataError, match=r"2 rows standing twice.*130502 13"):
        city_outlook(table, Target())


def test_infinite_values_are_refused_by_name():
    with pytest.raises(DataError, match="not a finite value: 130502 13 2022-11"):
        city_outlook(changed(valued(lambda i: i == 53, np.inf)), Target())


def test_no_figures_at_all_is_an_error():
    with pytest.raises(DataError, match="no usable figures up to 2001-12"):
        city_outlook(city(), Target(), origin="2001-12")


def test_a_measure_that_may_be_negative_keeps_its_sign():
    table = changed(lambda t: t.assign(value=-t["value"]))
    answer = city_outlook(table, Target(non_negative=False))
    cell = answer["forecast"].query("county_code == '130502' and industry_code == '13'")
    assert (cell["value"] < 0).all()
    assert facts(answer)["negative"] == 0
