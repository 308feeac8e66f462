"""Names find what only one has, however they are written."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.registers import by_name

NAMES = st.text(st.sampled_from("东西ABab1 （(—-"), max_size=5)


@given(st.lists(NAMES, max_size=6), st.lists(NAMES, max_size=6))
def test_a_code_is_told_where_just_one_has_the_name(names, held):
    known = pd.Series({f"P{n}": name for n, name in enumerate(held)}, dtype="str")
    found = by_name(pd.Series(names, dtype="str"), known)
    assert found["code"].notna().tolist() == found["namesakes"].eq(1).tolist()
    assert found["namesakes"].between(0, len(held)).all()
    own = by_name(known, known).dropna()
    assert own["code"].tolist() == own.index.tolist()


def test_the_writing_of_a_name_does_not_matter_and_a_missing_one_finds_nothing():
    known = pd.Series({"P1": "东区（一期）项目", "P2": None, "P3": "——"})
    found = by_name(pd.Series(["东区(一期) 项目", None, "（）"]), known)
    assert found["code"].tolist()[:1] == ["P1"]
    assert found["namesakes"].tolist() == [1, 0, 0]
