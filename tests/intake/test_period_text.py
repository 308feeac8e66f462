"""Months as titles, sheets, files and cells write them."""

import datetime

import pytest

from analysis.intake.faults import CellError
from analysis.intake.period_text import find_period, parse_month, parse_period, several_months


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年1—11月规模以上工业分县分行业产值", "2022-11"),
        ("2022年1-2月", "2022-02"),
        ("2022年1－2月份", "2022-02"),
        ("２０２２年１—１１月", "2022-11"),
        ("2022年1月—11月", "2022-11"),
        ("2022年11月", "2022-11"),
        ("规上企业月报_2022-11", "2022-11"),
        ("月报202211", "2022-11"),
        ("2022.3", "2022-03"),
        ("2022年3季度", "2022-09"),
        ("2022年第一季度", "2022-03"),
        ("2022年1—3季度", "2022-09"),
        ("2016Q4", "2016-12"),
        ("2022年上半年", "2022-06"),
        ("2015年1月", "2015-01"),
        ("2022年度1-11月", "2022-11"),
        ("2022年度第三季度", "2022-09"),
        ("2022年（1—11月）", "2022-11"),
        ("2022年前11个月", "2022-11"),
        ("2022年前三季度", "2022-09"),
        ("二〇二二年十一月", "2022-11"),
        ("2022年元月—11月", "2022-11"),
        ("1—11月（2022年）", "2022-11"),
        ("2022.1-11", "2022-11"),
        ("2022年1月—2022年11月", "2022-11"),
        ("2022-01至2022-11", "2022-11"),
        ("202201-202211", "2022-11"),
        ("2021年12月—2022年11月", None),
        ("2021-12至2022-11", None),
        ("2021年1—11月和2022年1—11月", None),
        ("2022-11-01至2022-11-30", None),
        ("2022年度", None),
        ("2022年3—5月", None),
        ("2022年", None),
        ("130502_名录", None),
        ("1-11月", None),
        ("2022年13月", None),
        ("20221205", None),
    ],
)
def test_periods_in_texts(text, period):
    assert find_period(text) == period


@pytest.mark.parametrize(
    "cell",
    [
        *("2022-11", "202211", 202211, 202211.0, "2022年11月", "2022/11", "2022-11-30"),
        *(datetime.date(2022, 11, 1), datetime.datetime(2022, 11, 30), 44866, 44866.0),
    ],
)
def test_periods_in_cells(cell):
    assert parse_period(cell) == "2022-11"


@pytest.mark.parametrize("cell", ["2022.1-11", "2022年1-11", "2022年1月～11月"])
def test_a_range_in_a_cell_is_its_last_month(cell):
    assert parse_period(cell) == "2022-11"


@pytest.mark.parametrize("mark", [*"~至到"])
@pytest.mark.parametrize("start", ["2022-2", "2022-02", "2022/2", "202202"])
def test_a_range_is_never_its_first_month(start, mark):
    with pytest.raises(CellError):
        parse_period(f"{start}{mark}11")


@pytest.mark.parametrize("cell", ["11月", "abc", 11, 2022, 2022.1, "2022年3-5月"])
def test_what_is_no_period_is_refused(cell):
    with pytest.raises(CellError):
        parse_period(cell)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("有效期至：2022年6月", None),
        ("有效期至2023-01", None),
        ("填表日期：2022年12月10日", None),
        ("2022年12月制表", None),
        ("打印时间：2022-12-10", None),
        ("国统字〔2021〕117号", None),
        ("2022年12月10日", None),
        ("2022年1—11月产值（导出时间2022年12月5日）", "2022-11"),
        ("有效期至：2023年6月 2022年1-10月", "2022-10"),
    ],
)
def test_the_dates_of_a_form_are_no_periods(text, period):
    assert find_period(text) == period


@pytest.mark.parametrize(
    "text",
    [
        *("2022年1—11月", "2022年1-2月", "2022年第三季度", "2022Q3", "2022年上半年"),
        *("2022年3—5月", "2022年度1-11月", "2022-01至2022-11", "2021年12月—2022年11月", "1—2月"),
    ],
)
def test_several_months_are_no_single_month(text):
    assert several_months(text)
    with pytest.raises(CellError):
        parse_month(text)


@pytest.mark.parametrize(
    "text", ["2022年11月", "2022-11", "202211", "2022年11月30日", "2022年1-1月"]
)
def test_a_single_month(text):
    assert not several_months(text)
    assert parse_month(text)[:4] == "2022"
