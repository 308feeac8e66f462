"""Workbooks that are dangerous, damaged or not workbooks are refused, quickly and with a reason."""

import resource
import shutil
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from analysis.intake import check
from analysis.intake.container import column_letters, column_number

from .conftest import HEADER, MERGED, ROWS, output_workbook, write_sheet


def kinds(folder):
    return [fault.kind for fault in check(folder).errors]


def replace_part(path, name, change):
    """Rewrite one part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        parts = {item: archive.read(item) for item in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for item, content in parts.items():
            archive.writestr(item, content)


def test_a_stray_cell_in_the_last_corner_costs_no_memory_and_no_time(city):
    folder = city()
    book = openpyxl.Workbook()
    for line in [*HEADER, *ROWS]:
        book.active.append(line)
    book.active["XFD1048576"] = " "
    book.save(folder / "raw" / "output.xlsx")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    intake = check(folder)
    assert time.perf_counter() - start < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KiB
    assert [fault.kind for fault in intake.errors] == ["too_large"]
    assert "XFD1048576" in intake.errors[0].zh


@pytest.mark.parametrize("cell", ["A200000", "GS9", "AAA1"])
def test_cells_beyond_the_limits(city, cell):
    folder = city()
    book = openpyxl.Workbook()
    book.active[cell] = 1
    book.save(folder / "raw" / "output.xlsx")
    assert kinds(folder) == ["too_large"]


def test_the_last_cell_within_the_limits_is_read(city):
    folder = city()
    output_workbook(folder)
    book = openpyxl.load_workbook(folder / "raw" / "output.xlsx")
    book.active["GR199999"] = " "
    book.save(folder / "raw" / "output.xlsx")
    assert kinds(folder) == []


def test_a_zip_bomb(city):
    folder = city()
    path = output_workbook(folder)
    replace_part(path, "xl/styles.xml", lambda xml: xml + b" " * 150 * 2**20)
    start = time.perf_counter()
    assert kinds(folder) == ["too_large"]
    assert time.perf_counter() - start < 2


def test_a_document_type_definition(city):
    folder = city()
    path = output_workbook(folder)
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
    replace_part(path, "xl/worksheets/sheet1.xml", lambda xml: bomb + xml.split(b"?>", 1)[1])
    assert kinds(folder) == ["damaged"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"<html><table></table></html>", "not_a_workbook"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000, "damaged"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
    ],
)
def test_a_file_that_is_not_what_its_name_says(city, content, kind):
    folder = city()
    (folder / "raw" / "output.xlsx").write_bytes(content)
    assert kinds(folder) == [kind]


def test_a_workbook_cut_off_in_the_middle(city):
    folder = city()
    path = output_workbook(folder)
    path.write_bytes(path.read_bytes()[:-300])
    assert kinds(folder) == ["damaged"]


def test_an_empty_workbook(city):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        book.add_worksheet()
    assert kinds(folder) == ["empty"]


def test_empty_sheets_beside_a_full_one_are_left_out(city):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        write_sheet(book, [*HEADER, *ROWS], MERGED)
        book.add_worksheet("Sheet2")
    intake = check(folder)
    assert not intake.faults
    assert len(intake.tables["industry_month"]) == 3


def test_hidden_sheets_are_not_read_and_hidden_rows_are_named(city):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        sheet = write_sheet(book, [*HEADER, *ROWS], MERGED, "可见")
        sheet.set_row(5, options={"hidden": True})
        write_sheet(book, [*HEADER, *ROWS], MERGED, "隐藏").hide()
    intake = check(folder)
    assert not intake.errors
    assert {(f.kind, f.sheet) for f in intake.warnings} == {
        ("hidden_sheet", "隐藏"),
        ("hidden_rows", "可见"),
    }
    assert len(intake.tables["industry_month"]) == 3


@pytest.mark.parametrize("formula", ["=SUM(F5:F6)", "=1/0"])
def test_a_formula_without_a_stored_result_is_refused_with_its_cell(city, formula):
    folder = city()
    output_workbook(folder)
    book = openpyxl.load_workbook(folder / "raw" / "output.xlsx")
    book.active["E6"] = formula  # openpyxl stores no result
    book.save(folder / "raw" / "output.xlsx")
    assert [(f.kind, f.cell) for f in check(folder).errors] == [("formula", "E6")]


def test_a_formula_with_its_result_is_read(city):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        sheet = write_sheet(book, [*HEADER, *ROWS], MERGED)
        sheet.write_formula("E5", "=600*2", value=1200)
    intake = check(folder)
    assert not intake.faults
    assert intake.tables["industry_month"]["output_ytd_10k_cny"].iloc[0] == 1200


def test_the_lost_cells_belong_to_their_own_sheet(city):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        for period in ("2022-10", "2022-11"):
            sheet = write_sheet(book, [["产值"], *HEADER[1:], *ROWS], MERGED, period)
        sheet.write_formula("F7", "=1/0", value="#DIV/0!")
    faults = [(f.kind, f.sheet, f.cell, f.value) for f in check(folder).errors]
    assert faults == [("formula", "2022-11", "F7", "#DIV/0!")]


def test_an_old_xls_workbook_is_read(city):
    folder = city()
    shutil.copy(Path(__file__).parent / "output.xls", folder / "raw")
    intake = check(folder)
    assert not intake.faults, [f.zh for f in intake.faults]
    assert intake.tables["industry_month"]["output_ytd_10k_cny"].tolist() == [1200.0, 500.5, 300.0]


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (16383, "XFD")])
def test_column_letters(number, letters):
    assert column_letters(number) == letters
    assert column_number(letters) == number
