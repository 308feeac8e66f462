"""The cells of a raw file, nothing interpreted yet."""

import re
from dataclasses import dataclass, field
from typing import Any

Cell = Any
Range = tuple[tuple[int, int], tuple[int, int]]
# Soft hyphens, zero-width characters and marks of direction, which copying brings along.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet, from its first row and column.

    `name` is empty for a CSV file; `lines` gives each row's number in the file where the two
    differ; `merged` holds (first, last) cells of merged ranges as (row, column) from 0;
    `from_1904` says whether days are counted from 1904.
    """

    file: str
    name: str
    rows: list[list[Cell]]
    encoding: str = ""
    merged: list[Range] = field(default_factory=list)
    lines: list[int] | None = None
    from_1904: bool = False

    def line(self, row: int) -> int:
        """The number the spreadsheet (or the text file) gives to a row counted from 0."""
        return self.lines[row] if self.lines else row + 1

    @property
    def empty(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell not in ("", None) for row in self.rows for cell in row)


def visible(text: str) -> str:
    """Return a text without the characters that nobody sees."""
    return text if text.isascii() else INVISIBLE.sub("", text)
