"""The cells of a raw file, nothing interpreted yet."""

from dataclasses import dataclass, field
from typing import Any

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
