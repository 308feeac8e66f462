"""What is said: to the bureau names and causes as reported, to others only safe numbers."""

import pytest

from analysis import results
from analysis.questions.key_enterprises import text

from .conftest import FIRST, LETTERS, monthly, weeks

OUTPUT = dict.fromkeys(LETTERS, (100, 100)) | {"A": (80, 100), "B": (160, 100)}


@pytest.fixture
def release(stored):
    days = [weeks(letter, state="normal") for letter in LETTERS[:8]]
    days += [weeks(letter, 7, 5, state="reduced", reason="orders") for letter in "JKL"]

    def opened(county, audience):
        return results.open_release(stored(days, monthly(OUTPUT)).root, county, "2022-11", audience)

    return opened


def test_the_bureau_reads_states_reasons_pulls_and_who_is_missing(release):
    assert text.headline(release("city", "internal"), "zh") == [
        "截至2022年11月30日，全市有压舱石企业12家，其中8家生产正常，3家减产，1家当日未报状态。",
        "按预警规则city-2022，8家无预警，红色预警0家，橙色0家，蓝色4家。",
        "停减产企业填报的原因较多的为订单不足。",
        "2022年1—11月，清单企业产值1,240万元，占规上工业的100.0%，同比增长3.3%，"
        "拉动规上产值增速3.3个百分点（规上产值增长3.3%）。",
        "A产值下降，合计下拉产值增速1.67个百分点。",
        "近7日有缺报的企业1家：M。",
    ]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_others_read_no_name_and_no_colour_of_a_county(release, lang):
    said = text.headline(release(FIRST, "public"), lang)
    assert len(said) == 1
    whole = " ".join(text.headline(release("city", "public"), lang))
    assert "city-2022" in whole
    assert not any(f"{letter}产值" in whole for letter in LETTERS)


def test_the_table_of_the_public_shows_the_county_beside_the_whole(release):
    shown = text.counts(release(FIRST, "public"), "en").as_raw_html()
    assert "***" in shown
    assert "Yi" not in shown
    internal = text.counts(release("city", "internal"), "en").as_raw_html()
    assert "***" not in internal
    assert "Yi" in internal


def test_the_strip_has_the_weeks_of_those_that_were_warned(release):
    rows, (across, down), looks = text.weeks(release("city", "internal"), "zh")
    assert [*across.values()] == ["11-30"]
    assert [*down.values()] == ["J", "K", "L", "M"]
    assert rows["said"].tolist() == ["-29%", "-29%", "-29%", "…"]
    assert looks["red"][0] == "红色"


def test_pulls_are_those_that_print_as_something(release):
    rows, pull = text.pulls(release(FIRST, "internal"))
    assert (rows["name"].tolist(), pull) == (["B", "A"], "pull_county_pp")
    assert rows[pull].tolist() == pytest.approx([15.0, -5.0])


def test_the_worst_warned_come_first(release):
    named = text.warned(release("city", "internal"))["name"]
    assert named.tolist() == ["J", "K", "L", "M"]
