"""The whole city: coherence, arithmetic of the outlook, targets, evaluation."""

import numpy as np
import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.forecasting import Event, Target, city_outlook, what_if
from analysis.forecasting.report_tables import growth_and_outlook, path
from tests.forecasting.cities import city

CELL = ["county_code", "industry_code"]
TABLE = city()
TARGETS = pd.DataFrame(
    [
        ("output", "city", 2022, 8.0, "growth_pct", "pct"),
        ("output", "130502", 2022, 1.0, "level", "10k_cny"),
        ("output", "city", 2021, 5.0, "growth_pct", "pct"),
    ],
    columns=["indicator", "county_code", "year", "target_value", "kind", "unit"],
)


@pytest.fixture(scope="module")
def answer():
    return city_outlook(TABLE, Target(), targets=TARGETS)


def row(table, county="city", industry="total"):
    found = table[(table["county_code"] == county) & (table["industry_code"] == industry)]
    assert len(found) == 1
    return found.iloc[0]


def test_forecasts_add_up_at_every_level_and_period(answer):
    forecast = answer["forecast"]
    cells = forecast[forecast["level"] == "cell"]
    for level, by in (("city", []), ("county", ["county_code"]), ("industry", ["industry_code"])):
        sums = cells.groupby([*by, "period"])["value"].sum()
        said = forecast[forecast["level"] == level].set_index([*by, "period"])["value"]
        pd.testing.assert_series_equal(said.sort_index(), sums, rtol=1e-9)


def test_intervals_do_not_cross_and_are_not_negative(answer):
    for table, value in ((answer["forecast"], "value"), (answer["outlook"], "year_end_value")):
        ordered = table[["lo95", "lo80", value, "hi80", "hi95"]].to_numpy()
        assert (np.diff(ordered, axis=1) >= 0).all()
        assert ordered.min() >= 0


def test_the_periods_ahead_are_a_year_of_eleven(answer):
    periods = answer["forecast"]["period"].unique().tolist()
    assert periods[:3] == ["2022-12", "2023-02", "2023-03"]
    assert len(periods) == 11


def test_the_year_end_is_what_is_known_and_what_is_left(answer):
    end = row(answer["outlook"])
    known = TABLE[TABLE["period"].between("2022-02", "2022-11")]["value"].sum()
    last = TABLE[TABLE["period"].str.startswith("2021")]["value"].sum()
    ahead = answer["forecast"].query("level == 'city' and period == '2022-12'")["value"].item()
    assert end["remaining_periods"] == 1
    assert end["ytd_value"] == pytest.approx(known)
    assert end["year_end_value"] == pytest.approx(known + ahead)
    assert end["growth_pct"] == pytest.approx(100 * ((known + ahead) / last - 1))


def test_the_usual_share_is_that_of_earlier_years(answer):
    years = TABLE[TABLE["period"].between("2019-02", "2021-12")]
    usual = 100 * years[years["period"].str[5:] != "12"]["value"].sum() / years["value"].sum()
    assert row(answer["outlook"])["share_pct"] == pytest.approx(usual)


def test_only_targets_of_the_year_are_judged(answer):
    targets = answer["targets"]
    assert targets["county_code"].tolist() == ["city", "130502"]
    assert targets["year"].unique().tolist() == [2022]


def test_the_required_run_rate_closes_the_target(answer):
    target = answer["targets"].iloc[0]
    end = row(answer["outlook"])
    assert target["target_value"] == pytest.approx(1.08 * end["year_end_base_value"])
    assert end["ytd_value"] + target["required_rest"] == pytest.approx(target["target_value"])
    last_december = TABLE[TABLE["period"] == "2021-12"]["value"].sum()
    assert target["required_growth_rest_pct"] == pytest.approx(
        100 * (target["required_rest"] / last_december - 1)
    )
    assert target["gap_value"] == pytest.approx(end["year_end_value"] - target["target_value"])


def test_a_target_already_passed_is_certain_and_requires_nothing(answer):
    passed = answer["targets"].iloc[1]
    assert passed["probability_pct"] == 100
    assert passed["required_rest"] == 0


def test_the_probability_of_the_expected_year_end_is_a_half(answer):
    expected = row(answer["outlook"])["year_end_value"]
    level = TARGETS.iloc[[0]].assign(kind="level", target_value=expected)
    again = city_outlook(TABLE, Target(), targets=level)["targets"]
    assert again["probability_pct"].item() == pytest.approx(50, abs=2)


def test_a_restated_base_makes_growth_comparable():
    # Last year is restated to 90 % of what was published: growth rises by 1 / 0.9.
    this_year = TABLE["period"].between("2022-02", "2022-11")
    last_year = TABLE["period"].between("2021-02", "2021-11")
    keys = ["county_code", "industry_code"]
    reported = (
        TABLE[this_year]
        .groupby(keys)["value"]
        .sum()
        .rename("ytd")
        .to_frame()
        .assign(ytd_last_year=0.9 * TABLE[last_year].groupby(keys)["value"].sum())
    ).reset_index()
    published = row(city_outlook(TABLE, Target())["outlook"])
    comparable = row(city_outlook(TABLE, Target(), reported=reported)["outlook"])
    assert 1 + comparable["growth_pct"] / 100 == pytest.approx(
        (1 + published["growth_pct"] / 100) / 0.9
    )
    assert comparable["year_end_value"] == pytest.approx(published["year_end_value"])


def test_evaluation_beats_the_naive_forecast_where_there_is_a_trend(answer):
    errors = answer["evaluation"].query("level == 'cell' and horizon == 1").set_index("method")
    assert errors.loc["forecast", "mase"] < errors.loc["seasonal_naive", "mase"]
    assert set(errors.index) == {"forecast", "base", "seasonal_naive", "growth_held"}
    assert len(set(errors["errors"])) == 1


def test_no_later_figure_enters_an_earlier_forecast(answer):
    # What last year's forecast said is what the engine says when it only has last year's data.
    then = city_outlook(TABLE, Target(), origin="2021-11")["forecast"]
    said = answer["last_year"]
    assert said["period"].tolist() == then["period"].tolist()
    # The reconciliation chosen then may be another one, which moves the sums a little.
    now, before = (t.query("level == 'city'")["value"].to_numpy() for t in (said, then))
    assert now == pytest.approx(before, rel=0.02)


def test_growth_held_is_the_common_habit(answer):
    growth = answer["evaluation"].query("method == 'growth_held' and level == 'city'")
    assert len(growth) == 11
    assert (growth["wape_pct"] > 0).all()


def test_coverage_counts_only_intervals_made_from_known_errors(answer):
    found = answer["coverage"]
    assert set(found["kind"]) == {"period", "sum"}
    first = found.query("kind == 'period' and level == 'cell' and horizon == 1")["errors"].item()
    assert first == 9 * 10  # the oldest of eleven origins has no earlier errors


def test_the_forecast_before_adding_up_stays_visible(answer):
    december = answer["forecast"].query("period == '2022-12'").set_index(CELL)["base_value"]
    outlook = answer["outlook"].set_index(CELL)["base_rest_value"]
    pd.testing.assert_series_equal(outlook, december[outlook.index], check_names=False)
    came = path(TABLE, answer["forecast"], 11, "2022-11")
    assert came["base_value"].notna().tolist() == (came["kind"] == "forecast").tolist()


def test_last_years_forecast_has_the_interval_of_the_errors_known_then(answer):
    found = answer["last_year"]
    ordered = found[["lo95", "lo80", "value", "hi80", "hi95"]].to_numpy()
    assert (np.diff(ordered, axis=1) >= 0).all()
    cells = found[found["level"] == "cell"]
    inside = cells["actual"].between(cells["lo95"], cells["hi95"]).mean()
    assert 0.8 < inside <= 1
    # A shock of the last year changes what came, not the interval that was known before it.
    after = TABLE["period"] > "2021-11"
    shocked = city_outlook(
        TABLE.assign(value=TABLE["value"].where(~after, TABLE["value"] * 3)), Target()
    )
    wide = shocked["last_year"].query("horizon == 1 and level == 'city'")
    same = found.query("horizon == 1 and level == 'city'")
    assert wide["actual"].item() == pytest.approx(3 * same["actual"].item())
    assert wide["hi95"].item() < same["hi95"].item() * 1.5


def test_a_stopped_enterprise_lowers_cell_county_industry_and_city_alike(answer):
    event = Event("130502", "13", "2022-12", -100.0)
    result = what_if(answer["forecast"], answer["outlook"], event)
    assert result["effect_value"].tolist() == [-100.0] * 4
    city_row = row(result)
    assert city_row["year_end_with_event"] == pytest.approx(city_row["year_end_value"] - 100)
    assert city_row["effect_pp"] < 0


def test_a_stop_cannot_cost_more_than_was_expected(answer):
    cell = (
        answer["forecast"]
        .query("county_code == '130502' and industry_code == '13' and period == '2022-12'")["value"]
        .item()
    )
    result = what_if(answer["forecast"], answer["outlook"], Event("130502", "13", "2022-12", -1e12))
    assert result["effect_value"].tolist() == pytest.approx([-cell] * 4)


def test_a_tenth_less_of_a_county_from_one_month_on_is_a_tenth_of_those_months():
    answer = city_outlook(TABLE, Target(), "2022-09")
    event = Event("130502", "total", "2022-11", change_pct=-10.0)
    result = what_if(answer["forecast"], answer["outlook"], event)
    expected = answer["forecast"].query("county_code == '130502' and industry_code == 'total'")
    hit = expected[expected["period"].isin(["2022-11", "2022-12"])]["value"].sum()
    assert result[["county_code", "industry_code"]].to_numpy().tolist() == [
        ["city", "total"],
        ["130502", "total"],
    ]
    assert result["effect_value"].tolist() == pytest.approx([-0.1 * hit] * 2)


def test_a_stock_is_averaged_over_the_year():
    table = city(last="2016-10", periods=70, per_year=12)
    answer = city_outlook(table, Target(flow=False, per_year=12))
    end = row(answer["outlook"])
    known = table[table["period"].str.startswith("2016")].groupby("period")["value"].sum()
    ahead = answer["forecast"].query("level == 'city' and period in ['2016-11', '2016-12']")
    assert end["remaining_periods"] == 2
    assert end["year_end_value"] == pytest.approx((known.sum() + ahead["value"].sum()) / 12)
    assert end["ytd_value"] == pytest.approx(known.mean())


def test_in_december_nothing_is_left_to_forecast():
    table = city(last="2022-12", periods=55)
    targets = TARGETS.iloc[[0]].assign(target_value=-50.0)
    answer = city_outlook(table, Target(), targets=targets)
    end = row(answer["outlook"])
    assert end["rest_value"] == 0
    assert end["lo95"] == end["hi95"] == end["year_end_value"]
    assert answer["targets"]["probability_pct"].item() == 100


def stock(county, industry, last_year, this_year, first="2015-01"):
    """Two years of employment, level in each, from its `first` month; earlier ones suppressed."""
    periods = [f"{year}-{month:02d}" for year in (2015, 2016) for month in range(1, 13)]
    values = [last_year if p < "2016" else this_year for p in periods]
    table = pd.DataFrame({"period": periods, "value": values}, dtype=object)
    table = table.assign(value=table["value"].astype(float).where(table["period"] >= first))
    return table.assign(county_code=county, industry_code=industry)


def test_a_suppressed_month_is_no_zero_of_the_base():
    # Jia: 100 → 110 persons, and 200 persons of whom half a year of the base is suppressed.
    # Yi: 50 → 45. Compared are 150 → 155: +3.33 %; with the gap as zeros it were (355/250) +42 %.
    table = pd.concat(
        [
            stock("340001", "311", 100, 110),
            stock("340001", "322", 200, 200, first="2015-07"),
            stock("340003", "311", 50, 45),
        ]
    )
    answer = city_outlook(table, Target(flow=False, per_year=12))
    outlook = answer["outlook"]
    assert row(outlook)["ytd_value"] == pytest.approx(155)
    assert row(outlook)["ytd_base_value"] == pytest.approx(150)
    assert row(outlook)["growth_pct"] == pytest.approx(100 * 5 / 150)
    assert row(outlook, "340001")["growth_pct"] == pytest.approx(10)
    assert outlook.query("industry_code == '322'").empty
    methods = answer["series"].set_index("industry_code")["method"]
    assert methods["322"] == "none"
    cells = outlook[outlook["level"] == "cell"].groupby("county_code")["ytd_value"].sum()
    assert cells.to_dict() == pytest.approx({"340001": 110, "340003": 45})
    pulls = growth_and_outlook(outlook, table.assign(base=np.nan), None)
    counties = pulls[pulls["level"] == "county"]["pull_pp"]
    assert counties.tolist() == pytest.approx([100 * 10 / 150, -100 * 5 / 150])


def test_a_suppressed_month_of_this_year_is_not_filled():
    gap = stock("340001", "322", 200, 200)
    gap.loc[gap["period"] == "2016-05", "value"] = np.nan
    table = pd.concat([stock("340001", "311", 100, 110), gap])
    end = row(city_outlook(table, Target(flow=False, per_year=12))["outlook"])
    assert end["year_end_value"] == pytest.approx(110)


def test_a_stock_that_nothing_compares_says_so():
    gap = stock("340001", "322", 200, 200, first="2015-02")
    with pytest.raises(DataError, match="两年同月"):
        city_outlook(gap, Target(flow=False, per_year=12))


def test_a_cell_first_reported_now_stands_in_its_county_and_in_the_table():
    keys = ["county_code", "industry_code"]
    new = pd.DataFrame(
        {"county_code": ["130502"], "industry_code": ["44"], "period": "2022-11", "value": np.nan}
    )
    table = pd.concat([TABLE, new])
    sums = (
        TABLE[TABLE["period"].between(first, last)].groupby(keys)["value"].sum()
        for first, last in (("2022-02", "2022-11"), ("2021-02", "2021-11"))
    )
    reported = pd.concat(dict(zip(("ytd", "ytd_last_year"), sums, strict=True)), axis=1)
    reported.loc[("130502", "44"), :] = [1021.6, 0.0]
    outlook = city_outlook(table, Target(), reported=reported.reset_index())["outlook"]
    cell = row(outlook, "130502", "44")
    assert (cell["ytd_value"], cell["rest_value"], cell["year_end_value"]) == (1021.6, 0, 1021.6)
    assert np.isnan(cell["lo80"])
    pulls = growth_and_outlook(outlook, TABLE.assign(base=np.nan).iloc[:1], None)
    inside = pulls[(pulls["level"] == "cell") & (pulls["county_code"] == "130502")]
    county = row(pulls, "130502")
    assert inside["pull_pp"].sum() == pytest.approx(county["ytd_growth_pct"])
    assert inside["year_end_pull_pp"].sum() == pytest.approx(county["growth_pct"])


def late_and_reported():
    """County 130502 has not reported the last period; all grew by a tenth over last year."""
    whole = TABLE[TABLE["period"].between("2022-02", "2022-11")]
    said = whole.groupby(CELL, as_index=False).agg(ytd=("value", "sum"))
    said = said.assign(ytd_last_year=said["ytd"] / 1.1)
    late = TABLE["county_code"].eq("130502") & TABLE["period"].eq("2022-11")
    return TABLE[~late], said[said["county_code"] != "130502"]


def test_what_came_holds_nothing_of_a_county_that_is_late():
    table, said = late_and_reported()
    found = city_outlook(table, Target(), "2022-11", TARGETS, said)
    whole, late = row(found["outlook"]), row(found["outlook"], "130502")
    assert whole["ytd_value"] == pytest.approx(said["ytd"].sum())
    assert whole["ytd_growth_pct"] == pytest.approx(10.0)
    assert np.isnan(late["ytd_value"])
    assert np.isnan(late["ytd_growth_pct"])
    # The year expected holds the county, what it brought and what it is expected to bring.
    parts = found["outlook"].query("level == 'county'")["year_end_value"].sum()
    assert whole["year_end_value"] == pytest.approx(parts)
    assert late["year_end_value"] > late["rest_value"]
    assert (found["series"].query("status == 'late'")["county_code"] == "130502").all()
    # No more is asked of the rest than the target leaves after what is expected of the county.
    goal = row(found["targets"].assign(industry_code="total"))
    left = goal["target_value"] - whole["ytd_value"] - whole["estimated_value"]
    assert goal["required_rest"] == pytest.approx(left)
    assert np.isnan(goal["progress_pct"])


def test_growth_of_the_year_needs_the_whole_year_before():
    table = TABLE[TABLE["period"].between("2022", "2022-11")]
    said = table.groupby(CELL, as_index=False).agg(ytd=("value", "sum"))
    found = city_outlook(table, Target(), "2022-11", None, said.assign(ytd_last_year=said["ytd"]))
    whole = row(found["outlook"])
    assert whole["ytd_growth_pct"] == pytest.approx(0.0)
    assert np.isnan(whole["growth_pct"])


def test_without_last_year_beside_it_growth_is_between_published_levels():
    said = TABLE[TABLE["period"].between("2022-02", "2022-11")]
    said = said.groupby(CELL, as_index=False).agg(ytd=("value", "sum"))
    found = city_outlook(TABLE, Target(), "2022-11", None, said.assign(ytd_last_year=np.nan))
    published = city_outlook(TABLE, Target(), "2022-11")
    growth = [row(each["outlook"])["ytd_growth_pct"] for each in (found, published)]
    assert growth[0] == pytest.approx(growth[1])
    assert (found["series"]["base"] == "published").all()
