"""Ticks and words of registers filled in by hand."""

import datetime

import numpy as np
import pytest

from analysis.intake.codes import Names
from analysis.intake.column_values import convert
from analysis.intake.faults import CellError
from analysis.intake.ticks import parse_day, parse_flag
from analysis.tables.dictionary import date, flag

PLAIN = flag("是否开工", "Started").metadata
BLANK_IS_NO = flag("是否开工", "Started", blank=False).metadata
DATED = flag("环评", "Permit", blank=False, dated=True).metadata
OPTIONAL = date("竣工时间", "Finished", optional=True, month="first").metadata
REQUIRED = date("竣工时间", "Finished").metadata
YES = ["√", "✓", "✔", "✔\ufe0f", "☑", "是", "已", "有", "Y", "y", "Ｙ", " √ ", True, 1, 1.0]
NO = ["×", "✗", "✘", "否", "未", "无", "N", "n", "0", 0.0]


def converted(cells, about):
    array = np.empty(len(cells), dtype=object)
    array[:] = cells
    return convert(array, "started", about, Names({}, {}), np.ones(len(cells)))


@pytest.mark.parametrize("about", [PLAIN, BLANK_IS_NO, DATED])
def test_words_and_ticks(about):
    made = converted(YES + NO, about)
    assert not made.faults
    assert made.values.tolist() == [True] * len(YES) + [False] * len(NO)


def test_a_blank_is_missing_unless_the_column_says_what_it_means():
    assert converted([None, "", " ", "是"], PLAIN).values.tolist() == [None, None, None, True]
    assert converted([None, "", "—", "/", "√"], BLANK_IS_NO).values.tolist() == [False] * 4 + [True]
    assert converted([None], flag("a", "b", blank=True).metadata).values.tolist() == [True]


@pytest.mark.parametrize("cell", ["在建", "—", "不详", "2022-03-15", 2])
def test_what_is_neither_yes_nor_no_is_refused(cell):
    with pytest.raises(CellError) as error:
        parse_flag(cell, PLAIN)
    assert error.value.kind == "not_a_flag"
    assert error.value.allowed == ("是、否", "yes, no")


@pytest.mark.parametrize("cell", ["2022.3.15", "2022年3月", datetime.date(2022, 3, 15), 44635.0])
def test_a_day_in_a_dated_flag_is_yes(cell):
    assert parse_flag(cell, DATED) is True


def test_a_day_that_is_none_is_no_yes():
    with pytest.raises(CellError) as error:
        parse_flag("2022-02-30", DATED)
    assert error.value.allowed == (
        "是、否、日期（为是）、空白（为否）",
        "yes, no, a date (yes), blank (no)",
    )


@pytest.mark.parametrize("cell", ["未", "否", "×", "无", "—", "/"])
def test_not_yet_in_an_optional_date_is_no_date(cell):
    assert parse_day(cell, OPTIONAL) is None
    with pytest.raises(CellError):
        parse_day(cell, REQUIRED)


@pytest.mark.parametrize("cell", ["√", "是", "已"])
def test_a_tick_names_no_day(cell):
    with pytest.raises(CellError, match="只打了勾") as error:
        parse_day(cell, OPTIONAL)
    zh, en = error.value.allowed
    assert zh == "YYYY-MM-DD、YYYY-MM（为1日），1990—2100年"
    assert en == "YYYY-MM-DD, YYYY-MM (its first day), 1990 to 2100"
