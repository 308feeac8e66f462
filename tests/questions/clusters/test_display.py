"""What is said of a county's clusters, and how a chance is printed: worked by hand."""

from types import SimpleNamespace
from typing import ClassVar

import pandas as pd
import pytest

from analysis.display.sentences import sentences
from analysis.questions.clusters import text
from analysis.questions.clusters.prospects import chance
from analysis.tables.measure import Measure
from analysis.tables.name import Name


class Stub:
    """A release of one county with the target lights given."""

    county = "01"
    facts: ClassVar = {}
    measure = Measure(table="employment_month", column="employment_persons", kind="stock")
    city = SimpleNamespace(whole=Name(zh="全州", en="state"), counties=[1, 2], measure=measure)

    def __init__(self, lights=(), lists=True):
        self.lights, self.lists = lights, lists

    def has(self, name):
        return self.lists

    def county_name(self, lang, code=None):
        return "甲县" if lang == "zh" else "A"

    place_name = county_name

    def table(self, name):
        count = len(self.lights)
        return pd.DataFrame(
            {
                "cluster_id": [f"C{k}" for k in range(count)],
                "scope": "city",
                "target_growth_pct": 15.0,
                "light": list(self.lights),
                "masked": False,
                "comparable": 1.0,
                "shrunk_growth_pct": 1.0,
            }
        )


def own(local):
    """Clusters 甲, 乙, 丙 which grow 3, 2 and 1 per cent."""
    count = len(local)
    return pd.DataFrame(
        {
            "cluster_id": [f"C{k}" for k in range(count)],
            "said": list("甲乙丙")[:count],
            "growth_pct": [3.0, 2.0, 1.0][:count],
            "local_effect_pp": local,
            "claim": 1.0,
            "masked": False,
            **dict.fromkeys(("rank", "rank_best", "rank_worst"), float("nan")),
        }
    )


def say(told, lang):
    name, slots = told
    return sentences("clusters").say(name, lang, **slots)


def of_county(rows, lang):
    return say(text._county(Stub(), rows, 9, lang), lang)


@pytest.mark.parametrize(
    ("local", "said", "in_english"),
    [
        ([1.0, 2.0, 3.0], "3个集群均快于本行业", "all grew faster"),
        ([-1.0, -2.0], "2个集群均慢于本行业", "none grew faster"),
        ([1.0, -2.0, -1.0], "3个集群中，1个快于本行业", "1 grew faster"),
        ([1.0], "1个集群快于本行业", "all grew faster"),
    ],
)
def test_all_and_none_are_words(local, said, in_english):
    assert said in of_county(own(local), "zh")
    assert in_english in of_county(own(local), "en")
    assert ("增速最高" in of_county(own(local), "zh")) == (len(local) > 1)


@pytest.mark.parametrize(
    ("lights", "said", "in_english"),
    [
        (["green"] * 3, "全年增长15%的目标，3个集群均有望完成。", "by all of 3."),
        (
            ["red"] * 2,
            "全年增长15%的目标，2个集群均难以完成。",
            "by none of 2; unlikely for 甲, 乙.",
        ),
        (["red"], "全年增长15%的目标，“甲”难以完成。", "by none of 1; unlikely for 甲."),
        (
            ["green", "amber", "red"],
            "全年增长15%的目标，3个集群中1个有望完成，1个尚难断定，1个难以完成（“丙”）。",
            "by 1 of 3; unlikely for 丙.",
        ),
    ],
)
def test_the_target_is_said_by_its_lights(lights, said, in_english):
    rows = own([1.0] * len(lights))
    assert say(("target", text._target(Stub(lights), rows)), "zh") == said
    assert say(("target", text._target(Stub(lights), rows)), "en").endswith(in_english)


def test_a_range_of_one_place_is_said_as_such():
    rows = own([1.0]).assign(rank=1.0, rank_best=1.0, rank_worst=1.0)
    assert "可信区间即第1位" in of_county(rows, "zh")
    assert "plausibly 1 alone" in of_county(rows, "en")
    assert "可信区间第1至3位" in of_county(rows.assign(rank_worst=3.0), "zh")
    assert "可信区间" not in of_county(own([1.0]), "zh")


@pytest.mark.parametrize(
    ("pct", "said"),
    [(0.0, "<1"), (0.99, "<1"), (1.0, "1"), (62.4, "62"), (99.0, "99"), (100.0, ">99")],
)
def test_no_chance_is_printed_as_certain(pct, said):
    assert chance(pct) == said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_limits_speak_of_what_the_city_has(lang):
    lists = " ".join(text.limits(Stub(), lang))
    cells = " ".join(text.limits(Stub(lists=False), lang))
    for word in {"zh": ("完成概率", "报送企业", "规上"), "en": ("probability", "above scale")}[
        lang
    ]:
        assert word in lists
        assert word not in cells
    assert ("全州规上" in lists) == (lang == "zh")
    assert ("就业人数" if lang == "zh" else "employment") in cells
