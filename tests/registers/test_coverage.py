"""Coverage of an eligible list."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.registers import coverage, with_totals

codes = st.lists(st.sampled_from("ABCDEFGH"))


@given(codes, codes)
def test_coverage_stays_within_a_hundred_per_cent(holders, eligible):
    table = coverage(
        pd.DataFrame({"holder_id": pd.Series(holders, dtype="str")}),
        pd.DataFrame({"uscc": pd.Series(eligible, dtype="str")}),
    ).iloc[0]
    assert table["covered"] == len(set(holders) & set(eligible))
    assert table["covered"] + table["covered_outside"] == len(set(holders))
    assert table["eligible"] == len(set(eligible))
    if eligible:
        assert 0 <= table["coverage_pct"] <= 100
    else:
        assert pd.isna(table["coverage_pct"])


def test_the_list_decides_the_county_and_the_city_counts_anew():
    rows = pd.DataFrame({"holder_id": ["A", "A", "B", "X"], "county_code": ["1", "1", "1", "2"]})
    listed = pd.DataFrame({"uscc": ["A", "B", "C"], "county_code": ["1", "2", "2"]})
    city = {"county_code": "city"}
    table = coverage(with_totals(rows, city), with_totals(listed, city), "county_code")
    table = table.set_index("county_code")
    assert table["covered"].to_dict() == {"1": 1, "2": 1, "city": 2}
    assert table["covered_outside"].to_dict() == {"1": 0, "2": 1, "city": 1}
    assert table["coverage_pct"].tolist() == pytest.approx([100, 50, 200 / 3])


def test_a_holder_without_a_code_cannot_be_matched():
    rows = pd.DataFrame({"holder_id": ["A", None]})
    with pytest.raises(DataError, match="holder_id is empty in 1 row: no count"):
        coverage(rows, pd.DataFrame({"uscc": ["A"]}))
