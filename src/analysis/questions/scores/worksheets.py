"""The sheets of the evaluation's workbooks: names, widths, filters, colours of classes, A4."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.display.labels import label
from analysis.display.style import CLASS_COLOURS
from analysis.display.workbook import A4
from analysis.tables import Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook as Book
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CONTENTS = {"zh": "目录", "en": "Contents"}
BACK = {"zh": "返回目录", "en": "Back to the contents"}
EXTRA = {
    "number": ("序号", "No."),
    "value": ("企业指标值", "The enterprise's value"),
    "name": ("企业名称", "Enterprise"),
    "land": ("公示用地面积（亩）", "Published land (mu)"),
    "doubt": ("核对疑问", "Doubt"),
    "objection": ("企业异议（附证明材料并盖章）", "Objection (stamped, with proof)"),
}
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
LONGEST = 31
"""Characters of a sheet's name that Excel allows."""
WIDTHS = (10, 44)
"""The narrowest and the widest column, in characters."""
DARK = {"A", "D"}
"""The classes whose colour is too dark for black letters."""


def sheet_names(names: Iterable[str]) -> list[str]:
    """Return a sheet's name for each enterprise: its own, as Excel allows it, each once.

    What Excel forbids is left out, the rest cut to 31 characters, and a number tells those
    apart that are the same then; Excel takes large and small letters for the same.
    """
    taken = {said.lower() for said in CONTENTS.values()} | {"", "history"}
    found = []
    for name in names:
        bare = FORBIDDEN.sub("", name).strip()
        sheet, number = bare[:LONGEST], 1
        while sheet.lower() in taken:
            number += 1
            sheet = bare[: LONGEST - len(str(number)) - 1] + f"_{number}"
        taken.add(sheet.lower())
        found.append(sheet)
    return found


def contents(
    book: "Book", title: str, sheets: Sequence[str], names: Sequence[str], lang: str
) -> None:
    """Write the first sheet: the enterprises, each a link to its own sheet."""
    page = book.add_worksheet(CONTENTS[lang])
    page.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    link = book.add_format({"font_color": "#1b6ca8", "underline": 1})
    for row, (sheet, name) in enumerate(zip(sheets, names, strict=True), start=2):
        page.write_url(row, 0, f"internal:'{sheet}'!A1", link, name)
    page.set_column(0, 0, max(WIDTHS))
    page.set_paper(A4)
    page.freeze_panes(2, 0)


def write_sheet(
    book: "Book",
    name: str,
    title: str,
    table: Table,
    rows: pd.DataFrame,
    lang: str,
    *,
    numbered: bool = True,
) -> "Worksheet":
    """Write title, headings and rows on A4; numbers as numbers, everything else as text.

    A list is ``numbered`` and filtered; what is not is a sheet of its own behind the contents and
    leads back there.
    """
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
    rows = rows.reset_index(drop=True)
    if numbered:
        rows.insert(0, "number", [str(i + 1) for i in range(len(rows))])
        sheet.autofilter(2, 0, 2 + len(rows), rows.shape[1] - 1)
    else:
        link = book.add_format({"font_color": "#1b6ca8", "underline": 1})
        sheet.write_url(1, 0, f"internal:'{CONTENTS[lang]}'!A1", link, BACK[lang])
    head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "bg_color": "#e4e7eb"})
    cell = book.add_format({"border": 1})
    number = book.add_format({"border": 1, "num_format": "#,##0.00"})
    colours = _class_formats(book)
    for j, column in enumerate(rows):
        sheet.write_string(2, j, _heading(table, column, lang), head)
        values = rows[column]
        is_number, is_class = pd.api.types.is_numeric_dtype(values), column.startswith("class_")
        sheet.set_column(j, j, _width(values))
        for i, value in enumerate(values, start=3):
            if pd.isna(value):
                sheet.write_blank(i, j, None, cell)
            elif is_number:
                sheet.write_number(i, j, float(value), number)
            else:
                look = colours.get(str(value), cell) if is_class else cell
                sheet.write_string(i, j, str(value), look)
    sheet.freeze_panes(3, 0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    return sheet


def _class_formats(book: "Book") -> dict[str, "Format"]:
    return {
        name: book.add_format(
            {
                "border": 1,
                "bg_color": colour,
                "font_color": "#ffffff" if name in DARK else "#000000",
            }
        )
        for name, colour in CLASS_COLOURS.items()
    }


def _width(values: pd.Series) -> int:
    """The columns that the widest of the first values takes; a Chinese character takes two."""
    said = (f"{v:,.2f}" if isinstance(v, float) else str(v) for v in values.head(200))
    widest = max(map(_columns, said), default=0)
    least, most = WIDTHS
    return min(max(least, widest + 2), most)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _heading(table: Table, column: str, lang: str) -> str:
    if column in EXTRA:
        return EXTRA[column][0 if lang == "zh" else 1]
    if column == "benchmark":
        return label(table, column, lang, unit=False)
    return label(table, column, lang)
