"""Damaged workbooks that make a reader allocate more than there is are refused, never an abort."""

import struct

import pytest

from analysis.intake import check
from analysis.intake.old_workbook import BOF, ROW_OF_RK, SIZE

from .conftest import output_workbook, workbook
from .test_container import replace_part
from .test_shown import old_workbook

HEAD = "县区,行业代码,企业数,产值本年累计（万元）,产值上年同期累计（万元）,月份\n"


def faults(folder):
    return [(fault.kind, fault.cell) for fault in check(folder).errors]


@pytest.mark.parametrize("claimed", [2**32 - 1, 2**64 - 1, 10**30])
def test_a_part_that_claims_more_texts_than_it_has_bytes(city, claimed):
    folder = city()
    path = output_workbook(folder)
    said = f'uniqueCount="{claimed}" c='.encode()
    replace_part(path, "xl/sharedStrings.xml", lambda xml: xml.replace(b"uniqueCount=", said))
    assert faults(folder) == [("damaged", "")]


def test_an_unknown_encoding_of_a_part(city):
    folder = city()
    path = output_workbook(folder)
    declared = b'encoding="klingon"'
    replace_part(path, "xl/workbook.xml", lambda xml: xml.replace(b'encoding="UTF-8"', declared))
    assert faults(folder) == [("damaged", "")]


@pytest.mark.parametrize("cells", [b"\xff", b"\xef\xbb\xbf\xff\xfe", "云".encode("gbk")])
def test_a_mark_of_utf8_before_bytes_that_are_not(city, cells):
    folder = city()
    (folder / "raw" / "output.csv").write_bytes(b"\xef\xbb\xbf" + HEAD.encode() + cells + b"\n")
    assert faults(folder) == [("encoding", "")]


@pytest.mark.parametrize(
    "size", [(0, 2**32 - 1, 0, 6), (0, 9, 0, 2**16 - 1), (2**31 - 1, 9, 0, 6), (0, 9, 7, 6)]
)
def test_an_old_workbook_that_claims_a_grid_it_cannot_have(city, size):
    folder = city()
    old_workbook(folder, SIZE, 0, lambda old: struct.pack("<2I2H", *size) + old[12:])
    assert faults(folder) == [("damaged", "")]


def test_a_far_cell_of_an_old_workbook(city):
    folder = city()
    old_workbook(folder, ROW_OF_RK, 0, lambda old: old[:-2] + struct.pack("<H", 65_535))
    assert faults(folder) == [("too_large", "")]


def test_a_sheet_of_an_old_workbook_that_does_not_begin(city):
    folder = city()
    old_workbook(folder, BOF, 1, lambda old: (BOF + 0x60, len(old), old))
    assert faults(folder) == [("damaged", "")]


@pytest.mark.parametrize(
    "figure", ["1e400", "-1e400", "1e308", "1e12亿元", "9" * 400, "inf", "0x1F"]
)
def test_what_no_cell_can_hold_is_no_number(city, figure):
    folder = city()
    row = f"云渚区,13,3,{figure},9,2022-11\n"
    (folder / "raw" / "output.csv").write_text(HEAD + row, encoding="utf-8")
    assert faults(folder) == [("not_a_number", "D2")]


@pytest.mark.parametrize("month", ["1e400", "inf", "-1", 1e308, 1e15])
def test_what_no_cell_can_hold_is_no_month(city, month):
    folder = city()
    row = ["云渚区", "13", 3, 10, 9, month]
    workbook(folder / "raw" / "output.xlsx", [HEAD.strip().split(","), row])
    assert faults(folder)[0] == ("bad_period", "F2")
