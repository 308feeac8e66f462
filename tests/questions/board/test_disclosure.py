"""A figure that is withheld is withheld on the board, with its pace, its gap and its light."""

from dataclasses import replace

from analysis.disclosure import masks_of
from analysis.questions.board.question import QUESTION

from .conftest import FIRST, NET, SECOND, Written

DONE, YEAR = "above_scale_net_increase", "above_scale_net_increase_year"
TARGETS = [{**NET, "county": FIRST}, {**NET, "county": SECOND}]
FIGURES = {
    (DONE, "2022-11"): {FIRST: 5, SECOND: 6},
    (DONE, "2022-10"): {FIRST: 4, SECOND: 4},
    (YEAR, "2022-11"): {FIRST: 9, SECOND: 9},
}


def masks(asked, written, targets=TARGETS):
    given = asked(targets, written)
    found = masks_of(replace(given, answers=QUESTION.answer(given)))
    key = ["indicator", "county_code", "state"]
    hidden = found["board_states"].set_index(key)["masked"]
    counts = found["board_counts"].set_index("county_code")["masked"]
    return hidden[hidden].index.droplevel("indicator").tolist(), counts[counts].index.tolist()


def test_nothing_is_withheld_where_no_figure_is(asked):
    assert masks(asked, Written(FIGURES)) == ([], [])


def test_only_the_state_whose_figure_is_withheld_is(asked):
    written = Written(FIGURES, {(YEAR, "2022-11", FIRST)})
    assert masks(asked, written) == ([(FIRST, "year_end")], [])


def test_a_withheld_light_is_not_told_by_how_many_there_are(asked):
    written = Written(FIGURES, {(DONE, "2022-11", SECOND)})
    assert masks(asked, written) == ([(SECOND, "now")], [SECOND])


def test_what_nobody_can_judge_is_withheld(asked):
    hidden, counts = masks(asked, Written(FIGURES, unjudged={DONE}))
    assert hidden == [(FIRST, "now"), (SECOND, "now"), (FIRST, "before"), (SECOND, "before")]
    assert counts == [FIRST, SECOND]


def test_a_light_that_rests_on_the_withheld_whole_is_withheld(asked):
    growth = {"indicator": "output", "kind": "growth_pct", "unit": "%", "value": 8, "year": 2022}
    figures = {("output_growth_ytd", "2022-11"): {FIRST: 9, "city": 7}}
    written = Written(figures, {("output_growth_ytd", "2022-11", "city")})
    assert masks(asked, written, [{**growth, "county": FIRST}]) == ([(FIRST, "now")], [FIRST])


def test_a_schedule_of_history_rests_on_the_past(asked):
    past = {
        (DONE, f"{year}-{month}"): {FIRST: 5, SECOND: 6}
        for year in (2019, 2020, 2021)
        for month in (11, 12)
    }
    written = Written(FIGURES | past, {(DONE, "2020-12", FIRST)})
    said = [{**target, "schedule": "history"} for target in TARGETS]
    assert masks(asked, written, said)[0] == [(FIRST, "now"), (FIRST, "before")]
