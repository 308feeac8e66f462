"""Rungs of a ladder: every holder stands highest exactly once, whatever its titles."""

from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.registers.catalogue import Catalogue
from analysis.registers.rungs import off_level, on_rungs, standing
from analysis.tables.rules import read_rules

KNOWN = read_rules(Path("data/reference/titles/titles.yaml"), Catalogue)
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["tech_sme", "innovative_sme", "srdi", "srdi_model", "little_giant",
                         "champion", "dcmm", "nobody's"]),
        st.sampled_from(["city", "province", "nation"]),
        st.sampled_from("ABCD"),
        st.sampled_from(["990001", "990002"]),
    )
)  # fmt: skip


def entries(rows):
    return pd.DataFrame(rows, columns=["title", "level", "holder_id", "county_code"])


@given(ROWS)
def test_each_holder_is_highest_once_and_stands_on_each_of_its_rungs(rows):
    on = on_rungs(entries(rows), KNOWN)
    held = standing(on)
    key = ["county_code", "holder_id"]
    assert held.groupby(key)["highest"].sum().eq(1).all()
    assert not held.duplicated([*key, "place"]).any()
    pairs = zip(on["county_code"], on["holder_id"], on["title"].map(KNOWN.places), strict=True)
    assert len(held) == len({*pairs})


@given(ROWS)
def test_the_order_of_the_entries_decides_nothing(rows):
    columns = ["county_code", "holder_id", "place"]
    one = standing(on_rungs(entries(rows), KNOWN)).sort_values(columns, ignore_index=True)
    other = standing(on_rungs(entries(rows[::-1]), KNOWN)).sort_values(columns, ignore_index=True)
    pd.testing.assert_frame_equal(one, other)


def test_a_list_of_another_level_is_on_no_rung():
    rows = entries([("little_giant", "province", "A", "1"), ("little_giant", "nation", "B", "1")])
    assert off_level(rows, KNOWN).tolist() == [True, False]
    assert on_rungs(rows, KNOWN)[["holder_id", "place"]].to_numpy().tolist() == [["B", 3]]
