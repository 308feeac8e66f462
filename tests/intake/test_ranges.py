"""A table of single months takes no range, wherever it is named; a form's dates are no period."""

import pytest

from analysis.intake import check

from .conftest import INDUSTRY_MONTH, workbook

POWER = {"table": "electricity_month", "files": "power*", "vintage": "2022-12-10"}
HEAD = ["县区", "行业代码", "用电量（万千瓦时）"]
ROW = ["云渚区", "13", 385.2]


def kinds(folder, rows, name="power.xlsx", sheet=None):
    workbook(folder / "raw" / name, rows, name=sheet)
    return [fault.kind for fault in check(folder).errors]


@pytest.mark.parametrize("said", ["2022年1—11月", "2022年1—2月", "2022年第3季度", "2022年上半年"])
def test_a_range_is_no_single_month(city, said):
    folder = city(POWER)
    assert kinds(folder, [[f"{said}用电量"], HEAD, ROW]) == ["several_months"]
    assert kinds(folder, [HEAD, ROW], sheet=said) == ["several_months"]
    assert kinds(folder, [[*HEAD, "月份"], [*ROW, said]]) == ["several_months"]
    workbook(folder / "raw" / "power.xlsx", [HEAD, [None, None, said], ROW], ["A1:A2", "B1:B2"])
    assert [fault.kind for fault in check(folder).errors] == ["several_months"]


def test_a_range_in_the_file_name(city):
    assert kinds(city(POWER), [HEAD, ROW], "power_2022年1-11月.xlsx") == ["several_months"]


@pytest.mark.parametrize("month", [2022.1, 2021.1])
def test_a_month_kept_as_a_number_that_lost_its_zero(city, month):
    assert kinds(city(POWER), [[*HEAD, "月份"], [*ROW, month]])[0] == "bad_period"


@pytest.mark.parametrize(
    "line", ["有效期至：2022年6月", "填表日期：2022年12月10日", "制定机关：国统字〔2022〕11号"]
)
def test_the_dates_of_a_form(city, line):
    head = ["县区", "行业代码", "企业数", "产值本年累计（万元）", "产值上年同期累计（万元）"]
    row = ["云渚区", "13", 3, 10, 9]
    folder = city(INDUSTRY_MONTH)
    assert kinds(folder, [[line], head, row], "output.xlsx") == ["missing_column"]
    assert kinds(folder, [["2022年1—11月"], [line], head, row], "output.xlsx") == []
