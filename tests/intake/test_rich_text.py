"""Runs of one cell's text: what is raised or lowered is a mark, what is struck is no figure."""

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from analysis.intake import check
from analysis.intake.rich_text import Runs

from .conftest import HEADER, INDUSTRY_MONTH, ROWS, write_sheet

V = "output_ytd_10k_cny"
FORMATS = {"raised": {"font_script": 1}, "lowered": {"font_script": 2}}
FORMATS |= {"struck": {"font_strikeout": True}, "bold": {"bold": True}}


def read(folder, cell, *pieces):
    """The intake of the usual sheet with one cell in runs; a piece that names a format sets it."""
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        sheet = write_sheet(book, [*HEADER, *ROWS])
        sheet.merge_range("E3:F3", "工业总产值")
        for place in ("A3:A4", "B3:B4", "C3:C4", "D3:D4"):
            sheet.merge_range(place, HEADER[2]["ABCD".index(place[0])])
        formats = {name: book.add_format(about) for name, about in FORMATS.items()}
        sheet.write_rich_string(cell, *[formats.get(piece, piece) for piece in pieces])
    return check(folder)


@pytest.mark.parametrize(
    "pieces",
    [
        ("1200", "raised", "2"),
        ("1200", "lowered", "1"),
        ("1,200", "raised", "①"),
        ("12", "bold", "00"),
    ],
)
def test_a_figure_with_a_raised_mark(city, pieces):
    intake = read(city(INDUSTRY_MONTH), "E5", *pieces)
    assert not intake.errors
    assert intake.tables["industry_month"][V].tolist() == [1200.0, 500.5, 300.0]


@pytest.mark.parametrize(
    ("cell", "pieces", "value"),
    [
        ("E5", ("struck", "1300", "bold", "1200"), "〔删除线：1300〕1200"),
        ("E5", ("1.2×10", "raised", "3"), "1.2×10³"),
        ("B5", ("struck", "青岚县", "bold", "云渚区"), "〔删除线：青岚县〕云渚区"),
    ],
)
def test_what_is_struck_is_named_and_refused(city, cell, pieces, value):
    (fault,) = read(city(INDUSTRY_MONTH), cell, *pieces).errors
    assert value in fault.zh


@given(
    st.lists(st.tuples(st.sampled_from(["superscript", "subscript", ""]), st.text("0123456789")))
)
def test_digits_of_a_figure_are_those_of_its_plain_runs(pieces):
    runs = Runs()
    for shift, text in pieces:
        runs.start("r", {})
        if shift:
            runs.start("vertAlign", {"val": shift})
        runs.start("t", {})
        runs.said(text)
        runs.end("t")
    if any(shift for shift, _ in pieces):
        ascii_digits = [character for character in runs.text or "" if character.isascii()]
        assert "".join(ascii_digits) == "".join(text for shift, text in pieces if not shift)
    else:
        assert runs.text is None
