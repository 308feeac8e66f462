"""What the file of a workbook says of a sheet beside the values that a reader gives."""

from dataclasses import dataclass, field
from typing import NoReturn

from analysis.intake.faults import CellError

MAX_BYTES = 100 * 2**20
MAX_ROWS, MAX_COLUMNS = 200_000, 200  # the last row is 199,999


@dataclass
class Contents:
    """What is hidden in a sheet, and the cells that mean another thing than their bare value.

    `shown` gives, by (row, column) from 0, what stands in a cell that a reader shows empty (an
    error, a formula that was never computed) or bare (6.5% as 0.065); `from_1904` whether days are
    counted from 1904; `twice` lists cells given more than once, of which a reader shows the last.
    """

    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    from_1904: bool = False
    hidden_rows: int = 0
    hidden_columns: list[int] = field(default_factory=list)
    twice: list[tuple[int, int]] = field(default_factory=list)


def column_number(letters: str) -> int:
    """Return the place of a column, from 0 ("A" → 0, "AB" → 27)."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def column_letters(number: int) -> str:
    """Return the letters of a column counted from 0 (0 → "A", 27 → "AB")."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address_of(row: int, column: int) -> str:
    """Return the address of a cell whose row and column are counted from 0 ((0, 1) → "B1")."""
    return f"{column_letters(column)}{row + 1}"


def too_large(found: str) -> NoReturn:
    """Refuse a workbook that is larger than the limits.

    Raises
    ------
    CellError
        Always; `found` is the size or the cell that is too far.
    """
    raise CellError(
        "too_large",
        f"工作簿过大（{found}），可能有游离的单元格",
        f"the workbook is too large ({found}); a stray cell perhaps",
        (
            f"展开后不超过{MAX_BYTES >> 20} MB、{MAX_ROWS}行、{MAX_COLUMNS}列",
            f"{MAX_BYTES >> 20} MB expanded, {MAX_ROWS} rows, {MAX_COLUMNS} columns",
        ),
    )
