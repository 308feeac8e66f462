"""Colours, pulls, missing reports, electricity beside output, findings."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.questions.key_enterprises.elasticity import residuals
from tests.questions.titles.conftest import CITY

from .conftest import FIRST, LETTERS, SECOND, code, daily, monthly, weeks


def test_four_point_two_of_seven_is_orange(answered):
    firm = answered([weeks("A", 7.0, 4.2, state="reduced", reason="orders")])["firms"].loc["A"]
    assert firm["electricity_pct"] == pytest.approx(-40.0)
    assert (firm["colour"], firm["ground"], firm["reason"]) == (
        "orange", "electricity_pct", "orders",
    )  # fmt: skip


def test_a_stop_is_red_unless_it_is_reported(answered):
    stopped = {"A": None, "B": "stopped", "C": "maintenance"}
    firms = answered([weeks(letter, 7, 0, state=state) for letter, state in stopped.items()])
    assert firms["firms"].loc[["A", "B", "C"], "colour"].tolist() == ["red", "orange", "orange"]
    assert firms["firms"].loc["A", "days_stopped"] == 7
    findings = firms["key_enterprise_findings"]
    assert findings["finding"].tolist() == ["zero_without_state"]


def test_a_zero_of_an_enterprise_at_work_is_a_gap(answered):
    found = answered([weeks("A", 7, 0, state="normal")])
    firm = found["firms"].loc["A"]
    assert (firm["colour"], firm["ground"], firm["days_missing"]) == ("blue", "days_missing", 7)
    assert pd.isna(firm["electricity_pct"])
    assert found["key_enterprise_findings"][["finding", "days"]].to_numpy().tolist() == [
        ["zero_at_work", 7]
    ]


def test_days_missing_are_no_zeros_whether_the_row_or_the_reading_is(answered):
    rows = weeks("A", 7.0, 7.0)
    blank = rows.assign(electricity_kwh=rows["electricity_kwh"].where(rows.index < 33))
    found = answered([blank, weeks("B", 7.0, 7.0).iloc[:32], weeks("C")])
    firms = found["firms"]
    assert firms["days_missing"][["A", "B", "C", "D"]].tolist() == [2, 3, 0, 7]
    assert firms["electricity_pct"][["A", "B", "C"]].tolist() == [0, 0, 0]
    assert firms["colour"][["A", "B", "C", "D"]].tolist() == ["green", "blue", "green", "blue"]
    findings = found["key_enterprise_findings"]  # of B there is no row to be blank
    assert findings[["finding", "name", "days"]].to_numpy().tolist() == [["blank_reading", "A", 2]]
    assert str(firms["last_reading_on"]["B"].date()) == "2022-11-27"


def test_power_fed_in_is_no_use_and_is_found(answered):
    values = [7.0] * 28 + [7.0, 7.0, -9.0, 7.0, 7.0, 7.0, 7.0]
    found = answered([daily("A", values)])
    assert found["firms"].loc["A", "recent"] == 7.0
    assert found["key_enterprise_findings"]["finding"].tolist() == ["negative_reading"]


def test_colours_change_with_the_data_and_not_with_the_holidays(answered):
    days = pd.date_range(end="2022-10-09", periods=40)
    values = np.where((days >= "2022-10-01") & (days <= "2022-10-07"), 0.5, 7.0)
    firm = answered([daily("A", values, "2022-10-09", state="holiday")], period="2022-10",
                    months=monthly({"A": (100, 100)}, "2022-10"))["firms"].loc["A"]  # fmt: skip
    assert firm["electricity_pct"] == 0
    assert firm["days_missing"] == 0
    assert firm["colour"] == "green"


def test_output_warns_at_once_or_in_two_periods(answered):
    months = [
        monthly({"A": (70, 100), "B": (84, 100), "C": (84, 100)}, "2022-11"),
        monthly({"A": (99, 100), "B": (85, 100), "C": (86, 100)}, "2022-10"),
    ]
    firms = answered([weeks(letter) for letter in "ABC"], pd.concat(months))["firms"]
    assert firms["colour"][["A", "B", "C"]].tolist() == ["red", "orange", "green"]
    assert firms["output_growth_twice_pct"][["B", "C"]].tolist() == pytest.approx([-15, -14])


def test_stocks_that_grow_ten_points_more_than_revenue_are_blue(answered):
    sold = {"revenue_ytd_10k_cny": 105.0, "revenue_ytd_last_year_10k_cny": 100.0}
    stock = pd.DataFrame({"uscc": [code(letter) for letter in "ABC"],
                          "finished_goods_10k_cny": [115.0, 114.9, None],
                          "finished_goods_last_year_10k_cny": [100.0, 100.0, 100.0]})  # fmt: skip
    months = monthly(dict.fromkeys("ABC", (100, 100))).assign(**sold).merge(stock, on="uscc")
    found = answered([weeks(letter) for letter in "ABC"], months, lists={"2022-01-20": "ABC"})
    firms = found["firms"].loc[["A", "B", "C"]]
    assert firms["colour"].tolist() == ["blue", "green", "green"]
    assert firms["ground"]["A"] == "stocks_over_revenue_pp"
    assert firms["stocks_over_revenue_pp"].tolist() == pytest.approx([10, 9.9, np.nan], nan_ok=True)
    rule = found["warning_rule"].set_index("measure")["judged"]
    assert rule.index[~rule].tolist() == ["output_growth_twice_pct"]  # only one period is known


def test_without_stocks_in_the_reports_the_condition_is_not_judged(answered):
    months = [monthly({"A": (100, 100)}, period) for period in ("2022-10", "2022-11")]
    found = answered([weeks("A")], pd.concat(months))
    rule = found["warning_rule"].set_index("measure")["judged"]
    assert rule.index[~rule].tolist() == ["stocks_over_revenue_pp"]
    assert found["firms"].loc["A", "colour"] == "green"


def test_power_of_an_own_plant_that_leaves_the_figure_is_asked_about(answered):
    """Waste heat that is no longer counted: output as before, electricity a tenth of last year."""
    grown = {letter: (100 + 2 * n, 100) for n, letter in enumerate(LETTERS)}
    used = {"2022-11": [100 + 2 * n for n in range(len(LETTERS))], "2021-11": [100] * len(LETTERS)}
    used["2022-11"][3] = 10
    months = [
        monthly(grown, period).assign(electricity_ytd_10k_kwh=values)
        for period, values in used.items()
    ]
    found = answered([weeks(letter) for letter in LETTERS], pd.concat(months))
    firms, findings = found["firms"], found["key_enterprise_findings"]
    assert findings[["finding", "name"]].to_numpy().tolist() == [
        ["electricity_off_output", LETTERS[3]]
    ]
    assert firms.index[firms["z"].abs() > 2].tolist() == [LETTERS[3]]
    assert firms.loc[LETTERS[3], "z"] < -2


def test_a_week_knows_only_the_output_that_had_been_reported_by_then(answered):
    months = [
        monthly({"A": (70, 100)}, "2022-11"),
        monthly({"A": (99, 100)}, "2022-10"),
    ]
    found = answered([daily("A", [7.0] * 60)], pd.concat(months), lists={"2022-01-20": "A"})
    strip = found["key_enterprise_weeks"].set_index("week_ends_on")["colour"]
    assert strip.to_dict() == {
        pd.Timestamp("2022-11-30"): "red",
        **{pd.Timestamp(f"2022-11-{day:02d}"): "green" for day in (23, 16, 9)},
    }


def test_the_pull_of_six_in_fifteen_hundred_that_falls_by_35_percent(answered):
    output = {"A": (39_000, 60_000), "B": (40_000, 40_000), "E": (14_900_000, 14_900_000)}
    found = answered([weeks("A")], monthly(output), lists={"2022-01-20": "AB"})
    firm = found["firms"].loc["A"]
    assert firm["output_growth_pct"] == pytest.approx(-35.0)
    assert firm["pull_city_pp"] == pytest.approx(-0.14)
    assert firm["pull_county_pp"] == pytest.approx(-21.0)
    assert firm["city_without_pct"] == pytest.approx(0.0)
    totals = found["key_enterprise_totals"].set_index("county_code")
    assert totals["pull_pp"].tolist() == pytest.approx([-21.0, np.nan, -0.14], nan_ok=True)
    assert totals["listed"].tolist() == [2, 0, 2]
    assert totals.loc["city", "coverage_pct"] == pytest.approx(100 * 79_000 / 14_979_000)
    assert totals.loc[FIRST, "growth_without_first_pct"] == pytest.approx(-35.0)
    assert totals.loc[FIRST, "top1_pct"] == pytest.approx(100 * 40 / 79)
    assert totals.loc[FIRST, ["top3_pct", "top5_pct"]].tolist() == [100, 100]


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.floats(1, 1e6), st.floats(1, 1e6)),
        min_size=len(LETTERS),
        max_size=len(LETTERS),
    )
)
def test_pulls_and_growth_without_each_close(output):
    from analysis.questions.key_enterprises.output import BEFORE, NOW
    from analysis.rates import contributions, growth_pct

    rows = pd.DataFrame(output, columns=[NOW, BEFORE])
    whole = growth_pct(rows[NOW].sum(), rows[BEFORE].sum())
    pulls = contributions(rows, NOW, BEFORE)["pull_pp"]
    without = growth_pct(rows[NOW].sum() - rows[NOW], rows[BEFORE].sum() - rows[BEFORE])
    rest = 1 - rows[BEFORE] / rows[BEFORE].sum()
    close = {"rtol": 1e-6, "atol": 1e-9 + 1e-6 * abs(whole)}
    np.testing.assert_allclose(whole - pulls, without * rest, **close)


def test_the_list_is_dated_and_not_computed_anew(answered):
    lists = {"2021-01-20": "A", "2022-01-20": "BC", "2023-01-20": "D"}
    found = answered([weeks(letter) for letter in "ABC"], lists=lists)
    assert found["firms"].index.tolist() == ["B", "C"]
    findings = found["key_enterprise_findings"]
    assert findings[["finding", "name"]].to_numpy().tolist() == [["not_listed", "A"]]


def test_a_report_is_held_against_the_list_of_its_day(answered):
    """A list issued within the weeks that are reported: who leaves it was listed until then."""
    lists = {"2022-01-20": "AB", "2022-11-20": "BC"}
    found = answered([weeks(letter) for letter in "ABC"], lists=lists)
    findings = found["key_enterprise_findings"].set_index("name")
    assert set(findings["finding"]) == {"not_listed"}
    assert findings.loc["A", ["first_on", "days"]].tolist() == [pd.Timestamp("2022-11-20"), 11]
    assert findings.loc["C", ["first_on", "days"]].tolist() == [pd.Timestamp("2022-10-27"), 24]
    assert findings.index.tolist() == ["A", "C"]


def test_before_the_first_list_nobody_is_off_it(answered):
    found = answered([weeks("A")], lists={"2022-11-20": "A"})
    assert found["key_enterprise_findings"].empty


def test_numbers_by_colour_add_up_to_the_listed_of_every_county_and_of_the_city(answered):
    found = answered([weeks("A", 7, 4), weeks("E", 7, 4), weeks("B")])
    listed = found["ballast_counts"].set_index("county_code")["enterprises"]
    assert listed.to_dict() == {FIRST: 4, SECOND: 8, "city": 12}
    colours = found["warning_counts"]
    assert colours.groupby("county_code")["enterprises"].sum().to_dict() == listed.to_dict()
    whole = colours.query("county_code == 'city'").set_index("colour")["enterprises"]
    assert whole.to_dict() == {"red": 0, "orange": 2, "blue": 9, "green": 1}


def test_what_else_is_doubtful_is_found(answered):
    rows = [
        weeks("A", meter="1"),
        weeks("B", meter="1"),
        weeks("C").assign(on_duty_persons=101, employees_persons=100),
        weeks("D", state="stopped").assign(baseline_kwh=10),
        weeks("E").assign(uscc=code("T")),
    ]
    found = answered(rows)["key_enterprise_findings"]
    kinds = found.groupby("finding")["uscc"].agg(lambda codes: "".join(codes.str[-1]))
    assert kinds.to_dict() == {
        "shared_meter": "AB", "on_duty_over_due": "C", "stopped_with_power": "D",
        "not_in_register": "T",
    }  # fmt: skip
    assert found.loc[found["finding"] == "not_in_register", "name"].isna().all()


def test_reports_and_lists_of_later_days_have_not_happened(answered):
    later = daily("A", [0.0] * 9, "2022-12-09")
    found = answered([weeks("A"), later], lists={"2022-01-20": "A", "2022-12-01": "B"})
    assert found["firms"]["colour"].to_dict() == {"A": "green"}
    assert found["key_enterprise_findings"].empty


@pytest.mark.parametrize(
    ("last", "lists", "missing"),
    [("2022-12-05", None, "daily report"), ("2022-11-30", {"2022-12-01": "A"}, "list")],
)
def test_a_period_before_the_data_says_what_is_missing(answered, last, lists, missing):
    with pytest.raises(DataError, match=f"no {missing}"):
        answered([daily("A", [7.0] * 3, last)], lists=lists)


def test_a_city_of_one_county_answers_without_last_years_electricity(answered):
    city = CITY.model_copy(update={"counties": CITY.counties[:1]})
    found = answered([weeks("A")], lists={"2022-01-20": "AB"}, city=city,
                     months=monthly({"A": (100, 90), "B": (50, 50)}))  # fmt: skip
    assert found["ballast_counts"]["county_code"].tolist() == [FIRST, "city"]
    assert found["firms"]["electricity_growth_pct"].isna().all()
    assert found["firms"]["z"].isna().all()


def test_electricity_that_does_not_fit_output_stands_out():
    output = pd.Series(np.linspace(-10, 20, 30))
    electricity = 0.6 * output + 1 + 0.5 * np.cos(np.arange(30))
    electricity[7] += 15
    z = residuals(output, electricity)
    assert z.abs().gt(2).to_numpy().nonzero()[0].tolist() == [7]
    shuffled = output.sample(frac=1, random_state=1).index
    again = residuals(output[shuffled], electricity[shuffled])
    np.testing.assert_allclose(again[z.index], z, atol=1e-6)


def test_few_or_unknown_growth_fits_no_line():
    output = pd.Series(range(12), dtype=float)
    assert residuals(output[:9], output[:9]).isna().all()
    assert residuals(output, output.where(output < 5)).isna().all()
