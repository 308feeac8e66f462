"""How a target is said, in each case of what is still required."""

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.display.sentences import sentences
from analysis.questions.output.target import others, target_slots

TARGET = pd.Series(
    {
        "target_value": 1_000_000.0,
        "probability_pct": 40.0,
        "required_rest": 293_600.0,
        "required_growth_rest_pct": 42.9,
        "ahead_pp": float("nan"),
    }
)


EXPECTED = {"year": "2022", "value": 1.0, "low": 1.0, "high": 1.0, "unit": "10k_cny", "growth": 0.0}


def said(left=1.0, lang="zh", flow=True, **changed):
    """What stands after the expected value, without the last full stop."""
    target, own = pd.Series({**TARGET, **changed}), pd.Series({"remaining_periods": left})
    slots = target_slots(target, own, flow, "2019—2021")
    sentence = sentences("output").say("expected", lang, **EXPECTED, **slots)
    return re.sub("^.*(持平|0.0 % on last year)", "", sentence)[:-1]


def test_one_month_left_is_named():
    assert said() == (
        "。全年目标100.00亿元，达到目标的概率40%；12月需完成29.36亿元，需比上年12月增长42.9%（可比口径）"
    )
    assert said(left=3.0).endswith("；剩余各期需完成29.36亿元，需比上年同期增长42.9%（可比口径）")
    assert "可比" not in said(flow=False)


def test_less_than_last_year_is_enough():
    assert said(required_rest=144_100.0, required_growth_rest_pct=-10.5).endswith(
        "；12月完成14.41亿元即可达标（可比口径比上年12月低10.5%）"
    )


def test_more_than_twice_last_year_is_said_as_times():
    far = {"required_growth_rest_pct": 305.4}
    assert said(**far, probability_pct=0.3).endswith(
        "概率不足1%；12月需完成29.36亿元，约为上年12月的4.1倍（可比口径），已难以完成"
    )
    assert "难以" not in said(**far)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_base_no_growth_is_said_and_a_reached_target_requires_nothing(lang):
    unknown = said(lang=lang, required_growth_rest_pct=float("nan"))
    assert unknown.endswith("29.36亿元" if lang == "zh" else "must bring CNY 2.94 bn")
    reached = said(lang=lang, required_rest=0.0, probability_pct=100.0)
    assert reached.endswith("99%以上" if lang == "zh" else "above 99 %")


def test_the_same_in_english():
    assert said(lang="en").endswith(
        "; December must bring CNY 2.94 bn (+42.9 % on last December's, comparable)"
    )
    assert said(lang="en", required_growth_rest_pct=-10.5).endswith(
        "; CNY 2.94 bn in December is enough (10.5 % below last December's, comparable)"
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
