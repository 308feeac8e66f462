"""Stops of lines: spans united, days owed, quarters cleared."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.registers import (
    calendar_days,
    clearing,
    overlap_days,
    overlapping,
    shortfall,
    tally,
)
from analysis.registers.overlap import union
from tests.registers.ledgers import day

HOUR = pd.Timedelta(hours=1)
spans = st.lists(
    st.tuples(st.sampled_from(["K1", "K2"]), st.integers(0, 60), st.integers(0, 30)), max_size=12
)


def stops(rows, kind="actual"):
    begin = pd.Series([day(0) + HOUR * r[1] for r in rows], dtype="datetime64[us]")
    length = pd.Series([HOUR * r[2] for r in rows], dtype="timedelta64[us]")
    lines = pd.Series([r[0] for r in rows], dtype="str")
    return pd.DataFrame({"line_id": lines, "kind": kind, "from_at": begin, "to_at": begin + length})


def hours(rows, line):
    """Hours of a line in which it stood still, counted one by one."""
    return {h for name, begin, length in rows if name == line for h in range(begin, begin + length)}


@given(spans)
def test_united_spans_of_a_line_are_disjoint_and_cover_the_same_hours(rows):
    united = union(stops(rows))
    assert overlapping(united, "line_id").empty
    for line in ("K1", "K2"):
        own = united[united["line_id"] == line]
        assert ((own["to_at"] - own["from_at"]) / HOUR).sum() == len(hours(rows, line))


@given(spans, spans)
def test_days_in_both_are_the_hours_in_both(one, other):
    days = overlap_days(stops(one), stops(other))
    for line in ("K1", "K2"):
        common = hours(one, line) & hours(other, line)
        assert days.get(line, 0.0) * 24 == pytest.approx(len(common))


@given(spans, spans)
def test_no_line_stops_longer_within_the_window_than_the_window(required, actual):
    table = shortfall(pd.concat([stops(required, "required"), stops(actual)]), on=day(365))
    assert (table["actual_days"] <= table["required_days"] + 1e-9).all()
    assert (table["owed_days"] >= 0).all()


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2022-11-15", "2023-03-15", 121),  # announced as 120
        ("2025-11-15", "2026-03-31", 137),  # announced as 136
        ("2022-07-05", "2022-07-24", 20),
        ("2022-07-06", "2022-07-25", 20),
    ],
)
def test_seasons_from_midnight_to_midnight(first, last, days):
    assert calendar_days(first, last) == days


def span(line, kind, begin, end):
    return {
        "line_id": line,
        "kind": kind,
        "from_at": pd.Timestamp(begin),
        "to_at": pd.Timestamp(end),
    }


def test_a_stop_by_the_hour():
    rows = pd.DataFrame([span("K1", "required", "2022-07-01 08:00", "2022-07-16 08:00")])
    assert shortfall(rows, "2022-08-01")["required_days"].item() == 15


def test_what_a_line_owes_at_the_end_and_in_the_middle_of_a_season():
    rows = pd.DataFrame(
        [
            span("K1", "required", "2022-11-15", "2023-03-16"),
            span("K1", "actual", "2022-11-10", "2023-02-03"),  # 80 days of the season
            span("K1", "exempt", "2023-02-10", "2023-02-20"),
            span("K1", "make_up", "2023-04-01", "2023-04-21"),
            span("K2", "required", "2022-11-15", "2022-11-25"),
            span("K2", "actual", "2022-11-15", "2022-11-25"),
            span("K2", "make_up", "2022-12-01", "2022-12-04"),
        ]
    )
    table = shortfall(rows, "2023-05-01").set_index("line_id")
    expected = {"required_days": 121, "actual_days": 80, "exempt_days": 10, "make_up_days": 20}
    assert table.loc["K1", list(expected)].to_dict() == expected
    assert table["shortfall_days"].to_dict() == {"K1": 11, "K2": -3}
    # The surplus of one line pays nothing of the other's.
    assert tally(table, (), quantity="owed_days")["owed_days"].item() == 11
    running = shortfall(rows, "2022-11-30").set_index("line_id")
    assert running.loc["K1", ["required_days", "actual_days"]].tolist() == [16, 16]


def test_a_stop_without_an_end_lasts_until_the_day():
    rows = pd.DataFrame(
        [
            span("K1", "required", "2022-11-15", "2023-03-16"),
            span("K1", "actual", "2022-11-20", None),
        ]
    )
    assert shortfall(rows, "2022-11-30")["owed_days"].item() == 5


def test_the_quarter_is_cleared_but_not_across_its_end():
    months = pd.DataFrame(
        {
            "line_id": "K1",
            "period": ["2022-10", "2022-11", "2022-12", "2023-01"],
            "required": [10, 10, 10, 10],
            "actual": [12, 7, 11, 9],
        }
    )
    table = clearing(months, "required", "actual")
    assert table["carried_days"].tolist() == [2, -1, 0, -1]
    assert table["quarter"].tolist() == ["2022Q4"] * 3 + ["2023Q1"]


def test_spans_that_overlap_are_named_and_backward_ones_refused():
    rows = pd.DataFrame(
        [
            span("K1", "actual", "2022-11-01", "2022-11-10"),
            span("K1", "actual", "2022-11-10", "2022-11-20"),
            span("K1", "actual", "2022-11-05", "2022-11-06"),
            span("K1", "required", "2022-11-05", "2022-11-06"),
        ],
        index=[7, 7, 8, 9],
    )
    assert overlapping(rows)["from_at"].tolist() == [pd.Timestamp("2022-11-05")]
    with pytest.raises(DataError, match="1 spans end before they begin, first K1"):
        union(pd.DataFrame([span("K1", "actual", "2022-11-02", "2022-11-01")]))
    with pytest.raises(DataError, match="unknown kinds of stop: holiday"):
        shortfall(rows.assign(kind="holiday"), "2022-11-30")
    with pytest.raises(DataError, match="from_at is empty in 4 rows"):
        shortfall(rows.assign(from_at=pd.NaT), "2022-11-30")
