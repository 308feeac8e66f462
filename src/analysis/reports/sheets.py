"""The tables of the front page as files: CSV, and one workbook; text is never a formula.

The same tables give the same bytes: no clock time and no author in a file.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

import pandas as pd

from analysis.display.front import Sheet

AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
EPOCH = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
ACTIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a text begins with that a spreadsheet would run."""
WIDTH = 14


def as_csv(sheet: Sheet) -> bytes:
    """Return a table as CSV that spreadsheets open as UTF-8."""
    frame = sheet.frame.rename(columns=_quiet)
    text = frame.map(_quiet).to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig")


def _quiet(value: object) -> object:
    if isinstance(value, str) and value.startswith(ACTIVE):
        return f"'{value}"
    return value


def as_workbook(sheets: Sequence[Sheet], marks: Sequence[str]) -> bytes:
    """Return the tables as one Excel file, a sheet each, under the page's marks."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, **AS_TEXT}) as book:
        book.set_properties({"created": EPOCH, "author": "", "company": ""})
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        for sheet in sheets:
            page = book.add_worksheet(sheet.title[:31])
            for line, text in enumerate((sheet.title, *marks)):
                page.write_string(line, 0, text)
            first = len(marks) + 2
            for column, title in enumerate(sheet.frame.columns):
                page.write_string(first, column, str(title), bold)
            for row, values in enumerate(sheet.frame.itertuples(index=False), start=first + 1):
                for column, value in enumerate(values):
                    if isinstance(value, str):
                        page.write_string(row, column, value)
                    elif not pd.isna(value):
                        page.write_number(row, column, float(value))
            page.set_column(0, len(sheet.frame.columns), WIDTH)
            page.freeze_panes(first + 1, 1)
            page.autofilter(first, 0, first + len(sheet.frame), len(sheet.frame.columns) - 1)
            page.set_paper(9)  # A4
            page.set_landscape()
            page.fit_to_pages(1, 0)
    return file.getvalue()
