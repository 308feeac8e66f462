"""What is withheld of a figure is withheld of all that is made of it."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.questions.overview.disclosure import figures, targets
from analysis.questions.overview.question import QUESTION
from tests.questions.overview.conftest import BEFORE, FIRST, LEVEL, NOW, SECOND, Written

CHANCE = "output_target_probability_level"
KNOWN = {
    (name, period): {FIRST: 50.0, SECOND: 60.0}
    for name in (CHANCE, "output_growth_ytd", "output_ytd", "output_target_expected_level")
    for period in (NOW, BEFORE)
}


def unsafe(asked, hidden: set, cells) -> pd.DataFrame:
    aims = [{**LEVEL, "county": county} for county in (FIRST, SECOND)]
    given = asked(aims, Written(KNOWN, hidden=hidden))
    found = cells(replace(given, answers=QUESTION.answer(given)))
    return found[found["unsafe"]]


def test_nothing_is_withheld_of_what_is_shown(asked):
    assert unsafe(asked, set(), figures).empty
    assert unsafe(asked, set(), targets).empty


@pytest.mark.parametrize(("period", "state"), [(NOW, "now"), (BEFORE, "before")])
def test_a_figure_is_withheld_in_its_own_month(asked, period, state):
    found = unsafe(asked, {("output_growth_ytd", period, FIRST)}, figures)
    assert found[["figure", "county_code", "state"]].to_numpy().tolist() == [
        ["output_growth_ytd", FIRST, state]
    ]


@pytest.mark.parametrize(
    ("figure", "period"),
    [(name, NOW) for name, _ in KNOWN] + [(CHANCE, BEFORE)],
)
def test_a_target_is_withheld_with_any_figure_that_tells_of_it(asked, figure, period):
    found = unsafe(asked, {(figure, period, SECOND)}, targets)
    assert found["county_code"].tolist() == [SECOND]


def test_what_nobody_can_judge_is_withheld(asked, monkeypatch):
    monkeypatch.setattr(Written, "masked", lambda self, figure, period: None)
    assert len(unsafe(asked, set(), targets)) == 2
