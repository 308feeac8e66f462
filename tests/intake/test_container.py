"""Workbooks that are dangerous, damaged or not workbooks are refused, quickly and with a reason."""

import re
import shutil
import time
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pytest
import xlsxwriter

from analysis.intake import check, sheet_xml
from analysis.intake.container import look_into
from analysis.intake.contents import column_letters, column_number

from .conftest import HEADER, MERGED, ROWS, output_workbook, write_sheet
from .writers import Figure, with_openpyxl, with_xlsxwriter


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
    resource = pytest.importorskip("resource")  # not on Windows
    folder = city()
    output_workbook(folder)
    check(folder)  # its imports are paid here
    book = openpyxl.Workbook()
    for line in [*HEADER, *ROWS]:
        book.active.append(line)
    book.active["XFD1048576"] = " "
    book.save(folder / "raw" / "output.xlsx")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    intake = check(folder)
    assert time.process_time() - start < 1
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
    start = time.process_time()
    assert kinds(folder) == ["too_large"]
    assert time.process_time() - start < 1


def test_a_document_type_definition(city):
    folder = city()
    path = output_workbook(folder)
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>'
    replace_part(path, "xl/worksheets/sheet1.xml", lambda xml: bomb + xml.split(b"?>", 1)[1])
    assert kinds(folder) == ["damaged"]


@pytest.mark.parametrize("mark", [b"<!-- c -->", b"<?x y?>", b"<![CDATA[0]]>"])
def test_marks_within_a_value_are_refused_and_cut_no_figure(city, mark):
    folder = city()
    path = output_workbook(folder)
    replace_part(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(rb"(<v>\d)(\d*</v>)", rb"\g<1>" + mark + rb"\2", xml),
    )
    assert kinds(folder) == ["damaged"]


def test_a_comment_between_cells_changes_nothing(city):
    folder = city()
    path = output_workbook(folder)
    replace_part(
        path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<row", b"<!-- c --><row")
    )
    assert kinds(folder) == []


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


@pytest.mark.parametrize("chart", [False, True])
def test_a_workbook_without_a_visible_sheet_is_refused(city, chart):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        if chart:
            book.add_chartsheet("图").activate()
        sheet = write_sheet(book, [*HEADER, *ROWS], MERGED)
        if chart:
            sheet.hide()
    if not chart:
        state = (b"<sheet name", b'<sheet state="veryHidden" name')
        replace_part(folder / "raw" / "output.xlsx", "xl/workbook.xml", lambda x: x.replace(*state))
    assert kinds(folder) == ["no_sheet"]


def test_a_sheet_in_utf_16_is_refused_and_not_taken_for_empty(city):
    folder = city()
    path = output_workbook(folder)
    replace_part(
        path,
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    )
    assert kinds(folder) == ["encoding"]


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


def test_a_workbook_with_prefixed_tags_is_looked_into_as_well(city):
    """Some programs write <x:c r="A1"> for <c r="A1">."""
    folder = city()
    path = output_workbook(folder)
    stray = b'<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row></sheetData>'
    replace_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", stray))
    assert kinds(folder) == ["too_large"]


def test_a_chart_sheet_shifts_nothing(city):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        book.add_chartsheet("图").set_chart(chart := book.add_chart({"type": "column"}))
        sheet = write_sheet(book, [*HEADER, *ROWS], MERGED, "产值")
        chart.add_series({"values": "=产值!$E$5:$E$7"})
        sheet.write_formula("E6", "=1/0", value="#DIV/0!")
    assert [(f.kind, f.cell) for f in check(folder).errors] == [("formula", "E6")]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("suffix", ["xlsx", "part", "xls", "csv"])
def test_damaged_bytes_give_faults_or_a_table_never_a_crash(city, suffix, seed):
    """Flip bytes of a file, or of one part of a workbook, eight times, and cut it sometimes."""
    folder = city()
    random_state = np.random.default_rng(seed)
    path = output_workbook(folder)
    if suffix == "part":
        name = random_state.choice(["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
        replace_part(path, name, lambda xml: flipped(xml, random_state))
    elif suffix == "xlsx":
        path.write_bytes(flipped(path.read_bytes(), random_state))
    else:
        path.unlink()
        whole = (
            (Path(__file__).parent / "output.xls").read_bytes()
            if suffix == "xls"
            else "县区,行业代码,企业数,产值累计（万元）,报告期\n云渚区,13,3,10,202211\n".encode(
                "gbk"
            )
        )
        (folder / "raw" / f"output.{suffix}").write_bytes(flipped(whole, random_state))
    intake = check(folder)
    assert intake.faults or len(intake.tables["industry_month"]) == 3


def flipped(content, random_state):
    damaged = bytearray(content)
    for place in random_state.integers(0, len(damaged), 8):
        damaged[place] = random_state.integers(0, 256)
    return bytes(damaged[: random_state.integers(len(damaged) // 2, 3 * len(damaged))])


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (16383, "XFD")])
def test_column_letters(number, letters):
    assert column_letters(number) == letters
    assert column_number(letters) == number


@pytest.mark.parametrize("write", [with_openpyxl, with_xlsxwriter])
def test_a_sheet_of_plain_cells_is_not_parsed(tmp_path, write, monkeypatch):
    """A search of its bytes is enough; to parse the sheets took as long as to read them."""
    parsed = []
    monkeypatch.setattr(sheet_xml, "stream", lambda *given: parsed.append(given))
    rows = [["县", "产值"], *([f"第{n}县", Figure(n + 0.5, "0.00")] for n in range(50))]
    write(tmp_path / "plain.xlsx", rows)
    look_into((tmp_path / "plain.xlsx").read_bytes())
    assert not parsed
    write(tmp_path / "percent.xlsx", [*rows, ["合计", Figure(0.5, "0.0%")]])
    look_into((tmp_path / "percent.xlsx").read_bytes())
    assert len(parsed) == 1
