"""Raw files as a bureau exports them: Excel workbooks with titles and merged headings, and CSV."""

import io
import itertools
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv


@dataclass(frozen=True)
class Heading:
    """A column's heading in one to three rows, and in one cell where a file has one row."""

    top: str
    below: str = ""
    flat: str = ""
    lowest: str = ""

    @property
    def levels(self) -> tuple[str, ...]:
        """The cells of the heading, top down."""
        return tuple(level for level in (self.top, self.below, self.lowest) if level)

    @property
    def one_row(self) -> str:
        """The heading where a file has only one heading row."""
        return self.flat or "".join(self.levels)


@dataclass(frozen=True)
class RawSheet:
    """One sheet: `rows` has a column for each heading, in order; `totals` marks rows of sums.

    `unit` stands in a line under the title, the lines of `note` under the rows. `said` holds what
    only the title or the sheet's name says; it becomes columns in CSV files.
    """

    name: str
    title: str
    headings: tuple[Heading, ...]
    rows: pd.DataFrame
    totals: np.ndarray | None = None
    unit: str = ""
    note: str = ""
    said: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RawFile:
    """Sheets of one table under one file name, and the feed of `city.yaml` that reads them.

    `feed` lacks `files`. Files of one stem share a workbook; `encoding` makes a file a CSV file;
    `book_each` gives every sheet a workbook of its own, as counties send them.
    """

    stem: str
    sheets: tuple[RawSheet, ...]
    feed: dict[str, Any]
    encoding: str = ""
    book_each: bool = False


def csv_bytes(sheets: tuple[RawSheet, ...], encoding: str) -> bytes:
    """Return the sheets as one CSV file with one heading row, without rows of sums."""
    frames = []
    for sheet in sheets:
        rows = sheet.rows.set_axis([h.one_row for h in sheet.headings], axis=1)
        rows = rows if sheet.totals is None else rows[~sheet.totals]
        frames.append(rows.assign(**sheet.said))
    frame = pd.concat(frames, ignore_index=True)
    for column in frame.select_dtypes("float").columns:
        whole = frame[column].dropna()
        if (whole == np.rint(whole)).all():
            frame[column] = frame[column].astype("Int64")
    buffer = io.BytesIO()
    options = pacsv.WriteOptions(include_header=False, quoting_style="none")
    # pyarrow 26 writes zeros for some slices of longer columns; combined, they are whole.
    table = pa.Table.from_pandas(frame, preserve_index=False).combine_chunks()
    pacsv.write_csv(table, buffer, options)
    text = ",".join(frame.columns) + "\n" + buffer.getvalue().decode("utf-8")
    return text.replace("\n", "\r\n").encode(encoding)


def write_workbook(path: Path, sheets: list[RawSheet]) -> None:
    """Write the sheets as a workbook; the same sheets give the same bytes."""
    import datetime

    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"author": "", "created": datetime.datetime(2022, 12, 15)})
        formats = {
            "title": book.add_format({"bold": True, "font_size": 14, "align": "center"}),
            "head": book.add_format(
                {"bold": True, "border": 1, "align": "center", "valign": "vcenter"}
            ),
            "right": book.add_format({"align": "right"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        for sheet in sheets:
            _write_sheet(book.add_worksheet(sheet.name), sheet, formats)


def _write_sheet(page: Any, sheet: RawSheet, formats: dict[str, Any]) -> None:
    last = len(sheet.headings) - 1
    page.merge_range(0, 0, 0, last, sheet.title, formats["title"])
    row = 1
    if sheet.unit:
        page.write_string(row, last, f"单位：{sheet.unit}", formats["right"])
        row += 1
    row = _write_headings(page, sheet.headings, row, formats["head"])
    for column, values in enumerate(sheet.rows.items()):
        series = values[1]
        dates = pd.api.types.is_datetime64_dtype(series)
        page.set_column(column, column, 14, formats["date"] if dates else None)
        cells = series.dt.to_pydatetime() if dates else series
        cells = np.array(cells, dtype=object)
        cells[series.isna().to_numpy()] = None
        page.write_column(row, column, cells.tolist(), formats["date"] if dates else None)
    row += len(sheet.rows)
    for line in sheet.note.splitlines():
        page.merge_range(row, 0, row, last, line)
        row += 1


def _write_headings(page: Any, headings: tuple[Heading, ...], row: int, style: Any) -> int:
    """Write the heading rows, merged over equal upper cells; return the row of the first data."""
    depth = max(len(heading.levels) for heading in headings)
    _write_level(page, [h.levels for h in headings], (row, row + depth - 1), 0, style)
    return row + depth


def _write_level(
    page: Any, levels: list[tuple[str, ...]], rows: tuple[int, int], column: int, style: Any
) -> None:
    """Write headings from a column on: each upper cell over its columns, then what is under it."""
    top, bottom = rows
    for (text, _), group in itertools.groupby(enumerate(levels), key=_cell):
        found = [own for _, own in group]
        upper, last = len(found[0]) > 1, column + len(found) - 1
        end = top if upper else bottom
        if (end, last) == (top, column):
            page.write_string(top, column, text, style)
        else:
            page.merge_range(top, column, end, last, text, style)
        if upper:
            _write_level(page, [own[1:] for own in found], (top + 1, bottom), column, style)
        column = last + 1


def _cell(heading: tuple[int, tuple[str, ...]]) -> tuple[str, int]:
    """What tells one cell from its neighbour: an upper cell's text, a lowest cell's place too."""
    place, levels = heading
    return (levels[0], -1) if len(levels) > 1 else (levels[0], place)
