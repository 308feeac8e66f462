"""Read a CSV file: its encoding, its delimiter, and rows that are numbered as in the file."""

import csv
import io
import re
from collections import Counter

from analysis.intake.encoding import decode
from analysis.intake.faults import CellError, Fault, of_file
from analysis.intake.sheets import Sheet, visible

DELIMITERS = ",\t;|"
LOOKED_AT = 30  # lines that say what separates the cells
QUOTED = re.compile(r'"[^"]*"')
AS_TEXT = re.compile(r'="([^"]*)"')  # how exports keep the zeros of a code


def read_text_file(content: bytes, file: str) -> tuple[list[Sheet], list[Fault]]:
    """Read a file separated by commas, tabs, semicolons or bars.

    Raises
    ------
    CellError
        If it is empty, in an unknown encoding, or a quote is not closed or not doubled.
    """
    text, encoding = decode(content)
    text = visible(text)
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
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    kept_as_text = '="' in text
    rows, lines = [], []
    line = 1  # where the row begins; a quoted cell may hold line breaks
    try:
        for row in reader:
            rows.append([_bare(cell) for cell in row] if kept_as_text else row)
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise _misquoted(line, str(error)) from error
    return [Sheet(file, "", rows, encoding, lines=lines)], faults


def is_table(content: bytes) -> bool:
    """Whether a file without a text file's name is surely one: its lines hold separated cells."""
    try:
        text, _ = decode(content)
    except CellError:
        return False
    counts = _counts(text, _delimiter(text))
    return len(counts) > 1 and counts[0] > 0 and len(set(counts)) == 1


def _bare(cell: str) -> str:
    kept = AS_TEXT.fullmatch(cell) if cell.startswith("=") else None
    return kept[1] if kept else cell


def _delimiter(text: str) -> str:
    """Return what stands equally often in the most of the first lines."""

    def regular(delimiter: str) -> tuple[int, int]:
        times = Counter(count for count in _counts(text, delimiter) if count)
        return max(((lines, count) for count, lines in times.items()), default=(0, 0))

    return max(DELIMITERS, key=regular)


def _counts(text: str, delimiter: str) -> list[int]:
    lines = QUOTED.sub("", text[:100_000]).splitlines()[:LOOKED_AT]
    return [line.count(delimiter) for line in lines if line.strip()]


def _misquoted(line: int, why: str) -> CellError:
    if "expected after" in why:
        return CellError(
            "quote_in_field",
            f"第{line}行：字段内有未成对的引号，应写成两个引号",
            f"line {line}: a quote stands inside a field; it must be doubled",
        )
    return CellError(
        "cut_off",
        f"第{line}行引号未闭合，文件不完整",
        f"line {line}: a quote is not closed; the file is cut off",
    )
