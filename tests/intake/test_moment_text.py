"""Moments as registers of stops write them: days with hours, 24:00 too."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.intake.faults import CellError
from analysis.intake.moment_text import parse_moment
from analysis.intake.period_text import EPOCH

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31))
DAY = datetime.timedelta(days=1)


@given(DAYS, st.integers(0, 23), st.integers(1, 59))
def test_every_spelling_of_a_moment_is_that_moment(day, hour, minute):
    expected = datetime.datetime(day.year, day.month, day.day, hour, minute)
    date = f"{day.year}年{day.month}月{day.day}日"
    cells = [
        *(expected, f"{day} {hour}:{minute:02d}", f"{day}T{hour:02d}:{minute:02d}:00"),
        *(f"{date}{hour}时{minute}分", f"{date} {hour}：{minute:02d}", f"{date}{hour}点{minute}"),
    ]
    number = (day - EPOCH).days + (60 * hour + minute) / (24 * 60)
    cells += [number, str(number)]
    assert {parse_moment(cell, end) for cell in cells for end in (True, False)} == {expected}


@given(DAYS)
def test_a_day_alone_begins_at_midnight_and_ends_at_the_next(day):
    midnight = datetime.datetime(day.year, day.month, day.day)
    for cell in (
        day,
        midnight,
        str(day),
        f"{day} 00:00:00",
        f"{day.year}年{day.month}月{day.day}日",
    ):
        assert parse_moment(cell) == midnight
        assert parse_moment(cell, end=True) == midnight + DAY
    assert parse_moment(float((day - EPOCH).days), end=True) == midnight + DAY
    for cell in (f"{day} 24:00", f"{day.year}年{day.month}月{day.day}日24时"):
        assert parse_moment(cell, end=True) == parse_moment(cell) == midnight + DAY
    assert parse_moment(f"{day} 0:00", end=True) == midnight


@pytest.mark.parametrize(
    "cell", ["2022-11-15 24:30", "2022-11-15 25:00", "2022-11-15 8:60", "2022-11 8:00", "8:00", "√"]
)
def test_what_is_no_moment_is_refused(cell):
    with pytest.raises(CellError):
        parse_moment(cell)
