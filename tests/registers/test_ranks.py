"""Places, ties, change."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.registers import ranking, ranking_change

measures = st.lists(
    st.tuples(st.sampled_from(["a", "b"]), st.one_of(st.none(), st.integers(0, 5))), max_size=15
)


def counties(rows):
    table = pd.DataFrame(rows, columns=["group", "rate"]).astype({"rate": float})
    return table.assign(county_code=[f"{i:02d}" for i in range(len(rows))])


@given(measures, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_decide(rows, random):
    table = counties(rows)
    order = list(range(len(table)))
    random.shuffle(order)
    ranked = ranking(table, "rate", within="group")
    pd.testing.assert_frame_equal(ranking(table.iloc[order], "rate", "group"), ranked.iloc[order])


@given(measures)
def test_the_place_is_one_more_than_the_number_of_the_better(rows):
    ranked = ranking(counties(rows), "rate", within="group")
    for row in ranked.itertuples():
        own = ranked[(ranked["group"] == row.group) & ranked["rate"].notna()]
        assert row.of == len(own)
        if pd.isna(row.rate):
            assert pd.isna(row.place)
            assert not row.tied
        else:
            assert row.place == 1 + (own["rate"] > row.rate).sum()
            assert row.tied == ((own["rate"] == row.rate).sum() > 1)


def test_ties_share_and_leave_the_next_place_free():
    table = counties([("a", 90), ("a", 80), ("a", 80), ("a", 70)])
    assert ranking(table, "rate")["place"].tolist() == [1, 2, 2, 4]
    assert ranking(table, "rate", best="lowest")["place"].tolist() == [4, 2, 2, 1]


def test_places_gained_since_the_last_period():
    before = ranking(counties([("a", 90), ("a", 80), ("a", 70)]), "rate")
    now = ranking(counties([("a", 10), ("a", 20), ("a", 30), ("a", 5)]), "rate")
    table = ranking_change(now, before)
    assert table["change"].fillna(-99).tolist() == [-2, 0, 2, -99]
    assert table["place_before"].fillna(0).tolist() == [1, 2, 3, 0]


def test_a_county_twice_has_no_change():
    ranked = ranking(counties([("a", 1)]), "rate")
    with pytest.raises(DataError, match="twice"):
        ranking_change(ranked, pd.concat([ranked, ranked]))
    with pytest.raises(DataError, match="missing: place"):
        ranking_change(ranked, ranked.drop(columns="place"))


def test_the_best_is_the_highest_or_the_lowest():
    with pytest.raises(DataError, match="highest, lowest"):
        ranking(counties([("a", 1.0)]), "rate", best="low")
