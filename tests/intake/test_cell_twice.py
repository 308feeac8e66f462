"""A cell that a file gives twice is refused: a reader shows the last, Excel mends the file."""

import struct

import pytest

from analysis.intake import check

from .conftest import output_workbook
from .test_container import replace_part
from .test_shown import ROW_OF_RK, old_workbook

SHEET = "xl/worksheets/sheet1.xml"
ROW_5 = b'<row r="5"'
PLAIN = b'<c r="E5"><v>1200</v></c>'


def twin(xml, cell, after):
    """Put a cell or a row behind the first `after` of the sheet's fifth row on."""
    place = xml.index(after, xml.index(ROW_5)) + len(after)
    return xml[:place] + cell + xml[place:]


@pytest.mark.parametrize(
    ("cell", "after"),
    [
        (b'<c r="E5"><v>9</v></c>', PLAIN),  # side by side
        (b'<c r="E5"><v>9</v></c>', b'<c r="F6"><v>450</v></c>'),  # in another row
        (b'<c r="e5"><v>9</v></c>', PLAIN),  # in another spelling
        (b'<row r="5"><c/><c/><c/><c/><c><v>9</v></c></row>', b"</row>"),  # without addresses
        (b'<row r="5"><c r="E5" t="e"><v>#N/A</v></c></row>', b"</row>"),
    ],
)
def test_a_cell_that_stands_twice_is_refused_with_its_place(city, cell, after):
    folder = city()
    replace_part(output_workbook(folder), SHEET, lambda xml: twin(xml, cell, after))
    (fault,) = (each for each in check(folder).errors if each.kind == "cell_twice")
    assert "E5" in fault.zh and "E5" in fault.en and fault.sheet == "Sheet1"


@pytest.mark.parametrize(
    ("cell", "after"),
    [
        (b'<c r="E5"/>', PLAIN),  # holds nothing
        (b'<row r="5"><c r="H5"><v>9</v></c></row>', b"</row>"),  # a row in two parts
    ],
)
def test_what_is_given_once_is_read(city, cell, after):
    folder = city()
    replace_part(output_workbook(folder), SHEET, lambda xml: twin(xml, cell, after))
    assert "cell_twice" not in [fault.kind for fault in check(folder).faults]


def test_rows_and_cells_out_of_order_stand_where_their_addresses_say(city):
    def swapped(xml):
        before, *rows = xml.split(b"<row")
        last, after = rows[-1].split(b"</row>")
        rows = [*reversed(rows[:-1]), last + b"</row>"]
        return before + b"<row" + b"<row".join([rows[-1], *rows[:-1]]) + after

    folder = city()
    path = output_workbook(folder)
    expected = check(folder).tables["industry_month"]
    replace_part(path, SHEET, swapped)
    intake = check(folder)
    assert not intake.errors
    assert intake.tables["industry_month"].equals(expected)


def test_cells_twice_in_an_old_workbook(city):
    folder = city()
    old_workbook(folder, ROW_OF_RK, 1, lambda sixth: struct.pack("<H", 4) + sixth[2:])
    (fault,) = (each for each in check(folder).errors if each.kind == "cell_twice")
    assert "3个单元格" in fault.zh and "D5" in fault.zh
