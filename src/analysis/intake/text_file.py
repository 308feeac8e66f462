"""Read a CSV file: its encoding, its delimiter, and rows that are numbered as in the file."""

import csv
import io
from pathlib import Path

from analysis.intake.encoding import decode
from analysis.intake.faults import CellError, Fault, of_file
from analysis.intake.sheets import Sheet


def read_text_file(path: Path, file: str) -> tuple[list[Sheet], list[Fault]]:
    """Read a file separated by commas, tabs or semicolons.

    Raises
    ------
    CellError
        If it is empty, in an unknown encoding, or a quote is not closed.
    """
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
    line = 1  # where the row begins; a quoted cell may hold line breaks
    try:
        for row in reader:
            rows.append(row)
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise CellError(
            "cut_off",
            f"第{line}行引号未闭合，文件不完整",
            f"line {line}: a quote is not closed ({error}); the file is cut off",
        ) from error
    return [Sheet(file, "", rows, encoding, lines=lines)], faults
