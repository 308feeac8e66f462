"""Three writers of workbooks: openpyxl, xlsxwriter, and XML written by hand in legal odd ways."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter

from analysis.intake.contents import column_letters


@dataclass(frozen=True)
class Figure:
    """A cell to write: its value, its number format, its formula; `error` is a value such as #N/A.

    `value` None under a formula: nobody computed it.
    """

    value: float | str | None
    code: str = "General"
    formula: str = ""
    error: bool = False


Rows = Sequence[Sequence[str | Figure | None]]


def with_openpyxl(path: Path, rows: Rows) -> None:
    """Write with openpyxl, which stores no result of any formula."""
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            figure = cell if isinstance(cell, Figure) else Figure(cell)
            if figure.formula and figure.value is None:
                book.active.cell(number, column, f"={figure.formula}")
            elif figure.value is not None:
                book.active.cell(number, column, figure.value).number_format = figure.code
    book.save(path)


def with_xlsxwriter(path: Path, rows: Rows) -> None:
    """Write with xlsxwriter, which stores 0 for a formula and asks for a computation on load."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                figure = cell if isinstance(cell, Figure) else Figure(cell)
                style = book.add_format({"num_format": figure.code})
                if figure.error:
                    sheet.write_formula(number, column, "=1/0", style, figure.value)
                elif figure.formula:
                    value = 0 if figure.value is None else figure.value
                    sheet.write_formula(number, column, f"={figure.formula}", style, value)
                elif isinstance(figure.value, str):
                    sheet.write_string(number, column, figure.value, style)
                elif figure.value is not None:
                    sheet.write_number(number, column, figure.value, style)


@dataclass(frozen=True)
class AsXml:
    """Write XML by hand: with or without addresses, a prefix, double quotes, slashes in names."""

    addressed: bool
    prefix: str
    quote: str
    slash: str
    part: str

    def __call__(self, path: Path, rows: Rows) -> None:
        """Write the workbook."""
        p, q, codes = self.prefix, self.quote, ["General"]
        colon = f":{p[:-1]}" if p else ""
        lines = []
        for number, row in enumerate(rows, 1):
            cells = []
            for column, cell in enumerate(row):
                figure = cell if isinstance(cell, Figure) else Figure(cell)
                if figure.code not in codes:
                    codes.append(figure.code)
                address = f" r={q}{column_letters(column)}{number}{q}" if self.addressed else ""
                kind, inside = self._cell(figure)
                style = f" s={q}{codes.index(figure.code)}{q}"
                cells.append(f"<{p}c{address}{style}{kind}>{inside}</{p}c>")
            lines.append(f"<{p}row>{''.join(cells)}</{p}row>")
        styles = "".join(
            f"<numFmt numFmtId='{200 + n}' formatCode='{escape(code, {chr(39): '&apos;'})}'/>"
            for n, code in enumerate(codes)
        )
        xfs = "".join(f"<xf numFmtId='{200 + n if n else 0}'/>" for n in range(len(codes)))
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        package = "http://schemas.openxmlformats.org/package/2006"
        types = f"{package}/content-types"
        parts = {
            "[Content_Types].xml": f"<Types xmlns='{types}'/>",
            "_rels/.rels": f"<Relationships xmlns='{package}/relationships'><Relationship Id='r1'"
            f" Type='{office}/officeDocument' Target='xl/workbook.xml'/></Relationships>",
            "xl/_rels/workbook.xml.rels": f"<Relationships xmlns='{package}/relationships'>"
            f"<Relationship Id='r1' Type='{office}/worksheet' Target='worksheets/{self.part}'/>"
            f"<Relationship Id='r2' Type='{office}/styles' Target='styles.xml'/></Relationships>",
            "xl/workbook.xml": f"<workbook xmlns='{main}' xmlns:r='{office}'><sheets>"
            "<sheet name='表' sheetId='1' r:id='r1'/></sheets></workbook>",
            "xl/styles.xml": f"<styleSheet xmlns='{main}'><numFmts>{styles}</numFmts>"
            f"<cellXfs>{xfs}</cellXfs></styleSheet>",
            f"xl/worksheets/{self.part}": f"<{p}worksheet xmlns{colon}={q}{main}{q}>"
            f"<{p}sheetData>{''.join(lines)}</{p}sheetData></{p}worksheet>",
        }
        with zipfile.ZipFile(path, "w") as archive:
            for name, xml in parts.items():
                head = "<?xml version='1.0' encoding='UTF-8'?>"
                archive.writestr(name.replace("/", self.slash), (head + xml).encode())

    def _cell(self, figure: Figure) -> tuple[str, str]:
        """The type of a cell and what stands in it."""
        p, q = self.prefix, self.quote
        formula = f"<{p}f>{figure.formula}</{p}f>" if figure.formula else ""
        if figure.error:
            return f" t={q}e{q}", f"<{p}v>{figure.value}</{p}v>"
        if isinstance(figure.value, str):
            return f" t={q}inlineStr{q}", f"<{p}is><{p}t>{escape(figure.value)}</{p}t></{p}is>"
        return "", formula + (f"<{p}v>{figure.value!r}</{p}v>" if figure.value is not None else "")
