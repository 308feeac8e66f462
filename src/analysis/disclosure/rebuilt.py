"""The tables of finished files as a reader sees them, and what of their masks they give away."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser

import numpy as np

from analysis.disclosure.adding_up import Sum, exposed

MASKS = {"***", "**", "*"}
NOTHING = {"", "–", "-", "—"}
MANY = 3
"""Rows or columns that a sum needs: two parts and the total."""
TOTAL = re.compile(
    r"(?:合计|总计|小计|全市|全省|全部|总量|.*合计|total|all|.*, total|.*\btotal)", re.I
)
RATIO = re.compile(
    r"%|‰|百分点|\bpp\b|增速|增长|比重|占比|率|均|指数|位次|排名|年份|倍|系数|标准误|share|growth"
    r"|per |rate|index|rank|year|mean|median|ratio|/",
    re.IGNORECASE,
)
NUMBER = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")

Grid = list[list[str]]


def given_away(content: bytes | str, kind: str) -> list[str]:
    """Return the masked cells of a finished file that its own sums tell, by row and column."""
    found = []
    for grid in _grids(content, kind):
        found += [f"cell worked out: {row} · {column}" for row, column in _told(grid)]
    return found


def _grids(content: bytes | str, kind: str) -> Iterator[Grid]:
    if kind == "html":
        reader = _Tables()
        reader.feed(content if isinstance(content, str) else content.decode("utf-8", "replace"))
        yield from reader.grids
    elif kind == "csv":
        text = content if isinstance(content, str) else content.decode("utf-8-sig", "replace")
        yield list(csv.reader(io.StringIO(text)))
    elif kind == "xlsx" and isinstance(content, bytes):
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python()
            yield [["" if cell is None else str(cell) for cell in row] for row in rows]
    elif kind == "docx" and isinstance(content, bytes):
        import docx

        for table in docx.Document(io.BytesIO(content)).tables:
            yield [[cell.text for cell in row.cells] for row in table.rows]


def _told(grid: Grid) -> Iterator[tuple[str, str]]:
    """The masked cells of a table that its sums tell.

    That a count is zero is no figure of anyone's and tells nothing; that an amount is, does.
    """
    if not any(text.strip() in MASKS for row in grid for text in row):
        return
    titles, rows = _split(grid)
    names = [" ".join(row[0].split()) for row in rows]
    columns = {c: _Column(rows, c) for c in range(1, len(titles)) if not RATIO.search(titles[c])}
    columns = {c: column for c, column in columns.items() if column.counts}
    for c, column in columns.items():
        for r in _down(names, column):
            yield names[r], titles[c]
    for r, c in _across(titles, columns, len(rows)):
        yield names[r], titles[c]


def _split(grid: Grid) -> tuple[list[str], Grid]:
    """The title of each column, and the rows that hold numbers or masks."""
    width = max(len(row) for row in grid)
    body = [_is_body(row) for row in grid]
    first = body.index(True)
    head = [row + [""] * (width - len(row)) for row in grid[:first]]
    titles = [
        " ".join(dict.fromkeys(row[c].strip() for row in head if row[c])) for c in range(width)
    ]
    rows = [
        row + [""] * (width - len(row)) for row, is_body in zip(grid, body, strict=True) if is_body
    ]
    return titles, rows


def _is_body(row: Sequence[str]) -> bool:
    return any(NUMBER.fullmatch(text.strip()) or text.strip() in MASKS for text in row[1:])


class _Column:
    """The numbers of a column: nan where one is not shown, masked or not; whole ones are exact."""

    def __init__(self, rows: Grid, column: int) -> None:
        texts = [row[column].strip() for row in rows]
        self.masked = np.array([text in MASKS for text in texts])
        numbers = [text.replace(",", "") for text in texts if NUMBER.fullmatch(text)]
        digits = {len(text.partition(".")[2]) for text in numbers}
        self.counts = bool(numbers)
        self.step = 0.0 if digits <= {0} else 10.0 ** -max(digits)
        self.values = np.array([_value(text) for text in texts])


def _value(text: str) -> float:
    if NUMBER.fullmatch(text):
        return float(text.replace(",", "").replace("−", "-"))
    return 0.0 if text in NOTHING else float("nan")


def _down(names: Sequence[str], column: _Column) -> Iterator[int]:
    totals = [r for r, name in enumerate(names) if TOTAL.fullmatch(name)]
    if len(totals) != 1 or len(names) < MANY:
        return
    whole = Sum(tuple(r for r in range(len(names)) if r != totals[0]), totals[0])
    yield from _figures(column.values, whole, column.step, column.masked)


def _across(
    titles: Sequence[str], columns: Mapping[int, _Column], rows: int
) -> Iterator[tuple[int, int]]:
    totals = [c for c in columns if TOTAL.fullmatch(titles[c].split(" ")[-1])]
    if len(totals) != 1 or len(columns) < MANY:
        return
    order = [*columns]
    whole = Sum(tuple(i for i, c in enumerate(order) if c != totals[0]), order.index(totals[0]))
    step = max(column.step for column in columns.values())
    for r in range(rows):
        values = np.array([column.values[r] for column in columns.values()])
        masked = np.array([column.masked[r] for column in columns.values()])
        for i in _figures(values, whole, step, masked):
            yield r, order[i]


def _figures(values: np.ndarray, whole: Sum, step: float, masked: np.ndarray) -> Iterator[int]:
    """The masked cells that are told, but counts of which it is told that they are zero."""
    for cell, value in exposed(values, [whole], step).items():
        if masked[cell] and (step or round(value)):
            yield cell


class _Tables(HTMLParser):
    """Collects the tables of a page, cells that span others repeated."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.grids: list[Grid] = []
        self._open: list[Grid] = []
        self._cell: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._open.append([])
        elif tag == "tr" and self._open:
            self._open[-1].append([])
        elif tag in ("td", "th") and self._open and self._open[-1]:
            self._cell = []
            span = dict(attrs).get("colspan") or "1"
            self._span = int(span) if span.isdigit() else 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            self._open[-1][-1] += ["".join(self._cell).strip()] * min(self._span, 100)
            self._cell = None
        elif tag == "table" and self._open:
            self.grids.append(self._open.pop())

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)
