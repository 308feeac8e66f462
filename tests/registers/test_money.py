"""Awards, payments, and money that stands twice."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.registers import awarded_twice, money, overpaid

amounts = st.lists(
    st.tuples(
        st.sampled_from(["1", "2"]),
        st.one_of(st.none(), st.integers(0, 500)),
        st.one_of(st.none(), st.integers(0, 500)),
    ),
    max_size=20,
)


def ledger(rows):
    names = ["county_code", "award_10k_cny", "paid_10k_cny"]
    return pd.DataFrame(rows, columns=names).astype(dict.fromkeys(names[1:], float))


@given(amounts)
def test_paid_stays_within_the_award_but_for_rows_that_are_flagged(rows):
    rows = ledger(rows)
    fine = rows.drop(overpaid(rows).index)
    assert (fine["paid_10k_cny"].fillna(0) <= fine["award_10k_cny"].fillna(0)).all()
    assert (money(fine, "county_code")["paid_pct"].dropna() <= 100).all()
    if not rows.empty:
        total = money(rows)
        assert total["award_10k_cny"].item() == rows["award_10k_cny"].sum()


def test_the_share_paid_is_a_ratio_of_sums():
    rows = ledger([("1", 100, 100), ("1", 300, None), ("2", None, None)])
    table = money(rows, "county_code").set_index("county_code")
    assert table.loc["1", "paid_pct"] == 25
    assert table.loc["1", ["awards", "rows"]].tolist() == [2, 2]
    assert pd.isna(table.loc["2", "paid_pct"])
    assert table.loc["2", "awards"] == 0


def test_paid_above_or_without_an_award_is_flagged():
    rows = ledger([("1", 100, 100), ("1", 100, 101), ("1", None, 5)])
    assert overpaid(rows).index.tolist() == [1, 2]


def test_one_project_one_award_a_programme():
    rows = pd.DataFrame(
        {
            "holder_id": ["P1", "P1", "P2", "P2", "P3", "P3"],
            "title": ["hundred_demo", "industrial_base"] * 3,
            "year": [2022, 2022, 2022, 2021, 2022, 2022],
            "award_10k_cny": [100.0, 80, 50, 60, 90, None],
        }
    )
    assert awarded_twice(rows).index.tolist() == [0, 1]
    assert awarded_twice(rows, ["title", "year"]).empty


def test_a_missing_amount_column_is_named():
    with pytest.raises(DataError, match="missing: paid_10k_cny"):
        money(pd.DataFrame({"award_10k_cny": [1.0]}))
