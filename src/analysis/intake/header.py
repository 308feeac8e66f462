"""Find the header of a sheet: its rows, its joined headings, and what stands above it.

Exports carry a title, a line with the unit, and one to three rows of merged headings; a heading
is joined from its rows by position ("营业收入" over "本年累计" is 营业收入本年累计).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from analysis.intake.faults import CellError
from analysis.intake.heading_units import known_unit, unit_line, unit_of_title
from analysis.intake.headings import Headings
from analysis.intake.sheets import Cell, Range, Sheet

MAX_TITLE_ROWS, MAX_DEPTH = 20, 3
BRACKETS = "()（）"
NUMBERING = re.compile(r"([甲乙丙丁戊己庚]|\(?\d{1,2}\)?|[A-Z])(?:=[-+*/×÷()\d%]+)?")


@dataclass(frozen=True)
class Header:
    """The header of a sheet.

    `levels` holds each column's headings, top down (empty where there is none); `units` the row
    of units under the header, if any; `title` the texts above it; `line` the units of a unit
    line and `line_row` its row; `row` the header's last row, `first` the first of data, from 0.
    """

    levels: list[tuple[str, ...]]
    units: list[str]
    title: list[str]
    line: list[str]
    line_row: int
    row: int
    first: int

    @property
    def headings(self) -> list[str]:
        """The joined headings, "" where there is none."""
        return ["".join(levels) for levels in self.levels]


def find_header(sheet: Sheet, known: Headings) -> Header:
    """Return the header of a sheet: the rows that hold the most known headings.

    Raises
    ------
    CellError
        If no rows hold known headings.
    """
    texts = [[_text(cell) for cell in row] for row in sheet.rows[: MAX_TITLE_ROWS + MAX_DEPTH]]
    best: tuple[tuple[int, int], int, int, list[tuple[str, ...]]] | None = None
    for start in range(min(MAX_TITLE_ROWS, len(sheet.rows))):
        for depth in range(1, MAX_DEPTH + 1):
            if start + depth > len(sheet.rows):
                break
            if _cuts_a_merge(sheet, start, start + depth):
                continue
            plain: list[tuple[str, ...]] = []
            for spread in (False, True) if depth > 1 else (False,):
                headings = _join(texts, sheet.merged, start, depth, spread)
                if headings == plain:
                    continue  # there was nothing to spread
                plain = headings
                found = [known.recognise(levels) for levels in headings if levels]
                score = 4 * len({(f.column, f.period) for f in found if f and f.column})
                score += sum(f is not None for f in found) - sum(f is None for f in found)
                rank = (score, -depth)  # of equals the flatter header
                if best is None or rank > best[0]:
                    best = (rank, start, depth, headings)
    if best is None or not any(known.recognise(levels) for levels in best[3] if levels):
        shown = list(_one_a_column(known))
        raise CellError(
            "no_header",
            "没有找到列标题；不含数据的工作表（封面、说明）请用city.yaml的sheet排除",
            "no header was found; `sheet` in city.yaml leaves out sheets without data",
            ("、".join(shown), ", ".join(shown)),
        )
    _, start, depth, headings = best
    first = start + depth
    units: list[str] = []
    if first < len(sheet.rows) and _all(sheet.rows[first], lambda t: known_unit(t.strip(BRACKETS))):
        units = [_text(cell).strip(BRACKETS) for cell in sheet.rows[first]]
        first += 1
    if first < len(sheet.rows) and _numbering(sheet.rows[first]):
        first += 1
    above = [[text for cell in row if (text := _text(cell))] for row in sheet.rows[:start]]
    title = [text for row in above for text in row]
    stated = {number: said for number, row in enumerate(above) if (said := _units_of(row))}
    line = [unit for said in stated.values() for unit in said]
    return Header(headings, units, title, line, next(iter(stated), 0), start + depth - 1, first)


def _units_of(row: list[str]) -> list[str]:
    """The units that a row above the header states: a unit line, or a title's own parentheses."""
    said = [unit for text in row for unit in unit_line(text) or []]
    return said or (unit_of_title(row[0]) if len(row) == 1 else [])


def _join(
    texts: list[list[str]], merged: list[Range], start: int, depth: int, spread: bool
) -> list[tuple[str, ...]]:
    """Join the header's rows; `spread` carries a blank upper cell's left neighbour over it.

    It is not carried past the end of the group above it.
    """
    header = texts[start : start + depth]
    width = max(len(row) for row in header)
    grid = [row + [""] * (width - len(row)) for row in header]
    for (top, left), (bottom, right) in merged:
        if start <= top and bottom < start + depth and right < width:
            for column in range(left, right + 1):
                grid[top - start][column] = grid[top - start][left]
    if spread:
        for level in range(depth - 1):
            for column in range(1, width):
                if grid[level][column] or not any(row[column] for row in grid[level + 1 :]):
                    continue
                if all(row[column] == row[column - 1] for row in grid[:level]):
                    grid[level][column] = grid[level][column - 1]
    columns = (tuple(filter(None, column)) for column in zip(*grid, strict=True))
    # A text that is repeated in the row below stood in merged cells.
    return [c if len(c) < 2 else tuple(text for text, _ in groupby(c)) for c in columns]


def _one_a_column(known: Headings) -> Iterable[str]:
    """Return the first spelling of each column, to suggest."""
    spellings: dict[str, str] = {}
    for heading, spelling in known.shown.items():
        spellings.setdefault(known.columns.get(heading, ""), spelling)
    spellings.pop("", None)
    return spellings.values()


def _cuts_a_merge(sheet: Sheet, start: int, end: int) -> bool:
    """Whether a merged heading reaches from the rows before `end` to the rows after it."""
    return any(start <= top < end <= bottom for (top, _), (bottom, _) in sheet.merged)


def _text(cell: Cell) -> str:
    return re.sub(r"[\r\n]+", "", str(cell)).strip() if cell is not None else ""


def _all(row: list[Cell], fits: Callable[[str], bool]) -> bool:
    texts = [_text(cell) for cell in row]
    filled = [text for text in texts if text and text not in {"-", "—", "/"}]
    return bool(filled) and all(fits(text) for text in filled)


def _numbering(row: list[Cell]) -> bool:
    """A row 甲 乙 1 2 3=2/1 under the header numbers the columns."""
    texts = [_text(cell).removesuffix(".0") for cell in row if _text(cell)]
    said = [found[1].strip("()") for text in texts if (found := NUMBERING.fullmatch(text))]
    if len(texts) < 3 or len(said) < len(texts):
        return False
    numbers = [int(text) for text in said if text.isdigit()]
    return numbers == list(range(1, len(numbers) + 1))
