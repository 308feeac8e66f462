"""Units, totals and groups without anything."""

import pandas as pd
import pytest
from hypothesis import given

from analysis.errors import DataError
from analysis.registers import units, with_empty_groups, with_totals
from tests.registers.ledgers import recognitions

BOTH = {"enterprises": "holder_id", "products": ["holder_id", "product"]}


@given(recognitions())
def test_enterprises_are_no_more_than_products_and_these_no_more_than_rows(rows):
    counts = units(rows, by="title", **BOTH)
    assert (counts["enterprises"] <= counts["products"]).all()
    assert (counts["products"] <= counts["rows"]).all()


@given(recognitions())
def test_a_total_counts_its_rows_and_does_not_add_its_groups(rows):
    codes = {"county_code": "city", "title": "all"}
    counts = units(with_totals(rows, codes), by=["county_code", "title"])
    if rows.empty:
        assert counts.empty
        return
    cell = counts.set_index(["county_code", "title"])["enterprises"]
    assert cell[("city", "all")] == rows["holder_id"].nunique()
    for title, own in rows.groupby("title"):
        assert cell[("city", title)] == own["holder_id"].nunique()
    # A holder lies in one county, so counties add up; it may have two titles.
    assert cell.xs("all", level="title").drop("city").sum() == cell[("city", "all")]


def test_without_groups_there_is_one_row_also_of_nothing():
    rows = pd.DataFrame({"holder_id": ["A", "A", "B"], "document": ["x", "x", "y"]})
    assert units(rows).to_dict("records") == [{"rows": 3, "enterprises": 2}]
    assert units(rows.head(0)).to_dict("records") == [{"rows": 0, "enterprises": 0}]
    purchases = units(rows, purchases="document")
    assert purchases.to_dict("records") == [{"rows": 3, "purchases": 2}]


def test_a_county_without_a_title_has_zero():
    rows = pd.DataFrame({"county_code": ["2", "2"], "holder_id": ["A", "B"]})
    counties = pd.DataFrame({"county_code": ["1", "2"]})
    counts = with_empty_groups(units(rows, by="county_code"), counties)
    assert counts.to_dict("list") == {
        "county_code": ["1", "2"],
        "rows": [0, 2],
        "enterprises": [0, 2],
    }
    assert counts["rows"].dtype == "int64"
    shares = counts.loc[[1]].assign(paid_pct=60.0)
    assert with_empty_groups(shares, counties)["paid_pct"].isna().tolist() == [True, False]


def test_rows_without_a_group_are_a_group_of_their_own():
    rows = pd.DataFrame({"holder_id": ["A", "B", "B"], "grade": ["3", None, None]})
    counts = units(rows, by="grade")
    assert counts["rows"].tolist() == [1, 2]
    assert counts["grade"].isna().tolist() == [False, True]


def test_a_row_that_cannot_be_counted_is_refused():
    rows = pd.DataFrame({"holder_id": ["A", None], "title": "srdi"})
    with pytest.raises(DataError, match="holder_id is empty in 1 row: no count"):
        units(rows, by="title")
    with pytest.raises(DataError, match="missing: level"):
        units(rows, by="level")


def test_a_count_has_no_name_of_a_group():
    rows = pd.DataFrame({"holder_id": ["A"], "title": "srdi", "rows": "r"})
    with pytest.raises(DataError, match="a group and a count of one name, rename one: title"):
        units(rows, by="title", title="holder_id")
    with pytest.raises(DataError, match="a group and a count of one name, rename one: rows"):
        units(rows, by="rows")


def test_a_code_of_the_sum_may_not_be_a_group_already():
    with pytest.raises(DataError, match="'city' already"):
        with_totals(pd.DataFrame({"county_code": ["city"]}), {"county_code": "city"})
