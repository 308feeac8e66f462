"""A county's page of output: its sentence, and its key figures with change and place."""

import pandas as pd
import pytest

from analysis.questions.output import brief
from tests.questions.output.test_display import SmallRelease, place_release


def ranked(release, rank=2.0, of=3.0):
    rows = {"quantity": ["output_growth_ytd"], "county_code": [release.county]}
    release.quantities = lambda question: pd.DataFrame({**rows, "rank": [rank], "of": [of]})
    return release


def test_the_sentence_is_growth_and_the_judgement():
    assert brief.finding(SmallRelease(), "zh") == (
        "甲县规模以上工业增加值增长7.6%；规模以上工业总产值全年目标完成难度较大，"
        "缺口0.20亿元（0.8%）。"
    )


def test_a_gap_too_small_for_its_share_is_said_as_under_the_least():
    release = SmallRelease()
    release.tables["output_targets"] = release.tables["output_targets"].assign(gap_value=-8.0)
    assert brief.finding(release, "zh").endswith("缺口8万元（不足0.1%）。")
    assert brief.finding(release, "en").endswith(", CNY 0.08 m (under 0.1%) short.")
    assert (
        brief.cards(ranked(release), "zh")[-1].notes[-1] == "目标24.20亿元，缺口8万元（不足0.1%）"
    )


def test_without_value_added_and_target_the_sentence_is_growth():
    bare = SmallRelease()
    bare.tables["output_value_added"] = bare.tables["output_value_added"].iloc[:0]
    bare.tables["output_targets"] = bare.tables["output_targets"].iloc[:0]
    assert brief.finding(bare, "zh") == "甲县规模以上工业总产值增长10.0%。"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_withheld_total_gives_no_figure_of_it(lang):
    release = SmallRelease(masked=True)
    titles = [card.title for card in brief.cards(ranked(release), lang)]
    noun = "总产值" if lang == "zh" else "output"
    assert not [title for title in titles if noun in title]
    assert "22.0" not in str(brief.cards(release, lang))


def test_cards_carry_their_change_and_their_place():
    release = ranked(place_release("990001").of(indicator="output"))
    release.tables["output_targets"] = SmallRelease().tables["output_targets"]
    added, measured, chance = brief.cards(release, "zh")
    # 7.6 after 7.4; the others 6.6 and 8.1 of both months: second then too.
    assert (added.value, added.notes) == (
        "+7.6%",
        ["比上月累计提高0.2个百分点", "居3个县（市、区）第2位，位次未变"],
    )
    assert measured.value == "22.00亿元"
    assert measured.notes == ["累计增长10.0%，当月下降2.5%", "居3个县（市、区）第2位"]
    assert (chance.value, chance.notes) == ("20%", ["目标24.20亿元，缺口0.20亿元（0.8%）"])


def test_the_chance_of_a_month_ago_is_the_front_pages():
    release = SmallRelease()
    release.tables["overview_targets"] = pd.DataFrame(
        {
            "indicator": ["output"],
            "county_code": ["990001"],
            "chance_before_pct": [90.0],
            "masked": [False],
        }
    )
    assert brief.cards(ranked(release), "zh")[-1].notes[0] == "上月为90%"


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ([9.0, 12.0, 5.0], "居3个县（市、区）第1位，比上月升1位"),
        ([9.0, None, 5.0], "居3个县（市、区）第1位"),  # of other counties than now
    ],
)
def test_the_place_of_a_month_ago_is_of_the_same_counties(before, said):
    release = ranked(SmallRelease(), rank=1.0)
    codes = [release.county, "990002", "990003"]
    rows = pd.DataFrame({"county_code": codes * 2, "state": ["before"] * 3 + ["now"] * 3})
    rows = rows.assign(value=[*before, 10.0, 8.0, 5.0])
    held = release.everywhere
    release.tables["overview_figures"] = rows
    release.everywhere = lambda name, columns, **where: (
        rows if name == "overview_figures" else held(name, columns, **where)
    )
    assert said in brief.cards(release, "zh")[1].notes
