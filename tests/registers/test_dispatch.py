"""A row without a code is the project of its name: of one alone, and of none that has a row."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.registers.dispatch import dispatch
from analysis.tables.projects import PROJECT_MONTH, PROJECTS

LIBRARY = pd.DataFrame(
    [
        ("P1", "甲项目", "U1"),
        ("P2", "乙项目", "U2"),
        ("P3", "乙项目", "U3"),
        ("P4", "丙项目", "U4"),
    ],
    columns=["project_code", "name", "uscc"],
    dtype="str",
)


class Held:
    """A city's two tables, as a question is given them."""

    def __init__(self, rows, library=LIBRARY):
        self.tables = {PROJECT_MONTH.name: rows, PROJECTS.name: library}

    def __contains__(self, table):
        return self.tables[table.name] is not None

    def read(self, table, columns=None, periods=None, origins=False):
        rows = self.tables[table.name]
        return rows if columns is None else rows[columns]


def reported(*rows):
    """Rows of code (None: the county wrote none), name and owner, as intake stores them."""
    frame = pd.DataFrame(rows, columns=["project_code", "name", "uscc"], dtype="str")
    return frame.assign(project_code=frame["project_code"].fillna(frame["name"]))


def matched(*rows):
    found = dispatch(Held(reported(*rows)), "2022-11")
    return list(zip(found["project_code"], found["matched"], strict=True))


def test_the_name_tells_where_just_one_project_has_it():
    assert matched((None, "甲 项目", None)) == [("P1", "name")]
    assert matched((None, "乙项目", None)) == [("乙项目", "several")]
    assert matched((None, "丁项目", None)) == [("丁项目", "nothing")]
    assert matched(("P9", "甲项目", None)) == [("P9", "code")]


def test_the_owner_tells_of_several_which_and_must_agree():
    assert matched((None, "乙项目", "U3")) == [("P3", "name")]
    assert matched((None, "甲项目", "U2")) == [("甲项目", "nothing")]


def test_a_project_that_has_a_row_is_not_taken_for_another():
    rows = [("P1", "甲项目", None), (None, "甲项目", None)]
    assert matched(*rows) == [("P1", "code"), ("甲项目", "again")]
    assert matched((None, "甲项目", None), (None, "甲-项目", None)) == [
        ("P1", "name"), ("甲-项目", "again"),
    ]  # fmt: skip


def test_without_a_library_every_row_is_its_own():
    found = dispatch(Held(reported((None, "甲项目", None)), None), "2022-11")
    assert found["project_code"].tolist() == ["甲项目"]


@given(st.lists(st.tuples(
    st.sampled_from(["P1", "P2", "P3", "P4", None]),
    st.sampled_from(["甲项目", "乙项目", "丙项目", "丁项目"]),
    st.sampled_from(["U1", "U2", "U3", None]),
), max_size=8, unique_by=lambda row: row[0] or row[1]))  # fmt: skip
def test_no_row_is_lost_and_no_project_reported_twice(rows):
    found = dispatch(Held(reported(*rows)), "2022-11")
    assert len(found) == len(rows)
    assert found["project_code"].is_unique
    coded = [row[0] is not None for row in rows]
    assert found["matched"].eq("code").tolist() == coded
