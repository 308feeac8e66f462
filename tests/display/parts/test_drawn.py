"""Drawings of real text: marks stand where their numbers are, whatever the width."""

import math
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.display.parts import DrawnRow, Period, drawn_rows, figure, periods

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 2))


def tree(markup):
    return ElementTree.fromstring(f"<page>{markup}</page>")


def percent(element, name):
    return float(element.get(name).rstrip("%"))


def bars(markup):
    kinds = ("part-up", "part-down")
    return [rect for rect in tree(markup).iter("rect") if rect.get("class") in kinds]


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_lengths_of_bars_are_as_their_numbers_and_begin_at_zero(values):
    drawn = drawn_rows([DrawnRow(f"r{k}", f"{x}", x) for k, x in enumerate(values)])
    widths = [percent(bar, "width") for bar in bars(drawn)]
    assert len(widths) == len(values)
    longest = max(abs(x) for x in values)
    for x, width in zip(values, widths, strict=True):
        if longest:
            assert width == pytest.approx(max(widths) * abs(x) / longest, abs=0.02)
    zero = {percent(line, "x1") for line in tree(drawn).iter("line")}
    assert len(zero) == 1
    for x, bar in zip(values, bars(drawn), strict=True):
        edge = percent(bar, "x") + (percent(bar, "width") if x < 0 else 0.0)
        assert edge == pytest.approx(*zero, abs=0.02)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=8))
def test_dots_and_rings_keep_their_order_and_stay_on_the_sheet(both):
    rows = [DrawnRow("x", "y", now, beside=before) for now, before in both]
    circles = tree(drawn_rows(rows, dots=True)).iter("circle")
    places = [percent(circle, "cx") for circle in circles]
    assert all(0 <= place <= 100 for place in places)
    wanted = [x for now, before in both for x in (before, now)]
    pairs = sorted(zip(wanted, places, strict=True))
    assert [place for _, place in pairs] == sorted(places)


def test_a_row_without_a_number_keeps_its_words_and_nothing_is_drawn_of_nothing():
    drawn = drawn_rows([DrawnRow("甲", "***"), DrawnRow("乙", "3", 3.0, own=True)])
    assert "***" in drawn
    assert len(bars(drawn)) == 1
    assert [row[0].text for row in tree(drawn).iter("tr") if row.get("class") == "part-own"] == [
        "乙"
    ]
    alone = drawn_rows([DrawnRow("甲", "***")])
    assert "***" in alone
    assert not re.search("<rect|<line|<circle", alone)
    assert drawn_rows([]) == ""
    assert "<script>" not in drawn_rows([DrawnRow("<script>", "1", 1.0)])


def test_what_is_due_and_what_is_likely_stand_on_the_same_scale():
    row = DrawnRow("甲", "80", 80.0, due=100.0, low=60.0, high=90.0)
    drawn = drawn_rows([row])
    (bar,) = bars(drawn)
    (span,) = tree(drawn).findall(".//rect[@class='part-interval']")
    (tick,) = tree(drawn).findall(".//line[@class='part-due']")
    scale = percent(bar, "width") / 80
    assert percent(span, "width") == pytest.approx(30 * scale, abs=0.02)
    assert percent(tick, "x1") - percent(bar, "x") == pytest.approx(100 * scale, abs=0.02)


@pytest.mark.parametrize(("done", "whole"), [(40.0, 100.0), (130.0, 130.0)])
def test_a_scale_goes_to_the_whole_target_or_farther(done, whole):
    (bar,) = bars(drawn_rows([DrawnRow("甲", "40%", done)], upto=100.0))
    assert percent(bar, "width") == pytest.approx(100 * done / (1.03 * whole), abs=0.02)
    assert "<line" not in drawn_rows([DrawnRow("甲", "***")], upto=100.0)


YEAR = [
    Period("1—2月", "9.6", 9.6, 9.6, months=2),
    Period("3", "-4.8", -4.8, 4.0),
    Period("4", "", math.nan, 3.0, expected=True),
]


def test_a_period_is_as_wide_as_its_months_and_the_line_joins_their_middles():
    drawn = periods(YEAR, alt="增速", line_text="累计4.0%")
    wide, narrow = bars(drawn)
    assert percent(wide, "width") > 2 * percent(narrow, "width")
    ways = [line for line in tree(drawn).iter("line") if "part-way" in line.get("class")]
    assert [way.get("class") for way in ways] == ["part-way", "part-way part-expected"]
    assert [percent(way, "x1") for way in ways] == [25.0, 62.5]  # 4 months: 0–2, 2–3, 3–4
    assert float(narrow.get("y")) > float(wide.get("y"))
    assert tree(drawn)[0].get("aria-label") == "增速"
    assert ">累计4.0%<" in drawn


@given(
    st.lists(st.floats(-30, 30), min_size=2, max_size=11),
    st.lists(st.floats(-30, 30), min_size=11, max_size=11),
)
def test_the_text_of_the_line_is_clear_of_the_numbers_it_reaches_over(values, lines):
    held = [
        Period(str(place), f"{value:.1f}", value, line)
        for place, (value, line) in enumerate(zip(values, lines, strict=False))
    ]
    texts = [*tree(periods(held, alt="x", line_text="累计")).iter("text")]
    numbers = [float(text.get("y")) for text in texts if text.get("text-anchor") == "middle"]
    (own,) = (float(text.get("y")) for text in texts if text.get("text-anchor") == "end")
    near = [y for y in numbers if y != 226.0][-4:]
    assert all(abs(y - own) >= 15.8 for y in near) or own == 0.0


def test_a_figure_is_its_finding_measure_drawing_and_source():
    made = figure("甲 < 乙", drawn_rows([DrawnRow("甲", "1", 1.0)]), "万元", "统计局")
    (caption,) = tree(made).iter("figcaption")
    assert [part.text for part in caption] == ["甲 < 乙", "万元"]
    assert re.search(r"<table.*</table>\s*<p[^>]*>统计局", made, re.DOTALL)
    assert figure("甲", "") == ""
