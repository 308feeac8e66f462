"""Months whose year stands elsewhere: in a sheet's name, a title, a heading, a file's name."""

import pytest

from analysis.intake import check
from analysis.intake.period_text import find_months, months_alone

from .conftest import INDUSTRY_MONTH, workbook

POWER = {"table": "electricity_month", "files": "power*", "vintage": "2022-12-10"}
HEAD = ["县区", "行业代码", "企业数", "产值本年累计（万元）", "产值上年同期累计（万元）"]
ROW = ["云渚区", "13", 3, 10, 9]
PLACES = ["A1:A2", "B1:B2", "C1:D1"]


def read(folder, rows, name="output.xlsx", sheet=None, merged=()):
    """The periods that are stored, or the kinds of what is refused."""
    for old in (folder / "raw").iterdir():
        old.unlink()
    workbook(folder / "raw" / name, rows, merged, sheet)
    intake = check(folder)
    if intake.errors:
        return [fault.kind for fault in intake.errors]
    return next(iter(intake.tables[name] for name in intake.tables if "month" in name))[
        "period"
    ].tolist()


@pytest.mark.parametrize(
    ("text", "months"),
    [
        *(("1月", "1月"), ("1—2月", "1-2月"), ("11月份", "11月"), ("11月产值", "11月")),
        *(("十一月", "11月"), ("2022年11月", None), ("2022年3月至5月", None)),
        *(("12月15日前", None), ("1-2月和3月", None), ("每月10日", None)),
    ],
)
def test_months_in_texts(text, months):
    assert find_months(text) == months
    assert months_alone(text) == (None if "产值" in text else months)


@pytest.mark.parametrize(("sheet", "period"), [("1-2月", "2022-02"), ("11月", "2022-11")])
def test_a_sheet_of_months_under_a_year(city, sheet, period):
    assert read(city(), [["2022年产值"], HEAD, ROW], sheet=sheet) == [period]
    assert read(city(), [HEAD, ROW], "output_2022年.xlsx", sheet) == [period]
    assert read(city(), [[f"{sheet}产值"], HEAD, ROW], sheet="2022年") == [period]


@pytest.mark.parametrize(
    ("title", "sheet", "kind"),
    [
        ("2022年11月产值", "10月", "contradiction"),
        ("2022年11月产值", "10月表", None),  # called by more than a month
        ("2022年产值", "1月", "january"),
        ("2021年和2022年产值", "11月", "missing_column"),
        ("11月产值", "11月", "missing_column"),
        ("2022年3月至5月产值", "表", "missing_column"),
        ("2022年产值（11月）", "10月", "contradiction"),
    ],
)
def test_what_does_not_make_one_period(city, title, sheet, kind):
    found = read(city(), [[title], HEAD, ROW], sheet=sheet)
    assert found == ([kind] if kind else ["2022-11"])


def test_a_range_of_months_in_a_table_of_single_months(city):
    rows = [["2022年"], ["县区", "行业代码", "用电量（万千瓦时）"], ["云渚区", "13", 5]]
    assert read(city(POWER), rows, "power.xlsx", "1-2月") == ["several_months"]
    assert read(city(POWER), rows, "power.xlsx", "2月") == ["2022-02"]


def test_months_as_headings_under_the_sheet_of_a_year(city):
    heads = ["县区", "行业代码", "用电量（万千瓦时）", None]
    months = [None, None, "1月", "2月"]
    rows = [heads, months, ["云渚区", "13", 5, 6]]
    assert read(city(POWER), rows, "power.xlsx", "2007年", PLACES) == ["2007-01", "2007-02"]
    assert read(city(POWER), rows, "power_2007年.xlsx", None, PLACES) == ["2007-01", "2007-02"]
    months[2] = "1-2月"
    assert read(city(POWER), rows, "power.xlsx", "2007年", PLACES) == ["several_months"]


def test_months_as_headings_without_a_year(city):
    rows = [["县区", "行业代码", "用电量（万千瓦时）", None], [None, None, "1月", "2月"]]
    found = read(city(POWER), [*rows, ["云渚区", "13", 5, 6]], "power.xlsx", None, PLACES)
    assert set(found) == {"missing_column", "no_report"}


def test_cumulative_months_as_headings(city):
    rows = [[*HEAD[:4], None], [None, None, None, "1-2月", "1-3月"], ["云渚区", "13", 3, 5, 8]]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:E1"]
    assert read(city(), rows, sheet="2007年", merged=merged) == ["2007-02", "2007-03"]


def test_a_heading_of_years_over_months(city):
    rows = [
        ["县区", "行业代码", "用电量（万千瓦时）", None],
        [None, None, "2021年", "2022年"],
        [None, None, "12月", "1月"],
        ["云渚区", "13", 5, 6],
    ]
    merged = ["A1:A3", "B1:B3", "C1:D1"]
    assert read(city(POWER), rows, "power.xlsx", None, merged) == ["2021-12", "2022-01"]


@pytest.mark.parametrize("first", ["1月", "2007年1月"])
def test_months_alone_as_headings_of_a_table_of_one_figure(city, first):
    rows = [["2007年用电量"], ["单位：万千瓦时"], ["县区", "行业代码", first, "2月"]]
    found = read(city(POWER), [*rows, ["云渚区", "13", 5, 6]], "power.xlsx")
    assert found == ["2007-01", "2007-02"]
    assert read(city(INDUSTRY_MONTH), [["县区", "行业代码", "1-2月"]])[-1] != "2007-02"


def test_cells_of_months_under_a_year(city):
    head = ["县区", "行业代码", "月份", "用电量（万千瓦时）"]
    rows = [["2022年"], head, ["云渚区", "13", "1月", 5], ["云渚区", "13", "2月份", 5]]
    assert read(city(POWER), rows, "power.xlsx") == ["2022-01", "2022-02"]
    rows[2][2] = "1-2月"
    assert read(city(POWER), rows, "power.xlsx") == ["several_months"]
    assert read(city(POWER), rows[1:], "power.xlsx") == ["several_months", "bad_period"]
