"""No withheld cell stands alone in a line, whatever the table."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure import hide


@st.composite
def tables(draw):
    rows, columns = draw(st.integers(2, 8)), draw(st.integers(2, 8))
    cells = [(f"r{i}", f"c{j}") for i in range(rows) for j in range(columns)]
    unsafe = draw(st.lists(st.booleans(), min_size=len(cells), max_size=len(cells)))
    sizes = draw(st.lists(st.integers(0, 1000), min_size=len(cells), max_size=len(cells)))
    return pd.DataFrame(cells, columns=["row", "column"]).assign(unsafe=unsafe, size=sizes)


@given(tables())
def test_every_line_has_no_masked_cell_or_at_least_two(cells):
    masked = hide(cells, "row", "column", "size")
    assert masked.loc[masked["unsafe"], "masked"].all()
    for line in ("row", "column"):
        assert not (masked.groupby(line)["masked"].sum() == 1).any()


def test_nothing_is_hidden_where_nothing_is_unsafe():
    cells = pd.DataFrame(
        {"row": ["a", "a", "b"], "column": ["x", "y", "x"], "unsafe": False, "size": [1, 2, 3]}
    )
    assert not hide(cells, "row", "column", "size")["masked"].any()


def test_the_smallest_companions_close_the_rectangle():
    # One unsafe cell: its row and column need a companion each, and their crossing a fourth.
    cells = pd.DataFrame([(r, c) for r in "abc" for c in "xyz"], columns=["row", "column"]).assign(
        size=[5, 1, 9, 2, 3, 9, 9, 9, 9]
    )
    cells["unsafe"] = (cells["row"] == "a") & (cells["column"] == "x")
    masked = hide(cells, "row", "column", "size").query("masked")
    assert set(zip(masked["row"], masked["column"], strict=True)) == {
        ("a", "x"),
        ("a", "y"),
        ("b", "x"),
        ("b", "y"),
    }


def test_a_line_with_one_cell_only_ends():
    cells = pd.DataFrame({"row": ["a"], "column": ["x"], "unsafe": [True], "size": [1.0]})
    assert hide(cells, "row", "column", "size")["masked"].tolist() == [True]
