"""No withheld cell stands alone in a line, whatever the table."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure import unsafe_cells
from analysis.disclosure.companion import alone, exhausted, hide, ruled
from analysis.tables.city import DisclosureRules

KEYS = ["row", "column"]
LINES = (["row"], ["column"])


@st.composite
def tables(draw):
    rows, columns = draw(st.integers(2, 8)), draw(st.integers(2, 8))
    cells = [(f"r{i}", f"c{j}") for i in range(rows) for j in range(columns)]
    unsafe = draw(st.lists(st.booleans(), min_size=len(cells), max_size=len(cells)))
    sizes = draw(st.lists(st.integers(0, 1000), min_size=len(cells), max_size=len(cells)))
    return pd.DataFrame(cells, columns=["row", "column"]).assign(unsafe=unsafe, size=sizes)


@given(tables())
def test_every_line_has_no_masked_cell_or_at_least_two(cells):
    masked = hide(cells, KEYS, LINES, alone)
    assert masked.loc[masked["unsafe"], "masked"].all()
    for line in ("row", "column"):
        assert not (masked.groupby(line)["masked"].sum() == 1).any()


def test_nothing_is_hidden_where_nothing_is_unsafe():
    cells = pd.DataFrame(
        {"row": ["a", "a", "b"], "column": ["x", "y", "x"], "unsafe": False, "size": [1, 2, 3]}
    )
    assert not hide(cells, KEYS, LINES, alone)["masked"].any()


def test_the_smallest_companions_close_the_rectangle():
    # One unsafe cell: its row and column need a companion each, and their crossing a fourth.
    cells = pd.DataFrame([(r, c) for r in "abc" for c in "xyz"], columns=["row", "column"]).assign(
        size=[5, 1, 9, 2, 3, 9, 9, 9, 9]
    )
    cells["unsafe"] = (cells["row"] == "a") & (cells["column"] == "x")
    masked = hide(cells, KEYS, LINES, alone).query("masked")
    assert set(zip(masked["row"], masked["column"], strict=True)) == {
        ("a", "x"),
        ("a", "y"),
        ("b", "x"),
        ("b", "y"),
    }


def test_a_line_with_one_cell_only_ends():
    cells = pd.DataFrame({"row": ["a"], "column": ["x"], "unsafe": [True], "size": [1.0]})
    assert hide(cells, KEYS, LINES, alone)["masked"].tolist() == [True]


RULES = DisclosureRules(minimum_units=3, p_percent=15)


def enterprises(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["row", "column", "unit", "value"]).assign(measure="output")


def judged(contributions: pd.DataFrame) -> pd.DataFrame:
    cells = unsafe_cells(contributions, ["row", "column"], RULES)
    size = contributions.groupby(["row", "column"], as_index=False).agg(size=("value", "sum"))
    return cells.merge(size)


def test_two_withheld_cells_ruled_by_one_enterprise_take_a_third():
    # Row a withholds x (one enterprise of 100) and y (one of 5): their sum, 105, is known, and so
    # is x within 5 %. The cell z, three equal ones of 30, makes the sum safe.
    firms = enterprises(
        ("a", "x", "e1", 100.0),
        ("a", "y", "e2", 5.0),
        *(("a", "z", f"z{i}", 30.0) for i in range(3)),
    )
    counted = hide(judged(firms), KEYS, LINES, alone)
    assert counted.set_index("column")["masked"].to_dict() == {"x": True, "y": True, "z": False}
    summed = hide(judged(firms), KEYS, LINES, ruled(firms, KEYS, RULES))
    assert summed["masked"].all()


def test_a_sum_that_is_safe_takes_no_companion():
    firms = enterprises(
        ("a", "x", "e1", 50.0),
        ("a", "x", "e2", 50.0),
        ("a", "y", "e3", 50.0),
        ("a", "y", "e4", 50.0),
        *(("a", "z", f"z{i}", 30.0) for i in range(3)),
    )
    masked = hide(judged(firms), KEYS, LINES, ruled(firms, KEYS, RULES)).set_index("column")
    assert masked["masked"].to_dict() == {"x": True, "y": True, "z": False}


@given(st.lists(st.tuples(*(st.integers(0, 4),) * 2, st.integers(1, 10_000)), max_size=60))
def test_what_a_line_withholds_is_safe_or_the_whole_line(drawn):
    firms = enterprises(
        *((f"r{r}", f"c{c}", f"e{i}", float(value)) for i, (r, c, value) in enumerate(drawn))
    )
    if firms.empty:
        return
    masked = hide(judged(firms), KEYS, LINES, ruled(firms, KEYS, RULES))
    for line in ("row", "column"):
        withheld = firms.merge(masked.loc[masked["masked"], ["row", "column"]])
        if withheld.empty:
            continue
        sums = unsafe_cells(withheld, [line], RULES).set_index(line)["unsafe"]
        whole = masked.groupby(line)["masked"].all()
        assert (~sums | whole[sums.index]).all()


def test_three_lines_that_cross_leave_no_withheld_cell_alone():
    cells = pd.DataFrame(
        [(r, c, d) for r in "ab" for c in "xyz" for d in "uvw"], columns=[*KEYS, "depth"]
    )
    first = (cells[KEYS[0]] == "a") & (cells["column"] == "x") & (cells["depth"] == "u")
    lines = (["row", "column"], ["row", "depth"], ["column", "depth"])
    masked = hide(
        cells.assign(unsafe=first, size=range(len(cells))), [*KEYS, "depth"], lines, alone
    )
    assert masked["masked"].sum() == 8  # a cuboid
    for line in lines:
        assert (masked.groupby(line)["masked"].sum() != 1).all()


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ([2, 2, 5, 4], [True, True, False, True]),  # 2 + 2 could be no more: both are known
        ([1, 7, 4], [True, False, True]),  # one alone is what the total leaves over
        ([1, 0, 9], [True, True, False]),
        ([0, 9, 9], [True, False, False]),  # nobody is told of
    ],
)
def test_counts_that_the_total_would_give_away_take_a_companion(counts, hidden):
    cells = pd.DataFrame({"cell": range(len(counts)), "size": counts})
    cells = cells.assign(unsafe=cells["size"] < RULES.minimum_units)
    masked = hide(cells, ["cell"], [()], exhausted(RULES))
    assert masked["masked"].tolist() == hidden
