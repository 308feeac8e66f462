"""Headings that name the report's year or month, and those of other years."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.intake.heading_dates import Dated, Report, is_dated, says_date, shape

YEARS = st.integers(1990, 2098)
MONTHS = st.integers(1, 12)
SPELLINGS = [
    "{Y}年计划投资（万元）",
    "本年累计（不含{Y-1}年）",
    "{Y}年1—{M}月完成投资",
    "{Y-1}—{Y}年累计",
    "{Y+1}年计划",
]


def filled(spelling, year, month):
    for placeholder, said in (("{Y}", year), ("{Y-1}", year - 1), ("{Y+1}", year + 1)):
        spelling = spelling.replace(placeholder, str(said))
    return spelling.replace("{M}", str(month))


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(year=YEARS, month=MONTHS, other=YEARS, other_month=MONTHS)
def test_a_heading_fits_the_report_whose_dates_it_names_and_no_other(
    spelling, year, month, other, other_month
):
    declared = Dated(spelling, "plan")
    heading = filled(spelling, year, month)
    assert is_dated(spelling)
    assert says_date(heading)
    assert shape(heading) == shape(spelling)
    assert declared.fits(heading, Report(year, month))
    same = other == year and ("{M}" not in spelling or other_month == month)
    assert declared.fits(heading, Report(other, other_month)) == same
    assert not declared.fits(heading, Report())


@pytest.mark.parametrize(
    "heading",
    [
        *("2022年1-11月完成投资", "2022年1—11月 完成投资", "２０２２年１－１１月完成投资"),
        *("2022年1月-11月完成投资", "2022年1至11月完成投资", "2022年1月份—11月完成投资"),
    ],
)
def test_how_a_span_is_written_does_not_matter(heading):
    declared = Dated("{Y}年1—{M}月完成投资", "done")
    assert shape(heading) == shape(declared.spelling)
    assert declared.fits(heading, Report(2022, 11))


def test_a_span_is_not_a_month():
    """Without its dash 1—2月 would read as 12月."""
    assert shape("2022年1—2月完成投资") != shape("{Y}年{M}月完成投资")
    assert shape("2022年12月完成投资") == shape("{Y}年{M}月完成投资")


@pytest.mark.parametrize("heading", ["计划投资", "22年计划", "130502", "投资（万元）", "1#厂房"])
def test_headings_without_dates(heading):
    assert not says_date(heading)
