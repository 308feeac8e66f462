"""What each part of a declaration does to the sums it publishes, on cells judged by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.tables.disclosure_rules import DisclosureRules
from analysis.tables.spec import Spec
from tests.patterns import solve

RULES = DisclosureRules(minimum_units=3, p_percent=15)
SUMS = (("county", "industry"), ("county",), ("industry",), ())


def spec(published=SUMS, **declared):
    return Spec("firms", lambda given: None, published, **declared)


def firms(**counts):
    """`a_x=4` are four enterprises of 100 in county a, industry x."""
    rows = [
        (*cell.split("_"), f"{cell}{i}", "output", 100.0)
        for cell, count in counts.items()
        for i in range(count)
    ]
    return pd.DataFrame(rows, columns=["county", "industry", "unit", "measure", "value"])


def hidden(found, margin=SUMS[0]):
    pattern = found[margin]
    return {"_".join(map(str, row[:-1])) for row in pattern.to_numpy() if row[-1]}


def test_one_unsafe_cell_takes_companions_in_both_lines_and_no_sum():
    rows = firms(a_x=1, a_y=4, a_z=9, b_x=4, b_y=4, b_z=9)
    found = solve(spec(), rows, RULES)
    assert hidden(found) == {"a_x", "a_y", "b_x", "b_y"}
    assert not any(hidden(found, margin) for margin in SUMS[1:])


def test_sums_that_are_not_published_have_no_pattern_but_are_known_all_the_same():
    found = solve(spec((("county", "industry"),)), firms(a_x=1, a_y=4, b_x=4, b_y=4), RULES)
    assert {*found} == {("county", "industry")}
    assert len(hidden(found)) == 4


def test_within_one_column_cells_add_up_to_its_sums_alone():
    rows = firms(a_x=1, a_y=4, a_z=9, b_x=4, b_y=4, b_z=9)
    found = solve(spec((("county", "industry"),), within=("county",)), rows, RULES)
    assert hidden(found) == {"a_x", "a_y"}


def test_cells_that_are_their_own_line_need_no_companion():
    rows, cell = firms(a_x=1, a_y=4, b_x=4), ("county", "industry")
    assert hidden(solve(spec((cell,), within=cell), rows, RULES)) == {"a_x"}


def test_the_parts_of_a_withheld_sum_do_not_add_up_to_it():
    # The companion of a is safe: its cells would tell its sum, and so that of a.
    rows = firms(a_x=1, a_y=1, b_x=8, b_y=8, c_x=4, c_y=4, c_z=20)
    found = solve(spec(), rows, RULES)
    (companion,) = hidden(found, ("county",)) - {"a"}
    assert hidden(found) > {"a_x", "a_y"}
    assert any(cell.startswith(companion) for cell in hidden(found))


def test_what_has_no_part_is_withheld_with_a_companion():
    rows = firms(a_x=4, a_y=4, a_z=9).replace({"industry": {"x": np.nan}})
    found = solve(spec((("county", "industry"),), within=("county",)), rows, RULES)
    assert hidden(found) == {"a_nan", "a_y"}


def test_what_has_no_unit_counts_for_the_largest_and_not_for_the_number():
    cell = ("county", "industry")
    rows = firms(a_x=2, a_y=3)
    unnamed = pd.DataFrame(
        [("a", "x", None, "output", 100.0), ("a", "y", None, "output", 9e9)], columns=rows.columns
    )
    alone = spec((cell,), within=cell)
    assert hidden(solve(alone, rows[rows["industry"] == "y"], RULES)) == set()
    assert hidden(solve(alone, pd.concat([rows, unnamed]), RULES)) == {"a_x", "a_y"}
    assert hidden(solve(alone, pd.concat([firms(a_x=3), unnamed[:1]]), RULES)) == set()


@pytest.mark.parametrize(("empty", "expected"), [("withheld", {"a", "b", "c"}), ("shown", {"b"})])
def test_counts_are_judged_by_number(empty, expected):
    rows = pd.DataFrame({"county": list("abcd"), "value": [0.0, 1, 3, 9]})
    rows = rows if empty == "withheld" else rows[rows["county"] != "c"]
    declared = spec((("county",),), kind="counts", empty=empty, within=("county",))
    found = hidden(solve(declared, rows, RULES), ("county",))
    assert found - {"c"} == expected - {"c"}


def test_where_none_is_shown_as_none_withheld_counts_of_one_each_take_another():
    # Of a sum of 3, three withheld counts that are not 0 are 1 each.
    rows = pd.DataFrame({"county": list("abcd"), "value": [1.0, 1, 1, 9]})
    declared = spec((("county",), ()), kind="counts", empty="shown")
    assert hidden(solve(declared, rows, RULES), ("county",)) == {"a", "b", "c", "d"}


def test_judged_cells_keep_their_judgement_and_take_the_smallest_companion():
    rows = pd.DataFrame(
        {"list": ["p", "p", "p", "q"], "cluster": list("abcd"), "value": [5.0, 2, 9, 1]}
    ).assign(unsafe=[True, False, False, False])
    found = solve(spec((("cluster",),), within=("list",), kind="judged"), rows, RULES)
    assert hidden(found, ("cluster",)) == {"a", "b"}


def test_further_sums_are_held_against_those_before():
    # Class m of county a is industry y and one enterprise of x: the difference is that one.
    classes = {"a_x": "sm", "a_y": "m", "b_x": "s", "b_y": "m"}
    rows = firms(a_x=6, a_y=4, b_x=4, b_y=4)
    place = rows.groupby(["county", "industry"]).cumcount()
    cell = rows["county"] + "_" + rows["industry"]
    rows = rows.assign(
        firm=[classes[c][-1] if p == 0 else classes[c][0] for c, p in zip(cell, place, strict=True)]
    )
    sizes = spec((("county", "firm"),), within=("county",))
    assert hidden(solve(sizes, rows, RULES), ("county", "firm")) == set()
    found = solve(spec(), rows, RULES, sizes)
    # m less y is one enterprise: m is withheld, and s, or m would be the county less s.
    assert hidden(found, ("county", "firm")) == {"a_s", "a_m"}


def test_a_further_sum_of_withheld_parts_must_be_safe():
    # Section C is x, withheld, and y, shown: C less y is x.
    rows = firms(a_x=1, a_y=9, a_z=4, a_w=9)
    rows = rows.assign(section=rows["industry"].map({"x": "C", "y": "C", "z": "D", "w": "D"}))
    sections = spec((("county", "section"),), within=("county",))
    found = solve(spec(), rows, RULES, sections)
    assert hidden(found) == {"a_x", "a_y"}
    assert hidden(found, ("county", "section")) == set()


def test_a_county_that_holds_nearly_all_of_a_group_leaves_no_more_to_hide_than_the_rest():
    # What county a does not know of industry x is 2: nothing could move it down by 15 % of 901.
    rows = firms(a_x=1, b_x=2, a_y=9, b_y=9).assign(value=100.0)
    rows.loc[rows["industry"] == "x", "value"] = [900.0, 1.0, 1.0]
    rows.loc[(rows["industry"] == "x") & (rows["county"] == "b"), "unit"] = ["a_x0", "b_x1"]
    found = solve(spec(), rows, RULES)
    assert hidden(found) == {"a_x", "b_x", "a_y", "b_y"}
    assert hidden(found, ("industry",)) == {"x", "y"}


def test_a_part_may_not_have_a_name_of_the_judgement():
    with pytest.raises(DataError, match="named size, target"):
        spec((("county", "size"),), within=("target",))
