"""Stock, what comes and goes, what waits, what ends."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.registers import expiring, lapsed, new, pending, revoked, stock, units
from tests.registers.ledgers import dates_of, day, recognitions

KEY = ["title", "batch", "holder_id", "product"]
days = st.integers(0, 60)


def keys(rows):
    return set(rows[KEY].itertuples(index=False, name=None))


def ledger(**columns):
    """One row with the dates given, all others missing."""
    names = ("announced_on", "granted_on", "valid_until", "reviewed_on", "revoked_on")
    return pd.DataFrame({n: pd.to_datetime(pd.Series([columns.get(n)])) for n in names})


@given(recognitions(), days, st.integers(1, 40))
def test_stock_is_the_last_one_and_what_came_less_what_went(rows, start, length):
    since, until = day(start + 1), day(start + length)
    before, after = stock(rows, day(start)), stock(rows, until)
    came = new(rows, since, until)
    gone = (lapsed(rows, since, until), revoked(rows, since, until))
    assert len(after) == len(before) + len(came) - len(gone[0]) - len(gone[1])
    assert not keys(gone[0]) & keys(gone[1])
    assert keys(after) == (keys(before) | keys(came)) - keys(gone[0]) - keys(gone[1])


@given(recognitions(), days, days)
def test_stock_only_grows_where_nothing_ends(rows, first, later):
    rows = rows.assign(valid_until=dates_of([None] * len(rows)))
    rows = rows.assign(revoked_on=rows["valid_until"])
    first, later = sorted((first, later))
    assert keys(stock(rows, day(first))) <= keys(stock(rows, day(later)))


@given(recognitions(), days)
def test_what_is_pending_is_not_in_stock(rows, on):
    assert not keys(pending(rows, day(on))) & keys(stock(rows, day(on)))


@given(recognitions(), days)
def test_the_months_of_expiry_add_up_to_the_stock_with_a_date(rows, on):
    rows = rows.assign(reviewed_on=pd.NaT)
    held = stock(rows, day(on))
    calendar = expiring(rows, day(on), day(1000))
    calendar = units(calendar.assign(month=calendar["valid_until"].dt.to_period("M")), by="month")
    assert calendar["rows"].sum() == held["valid_until"].notna().sum()


@pytest.mark.parametrize(
    ("on", "held"),
    [("2022-06-30", 0), ("2022-07-01", 1), ("2025-06-30", 1), ("2025-07-01", 0)],
)
def test_the_first_and_the_last_day_count(on, held):
    rows = ledger(granted_on="2022-07-01", valid_until="2025-06-30")
    assert len(stock(rows, on)) == held


def test_a_title_without_an_end_never_lapses_and_one_revoked_is_gone_that_day():
    rows = ledger(granted_on="2022-07-01", revoked_on="2023-03-01")
    assert len(stock(rows, "2023-02-28")) == 1
    assert len(stock(rows, "2023-03-01")) == 0
    assert len(stock(ledger(granted_on="2022-07-01"), "2099-01-01")) == 1


def test_revoked_after_the_end_is_lapsed():
    rows = ledger(granted_on="2022-01-01", valid_until="2022-06-30", revoked_on="2022-08-01")
    assert len(lapsed(rows, "2022-07-01", "2022-12-31")) == 1
    assert len(revoked(rows, "2022-07-01", "2022-12-31")) == 0


def test_what_is_granted_after_the_day_still_waits():
    rows = ledger(announced_on="2022-11-20", granted_on="2022-12-05")
    assert len(pending(rows, "2022-11-19")) == 0
    assert len(pending(rows, "2022-11-30")) == 1
    assert len(pending(rows, "2022-12-05")) == 0


def test_who_was_struck_off_waits_no_longer():
    rows = ledger(announced_on="2022-11-20", revoked_on="2022-11-25")
    assert len(pending(rows, "2022-11-24")) == 1
    assert len(pending(rows, "2022-11-25")) == 0


def test_only_the_coming_review_takes_a_row_off_the_list():
    held = {"granted_on": "2019-07-01", "valid_until": "2025-06-30"}
    last_round = ledger(**held, reviewed_on="2022-05-20")  # moved the end to where it is
    this_round = ledger(**held, reviewed_on="2025-02-10")
    span = ("2025-03-01", "2025-12-31")
    assert len(expiring(last_round, *span)) == 1
    assert len(expiring(this_round, *span)) == 0
    assert len(expiring(this_round, "2025-02-09", "2025-12-31")) == 1  # not known yet
    assert len(expiring(last_round, "2025-03-01", "2025-06-29")) == 0


def test_a_month_is_no_day_and_a_span_runs_forwards():
    rows = ledger(granted_on="2022-07-01")
    with pytest.raises(DataError, match=r"'2022-11' names no day .*periods\.last_day"):
        stock(rows, "2022-11")
    with pytest.raises(DataError, match="ends on 2022-01-01, before it begins on 2022-12-31"):
        new(rows, "2022-12-31", "2022-01-01")


def test_a_missing_column_and_one_without_dates_are_named():
    rows = ledger(granted_on="2022-07-01")
    with pytest.raises(DataError, match=r"missing: revoked_on; there are: .*granted_on"):
        stock(rows.drop(columns="revoked_on"), "2022-11-30")
    with pytest.raises(DataError, match=r"granted_on holds no dates .*pd\.to_datetime reads text"):
        stock(rows.assign(granted_on="2022-07-01"), "2022-11-30")


@pytest.mark.parametrize(
    "kept",
    [
        lambda days: days.dt.tz_localize("Asia/Shanghai"),
        lambda days: days.dt.date.astype(object),
        lambda days: days.astype("timestamp[us][pyarrow]"),
        lambda days: days.astype("timestamp[us, tz=Asia/Shanghai][pyarrow]"),
        lambda days: days + pd.Timedelta(hours=9),
    ],
)
def test_a_day_is_that_day_however_it_is_kept(kept):
    rows = ledger(granted_on="2022-07-01", valid_until="2025-06-30")
    rows = rows.assign(granted_on=kept(rows["granted_on"]))
    assert [len(stock(rows, on)) for on in ("2022-06-30", "2022-07-01")] == [0, 1]
