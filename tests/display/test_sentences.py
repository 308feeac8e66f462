"""Sentences as templates: what is said, what is left out, what is refused and where."""

import math
import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.sandbox import SandboxedEnvironment

from analysis.display.filters import FILTERS, TESTS
from analysis.display.sentences import (
    Sentences,
    of_release,
    overrides,
    prepare,
    sentences,
)
from analysis.display.text_files import read
from analysis.errors import DataError
from analysis.tables.registry import FOLDER

VALUES = "slots: [x, y, names, kind, {rows: [name, n]}]\nsentences:\n  it:\n"


def of(entry: str, own: str = "") -> Sentences:
    """The sentences of a file with one entry, `it`, written from the sixth line's indent on."""
    return Sentences(*read(VALUES + entry, "q/text.yaml", own, "text/q.yaml"))


def say(entry: str, lang: str = "en", **slots) -> str:
    empty = dict.fromkeys(("x", "y", "names", "kind", "rows"))
    return of(entry).say("it", lang, **{**empty, **slots})


def both(template: str, **slots) -> tuple[str, str]:
    quoted = "    " + '"' + template + '"'
    return say(quoted.replace("it:\n", "it:"), "zh", **slots), say(quoted, "en", **slots)


@pytest.mark.parametrize(
    ("template", "x", "zh", "en"),
    [
        ("{{ x | change }}", 3.46, "增长3.5%", "grew 3.5%"),
        ("{{ x | change }}", -3.24, "下降3.2%", "fell 3.2%"),
        ("{{ x | change }}", 0.04, "持平", "was unchanged"),
        ("{{ x | change }}", -0.04, "持平", "was unchanged"),
        ("{{ x | change }}", 0.051, "增长0.1%", "grew 0.1%"),
        ("{{ x | change(2) }}", 0.04, "增长0.04%", "grew 0.04%"),
        ("{{ x | by_sign('上', '下', '平') }}", 0.04, "平", "平"),
        ("{{ x | by_sign('上', '下', '平') }}", 0.051, "上", "上"),
        ("{{ x | by_sign('上', '下', '平', 2) }}", -0.04, "下", "下"),
        ("{{ x | by_sign('上', '下') }}", -0.04, "上", "上"),
        ("{{ x | amount('10k_cny') }}", 49_821_600, "4,982.16亿元", "CNY 498.22 bn"),
        ("{{ x | amount('persons') }}", 1_234, "1,234人", "1,234 persons"),
        ("{{ x | points }}", -1.24, "1.2个百分点", "1.2 percentage points"),
        ("{{ x | points(2) }}", 1.245, "1.25个百分点", "1.25 percentage points"),
        ("{{ x | fixed(2) }}", 1234.5, "1234.50", "1234.50"),
        ("{{ x | fixed(1, grouped=true) }}", 1234.5, "1,234.5", "1,234.5"),
        ("{{ x | fixed }}", -0.04, "0.0", "0.0"),
        ("{{ x | signed }}", 3, "+3", "+3"),
        ("{{ x | signed(2) }}", -1.5, "-1.50", "-1.50"),
        ("{{ x | signed(1) }}", -0.04, "0.0", "0.0"),
        ("{{ x | chance }}", 99.5, "99%以上", "above 99%"),
        ("{{ x | chance }}", 0.5, "不足1%", "below 1%"),
        ("{{ x | chance }}", 45.2, "45%", "45%"),
        ("{{ x | capital }}", "the city", "The city", "The city"),
        ("{{ x | over }}", 1_237, "1200余", "over 1,200"),
        ("{{ x | over }}", 1_200, "1200", "1200"),
        ("{{ x | over }}", 37, "37", "37"),
        ("{{ x | year_to_date }}", "2022-11", "2022年1—11月", "January–November 2022"),
        ("{{ x | year_to_date }}", "2022-01", "2022年1月", "January 2022"),
        ("{{ x | month }}", "2022-11", "2022年11月", "November 2022"),
    ],
)
def test_filters(template, x, zh, en):
    assert both(template, x=x) == (zh, en)


def test_counts_and_lists_follow_the_language():
    county = "{{ x | count('county', 'counties') }}"
    assert [both(county, x=x)[1] for x in (1, 3)] == ["1 county", "3 counties"]
    assert both("{{ x | count('个县') }}", x=1_200)[0] == "1,200个县"
    names = list("abcde")
    assert both("{{ names | listed }}", names=names) == ("a、b、c、d、e", "a, b, c, d, e")
    assert both("{{ names | listed(2, quoted=true) }}", names=names) == (
        "“a”、“b”等5个",
        "a, b and 3 more",
    )
    assert both("{{ names | listed(between='; ') }}", names=["a", None, "b"])[1] == "a; b"
    assert both("{{ names | listed }}", names=[]) == ("", "")


MISSING = [None, math.nan, math.inf, -math.inf, pd.NA, pd.NaT, np.nan, np.ma.masked]


@pytest.mark.parametrize("nothing", MISSING, ids=repr)
@pytest.mark.parametrize(
    "template",
    ["{{ x }}", "{{ x | change }}", "{{ x | fixed }}", "{{ x > 1 }}", "{{ x is known }}"],
)
def test_a_sentence_with_a_missing_slot_is_left_out(nothing, template):
    expected = "False" if "known" in template else ""
    assert both(template, x=nothing) == (expected, expected)


def test_a_condition_on_what_is_missing_does_not_hold_either_way():
    entry = "    {{when: {}, zh: 是, en: 'yes'}}"
    assert say(entry.format("x > 3"), x=4) == "yes"
    assert say(entry.format("x > 3"), x=3) == ""
    assert say(entry.format("not x > 3"), x=None) == ""
    assert say(entry.format("x is not known"), x=None) == "yes"


def test_of_a_list_the_first_that_can_be_said_is():
    entry = """
    - {when: x > 3, zh: "{{ y }}", en: "much {{ y }}"}
    - {when: x > 1, zh: 些, en: some}
    - {zh: 无, en: none}
"""
    assert say(entry, x=4, y=7) == "much 7"
    assert say(entry, x=4) == "some"
    assert say(entry, x=2, y=7) == "some"
    assert say(entry, "zh", y=7) == "无"


PARTS = """
    parts:
    - {zh: "产值{{ x | fixed }}", en: "output {{ x | fixed }}"}
    - {zh: "，{{ y | change }}", en: ", {{ y | change }}"}
    - {when: y > 5, zh: "，很快", en: ", fast"}
"""


def test_parts_need_their_first_and_end_in_a_full_stop():
    assert say(PARTS, x=1, y=6) == "output 1.0, grew 6.0%, fast."
    assert say(PARTS, "zh", x=1, y=3) == "产值1.0，增长3.0%。"
    assert say(PARTS, "zh", x=1) == "产值1.0。"
    assert say(PARTS, y=3) == ""


def test_names_rows_and_choices():
    entry = """
    let:
      each_of_them:
        each: rows
        item: {zh: "{{ name }}{{ n | fixed(0) }}家", en: "{{ name }} {{ n | fixed(0) }}"}
      speed: {choose: kind, among: {up: {zh: 快, en: fast}, down: {zh: 慢, en: slow}}}
    zh: "{{ speed }}：{{ each_of_them | listed }}"
    en: "{{ speed }}: {{ each_of_them | listed }}"
"""
    rows = [{"name": "A", "n": 3}, {"name": "B", "n": math.nan}, {"name": "C", "n": 1}]
    assert say(entry, "zh", kind="up", rows=rows) == "快：A3家、C1家"
    assert say(entry, kind="down", rows=rows) == "slow: A 3, C 1"
    assert say(entry, kind="sideways", rows=rows) == ""
    assert say(entry, kind="up", rows=rows[1:2]) == ""


def test_paragraphs_leave_out_what_cannot_be_said():
    entry = """
    paragraphs:
    - {zh: "甲{{ x }}。", en: "a {{ x }}."}
    - together: [{zh: 乙。, en: b.}, {zh: "丙{{ y }}。", en: "c {{ y }}."}]
"""
    slots = dict.fromkeys(("x", "y", "names", "kind", "rows"))
    assert of(entry).paragraphs("it", "en", **slots | {"x": 1, "y": 2}) == ["a 1.", "b. c 2."]
    assert of(entry).paragraphs("it", "zh", **slots) == ["乙。"]


LINES = """slots: [growth, level]
sentences:
  came:
    zh: "{{ growth | change }}"
    en: "{{ growth | chnage }}"
"""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (LINES, "q/text.yaml, line 5: no filter 'chnage'; the nearest is 'change'"),
        (
            LINES.replace("chnage", "change").replace("{{ growth", "{{ grwoth", 1),
            "q/text.yaml, line 4: no slot 'grwoth'; the nearest is 'growth'",
        ),
        (
            "slots: [x]\nsentences:\n  a:\n    zh: |\n      {{ x }}\n      {{ y }}\n    en: x\n",
            "q/text.yaml, line 6: no slot 'y'; the nearest is 'x'",
        ),
        (
            LINES.replace("    en:", "    when: growth is knwon\n    en:").replace(
                "chnage", "change"
            ),
            "q/text.yaml, line 5: no test 'knwon'; the nearest is 'known'",
        ),
        (LINES.replace("    en:", "    fr:"), "q/text.yaml, line 5: no key 'fr'"),
        (LINES.replace("slots", "slot"), "q/text.yaml, line 1: no section 'slot'"),
        ("sentences:\n  a: {zh: 甲}\n", "q/text.yaml, line 2: 'en' is missing"),
        (
            "sentences:\n  a: {zh: 甲, en: a}\n  a: b\n",
            "q/text.yaml, line 3: 'a' stands here twice",
        ),
        ("sentences:\n  a: {zh: '{{ x', en: a}\n", "q/text.yaml, line 2: cannot be read"),
        ("sentences:\n  a: {zh: [\n", "q/text.yaml, line 3: cannot be read"),
        (
            "slots: [x]\nsentences:\n  a: {choose: x, among: colours}\n",
            "q/text.yaml, line 3: no labels 'colours'",
        ),
        ("slots: [x]\nsentences:\n  a: {each: z, item: b}\n", "line 3: no slot 'z'"),
        (
            LINES.replace("growth | chnage", "''.__class__"),
            "q/text.yaml, line 5: a slot is a value and has no '__class__'",
        ),
    ],
)
def test_what_is_unknown_is_refused_with_its_line_and_the_nearest_name(content, said):
    with pytest.raises(DataError) as error:
        read(content, "q/text.yaml")
    assert said in error.value.en
    assert re.search(r"q/text\.yaml第\d行：", error.value.zh)


def test_the_sandbox_refuses_what_the_reading_cannot_see():
    with pytest.raises(DataError, match=r"cannot be said.*unsafe"):
        say("    \"{{ ''['__cla' ~ 'ss__'] }}\"")


def test_a_value_that_no_filter_takes_is_said_with_its_place():
    with pytest.raises(DataError, match=r"q/text\.yaml, line 4: cannot be said"):
        say('    "{{ x | change }}"', x="high")


def test_a_quotient_without_a_value_is_left_out():
    assert both("{{ (x / y) | fixed }}", x=1, y=0) == ("", "")


def test_slots_that_are_not_declared_are_a_fault_of_the_caller():
    with pytest.raises(TypeError, match="takes"):
        of("    {zh: 甲, en: a}").say("it", "en", x=1)


SHIPPED = """sentences:
  came: {slots: [x], zh: "来{{ x }}", en: "came {{ x }}"}
  light: {slots: [x], choose: x, among: lights}
labels:
  lights: {red: {zh: 红, en: red}}
alts:
  course: {zh: 线, en: line}
"""


def test_a_city_rewords_what_it_likes_in_one_language_or_both():
    own = """sentences:
  came: {zh: "到{{ x }}"}
labels: {lights: {red: {zh: 难}}}
alts: {course: {zh: 折线, en: a line}}
"""
    made = Sentences(*read(SHIPPED, "q/text.yaml", own, "text/q.yaml"))
    assert [made.say("came", lang, x=1) for lang in ("zh", "en")] == ["到1", "came 1"]
    assert [made.say("light", lang, x="red") for lang in ("zh", "en")] == ["难", "red"]
    assert (made.alt("course", "en"), made.labels("lights", "zh")) == ("a line", {"red": "难"})


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("sentences:\n  cmae: {zh: 到}\n", "text/q.yaml, line 2: no entry 'cmae'"),
        ("sentences:\n  came:\n    zh: '{{ z }}'\n", "text/q.yaml, line 3: no slot 'z'"),
        ("labels: {lights: {rde: {zh: 难}}}\n", "line 1: no label 'rde'; the nearest is 'red'"),
    ],
)
def test_a_city_cannot_reword_what_there_is_not(own, said):
    with pytest.raises(DataError) as error:
        read(SHIPPED, "q/text.yaml", own, "text/q.yaml")
    assert said in error.value.en


def test_the_words_of_a_city_travel_with_its_release(tmp_path):
    (tmp_path / "text").mkdir()
    file = tmp_path / "text" / "scores.yaml"
    file.write_text("labels:\n  titles:\n    report: {zh: 亩均论英雄}\n", encoding="utf-8")
    release = SimpleNamespace(facts={"text": overrides(tmp_path)})
    assert of_release(release, "scores").labels("titles", "zh")["report"] == "亩均论英雄"
    shipped = of_release(SimpleNamespace(facts={}), "scores").labels("titles", "zh")
    assert shipped == sentences("scores").labels("titles", "zh") != {"report": "亩均论英雄"}
    file.rename(file.with_name("scoers.yaml"))
    with pytest.raises(DataError, match="'scoers'; the nearest is 'scores'"):
        overrides(tmp_path)


@pytest.mark.parametrize("question", ["clusters", "output", "report", "scores"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_shipped_is_read_and_says_nothing_of_nothing(question, lang):
    prepare()
    said = sentences(question)
    for name, entry in said.sentences.items():
        nothing = said.paragraphs(name, lang, **dict.fromkeys(entry.slots))
        assert not any(re.search("nan|None|{|}", text) for text in nothing)
    assert all(said.alt(figure, lang) for figure in said.alts)


def test_english_sentences_that_begin_with_the_place_give_it_a_capital():
    files = [*FOLDER.glob("*/text.yaml")]
    assert len(files) >= 5
    for file in files:
        begins = re.findall(r'en: *"\{\{ county[^}]*\}\}', file.read_text(encoding="utf-8"))
        assert all("| capital" in beginning for beginning in begins), (file, begins)


def test_the_filters_fit_another_environment():
    documents = SandboxedEnvironment(autoescape=True)
    documents.filters.update(FILTERS)
    documents.tests.update(TESTS)
    assert documents.from_string("{{ x | change }} <").render(x=2, lang="zh") == "增长2.0% <"


EVERY_FILTER = (
    "{{ x }} {{ x | change }} {{ x | by_sign('up', 'down') }} {{ x | amount('10k_cny') }} "
    "{{ x | points }} {{ x | fixed }} {{ x | signed }} {{ x | chance }} {{ x | count('c') }} "
    "{{ x | over }} {{ [x] | listed }}"
)
NUMBERS = st.one_of(
    st.sampled_from([*MISSING, -0.0, 0.0, 1e300, -1e300, np.float64(-0.0), -1e-9]),
    st.floats(),
    st.integers(-(10**18), 10**18),
    st.floats(width=32).map(np.float32),
)


@given(x=NUMBERS, lang=st.sampled_from(["zh", "en"]))
def test_no_value_ever_prints_as_nothing_or_as_minus_zero(x, lang):
    text = say(f'    "{EVERY_FILTER}"', lang, x=x)
    assert not re.search(r"nan|None|NA|NaT|inf|masked|--", text, re.IGNORECASE)
    assert not re.search(r"-0(\.0*)?(?![\d.e])", text)


def test_amounts_are_said_in_the_currency_of_the_city():
    slots = {"when": "2022-11", "whole": "全市", "clusters": 9, "revenue": 123456.0}
    slots |= dict.fromkeys(("growth", "growing", "tax_growth", "tax_rate"))
    slots |= dict.fromkeys(("provincial", "provincial_growth"))
    abroad = SimpleNamespace(facts={"city": {"currency": "EUR"}})
    assert "12.35亿欧元" in of_release(abroad, "clusters").say("lists", "zh", **slots)
    assert "EUR 1.23 bn" in of_release(abroad, "clusters").say("lists", "en", **slots)
    home = SimpleNamespace(facts={"city": {"currency": "CNY"}})
    assert "12.35亿元" in of_release(home, "clusters").say("lists", "zh", **slots)
