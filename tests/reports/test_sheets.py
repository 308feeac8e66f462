"""The tables beside the front page: their bytes, and that no text of them is a formula."""

import io

import openpyxl
import pandas as pd
import pytest

from analysis.display.front import Sheet
from analysis.reports.sheets import as_csv, as_workbook

HOSTILE = ["=1+1", "+1", "-1", "@A1", "\t=1"]
SHEET = Sheet(
    "counties",
    "各县",
    pd.DataFrame({"=县": [*HOSTILE, "甲县"], "增速": [1.5, -2.0, float("nan"), "***", 0, 3]}),
)


def test_csv_opens_as_utf8_and_its_texts_are_texts():
    content = as_csv(SHEET)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "'=县,增速"
    assert [line.strip('"')[0] for line in lines[1:6]] == ["'"] * 5
    assert lines[2].endswith(",-2.0")
    assert lines[4].endswith(",***")


def read(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))["各县"]


def test_a_workbook_holds_numbers_as_numbers_and_no_formula():
    cells = [*read(as_workbook([SHEET], ["公开"])).iter_rows()]
    assert [row[0].value for row in cells[:2]] == ["各县", "公开"]
    assert [row[0].value for row in cells[3:]] == ["=县", *HOSTILE, "甲县"]
    assert [row[1].value for row in cells[4:]] == [1.5, -2, None, "***", 0, 3]
    assert {cell.data_type for row in cells for cell in row} <= {"s", "n"}


def test_the_same_tables_give_the_same_bytes():
    assert as_workbook([SHEET], []) == as_workbook([SHEET], [])


@pytest.mark.parametrize("title", ["县" * 40, "各县"])
def test_a_long_title_fits_a_sheet(title):
    book = openpyxl.load_workbook(io.BytesIO(as_workbook([Sheet("a", title, SHEET.frame)], [])))
    assert book.sheetnames == [title[:31]]
