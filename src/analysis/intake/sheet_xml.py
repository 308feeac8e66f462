"""Look into the XML of one sheet: far and repeated cells, errors, formulas, hidden places.

A sheet of plain cells is known by a search of its bytes; only another one is parsed.
"""

import re

from analysis.intake.contents import (
    MAX_COLUMNS,
    MAX_ROWS,
    Contents,
    address_of,
    column_number,
    too_large,
)
from analysis.intake.faults import CellError
from analysis.intake.number_formats import Shown
from analysis.intake.rich_text import WORDS, Runs
from analysis.intake.xml_part import stream

# A formula, or a cell without an address or beyond GR199999.
ODD = re.compile(
    rb"<(?:\w+:)?(?:f[\s/>]"
    rb'|c(?=[\s/>])(?! r="(?:[A-Z]|[A-F][A-Z]|G[A-R])1?\d{1,5}"))'
)
ODD_WORDS = (
    *(b't="e"', b"hidden=", b"='", b"= ", b" =", b"<!DOCTYPE"),
    *WORDS,
)
# A row or column without height or width; the margins of a page end in right="0.75".
NO_SIZE = re.compile(rb'\s(?:ht|width)="0')
# Comments and the like within a value, of which readers keep what stands before them.
PARTED = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[^<]*<(?!/)")
STYLE = re.compile(rb'\bs="(\d+)"')
CELL = re.compile(rb'c r="(\w+)')
ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
FIGURES = {"", "n"}  # types of a cell that holds a number
NEVER_COMPUTED = "=?"


def look(
    xml: bytes,
    formats: dict[int, Shown],
    computed_on_load: bool,
    marked: dict[int, str] | None = None,
) -> Contents:
    """Return what a sheet's XML says.

    Parameters
    ----------
    xml
        The sheet's part.
    formats
        What the formats of cells make of figures, by the style's number, where they do.
    computed_on_load
        Whether the workbook asks to be computed when it is opened, so that a formula's 0 may
        stand for a result that nobody computed.
    marked
        The shared texts that hold raised, lowered or struck runs, by their number.

    Raises
    ------
    CellError
        If a cell is beyond the limits, a value holds comments, or the part is in UTF-16, which the
        reader takes for empty.
    """
    if b"\0" in xml[:4]:
        raise CellError(
            "encoding",
            "工作表内部是UTF-16编码，请用Excel或WPS打开后另存为xlsx",
            "a sheet is kept in UTF-16; open the workbook in Excel or WPS and save it as xlsx",
        )
    if (b"<!" in xml or xml.count(b"<?") > 1) and PARTED.search(xml):
        raise CellError(
            "damaged",
            "单元格的值中间夹有注释等标记，请用Excel或WPS打开，核对后另存为xlsx",
            "comments or other marks stand within values; open the workbook in Excel or WPS, "
            "look and save it as xlsx",
        )
    marked = marked or {}
    if not marked and _plain(xml, formats):
        return Contents()
    sheet = _Sheet(formats, computed_on_load, marked)
    stream(xml, sheet.start, sheet.end, sheet.text)
    return sheet.contents


def _plain(xml: bytes, formats: dict[int, Shown]) -> bool:
    if not xml.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
        return False
    if any(word in xml for word in ODD_WORDS) or ODD.search(xml) or NO_SIZE.search(xml):
        return False
    addresses = CELL.findall(xml)
    if len({*addresses}) < len(addresses):
        return False
    return not (formats and formats.keys() & {int(style) for style in set(STYLE.findall(xml))})


class _Sheet:
    """Collects the contents of a sheet as its elements pass."""

    def __init__(
        self, formats: dict[int, Shown], computed_on_load: bool, marked: dict[int, str]
    ) -> None:
        self.contents = Contents()
        self.formats, self.computed_on_load, self.marked = formats, computed_on_load, marked
        self.runs: Runs | None = None
        self.row = self.column = -1
        self.cell: dict[str, str] = {}
        self.formula = self.filled = self.within_value = False
        self.arrays: list[tuple[tuple[int, int], tuple[int, int]]] = []
        self.held: set[tuple[int, int]] = set()
        self.value = ""

    def start(self, name: str, about: dict[str, str]) -> None:
        if name == "row":
            self.row = int(about["r"]) - 1 if about.get("r") else self.row + 1
            self.column = -1
            self.contents.hidden_rows += _true(about.get("hidden")) or _zero(about.get("ht"))
        elif name == "c":
            self._place(about.get("r", ""))
            self.cell, self.value = about, ""
            self.formula = self.filled = False
            self.runs = None
        elif name == "col" and (_true(about.get("hidden")) or _zero(about.get("width"))):
            first, last = int(about["min"]), int(about["max"])
            self.contents.hidden_columns += range(first - 1, min(last, MAX_COLUMNS))
        elif name == "f":
            self.formula = self.filled = True
            if about.get("t") == "array" and about.get("ref"):
                top, _, bottom = about["ref"].partition(":")
                self.arrays.append((_address(top), _address(bottom or top)))
        elif name == "is":
            self.filled = True
            self.runs = Runs()
        elif name == "v":
            self.within_value = True
        elif self.runs:
            self.runs.start(name, about)

    def text(self, said: str) -> None:
        if self.within_value:
            self.value += said
        elif self.runs:
            self.runs.said(said)

    def end(self, name: str) -> None:
        if self.runs:
            self.runs.end(name)
        if name == "v":
            self.within_value = False
        elif name == "c":
            self._judge()

    def _place(self, address: str) -> None:
        if not address:  # cells without an address stand side by side
            self.column += 1
            return
        self.row, self.column = _address(address)

    def _judge(self) -> None:
        if not (self.filled or self.value):
            return  # a cell with a style alone holds nothing
        if self.row + 1 >= MAX_ROWS or self.column >= MAX_COLUMNS:
            too_large(address_of(self.row, self.column))
        kind = self.cell.get("t", "")
        where = (self.row, self.column)
        if where in self.held:
            self.contents.twice.append(where)
        self.held.add(where)
        if kind == "e":
            self.contents.shown[where] = self.value or "#ERROR"
        elif (self.formula or self._of_an_array()) and not self._computed(kind):
            self.contents.shown[where] = NEVER_COMPUTED
        elif self.runs and self.runs.text is not None:
            self.contents.shown[where] = self.runs.text
        elif kind == "s" and self.value.isdecimal() and int(self.value) in self.marked:
            self.contents.shown[where] = self.marked[int(self.value)]
        elif self.value and kind in FIGURES:
            shown = self.formats.get(int(self.cell.get("s", "0")))
            if shown is not None:
                self.contents.shown[where] = shown.text(float(self.value))

    def _of_an_array(self) -> bool:
        """Only the first cell of an array formula holds it."""
        return any(
            top <= self.row <= bottom and left <= self.column <= right
            for (top, left), (bottom, right) in self.arrays
        )

    def _computed(self, kind: str) -> bool:
        """An empty text is a result, unless nothing was computed before the file was written."""
        if not self.value:
            return kind == "str" and not self.computed_on_load
        return not (self.computed_on_load and kind in FIGURES and float(self.value) == 0)


def _address(said: str) -> tuple[int, int]:
    """Return the row and the column, from 0, of an address such as B7."""
    found = ADDRESS.fullmatch(said.upper().replace("$", ""))
    if found is None:
        raise CellError(
            "damaged",
            f"工作簿已损坏：单元格地址“{said}”无效",
            f"the workbook is damaged: {said!r} is no cell",
        )
    return int(found[2]) - 1, column_number(found[1])


def _true(said: str | None) -> bool:
    return said in {"1", "true"}


def _zero(size: str | None) -> bool:
    return bool(size) and float(size or 1) == 0
