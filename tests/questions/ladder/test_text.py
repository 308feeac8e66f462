"""Sentences and tables: none of 0, nothing withheld, the nearest first, every measure named."""

import pytest

from analysis import results
from analysis.display.sentences import sentences
from analysis.questions.ladder import text
from analysis.questions.ladder.standards import STANDARDS
from analysis.scoring.cultivation_rules import Standard
from analysis.tables.question import Settings
from analysis.tables.rules import read_rules
from tests.questions.ladder.conftest import JIA, YI, enterprises, reports
from tests.questions.ladder.test_answer import LADDER

FIRMS = [
    reports("B", market_share_pct=9.5),
    reports("E", county=YI, market_share_pct=None),
    reports("F", market_share_pct=8.0, rd_institution="none"),
]


@pytest.fixture
def release(stored):
    firms = enterprises("A:990001", "B:990001", "C:990001", "D:990001")
    root = stored(LADDER, FIRMS, firms).root
    return lambda county, audience: results.open_release(root, county, "2022-11", audience)


def test_the_headline_in_both_languages(release):
    assert text.headline(release(JIA, "internal"), "zh") == [
        "甲县有效期内省级以上专精特新企业2家，今年新增1家，2023年到期需复核1家，"
        "相当于每百家规上企业50.0家。",
        "按年报预筛，尚无企业够专精特新标准，1家差一至二项；距“小巨人”标准差一至二项的1家。",
    ]
    assert text.headline(release(JIA, "internal"), "en") == [
        "Jia has 2 specialised or higher enterprises in force, 1 of them new this year; 1 ends in "
        "2023 and must be reviewed; that is 50.0 per 100 enterprises above scale.",
        "By their annual reports no enterprise meets the standard of specialised SMEs, 1 lacks one "
        "or two conditions; 1 lacks one or two conditions of that of little giants.",
    ]


def test_what_is_withheld_is_not_said(release):
    said = text.headline(release(JIA, "public"), "zh")
    assert said[1:] == ["按年报预筛，尚无企业够专精特新标准。"]  # none is nobody's figure
    shown = text.states(release(JIA, "public"), "zh").as_raw_html()
    assert "***" in shown


def test_the_gap_of_the_nearest_stands_first_with_value_requirement_and_distance(release):
    html = text.gaps(release("city", "internal"), "zh").as_raw_html()
    # B lacks half a point of market share; F the title too; E does not say its share.
    assert "9.5" in html
    assert "≥ 10" in html
    assert "0.5" in html
    assert "细分市场占有率（%）" in html
    assert html.index("B公司") < html.index("F公司")
    assert "…" in html
    assert "E公司" in text.ready(release("city", "internal"), "zh").as_raw_html()
    assert text.ready(release(JIA, "internal"), "zh") is None


def test_a_county_is_shown_its_own(release):
    internal = release(YI, "internal")
    assert "B公司" not in text.gaps(internal, "en").as_raw_html()
    rows, note = text.nearest(internal, "en", "near", "unknown")
    assert set(rows["name"]) == {"E公司"}
    assert note == ""


def test_how_many_each_condition_holds_back(release):
    html = text.blocking(release("city", "internal"), "en").as_raw_html()
    assert "Lack this alone" in html
    assert "Share of the niche" in html


def test_a_measure_without_a_unit_has_its_word():
    words = sentences("ladder").labels("words", "en")
    assert text._words("rd_institution", "", words, "zh")[3] == "省级"
    assert text._words("own_brand", "", words, "en")[0] == "no"
    assert text._words("rd", "10k_cny", words, "en") is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_measure_that_may_decide_has_a_name(lang):
    named = sentences("ladder").labels("measures", lang)
    for file in STANDARDS.files(Settings(), "2022-11"):
        for condition in read_rules(file, Standard).every_condition:
            for way in condition.any_of:
                assert {demand.measure for demand in way.demands} <= set(named)
