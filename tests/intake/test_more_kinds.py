"""More kinds of faults in files of bureaus: periods, totals, units, formulas, as they were met."""

import pytest

from analysis.intake import check
from analysis.intake.number_text import parse_number
from analysis.intake.period_text import find_period, several_months

from .conftest import workbook

V = "output_ytd_10k_cny"
TITLE = ["2022年1—11月产值"]
HEAD = ["县区", "行业代码", "企业数", "产值本年累计（万元）", "产值上年同期累计（万元）"]
BARE = ["县区", "行业代码", "企业数", "产值本年累计", "产值上年同期累计"]
ROWS = [["云渚区", "13", 3, 10, 9], ["云渚区", "17", 2, 20, 18], ["青岚县", "17", 1, 7, 6]]
POWER = {"table": "electricity_month", "files": "power*", "vintage": "2022-12-10"}


def outcome(folder, table="industry_month", column=V):
    """What is stored, and the kinds of what is said."""
    intake = check(folder)
    stored = intake.tables.get(table)
    kinds = [fault.kind for fault in intake.faults]
    return kinds, [] if stored is None else stored[column].tolist()


@pytest.mark.parametrize(
    "text",
    [
        "2022年10、11月产值",
        "2022年10月、11月产值",
        "2022年10和11月",
        "2022年10_11月",
        "2022.10、11",
    ],
)
def test_two_months_are_neither_of_them(city, text):
    assert find_period(text) is None
    workbook((folder := city()) / "raw" / "output.xlsx", [[text], HEAD, *ROWS])
    assert "missing_column" in outcome(folder)[0]


@pytest.mark.parametrize("text", ["2022年1、2月", "2022年1和2月", "2022年1月及2月", "2022年1‐2月"])
def test_january_and_february_are_cumulative(text):
    assert find_period(text) == "2022-02"
    assert several_months(text)


@pytest.mark.parametrize("dash", "‐‑‒–—―─－−～~-")
def test_every_dash_makes_a_range(dash):
    assert find_period(f"2022年1{dash}11月产值") == "2022-11"
    assert several_months(f"2022年1{dash}11月用电量")


@pytest.mark.parametrize("part", ["上旬", "中旬", "下旬", "上半月", "下半月"])
def test_a_part_of_a_month_is_no_month(city, part):
    assert find_period(f"2022年11月{part}") is None
    workbook((folder := city()) / "raw" / "output.xlsx", [[f"2022年11月{part}产值"], HEAD, *ROWS])
    assert "missing_column" in outcome(folder)[0]


@pytest.mark.parametrize(
    "line", ["更新于2022年12月", "取数时间：2022年12月", "2022年12月调度会材料", "2022年12月例会用"]
)
def test_the_month_of_a_meeting_or_of_an_export_is_no_period(city, line):
    folder = city()
    workbook(folder / "raw" / "output.xlsx", [[line], TITLE, HEAD, *ROWS])
    assert outcome(folder) == ([], [10.0, 20.0, 7.0])
    assert find_period(line) is None


@pytest.mark.parametrize(
    "said", ["2022年11月累计用电量", "2022年1月以来用电量", "11月止累计（2022年）"]
)
def test_a_sum_up_to_a_month_is_no_single_month(city, said):
    folder = city(POWER)
    head = ["县区", "行业代码", "用电量（万千瓦时）"]
    workbook(folder / "raw" / "power.xlsx", [[said], head, ["云渚区", "13", 5]])
    assert outcome(folder, "electricity_month", "electricity_10k_kwh")[0] == ["several_months"]


def test_a_title_about_the_month_and_the_sum_leaves_it_to_the_headings(city):
    folder = city(POWER)
    rows = [["2022年11月当月及累计用电量"], ["县区", "行业代码", "用电量（万千瓦时）"]]
    workbook(folder / "raw" / "power.xlsx", [*rows, ["云渚区", "13", 5]])
    assert outcome(folder, "electricity_month", "electricity_10k_kwh") == ([], [5.0])


@pytest.mark.parametrize(("sheet", "kinds"), [("10月", ["contradiction"]), ("11月", [])])
def test_a_sheet_called_by_another_month_than_its_title(city, sheet, kinds):
    folder = city()
    workbook(folder / "raw" / "output.xlsx", [TITLE, HEAD, *ROWS], name=sheet)
    assert outcome(folder)[0] == kinds


@pytest.mark.parametrize(
    "label", ["总计：", "合计:", "合 计 ：", "合计数", "汇总", "样例市", "Sample City"]
)
@pytest.mark.parametrize("place", [0, len(ROWS)])
def test_a_total_by_another_word_or_the_citys_name(city, label, place):
    folder = city()
    rows = [*ROWS]
    rows.insert(place, [label, None, 6, 37, 33])
    workbook(folder / "raw" / "output.xlsx", [TITLE, HEAD, *rows])
    assert outcome(folder) == ([], [10.0, 20.0, 7.0])


def test_a_total_by_the_citys_name_is_compared(city):
    folder = city()
    rows = [*ROWS, ["样例市", None, 6, 40, 33]]
    workbook(folder / "raw" / "output.xlsx", [TITLE, HEAD, *rows])
    assert outcome(folder) == (["total_differs"], [10.0, 20.0, 7.0])


@pytest.mark.parametrize(
    ("line", "factor"),
    [("（单位 亿元）", 1e4), ("单位：亿 元", 1e4), ("单 位 ： 万 元", 1), ("Unit: 亿元", 1e4)],
)
def test_a_unit_line_of_another_spelling(city, line, factor):
    folder = city()
    workbook(folder / "raw" / "output.xlsx", [TITLE, [line], BARE, *ROWS])
    assert outcome(folder) == ([], [10 * factor, 20 * factor, 7 * factor])


def test_a_line_that_begins_with_an_agency_names_no_unit(city):
    folder = city()
    workbook(folder / "raw" / "output.xlsx", [TITLE, ["单位 某某局"], HEAD, *ROWS])
    assert outcome(folder) == ([], [10.0, 20.0, 7.0])


@pytest.mark.parametrize(
    "numbers", [["(1)", "(2)", "(3)", "(4)", "(5)=(4)/(3)"], ["甲", "乙", "1", "2", "3=2-1"]]
)
def test_a_row_that_numbers_the_columns_and_says_how_they_are_computed(city, numbers):
    folder = city()
    workbook(folder / "raw" / "output.xlsx", [TITLE, HEAD, numbers, *ROWS])
    assert outcome(folder) == ([], [10.0, 20.0, 7.0])


@pytest.mark.parametrize("figure", ["1200*", "1200†", "1200。", "1200、", "12#"])
def test_a_mark_behind_a_figure_is_no_unit(city, figure):
    folder = city()
    workbook(folder / "raw" / "output.xlsx", [TITLE, HEAD, ["云渚区", "13", 3, figure, 9]])
    assert outcome(folder)[0] == ["not_a_number"]
    assert parse_number("1200元").unit == "元"


@pytest.mark.parametrize("count", [3.5, "2.25", 0.3])
def test_a_part_of_an_enterprise_warns(city, count):
    folder = city()
    workbook(folder / "raw" / "output.xlsx", [TITLE, HEAD, ["云渚区", "13", count, 10, 9]])
    assert outcome(folder) == (["not_whole"], [10.0])
    assert not check(folder).errors
