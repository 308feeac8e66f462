"""How a target is said, in each case of what is still required."""

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.display.sentences import sentences
from analysis.questions.output.target import others, target_slots, verdict

TARGET = pd.Series(
    {
        "target_value": 1_000_000.0,
        "gap_value": -52_000.0,
        "probability_pct": 40.0,
        "required_rest": 293_600.0,
        "required_growth_rest_pct": 42.9,
        "ahead_pp": float("nan"),
    }
)


EXPECTED = {"year": "2022", "value": 9e5, "low": 8e5, "high": 1e6, "unit": "10k_cny", "growth": 0.0}


def said(left=1.0, lang="zh", flow=True, **changed):
    """What is said of a target, its changes given."""
    target, own = pd.Series({**TARGET, **changed}), pd.Series({"remaining_periods": left})
    slots = target_slots(target, own, flow, "2019—2021")
    return sentences("output").say("expected", lang, **EXPECTED, **slots)


def test_the_judgement_and_the_gap_come_first():
    # 52,000 of 1,000,000 are 5.2%.
    assert said().startswith(
        "全年目标100.00亿元，完成难度较大（概率40%），缺口5.20亿元（5.2%）。预计2022年全年90.00亿元"
    )
    assert said(lang="en").startswith(
        "The year's target of CNY 10.00 bn is more likely missed than met (probability 40%), "
        "with CNY 0.52 bn (5.2%) missing. Expected for all of 2022: CNY 9.00 bn"
    )
    assert "预计超出5.20亿元（5.2%）" in said(gap_value=52_000.0)
    assert "大致相当" in said(gap_value=-400.0)


@pytest.mark.parametrize(
    ("chance", "name"),
    [(80.0, "likely"), (79.9, "open"), (50.0, "open"), (45.0, "doubtful"), (20.0, "doubtful"),
     (19.9, "unlikely"), (0.0, "unlikely"), (float("nan"), None)],
)  # fmt: skip
def test_the_tone_follows_the_probability(chance, name):
    assert verdict(pd.Series({"probability_pct": chance, "required_rest": 1.0})) == name


def test_one_month_left_is_named():
    assert said().endswith("；完成目标12月需29.36亿元，比上年12月增长42.9%（可比口径）。")
    assert said(left=3.0).endswith(
        "；完成目标剩余各期需29.36亿元，比上年同期增长42.9%（可比口径）。"
    )
    assert "可比" not in said(flow=False)


def test_less_than_last_year_is_said_as_less():
    assert said(required_rest=144_100.0, required_growth_rest_pct=-10.5).endswith(
        "；完成目标12月需14.41亿元，比上年12月下降10.5%（可比口径）。"
    )


def test_more_than_twice_last_year_is_said_as_times():
    far = said(required_growth_rest_pct=305.4, probability_pct=0.3)
    assert "预计难以完成（概率不足1%）" in far
    assert far.endswith("；完成目标12月需29.36亿元，约为上年12月的4.1倍（可比口径）。")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_base_no_growth_is_said_and_a_reached_target_requires_nothing(lang):
    unknown = said(lang=lang, required_growth_rest_pct=float("nan"))
    assert unknown.endswith("29.36亿元。" if lang == "zh" else "needs CNY 2.94 bn in December.")
    reached = said(lang=lang, required_rest=0.0, probability_pct=100.0)
    assert ("已经完成" if lang == "zh" else "is reached") in reached
    assert not re.search("概率|probability|12月需|in December", reached)


def test_the_same_in_english():
    assert said(lang="en").endswith(
        "; the target needs CNY 2.94 bn in December (+42.9% on last December's, comparable)."
    )


def test_targets_that_may_be_missed_are_named_and_the_others_are_not():
    targets = pd.DataFrame(
        {
            "county_code": "340001",
            "indicator": ["electricity", "value_added", "stock"],
            "probability_pct": [0.4, 23.0, 50.0],
            "masked": False,
        }
    )
    nouns = {"electricity": "工业用电量", "value_added": "规模以上工业增加值"}

    def missed(rows):
        every = SimpleNamespace(table=lambda name: rows)
        release = SimpleNamespace(
            facts={}, county="340001", chosen={"indicator": "output"}, all=lambda: every
        )
        return others(release, nouns, "zh")

    assert missed(targets) == (
        "其他目标中有2项可能完不成：工业用电量（达标概率不足1%）、规模以上工业增加值（达标概率23%）。"
    )
    assert missed(targets[2:]) == ""
