"""Days as registers write them: read to the day, or refused."""

import calendar
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.intake.day_text import parse_date
from analysis.intake.faults import CellError
from analysis.intake.period_text import EPOCH

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 12, 31))


def spellings(day):
    year, month, number = day.year, day.month, day.day
    return [
        *(
            f"{year}-{month:02d}-{number:02d}",
            f"{year}/{month}/{number}",
            f"{year}.{month}.{number}",
        ),
        *(f"{year}年{month}月{number}日", f"{year}年{month:02d}月{number:02d}", f"{day:%Y%m%d}"),
        *(f"{year}—{month}—{number}", f" {year} 年 {month} 月 {number} 日 ", f"{day} 00:00:00"),
        *(day, datetime.datetime(year, month, number, 9, 30), float(f"{day:%Y%m%d}")),
        *((day - EPOCH).days, float((day - EPOCH).days), str((day - EPOCH).days)),
    ]


def months(day):
    year, month = day.year, day.month
    return [
        *(f"{year}年{month}月", f"{year}-{month:02d}", f"{year}/{month}", f"{year}.{month:02d}"),
        *(f"{year}{month:02d}", int(f"{year}{month:02d}"), f"{year}年{month}月份"),
    ]


@given(DAYS)
def test_every_spelling_of_a_day_is_that_day(day):
    expected = datetime.datetime(day.year, day.month, day.day)
    assert {parse_date(cell) for cell in spellings(day)} == {expected}


@given(DAYS)
def test_a_month_stands_for_the_day_that_the_column_declares_and_for_none_without(day):
    last = calendar.monthrange(day.year, day.month)[1]
    for cell in months(day):
        assert parse_date(cell, month="first") == datetime.datetime(day.year, day.month, 1)
        assert parse_date(cell, month="last") == datetime.datetime(day.year, day.month, last)
        with pytest.raises(CellError) as error:
            parse_date(cell)
        assert error.value.kind == "no_day"


@given(st.integers(1000, 9999), st.integers(0, 99), st.integers(0, 99))
def test_a_day_is_in_the_calendar_and_the_years_allowed_or_refused(year, month, number):
    text = f"{year}-{month:02d}-{number:02d}"
    try:
        expected = datetime.datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        expected = None
    if expected and 1990 <= year <= 2100:
        assert parse_date(text) == expected
    else:
        with pytest.raises(CellError):
            parse_date(text)


@pytest.mark.parametrize(
    "cell",
    [
        *("2022-02-30", "2019-13-01", "去年", "5月3日", "2022年", "2022", 2022.0, "2022年3月上旬"),
        *("1989-12-31", "2101-01-01", datetime.date(1985, 1, 1), "20190", 20190, "2022111", "√"),
        *(44635.5, "2022年3月—5月", True, "#VALUE!"),
    ],
)
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(CellError) as error:
        parse_date(cell, month="first")
    assert error.value.kind == "bad_date"


def test_a_number_that_is_january_or_october_is_refused_and_a_text_is_not():
    assert parse_date("2022.1", month="first") == datetime.datetime(2022, 1, 1)
    assert parse_date(2022.3, month="first") == datetime.datetime(2022, 3, 1)
    with pytest.raises(CellError, match="1月与10月"):
        parse_date(2022.1, month="first")


def test_a_column_may_begin_earlier():
    assert parse_date("1958-10-01", since=1949) == datetime.datetime(1958, 10, 1)
    with pytest.raises(CellError, match="超出范围"):
        parse_date("1948-10-01", since=1949)
