"""Classes of days to expiry, and lots that go out of turn."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.registers import by_expiry, out_of_turn
from tests.registers.ledgers import START, dates_of, day

KEY = ["item", "holder"]


def lots(rows):
    table = pd.DataFrame(rows, columns=["item", "closing", "expiry"])
    return table.assign(expiry=dates_of([row[2] for row in rows]))


STOCKS = st.lists(
    st.tuples(
        st.sampled_from(["mask", "gown"]), st.integers(-5, 50), st.none() | st.integers(-200, 400)
    ),
    min_size=1,
    max_size=15,
)


@given(STOCKS, st.lists(st.integers(0, 300), min_size=1, max_size=3, unique=True).map(sorted))
def test_the_classes_add_up_to_the_stock(rows, ends):
    found = by_expiry(lots(rows), START, upper_days=ends)
    classes = found.drop(columns=["item", "closing"])
    assert len(classes.columns) == len(ends) + 3
    assert (classes.sum(axis=1) == found["closing"]).all()
    assert found["closing"].sum() == sum(row[1] for row in rows)


def test_the_day_of_expiry_is_not_past_it():
    rows = [("mask", 2.0**n, days) for n, days in enumerate([-1, 0, 90, 91, 180, 181, None])]
    found = by_expiry(lots(rows), START).set_index("item").loc["mask"]
    assert found.drop("closing").to_dict() == {
        "expired": 1, "expires_0_90": 2 + 4, "expires_91_180": 8 + 16, "expires_over_180": 32,
        "no_expiry": 64,
    }  # fmt: skip


@pytest.mark.parametrize("ends", [[], [90, 90], [180, 90], [-1]])
def test_classes_that_do_not_rise_are_refused(ends):
    with pytest.raises(DataError, match="must rise"):
        by_expiry(lots([("mask", 1.0, 5)]), START, upper_days=ends)


def book(rows):
    names = ["date", "lot", "direction", "quantity"]
    table = pd.DataFrame(rows, columns=names).astype({"lot": "str", "quantity": float})
    ends = {"early": 100, "late": 200}
    return table.assign(
        date=dates_of(table["date"].tolist()),
        expiry=dates_of([ends.get(lot) for lot in table["lot"]]),
        item="mask",
        holder="H",
    )


def test_the_later_lot_went_out_while_the_earlier_one_was_there():
    moves = book(
        [
            (0, "early", "in", 50),
            (0, "late", "in", 50),
            (5, "late", "out", 10),
            (6, "early", "out", 50),
            (7, "late", "out", 10),
        ]
    )
    found = out_of_turn(moves)
    assert found.index.tolist() == [2]
    assert found[["earlier_lot", "earlier_expiry"]].values.tolist() == [["early", day(100)]]


@pytest.mark.parametrize(
    "rows",
    [
        [(0, "late", "in", 50), (3, "late", "out", 5), (4, "early", "in", 9)],  # not there yet
        [(0, "late", "in", 50), (3, "late", "out", 5), (3, "early", "in", 9)],  # came that day
        [
            (0, "early", "in", 9),
            (0, "late", "in", 9),
            (3, "early", "out", 9),
            (3, "late", "out", 1),
        ],
        [(0, "early", "in", 9), (0, "late", "in", 9), (101, "late", "out", 1)],  # it had expired
        [(0, "unknown", "in", 9), (0, "late", "in", 9), (3, "late", "out", 1)],
        [(0, "early", "in", 9), (0, None, "in", 9), (3, None, "out", 1)],
    ],
)
def test_what_may_go_out_is_not_found(rows):
    assert out_of_turn(book(rows)).empty


LEDGERS = st.lists(
    st.tuples(
        st.integers(0, 250),
        st.sampled_from(["early", "late"]),
        st.sampled_from(["in", "out"]),
        st.integers(0, 20),
    ),
    max_size=15,
)


@given(LEDGERS)
def test_every_movement_out_of_turn_is_found_and_no_other(rows):
    def held(until):
        return sum(
            amount if direction == "in" else -amount
            for date, lot, direction, amount in rows
            if lot == "early" and date <= until
        )

    wanted = [
        place
        for place, (date, lot, direction, _) in enumerate(rows)
        if (lot, direction) == ("late", "out")
        and date <= 100
        and min(held(date - 1), held(date)) > 0
    ]
    assert sorted(out_of_turn(book(rows)).index) == wanted
