"""What is said of a number is true of it, whatever the number."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.display import numbers
from analysis.display.filters import AGAINST, FILTERS
from analysis.display.templates import environment
from analysis.documents.figures import Figure
from analysis.documents.page import typeset
from analysis.documents.wording import faults, sentence_faults, sum_faults

COUNTS = st.integers(0, 10**7)
REALS = st.floats(-1e6, 1e6, allow_nan=False)


def printed(text):
    """The first number of a text."""
    return float(re.search(r"\d[\d.]*", text)[0])


@given(REALS, st.integers(0, 2))
def test_rise_and_fall_follow_the_sign_that_is_printed(value, places):
    said = numbers.difference(value, "zh", "家", places)
    shown = round(float(numbers.fixed(value, places)), places)
    verb = {"增加": 1, "减少": -1, "持平": 0}[said[:2]]
    assert verb == (shown > 0) - (shown < 0)
    assert said == "持平" or printed(said) == pytest.approx(abs(shown))


@given(COUNTS)
def test_yu_is_below_the_number_and_never_of_a_round_one(value):
    said = numbers.over(value, "zh")
    if "余" in said:
        cut = int(said[:-1])
        assert cut < value < cut + 10 ** (len(str(value)) - 2)
    else:
        assert int(said) == value and (value < 100 or value % 10 ** (len(str(value)) - 2) == 0)


@given(st.floats(1, 1e7))
def test_at_least_is_said_of_what_is_not_below(value):
    said = numbers.at_least(value, "zh", "家")
    assert said.endswith("家以上") and 0.9 * value - 1 <= printed(said) <= value


@given(st.floats(-1e6, 0.999))
def test_at_least_is_not_said_of_nothing(value):
    with pytest.raises(ValueError, match="以上"):
        numbers.at_least(value, "zh", "家")


@given(COUNTS)
def test_above_is_said_of_what_exceeds(value):
    said = numbers.above(value, "zh", "家")
    assert printed(said) < value if said.startswith("超") else printed(said) == value


@given(COUNTS)
def test_nearly_is_said_of_at_least_95_of_a_hundred(value):
    said = numbers.nearly(value, "zh", "家")
    if said.startswith("近"):
        assert 0.95 <= value / printed(said) < 1
    else:
        assert printed(said) == value


@given(st.floats(0.1, 1e5))
def test_about_is_said_of_what_is_within_two_percent(value):
    said = numbers.about(value, "zh", "%")
    if said.endswith("左右"):
        assert abs(value / printed(said) - 1) <= 0.02
    else:
        assert printed(said) == pytest.approx(value, abs=0.051)


@pytest.mark.parametrize(
    ("said", "as_"),
    [
        (numbers.over(1237, "zh"), "1200余"),
        (numbers.above(1237, "zh", "家"), "超1200家"),
        (numbers.nearly(967, "zh", "家"), "近1000家"),
        (numbers.nearly(1180, "zh", "家"), "近1200家"),
        (numbers.nearly(1234, "zh", "家"), "1234家"),
        (numbers.at_least(127, "zh", "家"), "120家以上"),
        (numbers.about(14.8, "zh", "%"), "15%左右"),
        (numbers.about(13, "zh", "%"), "13.0%"),
        (numbers.at_least(127, "en", "enterprises"), "at least 120 enterprises"),
        (numbers.difference(-3, "en", "enterprises"), "fell by 3 enterprises"),
    ],
)
def test_the_rules_by_example(said, as_):
    assert said == as_


def say(template, **slots):
    return environment().from_string(template).render(lang="zh", **slots)


@pytest.mark.parametrize(
    ("unit", "word", "said"), [("count", "家", "876家"), ("pct", "%", "876.0%")]
)
def test_about_a_named_figure_its_unit_says_the_digits(unit, word, said):
    assert say(f"{{{{ value | about('{word}') }}}}", value=Figure.of(876, unit, "zh")) == said


@given(st.floats(-100, 100))
def test_the_share_of_a_gap_is_never_said_as_nothing_but_of_none(pct):
    said = numbers.share(pct, "zh")
    assert (said == "0.0%") == (pct == 0)
    assert said == "不足0.1%" or printed(said) == pytest.approx(abs(pct), abs=0.051)


@given(st.lists(st.floats(0, 200), min_size=1, max_size=5), st.floats(0, 200))
def test_all_exceed_only_if_each_does_as_printed(values, target):
    said = say("{{ values | against(target) }}", values=values, target=target)
    shown, aim = [round(float(f"{v:.1f}"), 1) for v in values], round(float(f"{target:.1f}"), 1)
    exceeded, met, short = AGAINST["zh"]
    assert (said == exceeded) == all(v > aim for v in shown)
    assert (said == short) == any(v < aim for v in shown)
    assert said in {exceeded, met, short}


@given(st.floats(1, 1e7), st.floats(1, 1e7))
def test_amounts_of_a_sentence_have_one_unit(first, second):
    template = "甲{{ a | amount('10k_cny', [b]) }}，乙{{ b | amount('10k_cny', [a]) }}"
    assert not [*sentence_faults(say(template, a=first, b=second))]


@given(st.floats(-1e4, 1e4), st.integers(0, 2))
def test_trimmed_is_the_same_number_without_zeros(value, places):
    said = say("{{ value | trimmed(places) }}", value=value, places=places)
    assert float(said) == float(numbers.fixed(value, places))
    assert not said.endswith(".") and not ("." in said and said.endswith("0"))


@given(st.lists(st.text("甲乙丙丁", min_size=1), min_size=1, max_size=5), st.integers(0, 4))
def test_named_says_the_names_and_not_how_many(names, after):
    if after < len(names):
        said = say("{{ names | named(2, after) }}", names=names, after=after)
        assert said == "、".join(names[after : after + 2])


HEDGES = [name for name in ("over", "above", "nearly", "at_least", "about") if name in FILTERS]


@given(st.floats(1, 1e6), st.sampled_from(HEDGES))
def test_one_hedge_is_no_fault_and_two_cannot_be_said(value, name):
    said = say("{{ value | " + name + " }}", value=value)
    assert not [*sentence_faults(f"共{said}。")]
    hedged = not re.fullmatch(r"[\d.]+", said)
    for other in HEDGES:
        if hedged:
            with pytest.raises(ValueError):
                say("{{ value | " + name + " | " + other + " }}", value=value)


@pytest.mark.parametrize(
    "sentence",
    ["约120家左右", "近1200余家", "1200余家以上", "超过1200余家", "约近1000家", "15％左右以上"],
)
def test_doubled_hedges_are_found(sentence):
    assert [*sentence_faults(f"共{sentence}参加")]


@pytest.mark.parametrize(
    "sentence", ["总投资12.3亿元，其中设备9000万元", "获得4527万元，另有1.20亿元"]
)
def test_two_units_of_money_in_a_sentence_are_found(sentence):
    assert [*sentence_faults(sentence)]


@pytest.mark.parametrize(
    "sentence", ["近年来新增120家", "120家以上企业", "亩均税收7.3万元/亩，收入4529.57亿元"]
)
def test_plain_sentences_are_let_be(sentence):
    assert not [*sentence_faults(sentence)]


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=6), st.integers(-50, 50))
def test_parts_add_up_or_are_flagged_by_how_much(parts, off):
    said = [numbers.fixed(part, 0, grouped=True) for part in parts]
    found = [*sum_faults(f"{sum(parts) + off}家", said)]
    assert bool(found) == (off != 0)
    if found:
        assert found[0][0].endswith(f"差{abs(off)}") and found[0][1].endswith(f"by {abs(off)}")


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=6))
def test_parts_of_money_are_added_as_they_are_printed(values):
    """Rounding of the parts may part them from the total, which is of the unrounded values."""
    said = [numbers.amount(value, "10k_cny", "zh") for value in values]
    added = sum(round(float(t[:-2].replace(",", "")) * (1e4 if "亿" in t else 1)) for t in said)
    assert not [*sum_faults(f"{added}万元", said)]
    assert [*sum_faults(f"{added + 1}万元", said)]


@pytest.mark.parametrize("parts", [(), ("—", "3"), ("***", "1")])
def test_what_has_no_number_is_not_added(parts):
    assert not [*sum_faults("5", parts)]


def test_the_last_row_of_a_table_is_added_up():
    rows = ["｜类别｜企业数｜增减", "｜A类｜876｜+22", "｜B类｜1979｜-3", "｜合计｜{}｜+19"]
    assert not [*faults(typeset([*rows[:-1], rows[-1].format(2855)]))]
    (found,) = faults(typeset([*rows[:-1], rows[-1].format(2856)]))
    assert found.zh == "表中“企业数”：印出的分项876、1979之和与合计2856差1"
    other = [*rows[:-1], rows[-1].replace("合计", "C类").format(1)]
    assert not [*faults(typeset(other))]
