"""Enterprises of one group, of a group of groups, and of none."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure.groups import group_of

CODES = [*"ABCDEF"]


def groups(**above):
    register = pd.DataFrame({"uscc": CODES, "group_id": [above.get(code) for code in CODES]})
    return group_of(register).to_dict()


@pytest.mark.parametrize(
    ("above", "found"),
    [
        ({"A": "G", "B": "G"}, {"A": "G", "B": "G"}),
        ({"A": "B", "B": "C"}, {"A": "C", "B": "C"}),  # C itself is the unit C
        ({"A": "B", "B": "C", "C": "G"}, {"A": "G", "B": "G", "C": "G"}),
        ({"A": "A"}, {"A": "A"}),
        ({"A": "B", "B": "A", "C": "A"}, {"A": "A", "B": "A", "C": "A"}),
        ({"A": " g ", "B": "G"}, {"A": "G", "B": "G"}),
        ({"A": "", "B": " "}, {}),
        ({}, {}),
    ],
)
def test_a_group_is_its_uppermost_parent(above, found):
    assert groups(**above) == found


@given(st.dictionaries(st.sampled_from(CODES), st.sampled_from([*CODES, "G", "H"])))
def test_whoever_is_linked_is_one_unit(above):
    group = groups(**above)
    unit = {code: group.get(code, code) for code in [*CODES, "G", "H"]}
    assert all(unit[code] == unit[parent] for code, parent in above.items())
    assert group.keys() == above.keys()
