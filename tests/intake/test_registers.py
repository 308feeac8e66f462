"""Registers and dispatch forms: three heading rows, years in headings, ticks, percents, dates."""

import dataclasses
import datetime

import pandas as pd
import pytest
import xlsxwriter

from analysis.intake import check, ingest
from analysis.tables import TABLES
from analysis.tables.dictionary import flag
from analysis.tables.store import Store

from .conftest import workbook, write_sheet
from .dispatch import BOTTOM, DISPATCH, FEED, MERGED, MIDDLE, ROWS, TITLE, TOP, form, read, replaced


@pytest.fixture(autouse=True)
def _declared(monkeypatch):
    monkeypatch.setitem(TABLES._gather(), "dispatch", DISPATCH)


def test_three_merged_heading_rows_with_ticks_percents_and_dates(city):
    folder = city(FEED)
    form(folder)
    table = read(folder)
    assert table["period"].tolist() == ["2022-11"] * 2
    assert table["county_code"].tolist() == ["139901", "139902"]
    assert table["plan_10k_cny"].tolist() == [1000.0, 500.0]
    assert table["done_10k_cny"].tolist() == [1290.0, 322.5]
    assert table["done_pct"].tolist() == [129.0, 64.5]
    assert table["started"].tolist() == [True, False]
    assert table["permit"].tolist() == [True, False]
    assert table["finished_on"].tolist() == [pd.Timestamp("2022-09-30"), pd.NaT]
    assert table["stage"].tolist() == ["finished", "building"]


def test_an_optional_flag_may_be_missing_and_stays_so_in_the_store(city, monkeypatch):
    permit = flag("施工许可", "Permit", optional=True)
    asked = dataclasses.replace(DISPATCH, columns={**DISPATCH.columns, "permit": permit})
    monkeypatch.setitem(TABLES._gather(), "dispatch", asked)
    folder = city(FEED)
    form(folder, rows=[replaced(ROWS[0], L="√"), ROWS[1]])
    assert read(folder)["permit"].tolist() == [True, pd.NA]
    assert not ingest(folder).errors
    stored = Store(folder / "store").read("dispatch")
    assert stored["permit"].dtype == "boolean"
    assert stored.set_index("project_code")["permit"].isna().to_dict() == {"P1": False, "P2": True}


def test_a_sub_group_whose_merge_was_lost_ends_with_its_group(city):
    skip = ["本年度累计到位资金"]
    folder = city({**FEED, "files": "*.csv", "skip": skip, "unit": "万元"})
    text = (
        "项目代码,县区,年度计划投资,进展,,状态,,,\n"
        ",,,本年度累计,,,,,\n"
        ",,,完成投资（不含上年）,到位资金,是否开工,竣工时间,施工许可,阶段\n"
        "P1,云渚区,1000,1290,800,√,2022.9,,在建\n"
    )
    (folder / "raw" / "2022-11.csv").write_text(text, encoding="utf-8")
    table = read(folder)
    assert table.loc["P1", ["done_10k_cny", "started"]].tolist() == [1290.0, True]


def test_merged_headings_repeated_in_every_cell(city):
    folder = city(FEED)
    top = [TOP[:4], [TOP[4]] * 4, [TOP[8]] * 4, [TOP[12]] * 2, TOP[14:]]
    top = [cell for part in top for cell in part]
    middle = [above if cell is None else cell for cell, above in zip(MIDDLE, top, strict=True)]
    middle = replaced(middle, G="投资", J="前期手续", K="前期手续")
    bottom = [above if cell is None else cell for cell, above in zip(BOTTOM, middle, strict=True)]
    workbook(folder / "raw" / "调度.xlsx", [[TITLE], top, middle, bottom, *ROWS])
    assert read(folder)["done_10k_cny"].tolist() == [1290.0, 322.5]


def test_the_nearest_unit_of_the_headings_above_counts(city):
    folder = city(FEED)
    header = [
        ["项目代码", "县区", "规模（万元）", None, "是否开工", "施工许可", "竣工时间", "阶段"],
        [None, None, "投资（亿元）", None, None, None, None, None],
        [None, None, "2022年计划投资", "完成投资（万元）", None, None, None, None],
    ]
    merged = [*(f"{c}1:{c}3" for c in "ABEFGH"), "C1:D1", "C2:D2"]
    rows = [["P1", "云渚区", 0.5, 400, "是", None, None, "在建"]]
    workbook(folder / "raw" / "2022-11.xlsx", [*header, *rows], merged)
    table = read(folder)
    assert table.loc["P1", ["plan_10k_cny", "done_10k_cny"]].tolist() == [5000.0, 400.0]


@pytest.mark.parametrize("upper", ["其中：技改项目", "本年累计", "2021年"])
def test_an_upper_heading_that_says_what_the_figure_is_keeps_it_unknown(city, upper):
    folder = city(FEED)
    header = [
        ["项目代码", "县区", "投资（万元）", None, "是否开工", "施工许可", "竣工时间", "阶段"],
        [None, None, upper, None, None, None, None, None],
        [None, None, "年度计划投资", "完成投资", None, None, None, None],
    ]
    merged = [*(f"{c}1:{c}3" for c in "ABEFGH"), "C1:D1", "C2:D2"]
    rows = [["P1", "云渚区", 1000, 400, "是", None, None, "在建"]]
    workbook(folder / "raw" / "2022-11.xlsx", [*header, *rows], merged)
    kinds = {fault.kind for fault in check(folder).errors if fault.cell in {"C3", "D3"}}
    assert kinds == {"other_period" if "2021" in upper else "unknown_heading"}


@pytest.mark.parametrize(
    "heading",
    [
        *("本年度累计完成投资（不含上年）（万元）", "本年累计（不含2021年）（万元）"),
        *("2022年1-11月完成投资（万元）", "2022年1—11月 完成投资（万元）"),
    ],
)
def test_a_year_inside_a_heading_is_the_reports(city, heading):
    folder = city(FEED)
    rows = [TOP, MIDDLE, replaced(BOTTOM, F=heading)]
    workbook(folder / "raw" / "调度.xlsx", [[TITLE], *rows, *ROWS], MERGED)
    assert read(folder)["done_10k_cny"].tolist() == [1290.0, 322.5]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("2021年计划投资（万元）", ("2021年", "2021")),
        ("2023年计划投资（万元）", ("2023年", "2023")),
        ("2022年1—10月完成投资（万元）", ("2022年10月", "2022-10")),
        ("本年累计（不含2022年）（万元）", ("2022年", "2022")),
    ],
)
def test_a_heading_of_another_period_is_refused_and_both_are_named(city, heading, said):
    folder = city(FEED)
    form(folder, D=heading)
    (fault,) = [fault for fault in check(folder).errors if fault.cell]
    assert (fault.kind, fault.cell, fault.column) == ("other_period", "D4", heading)
    assert (fault.file, fault.sheet, fault.row) == ("调度.xlsx", "Sheet1", 4)
    assert f"标题写的是{said[0]}，本表的报告期是2022年11月" in fault.zh
    assert f"names {said[1]}, the sheet reports on 2022-11" in fault.en
    assert "2022年11月" in fault.allowed_zh


def test_a_column_of_another_year_beside_is_never_this_years(city):
    rows = [[*row, plan] for row, plan in zip(ROWS, (111, 222), strict=True)]
    top = [*TOP, "2021年计划投资（万元）"]

    def write(folder):
        header = [[TITLE], top, MIDDLE, BOTTOM]
        workbook(folder / "raw" / "调度.xlsx", [*header, *rows], [*MERGED[:-1], "P2:P4"])
        return folder

    faults = check(write(city(FEED))).errors
    assert [(fault.kind, fault.cell) for fault in faults] == [("other_period", "P4")]
    for left_out in ("2021年计划投资（万元）", "{Y-1}年计划投资（万元）"):
        folder = write(city({**FEED, "skip": [*FEED["skip"], left_out]}))
        assert read(folder)["plan_10k_cny"].tolist() == [1000.0, 500.0]
    folder = write(city({**FEED, "skip": [*FEED["skip"], "{Y-2}年计划投资（万元）"]}))
    assert [fault.kind for fault in check(folder).errors] == ["other_period"]


def test_city_yaml_may_say_what_a_dated_heading_means(city):
    folder = city({**FEED, "headers": {"截至{Y}年{M}月底计划": "plan_10k_cny"}, "unit": "万元"})
    form(folder, D="截至2022年11月底计划")
    assert read(folder)["plan_10k_cny"].tolist() == [1000.0, 500.0]


def test_the_period_may_stand_in_city_yaml_or_in_a_column(city):
    folder = city({**FEED, "constants": {"period": "2022-11"}})
    form(folder, title="重点项目调度表（2021年续建）")
    assert read(folder)["plan_10k_cny"].tolist() == [1000.0, 500.0]
    folder = city(FEED)
    dated = [[*row, period] for row, period in zip(ROWS, ("2022-11", 44866), strict=True)]
    header = [["重点项目调度表"], [*TOP, "报告期"], MIDDLE, BOTTOM]
    merged = [*MERGED[:-1], "P2:P4"]
    workbook(folder / "raw" / "调度.xlsx", [*header, *dated], merged)
    assert read(folder)["period"].tolist() == ["2022-11", "2022-11"]
    dated[1][-1] = "2021-11"
    workbook(folder / "raw" / "调度.xlsx", [*header, *dated], merged)
    faults = check(folder).errors
    (fault,) = [fault for fault in faults if fault.cell]
    assert (fault.kind, fault.cell) == ("no_report", "D4")
    assert "一个报告期" in fault.allowed_zh


def test_without_a_period_a_dated_heading_says_so(city):
    folder = city(FEED)
    form(folder, title="重点项目调度表")
    kinds = {fault.kind for fault in check(folder).errors}
    assert kinds == {"no_report", "missing_column"}


@pytest.mark.parametrize(
    ("place", "cell", "value", "kind"),
    [
        (4, "E6", "部分", "not_a_flag"),
        (6, "G6", "约六成", "not_a_number"),
        (7, "H6", "2022-02-30", "bad_date"),
        (7, "H6", "√", "no_day"),
        (7, "H6", "1989年12月", "bad_date"),
        (11, "L6", "2022.13.1", "not_a_flag"),
        (14, "O6", "试生产", "not_listed"),
    ],
)
def test_a_cell_that_is_not_allowed_is_named_with_what_is(city, place, cell, value, kind):
    folder = city(FEED)
    rows = [list(row) for row in ROWS]
    rows[1][place] = value
    form(folder, rows=rows)
    (fault,) = check(folder).errors
    assert (fault.kind, fault.cell, fault.value, fault.row) == (kind, cell, value, 6)
    assert (fault.file, fault.sheet) == ("调度.xlsx", "Sheet1")
    assert fault.column
    assert fault.allowed_zh
    assert fault.allowed_en


def test_a_date_formatted_cell_is_its_day_and_a_percent_formatted_one_its_percentage(city):
    folder = city(FEED)
    form(folder)
    with xlsxwriter.Workbook(folder / "raw" / "调度.xlsx") as book:
        sheet = write_sheet(book, [[TITLE], TOP, MIDDLE, BOTTOM, *ROWS], MERGED)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime("H5", datetime.datetime(2022, 9, 15), day)
        sheet.write_number("H6", 44635, day)
        sheet.write_number("G5", 1.29, book.add_format({"num_format": "0%"}))
    table = read(folder)
    assert table["finished_on"].tolist() == [pd.Timestamp("2022-09-15"), pd.Timestamp("2022-03-15")]
    assert table["done_pct"].tolist() == [129.0, 64.5]
