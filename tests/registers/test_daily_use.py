"""Meters and enterprises are not the same, and what was not read is no zero."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.registers import daily_use, newest_list, on_list
from tests.registers.ledgers import day

WORKING = ("normal", "reduced")


def reports(*rows):
    """Rows of enterprise, day, meter, reading, and the state if one is reported."""
    filled = [(*row, None) if len(row) == 4 else row for row in rows]
    frame = pd.DataFrame(filled, columns=["uscc", "n", "meter", "electricity_kwh", "state"])
    dates = pd.Series([day(n) for n in frame["n"]], dtype="datetime64[us]")
    return frame.astype({"electricity_kwh": float}).assign(
        date=dates, baseline_kwh=10.0, reason=None, on_duty_persons=None, employees_persons=None,
        capacity_use_pct=None,
    )  # fmt: skip


def used(*rows):
    found = daily_use(reports(*rows), WORKING)
    return found.set_index(["uscc", "date"])["electricity_kwh"].tolist()


def test_several_meters_are_added_up_and_a_day_without_one_of_them_has_no_sum():
    rows = [("A", n, meter, 4.0) for n in range(3) for meter in ("1", "2")]
    assert used(*rows) == [8.0, 8.0, 8.0]
    assert used(*rows[:-1])[:2] == [8.0, 8.0]
    assert pd.isna(used(*rows[:-1])[2])
    assert pd.isna(used(*rows[:-1], ("A", 2, "2", None))[2])


def test_a_new_meter_in_the_place_of_an_old_one_is_read_alone():
    assert used(("A", 0, "1", 4.0), ("A", 1, "2", 5.0)) == [4.0, 5.0]


def test_a_shared_meter_counts_once_though_one_of_them_does_not_report():
    found = daily_use(reports(("A", 0, "1", 6.0), ("B", 0, "1", 6.0), ("A", 1, "1", 6.0)), WORKING)
    assert found["electricity_kwh"].tolist() == [3.0, 3.0, 3.0]
    assert found["baseline_kwh"].tolist() == [5.0, 5.0, 5.0]
    assert found["shared"].all()


def test_a_meter_that_passes_to_another_enterprise_is_not_shared():
    found = daily_use(reports(("A", 0, "1", 6.0), ("B", 1, "1", 6.0)), WORKING)
    assert found["electricity_kwh"].tolist() == [6.0, 6.0]
    assert not found["shared"].any()


@pytest.mark.parametrize(
    ("reading", "state", "known"),
    [(0.0, "stopped", True), (0.0, None, True), (0.0, "normal", False), (-3.0, None, False)],
)
def test_a_zero_is_a_stop_or_a_gap_by_its_state_and_fed_in_power_is_no_use(reading, state, known):
    (found,) = used(("A", 0, None, reading, state))
    assert (found == 0) == known
    assert pd.isna(found) != known


@given(st.lists(st.floats(0, 1e6, width=32), min_size=1, max_size=8), st.integers(1, 4))
def test_what_is_read_is_used_however_many_share_each_meter(values, sharers):
    rows = [(f"U{k}", 0, str(m), value) for m, value in enumerate(values) for k in range(sharers)]
    assert sum(used(*rows)) == pytest.approx(sum(values))


def test_the_newest_list_issued_by_a_day_holds_whole():
    rows = pd.DataFrame({"uscc": list("ABBC"), "n": [0, 0, 9, 9]})
    lists = rows.assign(listed_on=pd.Series([day(n) for n in rows["n"]], dtype="datetime64[us]"))
    assert newest_list(lists, day(8))["uscc"].tolist() == ["A", "B"]
    assert newest_list(lists, day(9))["uscc"].tolist() == ["B", "C"]
    assert newest_list(lists, day(-1)).empty


@given(st.sets(st.integers(0, 30), min_size=1, max_size=4), st.integers(-5, 35))
def test_a_report_stands_on_the_list_that_was_the_newest_on_its_day(issued, n):
    listed = [(code, day(k)) for k in sorted(issued) for code in ("A", f"only {k}")]
    lists = pd.DataFrame(listed, columns=["uscc", "listed_on"])
    lists = lists.astype({"listed_on": "datetime64[us]"})
    codes = ["A", *(f"only {k}" for k in sorted(issued)), "B"]
    found = on_list(reports(*((code, n, None, 1.0) for code in codes)), lists)
    if n < min(issued):
        assert found.isna().all()
    else:
        newest = set(newest_list(lists, day(n))["uscc"])
        assert found.tolist() == [code in newest for code in codes]


def test_reports_without_a_column_are_refused():
    with pytest.raises(DataError, match="meter"):
        daily_use(reports(("A", 0, "1", 1.0)).drop(columns="meter"), WORKING)
