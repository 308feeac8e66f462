"""A figure ×10 to ×10,000, or ÷ the same, is named with its likely unit, against whatever tells."""

import numpy as np
import pytest
import xlsxwriter

from analysis.intake import check

from .conftest import HEADER, INDUSTRY_MONTH, MERGED, ROWS, code, output_workbook, write_sheet

POWERS = [10, 100, 1_000, 10_000, 0.1, 0.01, 0.001, 0.0001]
UNITS = {10: "千元", 10_000: "元", 0.01: "百万元", 0.001: "千万元", 0.0001: "亿元"}
MONTH = {"table": "enterprise_month", "files": "月报*", "vintage": "2022-12-15"}
HEAD = [
    *("统一社会信用代码", "行政区划代码", "行业代码", "报告期"),
    *("工业总产值本年累计（万元）", "工业总产值上年同期累计（万元）"),
    *("营业收入本年累计（万元）", "营业收入上年同期累计（万元）"),
    *("利润总额本年累计（万元）", "利润总额上年同期累计（万元）"),
    *("税金总额本年累计（万元）", "税金总额上年同期累计（万元）", "平均用工人数"),
]


def industry(folder, months):
    """Write a sheet a month: the output of three industries of two counties, times a factor."""
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        for month, factors in months.items():
            rows = [
                [*row[:4], row[4] * month * times, None]
                for row, times in zip(ROWS, factors, strict=True)
            ]
            title = [[f"2022年1—{month}月产值"], *HEADER[1:]]
            write_sheet(book, [*title, *rows], MERGED, f"{month}月")


def reported(n, month, output=None, revenue=None, profit=None):
    """A row of an enterprise's month; what is not given is steady."""
    given = (output or 90 * month, revenue or 95 * month, profit or 5 * month)
    figures = [figure for now in given for figure in (now, 85 * month)]
    return [code(n), "139901", "13", f"2022-{month:02d}", *figures, 4 * month, 4 * month, 20]


def enterprises(folder, rows):
    """Write monthly reports: (enterprise, month, output, revenue)."""
    with xlsxwriter.Workbook(folder / "raw" / "月报.xlsx") as book:
        lines = [
            reported(n, month, output=output, revenue=revenue) for n, month, output, revenue in rows
        ]
        write_sheet(book, [HEAD, *lines])


def leaps(folder):
    intake = check(folder)
    assert not intake.errors, [fault.zh for fault in intake.errors]
    return [(f.sheet, f.cell, f.zh) for f in intake.warnings if f.kind == "unit_jump"]


@pytest.mark.parametrize("times", POWERS)
@pytest.mark.parametrize("growth", [0.8, 1.0, 1.4])
@pytest.mark.parametrize("wrong", [2, 5, 11])
def test_a_month_of_a_county_against_its_own_history(city, times, growth, wrong):
    folder = city()
    whole = range(2, 12)
    industry(folder, {m: (1, times * growth if m == wrong else 1, 1) for m in whole})
    ((sheet, cell, said),) = leaps(folder)
    assert (sheet, cell) == (f"{wrong}月", "E6")
    if times in UNITS:
        assert f"也许是{UNITS[times]}，" in said


def test_a_year_in_another_unit_than_the_year_before(city):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        for year, times in ((2020, 1), (2021, 1), (2022, 1000)):
            rows = [[*row[:4], row[4] * times, None] for row in ROWS]
            title = [[f"{year}年1—11月产值"], *HEADER[1:]]
            write_sheet(book, [*title, *rows], MERGED, f"{year}年")
    assert [(sheet, cell) for sheet, cell, _ in leaps(folder)] == [
        ("2022年", cell) for cell in ("E5", "E6", "E7")
    ]


@pytest.mark.parametrize("times", POWERS)
def test_a_month_of_an_enterprise(city, times):
    folder = city(MONTH)
    months = range(2, 12)
    rows = [
        (n, m, 100 * m * (times if (n, m) == (2, 7) else 1), 90 * m)
        for n in range(4)
        for m in months
    ]
    enterprises(folder, rows)
    ((_, cell, said),) = leaps(folder)
    assert cell == f"E{2 + rows.index(next(r for r in rows if r[:2] == (2, 7)))}"
    assert "2022-0" in said


@pytest.mark.parametrize("times", POWERS)
def test_an_industry_against_the_sum_of_its_enterprises(city, times):
    folder = city(MONTH, INDUSTRY_MONTH)
    enterprises(folder, [(n, 11, 200 * times, 190) for n in range(6)])
    output_workbook(folder)  # 1,200 in the county's industry 13
    ((_, cell, said),) = leaps(folder)
    assert (cell, "其企业之和" in said) == ("E5", True)


def test_an_industry_that_is_not_the_sum_of_its_enterprises_exactly(city):
    folder = city(MONTH, INDUSTRY_MONTH)
    enterprises(folder, [(n, 11, 170, 160) for n in range(4)])
    output_workbook(folder)
    assert leaps(folder) == []


@pytest.mark.parametrize("times", POWERS)
def test_a_row_against_the_total_of_its_sheet(city, times):
    folder = city()
    rows = [[*row] for row in ROWS]
    rows[1][4] *= times
    output_workbook(folder, [*rows, [None, "合计", None, 13, 2000.5, 1760]])
    (fault,) = check(folder).warnings
    assert (fault.kind, fault.cell) == ("total_differs", "E8")
    assert "第6行若为500.5则相符" in fault.zh
    assert "if row 6 were 500.5" in fault.en


def test_a_total_that_is_wrong_otherwise_names_no_row(city):
    folder = city()
    output_workbook(folder, [*ROWS, [None, "合计", None, 13, 2100, 1760]])
    (fault,) = check(folder).warnings
    assert "若为" not in fault.zh


def test_profits_leap_of_themselves_and_a_whole_sheet_of_them_does_not(city):
    folder = city(MONTH)
    rng = np.random.default_rng(1)
    rows = []
    for month, times in ((10, 1), (11, 1000)):
        for n in range(6):
            rows.append(reported(n, month, profit=float(rng.integers(5, 8) * month * times)))
    for sheets, found in ((1, 0), (2, 6)):  # a sheet a month tells
        with xlsxwriter.Workbook(folder / "raw" / "月报.xlsx") as book:
            for part in range(sheets):
                write_sheet(book, [HEAD, *rows[part * 6 : (part + 1) * 6 if sheets > 1 else 12]])
        assert len(leaps(folder)) == found


def test_what_grows_from_nothing_may_be_tenfold_and_the_plan_beside_it_may_not(city):
    folder = city({"table": "project_month", "files": "调度*", "vintage": "2022-12-15"})
    head = [
        *("项目代码", "报告期", "行政区划代码", "项目名称", "年初清单", "阶段"),
        *("年度计划投资（万元）", "本年累计完成投资（万元）", "开工以来累计完成投资（万元）"),
        "施工许可",
    ]
    project = ["2209-130500-04-01-000001", "139901", "甲", "新开工", "在建", "√"]
    rows = [
        [project[0], f"2022-{month:02d}", *project[1:5], plan, 50 * month, total, project[5]]
        for month, plan, total in ((9, 500, 60), (10, 500, 600), (11, 5_000_000, 700))
    ]
    with xlsxwriter.Workbook(folder / "raw" / "调度.xlsx") as book:
        write_sheet(book, [head, *rows])
    assert [cell for _, cell, _ in leaps(folder)] == ["G4"]
