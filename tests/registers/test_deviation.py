"""Power against its own baseline."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.registers import colours, completion, deviation, own_baseline
from tests.registers.ledgers import day


def readings(values, uscc="A"):
    """Daily readings of one enterprise from day 0 on."""
    return pd.DataFrame(
        {
            "uscc": uscc,
            "date": pd.Series([day(i) for i in range(len(values))], dtype="datetime64[us]"),
            "electricity_kwh": np.array(values, dtype=float),
        }
    )


@given(st.lists(st.tuples(st.floats(0, 1e4, width=32), st.floats(1, 1e4)), min_size=1, max_size=10))
def test_the_group_is_a_ratio_of_sums(pairs):
    rows = pd.DataFrame(pairs, columns=["recent", "baseline"]).assign(county_code="1")
    whole = deviation(rows, by="county_code")["deviation_pct"].item()
    own = deviation(rows.assign(uscc=range(len(rows))), by="uscc")["deviation_pct"]
    weights = rows["baseline"] / rows["baseline"].sum()
    assert whole == pytest.approx((own * weights).sum(), abs=1e-6)
    assert own.min() - 1e-6 <= whole <= own.max() + 1e-6


def test_four_point_two_of_seven():
    means = own_baseline(readings([7.0] * 28 + [4.2] * 7), day(34))
    assert means[["recent", "baseline"]].iloc[0].tolist() == pytest.approx([4.2, 7.0])
    table = deviation(means, by="uscc")
    assert table["deviation_pct"].item() == pytest.approx(-40.0)
    limits = {"red": -50.0, "orange": -30.0, "blue": -15.0}
    assert colours(table["deviation_pct"], limits).tolist() == ["orange"]


def test_days_missing_and_festival_days_are_no_zeros():
    values = [7.0] * 28 + [0.0, 0.0, np.nan, 7.0, 7.0, 7.0, 7.0]
    holidays = [day(28), day(29)]
    row = own_baseline(readings([99.0, *values]), day(35), without=[day(29), day(30)]).iloc[0]
    assert row["recent"] == 7
    assert row[["recent_readings", "baseline_readings"]].tolist() == [4, 28]
    assert row["baseline"] == 7  # the 99 lies a day before the 28
    assert own_baseline(readings(values), day(34), without=holidays)["recent"].item() == 7


def test_who_never_reported_has_no_row():
    rows = pd.concat([readings([7.0] * 35), readings([np.nan] * 35, uscc="B")])
    assert own_baseline(rows, day(34))["uscc"].tolist() == ["A"]


def test_resumption_of_enterprises_and_of_production():
    rows = pd.DataFrame({"recent": [310, 500, 6300], "baseline": [1000, 2000, 7000]})
    level = deviation(rows)["level_pct"].item()
    back = completion(rows.assign(back=rows["recent"] > 0.3 * rows["baseline"]), "back")
    assert round(level, 1) == 71.1  # the mean of ratios would be 48.7
    assert round(back["done_pct"].item(), 1) == 66.7
    assert round((level + back["done_pct"].item()) / 2, 1) == 68.9


def test_who_has_no_reading_today_is_left_out_and_counted():
    rows = pd.DataFrame({"recent": [310.0, None], "baseline": [1000.0, 500.0]})
    table = deviation(rows).iloc[0]
    assert table[["level_pct", "rows_used", "rows_left_out"]].tolist() == pytest.approx([31, 1, 1])


def test_a_value_on_a_limit_has_the_worse_colour():
    values = pd.Series([-50.0, -49.9, -30.0, -15.0, -14.9, 3.0, np.nan], index=list("abcdefg"))
    found = colours(values, {"red": -50, "orange": -30, "blue": -15})
    assert found.fillna("").to_dict() == {
        **{"a": "red", "b": "orange", "c": "orange", "d": "blue"},
        **{"e": "green", "f": "green", "g": ""},
    }


def test_what_cannot_be_compared_is_refused():
    rows = readings([7.0] * 35)
    with pytest.raises(DataError, match="spans of whole weeks"):
        own_baseline(rows, day(34), recent_days=5)
    with pytest.raises(DataError, match="twice"):
        own_baseline(pd.concat([rows, rows]), day(34))
    with pytest.raises(DataError, match="limits must rise"):
        colours(pd.Series([0.0]), {"blue": -15, "red": -50})
