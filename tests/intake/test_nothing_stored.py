"""A sheet of which nothing is stored is an error, with where its rows went."""

import pytest
import xlsxwriter

from analysis.intake import check

from .conftest import HEADER, INDUSTRY_MONTH, MERGED, ROWS, output_workbook, write_sheet


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "共0行"),
        ([["合计", None, None, 9, 1500, 1310]], "合计1"),
        ([["注：本月无数据"]], "注释1"),
    ],
)
def test_a_sheet_without_a_row_to_store(city, rows, said):
    folder = city()
    output_workbook(folder, rows)
    (fault,) = check(folder).errors
    assert fault.kind == "nothing_stored"
    assert said in fault.zh


def test_a_filter_that_nothing_passes(city):
    folder = city({**INDUSTRY_MONTH, "filters": {"行业代码": ["99"]}})
    output_workbook(folder)
    (fault,) = check(folder).errors
    assert "filters排除3" in fault.zh


@pytest.mark.parametrize("value", ["-", "无", " ", "NA"])
def test_a_constant_that_reads_as_missing(city, value):
    folder = city({**INDUSTRY_MONTH, "constants": {"scope": value}})
    output_workbook(folder)
    assert "constants.scope" in "".join(fault.zh for fault in check(folder).errors)


def test_a_leap_of_a_hundred_times_is_warned_of(city):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        for month, times in ((10, 1), (11, 110)):
            rows = [[*row[:4], row[4] * times, row[5]] for row in ROWS]
            title = [[f"2022年1—{month}月产值"], *HEADER[1:]]
            write_sheet(book, [*title, *rows], MERGED, f"{month}月")
    assert {f.kind for f in check(folder).warnings} == {"unit_jump"}
