"""Days that a stock lasts."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.registers import days_of_supply
from tests.registers.ledgers import dates_of, day

LOTS = pd.DataFrame({"item": ["mask", "mask", "gown"], "closing": [60_000.0, 4_000.0, 7.0]})


def book(rows):
    table = pd.DataFrame(rows, columns=["date", "item", "direction", "quantity"])
    return table.astype({"item": "str", "quantity": float}).assign(
        date=dates_of(table["date"].tolist())
    )


def test_64_000_at_1_600_a_day_last_40_days():
    moves = book(
        [
            (16, "mask", "out", 9_999),  # a day too early
            (17, "mask", "out", 20_000),
            (30, "mask", "out", 2_400),
            (30, "mask", "in", 500),
            (31, "mask", "out", 9_999),
        ]
    )
    found = days_of_supply(LOTS, moves, day(30)).set_index("item")
    mask = found.loc["mask", ["closing", "used", "daily_use", "supply_days"]]
    assert mask.tolist() == [64_000, 22_400, 1_600, 40]
    assert found.loc["gown", "used"] == 0
    assert pd.isna(found.loc["gown", "supply_days"])


MOVES = st.lists(
    st.tuples(
        st.integers(0, 40), st.sampled_from(["mask", "gown"]), st.sampled_from(["in", "out"]),
        st.integers(0, 90),
    ),
    max_size=12,
)  # fmt: skip


@given(MOVES, st.integers(0, 40), st.integers(1, 30))
def test_the_stock_is_used_up_after_so_many_days(rows, last, days):
    found = days_of_supply(LOTS, book(rows), day(last), days=days)
    assert found["item"].tolist() == ["gown", "mask"]
    for row in found.itertuples():
        used = sum(
            amount
            for date, item, direction, amount in rows
            if (item, direction) == (row.item, "out") and last - days < date <= last
        )
        assert row.used == used
        assert pd.isna(row.supply_days) == (used == 0)
        if used:
            assert row.supply_days * row.daily_use == pytest.approx(row.closing)


def test_less_than_nothing_lasts_no_days():
    lacking = pd.DataFrame({"item": ["mask"], "closing": [-5.0]})
    found = days_of_supply(lacking, book([(3, "mask", "out", 5)]), day(3))
    assert found["supply_days"].isna().all()
