"""Cases: open, overdue, closed in time."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.registers import ageing, closed, completion, outcomes, received, status
from tests.registers.ledgers import START, cases, day

COLUMNS = ("opened_on", "due_on", "extended_to", "closed_on", "reopened_on")
AGE_CLASSES = ["open_0_7", "open_8_30", "open_31_90", "open_over_90"]


def case(**columns):
    rows = pd.DataFrame({n: pd.to_datetime(pd.Series([columns.get(n)])) for n in COLUMNS})
    return rows.assign(outcome=columns.get("outcome", "solved"))


@given(cases(), st.integers(0, 200))
def test_the_age_classes_and_the_closed_add_up_to_the_received(rows, on):
    known = received(rows, START, day(on))
    table = ageing(rows, day(on), by="county_code").set_index("county_code")
    assert table["received"].to_dict() == known.groupby("county_code").size().to_dict()
    assert (table[["closed", *AGE_CLASSES]].sum(axis=1) == table["received"]).all()
    assert (table["overdue"] <= table[AGE_CLASSES].sum(axis=1)).all()
    assert ageing(rows, day(on))["received"].item() == len(known)


@given(cases(), st.integers(0, 60))
def test_nobody_is_overdue_and_on_time(rows, on):
    stand = status(rows, day(on))
    assert not (stand["overdue"] & stand["on_time"].fillna(False)).any()
    impossible = stand["closed_on"] < stand["opened_on"]
    assert ((stand["open"] | impossible) == stand["days_taken"].isna()).all()
    assert not (stand["days_taken"] < 0).any()
    assert (stand["overdue"] == (stand["days_overdue"] > 0)).all()


@pytest.mark.parametrize(
    ("on", "extended", "days"),
    [
        ("2022-11-10", None, 0),  # due today
        ("2022-11-11", None, 1),
        ("2022-11-11", "2022-11-20", 0),
        ("2022-11-22", "2022-11-20", 2),
    ],
)
def test_overdue_is_after_the_day_and_after_the_extension(on, extended, days):
    row = case(opened_on="2022-11-01", due_on="2022-11-10", extended_to=extended)
    assert status(row, on)["days_overdue"].item() == days
    assert ageing(row, on)["overdue"].item() == (days > 0)


@pytest.mark.parametrize(("age", "place"), [(7, 0), (8, 1), (30, 1), (31, 2), (90, 2), (91, 3)])
def test_an_upper_end_belongs_to_its_class(age, place):
    table = ageing(case(opened_on=START), START + pd.Timedelta(days=age))
    assert table[AGE_CLASSES].iloc[0].tolist() == [int(i == place) for i in range(4)]


def test_what_happens_later_is_not_yet_known():
    row = case(opened_on="2022-11-01", closed_on="2022-11-20", reopened_on="2022-12-05")
    assert status(row, "2022-10-31").empty
    open_on = {
        on: status(row, on)["open"].item() for on in ("2022-11-19", "2022-11-30", "2022-12-05")
    }
    assert open_on == {"2022-11-19": True, "2022-11-30": False, "2022-12-05": True}
    assert len(closed(row, "2022-01-01", "2022-11-30")) == 1
    assert len(closed(row, "2022-01-01", "2022-12-31")) == 0


def test_a_reopened_case_that_is_closed_again_is_closed():
    row = case(opened_on="2022-11-01", closed_on="2022-11-20", reopened_on="2022-11-10")
    assert not status(row, "2022-11-30")["open"].item()


def test_closed_within_the_year_whenever_opened():
    row = case(opened_on="2021-12-20", closed_on="2022-01-05")
    assert len(closed(row, "2022-01-01", "2022-11-30")) == 1
    assert received(row, "2022-01-01", "2022-11-30").empty


def test_an_issue_ledger_of_four_hundred_and_twenty():
    # 420 received, 396 closed, 352 of them in time; 310 answered, 301 satisfied.
    number = pd.Series(range(420))
    opened = pd.Series(pd.Timestamp("2022-03-01"), index=number.index)
    days = (number * 0 + 7).where(number < 352, 9)
    rows = pd.DataFrame(
        {
            "opened_on": opened,
            "due_on": opened + pd.Timedelta(days=7),
            "extended_to": pd.NaT,
            "closed_on": (opened + pd.to_timedelta(days, unit="D")).where(number < 396),
            "reopened_on": pd.NaT,
            "outcome": ["solved"] * 300 + ["explained"] * 120,
        }
    )
    table = outcomes(rows, "2022-11-30").iloc[0]
    assert table[["received", "closed", "on_time", "solved"]].tolist() == [420, 396, 352, 300]
    assert table["overdue"] == 24
    assert round(table["closed_pct"], 1) == 94.3
    assert round(table["on_time_pct"], 1) == 88.9
    assert round(table["solved_pct"], 1) == 71.4
    assert table["median_days"] == 7
    visits = pd.DataFrame({"answered": number < 310, "closed": number < 396, "good": number < 301})
    assert round(completion(visits, "good", of="answered")["done_pct"].item(), 1) == 97.1
    assert round(completion(visits, "good", of="closed")["done_pct"].item(), 1) == 76.0


def test_a_case_without_a_due_day_is_neither_late_nor_in_time():
    row = case(opened_on="2022-11-01", closed_on="2022-11-20")
    table = outcomes(row, "2022-11-30").iloc[0]
    assert table["closed_with_due"] == 0
    assert pd.isna(table["on_time_pct"])
    assert table["closed_pct"] == 100


def test_medians_by_county_stand_in_their_row():
    rows = pd.concat(
        [
            case(opened_on="2022-11-01", closed_on="2022-11-03").assign(county_code="2"),
            case(opened_on="2022-11-01", closed_on="2022-11-09").assign(county_code="1"),
            case(opened_on="2022-11-01").assign(county_code="3"),
        ]
    )
    table = outcomes(rows, "2022-11-30", by="county_code").set_index("county_code")
    assert table["median_days"].fillna(-1).to_dict() == {"1": 8, "2": 2, "3": -1}


def test_classes_must_rise_and_columns_be_there():
    with pytest.raises(DataError, match="must rise"):
        ageing(case(opened_on="2022-11-01"), "2022-11-30", upper_days=[30, 7])
    with pytest.raises(DataError, match="missing: extended_to"):
        status(case(opened_on="2022-11-01").drop(columns="extended_to"), "2022-11-30")
