"""A county's page of targets: how far each is, what is to be done, marks where it is withheld."""

import re

from analysis.questions.board import brief
from analysis.questions.board.text import board

from .conftest import SECOND, THIRD
from .test_text import lang, shown  # noqa: F401


def test_every_target_is_a_line_with_what_is_done_of_it(store, lang):  # noqa: F811
    release = shown(store, SECOND)
    rows, made = board(release, lang), brief.progress(release, lang)
    names = re.findall(r'<th scope="row">(.*?)</th>', made.shown)
    assert names == [*rows["name"]]
    assert made.shown.count("part-up") == rows["done_pct"].notna().sum()
    assert made.shown.count("part-due") == rows["done_pct"].notna().sum()


def test_a_withheld_figure_is_a_mark_in_the_list(store, lang):  # noqa: F811
    release = shown(store, THIRD)
    made = brief.progress(release, lang)
    assert made is None or "***" in made.shown
    assert "18" not in brief.to_do(release, lang, {})


def test_what_is_to_be_done_stands_beside_what_is_not_reached(store, monkeypatch):
    release = shown(store, SECOND)
    rows = board(release, "zh").assign(light_year_end="red", chance_pct_year_end=4.0)
    monkeypatch.setattr(brief, "board", lambda *_: rows)
    assert "先核对" not in brief.to_do(release, "zh", {})
    said = brief.to_do(release, "zh", {rows["indicator"].iloc[0]: "先核对名录"})
    assert said.count("</b> 先核对名录。全年目标") == 1


def test_what_is_behind_comes_with_its_pace(store):
    release = shown(store, SECOND)
    behind = board(release, "zh").query("light == 'red'")
    said = brief.to_do(release, "zh", {})
    assert said.count("<li") == min(len(behind), brief.MOST)
    for name in behind["name"]:
        assert name in said
