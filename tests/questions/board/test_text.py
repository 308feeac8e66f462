"""The board in words: withheld figures are marks, gaps are words, changes stand beside."""

import pytest

from analysis.questions.board import drawings, text
from analysis.results import open_release

from .conftest import SECOND, THIRD


@pytest.fixture(params=["zh", "en"])
def lang(request):
    return request.param


def shown(store, county, audience="public"):
    return open_release(store.root, county, "2022-11", audience)


def test_a_withheld_target_has_marks_and_no_light(store, lang):
    release = shown(store, THIRD)
    for table in (text.standings(release, lang), text.outlook(release, lang)):
        assert "***" in table.as_raw_html()
    said = " ".join(text.headline(release, lang))
    assert ("不公布1项" if lang == "zh" else "1 withheld") in said
    assert "18" not in said
    assert text.bars(release, lang).empty


def test_the_target_and_its_gap_are_said_in_the_figures_unit(store):
    release = shown(store, SECOND, "internal")
    assert "差600万元" in text.outlook(release, "zh").as_raw_html()
    assert "6,000万元" in text.standings(release, "zh").as_raw_html()


def test_a_target_without_a_figure_says_why(store, lang):
    html = text.standings(shown(store, "city"), lang).as_raw_html()
    assert ("本期无数据" if lang == "zh" else "no data of the period") in html


def test_every_county_has_its_light_or_its_mark(store, lang):
    assert text.lights(shown(store, "city"), lang) is not None
    rows = text.board(shown(store, "city"), lang, ["city", SECOND, THIRD])
    own = rows[rows["indicator"] == "investment_done"].set_index("county_code")
    # The first county knows its own: beside the city's, the second's would tell it the third's.
    assert own["masked"].to_dict() == {"city": False, SECOND: True, THIRD: True}


def test_the_findings_count_what_is_behind_as_printed(store):
    assert drawings.done(shown(store, "city"), "zh").finding == "有时序进度的1项都不低于进度。"
    lights = drawings.lights(shown(store, "city", "internal"), "zh").finding
    assert lights == "各县（市、区）目标的灯：关注2格、滞后1格。"
    assert drawings.done(shown(store, THIRD), "zh") is None, "withheld"
