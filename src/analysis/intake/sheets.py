"""Read a raw file into sheets of cells; nothing is interpreted yet."""

import csv
import fnmatch
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from analysis.intake.container import look_into
from analysis.intake.encoding import decode
from analysis.intake.faults import CellError, Fault, Severity

Cell = Any
Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet, from its first row and column.

    `name` is empty for a CSV file; `lines` gives each row's number in the file where the two
    differ; `merged` holds (first, last) cells of merged ranges as (row, column) from 0.
    """

    file: str
    name: str
    rows: list[list[Cell]]
    encoding: str = ""
    merged: list[Range] = field(default_factory=list)
    lines: list[int] | None = None

    def line(self, row: int) -> int:
        """The number the spreadsheet (or the text file) gives to a row counted from 0."""
        return self.lines[row] if self.lines else row + 1

    @property
    def empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell not in ("", None) for row in self.rows for cell in row)


def read_sheets(path: Path, file: str, wanted: str | None) -> tuple[list[Sheet], list[Fault]]:
    """Read the sheets of a workbook or a CSV file.

    Parameters
    ----------
    path
        The file.
    file
        Its name in faults: the path under `raw/`.
    wanted
        A sheet's name or pattern (`2022*`); None reads every visible sheet.
    """
    try:
        if path.stat().st_size == 0:
            raise CellError("empty", "文件为空", "the file is empty")
        if path.suffix.lower() in {".csv", ".txt"}:
            return _read_csv(path, file)
        return _read_workbook(path, file, wanted)
    except CellError as error:
        return [], [of_file(file, error)]


def of_file(
    file: str, error: CellError, sheet: str = "", row: int = 0, severity: Severity = "error"
) -> Fault:
    """Return the fault of a whole file, a sheet or a row."""
    return Fault(
        error.kind,
        file,
        error.zh,
        error.en,
        sheet=sheet,
        row=row,
        allowed_zh=error.allowed[0],
        allowed_en=error.allowed[1],
        severity=severity,
    )


def _read_workbook(path: Path, file: str, wanted: str | None) -> tuple[list[Sheet], list[Fault]]:
    contents = look_into(path)
    try:
        book = CalamineWorkbook.from_path(path)
    except CalamineError as error:
        raise CellError(
            "damaged", f"无法读取工作簿：{error}", f"the workbook cannot be read: {error}"
        ) from error
    sheets, faults = [], []
    for place, about in enumerate(book.sheets_metadata):
        if about.visible != SheetVisibleEnum.Visible:
            hidden = CellError("hidden_sheet", "隐藏的工作表未读取", "a hidden sheet is not read")
            faults.append(of_file(file, hidden, about.name, severity="warning"))
            continue
        if wanted is not None and not fnmatch.fnmatchcase(about.name, wanted):
            continue
        raw = book.get_sheet_by_index(place)
        rows = raw.to_python(skip_empty_area=False)
        for (row, column), said in contents.lost.get(place, {}).items():
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = said
        if number := contents.hidden_rows.get(place):
            hidden = CellError(
                "hidden_rows",
                f"有{number}个隐藏行，已照常读取",
                f"{number} hidden rows, read like the others",
            )
            faults.append(of_file(file, hidden, about.name, severity="warning"))
        sheets.append(Sheet(file, about.name, rows, merged=raw.merged_cell_ranges or []))
    if wanted is not None and not sheets:
        names = [about.name for about in book.sheets_metadata]
        missing = CellError(
            "no_sheet",
            f"没有名为“{wanted}”的可见工作表",
            f"no visible sheet {wanted!r}",
            ("、".join(names), ", ".join(names)),
        )
        faults.append(of_file(file, missing))
    filled = [sheet for sheet in sheets if not sheet.empty]
    if sheets and not filled:
        raise CellError("empty", "工作表为空", "the sheets are empty")
    return filled, faults


def _read_csv(path: Path, file: str) -> tuple[list[Sheet], list[Fault]]:
    text, encoding = decode(path.read_bytes())
    if not text.strip():
        raise CellError("empty", "文件为空", "the file is empty")
    faults = []
    if not text.endswith(("\n", "\r")):
        cut = CellError(
            "no_last_newline",
            "最后一行没有换行符，文件可能不完整",
            "the last line has no line end; the file may be cut off",
        )
        faults.append(of_file(file, cut, row=text.count("\n") + 1, severity="warning"))
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, lines = [], []
    try:
        for row in reader:
            rows.append(row)
            lines.append(reader.line_num)
    except csv.Error as error:
        raise CellError(
            "cut_off",
            f"第{reader.line_num}行引号未闭合，文件不完整",
            f"line {reader.line_num}: a quote is not closed ({error}); the file is cut off",
        ) from error
    return [Sheet(file, "", rows, encoding, lines=lines)], faults
