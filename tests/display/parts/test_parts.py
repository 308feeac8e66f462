"""Parts of pages: what they hold, in what order, and that nothing of it can run or load."""

import math
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from analysis.display.parts import (
    STYLE,
    TONES,
    Action,
    Card,
    Column,
    Gap,
    Order,
    Tile,
    actions,
    cards,
    contents,
    folded,
    gaps,
    points,
    section,
    sortable,
    sparkline,
    tiles,
)
from analysis.reports.sanitise import passive

NAN = math.nan
HOSTILE = "<script>\"&'"
COLUMNS = (Column("县", folds=False), Column("增速", "%"))


def ranking(rows, orders):
    return sortable("by", "位次", COLUMNS, rows, orders, "排序")


EVERY = {
    "cards": cards([Card(HOSTILE, "8.3%", ["比上月低0.7点"], sparkline([1, 2], "升"), href="#a")]),
    "actions": actions([Action("甲县", HOSTILE, "hard", "#a")]),
    "tiles": tiles([("城区", [Tile(HOSTILE, "8", "第1位", "steady", "稳", "#a")])], [("open", "")]),
    "gaps": gaps([Gap("甲县", -3.0, HOSTILE, "hard", "#a")], "目标"),
    "sortable": ranking([[HOSTILE, "1"], ["乙", "2"]], [Order("增", [0, 1]), Order("县", [1, 0])]),
    "points": points({"变化": HOSTILE, "拉动": ""}),
    "folded": folded(HOSTILE, "正文", name="more"),
    "section": section("s", HOSTILE, Markup("<p>图</p>"), "单位：%", "来源"),
}  # fmt: skip


class Tags(HTMLParser):
    """The tags of a page that are open, and how often each began."""

    def __init__(self):
        super().__init__()
        self.open, self.begun, self.texts = [], [], []

    def handle_starttag(self, tag, attrs):
        self.begun.append((tag, dict(attrs)))
        if tag != "input":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def read(page):
    reader = Tags()
    reader.feed(page)
    reader.close()
    assert not reader.open
    return reader


@pytest.mark.parametrize("name", EVERY)
def test_a_part_is_well_formed_and_escapes_its_texts(name):
    reader = read(EVERY[name])
    assert "script" not in [tag for tag, _ in reader.begun]
    assert HOSTILE in "".join(reader.texts)


@pytest.mark.parametrize("name", EVERY)
def test_a_part_passes_the_door_of_passive_pages_whole(name):
    before, after = read(EVERY[name]).begun, read(passive(EVERY[name])).begun
    assert [tag for tag, _ in after] == [tag for tag, _ in before]
    drawn = ("class", "d", "viewBox".lower(), "x", "width", "name", "id", "type", "aria-label")
    for (_, was), (_, now) in zip(before, after, strict=True):
        assert {k: v for k, v in was.items() if k in drawn} == {
            k: v for k, v in now.items() if k in drawn
        }


def test_a_choice_is_all_that_can_be_filled_in():
    kept = passive('<input type="text" name="a" value="b" formaction="https://example.org">')
    assert kept == '<input name="a" type="radio">'


def test_a_drawing_neither_runs_nor_loads():
    kept = passive(
        '<svg onload="a()" viewBox="0 0 1 1"><use href="https://example.org/a.svg#b"/>'
        '<image href="https://example.org/a.png"/><script>a()</script>'
        '<path d="M0 0" onclick="a()" style="fill:url(https://example.org)"></path></svg>'
    )
    assert not re.search(r"example|onload|onclick|script|use|image", kept)
    assert "M0 0" in kept


def test_every_class_of_the_parts_has_a_style():
    classes = {name for page in EVERY.values() for name in re.findall(r'class="([^"]*)"', page)}
    used = {name for names in classes for name in names.split() if name.startswith("part-")}
    assert {name for name in used if f".{name}" not in STYLE} <= {"part-name", "part-section"} | {
        f"part-by-{n}" for n in (1, 2)
    }
    assert all(f".tone-{tone}" in STYLE for tone in TONES)


@pytest.mark.parametrize("empty", [cards([]), actions([]), gaps([], "目标"), ranking([], [])])
def test_nothing_to_show_is_no_part(empty):
    assert empty == ""


def test_groups_without_places_and_sections_without_parts_are_left_out():
    assert tiles([("城区", [])]) == ""
    assert section("s", "发现", "") == ""
    assert "平原县" not in tiles([("平原县", []), ("山区县", [Tile("甲", "1")])])


@given(st.lists(st.floats(-50, 50) | st.just(NAN), min_size=2, max_size=30))
def test_a_sparkline_stays_in_its_box_and_marks_the_last_known_value(values):
    drawn = sparkline(values, "走势")
    known = [value for value in values if not math.isnan(value)]
    if len(known) < 2:
        assert drawn == ""
        return
    points = re.findall(
        r"([ML])(-?[\d.]+),(-?[\d.]+)", re.search(r'part-line" d="([^"]*)', drawn)[1]
    )
    assert len(points) == len(known)
    assert all(0 <= float(x) <= 120 and 0 <= float(y) <= 28 for _, x, y in points)
    assert re.search(r'cx="([\d.]+)" cy="([\d.]+)"', drawn).groups() == points[-1][1:]
    heights = [float(y) for *_, y in points]
    assert all(
        (a < b) >= (x - y > 3.0)
        for a, x in zip(heights, known, strict=True)
        for b, y in zip(heights, known, strict=True)
    )


def test_a_gap_in_a_sparkline_breaks_the_line():
    path = re.search(r'part-line" d="([^"]*)', sparkline([1, NAN, 2, 3], "走势"))[1]
    assert re.findall("[ML]", path) == ["M", "M", "L"]


@given(st.lists(st.floats(-1e6, 1e6) | st.just(NAN), min_size=1, max_size=12))
def test_bars_have_the_length_and_side_of_their_distance(distances):
    page = gaps([Gap(str(n), d, "") for n, d in enumerate(distances)], "目标")
    rows = re.findall(r"<tr.*?</tr>", page, re.DOTALL)
    known = [d for d in distances if not math.isnan(d)]
    span = max([*known, 0.0]) - min([*known, 0.0])
    zero = float(re.search(r'part-zero" d="M([\d.]+) 0V', page)[1])
    for row, distance in zip(rows, distances, strict=True):
        bar = re.search(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', row)
        if math.isnan(distance):
            assert bar is None
            continue
        start, length = map(float, bar.groups())
        assert start >= 0 and start + length <= 100.02
        assert length == pytest.approx(100 * abs(distance) / span if span else 0.0, abs=0.01)
        assert (start if distance >= 0 else start + length) == pytest.approx(zero, abs=0.02)


def test_a_table_stands_there_once_in_every_order():
    rows = [["甲", "3"], ["乙", "1"], ["丙", "2"]]
    page = ranking(rows, [Order("增速", [0, 2, 1]), Order("县", [0, 1, 2])])
    tables = page.split("<table>")[1:]
    assert [re.findall(r"scope=row>(.)<", table) for table in tables] == [
        ["甲", "丙", "乙"],
        ["甲", "乙", "丙"],
    ]
    assert page.count(" checked") == 1


def test_one_order_needs_no_choice():
    assert "fieldset" not in ranking([["甲", "1"]], [Order("增速", [0])])


@pytest.mark.parametrize("order", [[0], [0, 0], [0, 2]])
def test_an_order_that_loses_a_row_is_refused(order):
    with pytest.raises(ValueError, match="each of all 2 rows"):
        ranking([["甲", "1"], ["乙", "2"]], [Order("增速", order)])


def test_contents_lead_to_sections_and_one_section_needs_none():
    made = contents({"land": "用地", "board": "目标<1>"}, "本页内容")
    assert '<a href="#land">用地</a>' in made
    assert "目标&lt;1&gt;" in made
    assert contents({"land": "用地"}, "本页内容") == ""


def test_points_without_a_sentence_are_left_out():
    assert points({"变化": "降", "拉动": ""}).count("<dt>") == 1
    assert points({"变化": ""}) == ""
