"""Reading raw workbooks: calamine beside openpyxl on the same files, and the whole intake.

Both read every cell of every sheet of the synthetic city's workbooks; the cells must be equal.
The second figure is all that `analysis check` does: read, recognise, convert, check.

Run: python bench/intake.py
"""

import datetime
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
from python_calamine import CalamineWorkbook

from analysis.intake import check

CITY = Path(__file__).parents[1] / "data" / "demo-city"
ROUNDS = 3


def with_calamine(path: Path) -> list[list[object]]:
    """Every row of every sheet."""
    book = CalamineWorkbook.from_path(path)
    sheets = (book.get_sheet_by_name(name) for name in book.sheet_names)
    return [row for sheet in sheets for row in sheet.to_python(skip_empty_area=False)]


def with_openpyxl(path: Path) -> list[list[object]]:
    """Every row of every sheet, in openpyxl's fast mode."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = [list(row) for sheet in book for row in sheet.iter_rows(values_only=True)]
    book.close()
    return rows


def plain(rows: list[list[object]]) -> list[list[object]]:
    """Cells as text without what the two readers write differently: blanks, 1 and 1.0, days."""
    return [[_plain(cell) for cell in row] for row in rows]


def _plain(cell: object) -> object:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, int | float):
        return float(cell)
    return cell or None


def best(read: Callable[[Path], object], paths: list[Path]) -> float:
    """Seconds of the fastest of a few rounds."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for path in paths:
            read(path)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


paths = sorted((CITY / "raw").glob("*.xlsx"))
for path in paths:
    if plain(with_calamine(path)) != plain(with_openpyxl(path)):
        raise SystemExit(f"the two readers disagree on {path.name}")
calamine, peer = best(with_calamine, paths), best(with_openpyxl, paths)
print(f"{len(paths)} workbooks, equal cells: calamine {calamine:.2f} s, openpyxl {peer:.2f} s")
start = time.perf_counter()
intake = check(CITY)
whole = time.perf_counter() - start
rows = sum(source.get("rows_in", 0) for source in intake.sources)
print(f"whole check: {rows} raw rows, {len(intake.errors)} errors, {whole:.2f} s")
print(
    f"RESULT calamine_s={calamine:.3f} openpyxl_s={peer:.3f} ratio={peer / calamine:.1f} "
    f"check_s={whole:.2f} raw_rows={rows} rows_per_s={rows / whole:.0f}"
)
