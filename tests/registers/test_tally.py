"""Work done, added up."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.registers import tally, within

ACTS = pd.DataFrame(
    {
        "kind": ["permit_vehicle", "permit_vehicle", "training"],
        "unit": ["趟次", "趟次", "人"],
        "date": pd.to_datetime(["2022-03-01", "2022-11-30", "2022-12-01"]),
        "quantity": [700.0, 537.0, 120.0],
        "enterprises": [None, None, 40.0],
    }
)


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.integers(0, 100)), min_size=1))
def test_the_kinds_add_up_to_all(drawn):
    rows = pd.DataFrame(drawn, columns=["kind", "quantity"]).assign(unit="件")
    assert tally(rows, "kind")["quantity"].sum() == tally(rows, ())["quantity"].item()


def test_the_year_up_to_its_last_day_by_kind():
    table = tally(within(ACTS, "2022-01-01", "2022-11-30"))
    assert table.to_dict("records") == [
        {"kind": "permit_vehicle", "unit": "趟次", "quantity": 1237, "rows": 2, "unreported": 0}
    ]


def test_enterprises_and_not_persons():
    table = tally(ACTS, "kind", quantity="enterprises").set_index("kind")
    assert table["enterprises"].to_dict() == {"permit_vehicle": 0, "training": 40}
    assert table["unreported"].to_dict() == {"permit_vehicle": 2, "training": 0}


def test_categories_of_a_published_issue_list():
    counts = [31, 29, 33, 52, 11, 26, 18, 1, 1, 82]
    rows = pd.DataFrame({"kind": list("abcdefghij"), "unit": "个", "quantity": counts})
    assert tally(rows, "unit")["quantity"].tolist() == [284]


def test_tubes_and_the_persons_they_test():
    # Binzhou 2022, ten thousands: tubes of 20, 10, 5 persons and of one.
    tubes = pd.DataFrame({"quantity": [49.32, 56, 16.27, 19.76], "pool": [20, 10, 5, 1]})
    tubes = tubes.assign(unit="万管", persons=tubes["quantity"] * tubes["pool"])
    assert tally(tubes, ())["quantity"].item() == pytest.approx(141.35)
    assert round(tally(tubes, (), quantity="persons")["persons"].item(), 2) == 1647.51


def test_different_units_are_not_added():
    with pytest.raises(DataError, match=r"cannot be added: 人、趟次"):
        tally(ACTS, ())
    with pytest.raises(DataError, match="missing: kind"):
        tally(ACTS.drop(columns="kind"))
