"""Stock movements."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.registers import balance, overdrawn
from tests.registers.ledgers import START, dates_of, day

moves = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.sampled_from(["mask", "gown"]),
        st.sampled_from(["L1", None]),
        st.sampled_from(["in", "out"]),
        st.integers(0, 100),
    ),
    max_size=25,
)
KEY = ["item", "lot", "holder"]


def book(rows):
    names = ["date", "item", "lot", "direction", "quantity"]
    table = pd.DataFrame(rows, columns=names).astype(dict.fromkeys(names[1:4], "str"))
    numbers = table["date"].tolist()
    return table.assign(
        date=dates_of(numbers), holder="H", quantity=table["quantity"].astype(float)
    )


@given(moves, st.integers(0, 30))
def test_each_closing_is_the_next_opening(rows, cut):
    moved = book(rows)
    first = balance(moved, START, day(cut)).set_index(KEY)
    second = balance(moved, day(cut + 1), day(cut + 10)).set_index(KEY)
    both = second.join(first["closing"].rename("carried"))["carried"].fillna(0)
    assert second["opening"].tolist() == both.tolist()
    assert (first["opening"] == 0).all()
    signed = moved["quantity"].where(moved["direction"] == "in", -moved["quantity"])
    assert second["closing"].sum() == signed[moved["date"] <= day(cut + 10)].sum()


@given(moves)
def test_every_day_that_ends_below_zero_is_named(rows):
    below = set()
    for item, lot in {row[1:3] for row in rows}:
        own = [row for row in rows if row[1:3] == (item, lot)]
        for date in {row[0] for row in own}:
            amounts = [r[4] if r[3] == "in" else -r[4] for r in own if r[0] <= date]
            if sum(amounts) < 0:
                below.add((item, lot or "", day(date), sum(amounts)))
    found = overdrawn(book(rows))[["item", "lot", "date", "balance"]].fillna({"lot": ""})
    assert set(found.itertuples(index=False, name=None)) == below


def test_a_month_of_masks():
    moved = book(
        [
            (0, "mask", "L1", "in", 100),
            (10, "mask", "L1", "out", 30),
            (12, "mask", "L1", "in", 20),
            (25, "mask", "L1", "out", 5),
        ]
    )
    row = balance(moved, day(5), day(20)).iloc[0]
    assert row[["opening", "received", "issued", "closing"]].tolist() == [100, 20, 30, 90]
    assert overdrawn(moved).empty
    assert balance(moved, day(-5), day(-1)).empty  # nothing was known yet


def test_within_a_day_only_its_end_counts():
    moved = book([(3, "mask", "L1", "out", 10), (3, "mask", "L1", "in", 10)])
    assert overdrawn(moved).empty
    late = book([(3, "mask", "L1", "out", 10), (4, "mask", "L1", "in", 10)])
    assert overdrawn(late)[["date", "balance"]].values.tolist() == [[day(3), -10]]


@pytest.mark.parametrize(
    "wrong", [{"direction": "lost"}, {"quantity": -1.0}, {"quantity": None}, {"date": pd.NaT}]
)
def test_what_is_no_movement_is_refused(wrong):
    moved = book([(0, "mask", "L1", "in", 1), (1, "mask", "L1", "in", 1)])
    moved.loc[1, list(wrong)] = list(wrong.values())
    with pytest.raises(DataError, match="1 movements are no movement"):
        balance(moved, START, day(5))
