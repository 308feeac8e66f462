"""Where the rows of registers stand in the raw files: kept beside them, for what is found there.

<table>/*.parquet      one column more, `ORIGIN`: the number of the sheet, and of the row
<table>/sheets.json    the sheets by number: file, name, the place of each column
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

ORIGIN = "origin"
SHEETS = "sheets.json"
UNKNOWN = -1
_ROW_BITS = 32


@dataclass(frozen=True)
class Sheet:
    """A sheet that rows came from.

    Parameters
    ----------
    file, name
        Path under `raw/`, and the sheet's name (empty for a text file).
    columns
        Column of the table → heading, letters ("" if it stands in no column of its own), and the
        factor from the file's unit to the table's.
    """

    file: str
    name: str
    columns: dict[str, tuple[str, str, float]]

    def cell(self, row: int, column: str) -> str:
        """Return a cell as a spreadsheet writes it, `[file]sheet!F12`; without a column `12:12`."""
        letters = self.columns.get(column, ("", "", 1.0))[1]
        place = f"{letters}{row}" if letters else f"{row}:{row}"
        return f"[{self.file}]{self.name}!{place}" if self.name else f"[{self.file}]{place}"


@dataclass(frozen=True)
class Origins:
    """The origin of each row of a table, and the sheets by number."""

    rows: np.ndarray
    sheets: Sequence[Sheet]

    @classmethod
    def of(cls, sheet: np.ndarray, row: np.ndarray, sheets: Sequence[Sheet]) -> "Origins":
        """Return the origins of rows by the number of their sheet, and their own."""
        return cls(sheet.astype(np.int64) << _ROW_BITS | row.astype(np.int64), sheets)

    def written(self) -> bytes:
        """Return the sheets as `sheets.json` has them."""
        listed = [asdict(sheet) for sheet in self.sheets]
        return json.dumps(listed, ensure_ascii=False).encode()


def sheets_read(listed: Sequence[dict[str, Any]]) -> list[Sheet]:
    """Return the sheets that `Origins.written` wrote."""
    return [
        Sheet(said["file"], said["name"], {c: tuple(s) for c, s in said["columns"].items()})
        for said in listed
    ]


def sheet_and_row(origin: int) -> tuple[int, int]:
    """Return the number of the sheet and the row of an origin."""
    return origin >> _ROW_BITS, origin & (1 << _ROW_BITS) - 1
