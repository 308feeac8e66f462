"""Steps between two periods."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.registers import illegal, steps, transition, with_totals

GRAPH = {
    "planned": ["started", "stopped"],
    "started": ["finished", "stopped"],
    "finished": ["producing"],
    "producing": [],
    "stopped": ["started"],
}
periods = st.dictionaries(
    st.sampled_from("ABCDEFGH"),
    st.tuples(st.sampled_from(["1", "2"]), st.sampled_from(sorted(GRAPH))),
)


def month(units):
    rows = [(code, county, stage) for code, (county, stage) in units.items()]
    return pd.DataFrame(rows, columns=["project_code", "county_code", "stage"], dtype="str")


@given(periods, periods)
def test_rows_add_up_to_the_last_period_and_columns_to_this_one(before, now):
    before, now = (with_totals(month(u), {"county_code": "city"}) for u in (before, now))
    table = transition(steps(before, now, by="county_code"), by="county_code")
    key = ["county_code", "stage"]
    for period, side, absent in ((before, "before", "new"), (now, "now", "left")):
        counted = table[table[f"stage_{side}"] != absent]
        counted = counted.groupby(["county_code", f"stage_{side}"])["units"].sum()
        assert counted.to_dict() == period.groupby(key).size().to_dict()


def test_a_move_between_counties_is_none_of_the_city():
    before, now = month({"A": ("1", "started")}), month({"A": ("2", "started")})
    city = {"county_code": "city"}
    pairs = steps(with_totals(before, city), with_totals(now, city), by="county_code")
    assert set(pairs.itertuples(index=False, name=None)) == {
        ("1", "A", "started", "left"),
        ("2", "A", "new", "started"),
        ("city", "A", "started", "started"),
    }


def test_steps_against_the_graph_are_listed():
    before = {"A": ("1", "planned"), "B": ("1", "started"), "C": ("1", "finished")}
    now = {"A": ("1", "producing"), "B": ("1", "planned"), "C": ("1", "finished")}
    now |= {"D": ("1", "finished")}
    pairs = steps(month(before), month(now))
    assert illegal(pairs, GRAPH)["project_code"].tolist() == ["A", "B"]
    strict = GRAPH | {"new": ["planned"]}
    assert illegal(pairs, strict)["project_code"].tolist() == ["A", "B", "D"]


def test_who_may_go_is_said_by_the_graph():
    pairs = steps(month({"A": ("1", "started"), "B": ("1", "producing")}), month({}))
    assert illegal(pairs, GRAPH).empty
    strict = GRAPH | {"producing": ["left"]}
    assert illegal(pairs, strict)["project_code"].tolist() == ["A"]


def test_an_unknown_stage_and_a_unit_twice_are_named():
    one = month({"A": ("1", "dreamt")})
    with pytest.raises(DataError, match="not in the stage graph: dreamt"):
        illegal(steps(one, one), GRAPH)
    with pytest.raises(DataError, match="twice"):
        steps(pd.concat([one, one]), one)
    with pytest.raises(DataError, match="stage is empty in 1 row: no count"):
        steps(one, one.assign(stage=None))
