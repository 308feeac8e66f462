"""Published growth: worked examples by hand, sums by days, intervals, gaps."""

import numpy as np
import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.forecasting.growth_backtest import error_table, past_errors
from analysis.forecasting.growth_outlook import growth_outlook
from analysis.forecasting.growth_rates import PER_YEAR, expected_growth, to_growths
from analysis.periods import days, period_names, period_numbers

NO_TARGETS = pd.DataFrame({"county_code": [], "target_growth_pct": []})


def published(last="2022-11", periods=54, counties=("130502", "130503", "130504"), seed=0):
    """Growth of single periods with a shock, and growth to date that weighs it by days."""
    rng = np.random.default_rng(seed)
    end = int(period_numbers([last], PER_YEAR)[0])
    numbers = np.arange(end - periods + 1, end + 1)
    d = days(numbers - PER_YEAR, PER_YEAR)
    rows = []
    for county in counties:
        month = 6 + np.cumsum(rng.normal(0, 0.5, periods)) + rng.normal(0, 1, periods)
        year = pd.Series(numbers // PER_YEAR)
        ytd = pd.Series(month * d).groupby(year).cumsum() / pd.Series(d).groupby(year).cumsum()
        rows.append(
            pd.DataFrame(
                {
                    "county_code": county,
                    "period": period_names(numbers, PER_YEAR),
                    "ytd_pct": ytd,
                    "month_pct": np.where(numbers % PER_YEAR == 0, np.nan, month),
                }
            )
        )
    table = pd.concat(rows, ignore_index=True)
    first = (numbers[0] + PER_YEAR - 1) // PER_YEAR * PER_YEAR
    return table[table["period"] >= period_names([first], PER_YEAR)[0]]


def test_a_shock_a_year_ago_is_half_expected_to_turn():
    # A year ago growth stood at 10, then fell to 4 in the next period; since then it is 7.
    months = np.array([[10.0] * 6 + [4.0] + [7.0] * 10])
    # recent 7; a year ago the next period stood 6 below its own recent 10: half of it comes back.
    assert expected_growth(months, 1)[0, 0] == pytest.approx(7 + 3)
    assert expected_growth(months, 2)[0, 1] == pytest.approx(7 + 1.5)


@pytest.mark.parametrize("shift", [-12.0, 5.0])
def test_what_grew_faster_throughout_is_expected_to_grow_faster_by_as_much(shift):
    months = np.random.default_rng(1).normal(5, 3, (4, 40))
    moved = expected_growth(months + shift, 11)
    np.testing.assert_allclose(moved, expected_growth(months, 11) + shift)


def test_the_year_weighs_what_came_and_what_is_expected_by_days():
    # Eleven months grew by 5; December, 31 of 365 days, is expected to grow by 5 as well.
    table = published(periods=54).assign(ytd_pct=5.0)
    table = table.assign(month_pct=table["month_pct"].where(table["month_pct"].isna(), 5.0))
    targets = pd.DataFrame({"county_code": ["130502"], "target_growth_pct": [6.0]})
    found = growth_outlook(table, "2022-11", targets)
    december = found.path[found.path["period"] == "2022-12"]
    assert december["ytd_pct"].tolist() == pytest.approx([5.0] * 3)
    # 6 = (334·5 + 31·x) / 365
    row = found.targets.iloc[0]
    assert row["required_growth_rest_pct"] == pytest.approx((365 * 6 - 334 * 5) / 31)
    assert row["probability_pct"] < 5


def test_growth_to_date_and_of_periods_agree_where_days_are_the_shares():
    growths = to_growths(published(), "2022-11")
    assert growths.closure_pp == pytest.approx(0, abs=1e-12)
    without = published().assign(month_pct=np.nan)
    np.testing.assert_allclose(to_growths(without, "2022-11").months, growths.months)


def test_the_end_of_the_year_lies_between_its_bounds_and_wider_is_wider():
    ends = growth_outlook(published(), "2022-06", NO_TARGETS).path.query("stage == 'forecast'")
    assert ends["period"].nunique() == 6
    ordered = ends[["lo95", "lo80", "ytd_pct", "hi80", "hi95"]].to_numpy()
    assert (np.diff(ordered, axis=1) > 0).all()
    width = (ends["hi80"] - ends["lo80"]).groupby(ends["period"]).mean()
    assert width.is_monotonic_increasing


def test_the_error_of_a_past_origin_uses_nothing_that_came_later():
    growths = to_growths(published(), "2022-11")
    errors, held = past_errors(growths)
    later = growths.months.copy()
    later[:, -3:] += 100.0
    changed, _ = past_errors(
        type(growths)(growths.numbers, growths.counties, growths.so_far, later)
    )
    known = np.arange(10)[None, :] + 1 <= np.arange(22, 0, -1)[: len(errors), None] - 3
    np.testing.assert_allclose(
        changed[known[:, None, :].repeat(3, 1)], errors[known[:, None, :].repeat(3, 1)]
    )
    table = error_table(errors, held, growths.size)
    first = table[(table["horizon"] == 1) & (table["method"] == "forecast")].iloc[0]
    assert first["mae_pp"] == pytest.approx(np.abs(errors[:, :, 0]).mean())
    assert first["errors"] == errors[:, :, 0].size


def test_a_complete_year_is_what_came():
    table = published(last="2022-12")
    targets = pd.DataFrame({"county_code": ["130502"], "target_growth_pct": [-50.0]})
    found = growth_outlook(table, "2022-12", targets)
    assert (found.path["stage"] == "actual").all()
    came = table.query("county_code == '130502' and period == '2022-12'")["ytd_pct"].item()
    assert found.targets["growth_pct"].item() == pytest.approx(came)
    assert found.targets["probability_pct"].item() == 100


def test_a_county_with_a_gap_is_not_forecast_and_a_short_history_has_no_forecast():
    table = published()
    gap = table["period"].eq("2022-05") & table["county_code"].eq("130503")
    ahead = growth_outlook(
        table.assign(ytd_pct=table["ytd_pct"].mask(gap), month_pct=table["month_pct"].mask(gap)),
        "2022-11",
        NO_TARGETS,
    ).path.query("stage == 'forecast'")
    assert set(ahead["county_code"]) == {"130502", "130504"}
    short = growth_outlook(table[table["period"] > "2021-08"], "2022-11", NO_TARGETS)
    assert (short.path["stage"] == "actual").all()
    assert short.errors.empty


def test_a_period_twice_is_refused():
    table = published()
    with pytest.raises(DataError, match="standing twice"):
        growth_outlook(pd.concat([table, table.head(1)]), "2022-11", NO_TARGETS)
