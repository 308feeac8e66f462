"""A solved problem is kept: it is solved again only where it is another one."""

import os

import pandas as pd
import pytest

from analysis.disclosure.problem import pose
from analysis.results import patterns as room
from analysis.tables.disclosure_rules import DisclosureRules
from analysis.tables.spec import Spec
from analysis.tables.store import Store

CELL = ("county_code", "industry_code")
SPEC = Spec("output", lambda given: ROWS, (CELL, CELL[:1], CELL[1:], ()))
ROWS = pd.DataFrame(
    [
        (*cell.split("_"), f"{cell}{i}", "output", 100.0)
        for cell, count in {"a_x": 1, "a_y": 4, "b_x": 4, "b_y": 4}.items()
        for i in range(count)
    ],
    columns=[*CELL, "unit", "measure", "value"],
)


@pytest.fixture
def solve(tmp_path, monkeypatch):
    """What solves problems for a store, and how many cells those had that it solved."""
    sizes, solved = [], room.solved

    def counted(posed):
        sizes.append(len(posed.problem.cost))
        return solved(posed)

    monkeypatch.setattr(room, "solved", counted)
    return room.patterns(Store(tmp_path)), sizes


def test_the_same_problem_is_solved_once(solve):
    patterns, sizes = solve
    first, again = (patterns(pose([(SPEC, ROWS)], DisclosureRules())) for _ in range(2))
    assert first.sum() == 4
    assert [*first] == [*again]
    assert sizes == [9]


@pytest.mark.parametrize(
    ("rows", "rules"),
    [
        (ROWS.assign(value=101.0), {}),
        (ROWS.assign(unit=ROWS["unit"].replace("a_y3", "a_y2")), {}),
        (ROWS, {"p_percent": 20.0}),
        (ROWS, {"waivers": ["a_x0"]}),
    ],
)
def test_other_figures_enterprises_or_rules_are_another_problem(solve, rows, rules):
    patterns, sizes = solve
    patterns(pose([(SPEC, ROWS)], DisclosureRules()))
    patterns(pose([(SPEC, rows)], DisclosureRules(**rules)))
    assert sizes == [9, 9]


def test_of_many_old_patterns_the_last_used_are_kept(solve, tmp_path, monkeypatch):
    patterns, sizes = solve
    monkeypatch.setattr(room, "KEPT", 2)
    first, second, third = (
        pose([(SPEC, ROWS.assign(value=value))], DisclosureRules()) for value in (1.0, 2.0, 3.0)
    )
    patterns(first)
    patterns(second)
    for place in (tmp_path / "patterns").iterdir():
        os.utime(place, (0, 0))
    patterns(first)
    patterns(third)
    assert len(sizes) == 3
    patterns(first)
    assert len(sizes) == 3
    patterns(second)
    assert len(sizes) == 4
