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
    assert (chance.value, chance.notes) == ("20%", ["目标24.20亿元，缺口0.20亿元"])


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
