"""The rows under a header: data, totals, notes; whole or cut off; kept or filtered out."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from analysis.errors import how_many
from analysis.intake.bind import Bound
from analysis.intake.codes import Names, plain_text
from analysis.intake.contents import column_letters
from analysis.intake.faults import CellError, Fault, of_file
from analysis.intake.header import Header
from analysis.intake.heading_units import unit_line
from analysis.intake.row_words import is_note, is_total
from analysis.intake.sheets import Cell, Sheet
from analysis.tables.city import Feed
from analysis.tables.territory import WHOLE

DIGIT = re.compile(r"\d")


@dataclass
class Rows:
    """The places of a sheet's rows, from 0; blank rows are in none of the lists."""

    data: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)

    def cut(self, place: int) -> list[int]:
        """Take out the rows from a place on, and return them."""
        every = [self.data, self.totals, self.notes]
        gone = sorted(row for rows in every for row in rows if row >= place)
        for rows in every:
            rows[:] = [row for row in rows if row < place]
        return gone


def name_whole(
    sheet: Sheet, first: int, counties: list[int], serial: list[int], names: Names
) -> None:
    """Write the whole territory's code into its rows, from `first` on: they are data.

    Parameters
    ----------
    counties
        The columns of the county's code, first, and of its name.
    serial
        Those of serial numbers, where the word may stand too, merged over all of them.
    names
        With those of the whole.
    """
    for row in sheet.rows[first:]:
        places = [place for place in (*counties, *serial) if place < len(row)]
        meant = {place: names.known("county_code", row[place]) for place in places}
        if counties[0] not in meant or any(meant.get(p) not in (None, WHOLE) for p in counties):
            continue
        if whole := [place for place, code in meant.items() if code == WHOLE]:
            for place in (counties[0], *whole):
                row[place] = WHOLE


def sort_rows(
    sheet: Sheet,
    first: int,
    keys: list[int],
    labels: list[int],
    sums: Mapping[int, frozenset[str]] = MappingProxyType({}),
) -> Rows:
    """Sort the rows from `first` on.

    The word 合计 makes a total in a key column; in one of the `labels` (a serial number, a name)
    only where a key is missing, since a text that ends in 合计 may be about something else. A row
    of the header that a page repeats is a note. `sums`: what else makes a total in a column, the
    city's own name among its counties.
    """
    found = Rows()
    header = [row for row in sheet.rows[:first] if any(cell not in ("", None) for cell in row)]
    totals = _totals(sheet, first, keys)
    totals |= _lacking(sheet, first, keys) & _totals(sheet, first, labels)
    for column, said in sums.items():
        totals |= _where(sheet, first, column, _among(said))
    noted = False  # a note goes on in the rows below it that hold one text and nothing else
    for place in range(first, len(sheet.rows)):
        row = sheet.rows[place]
        start = next((cell for cell in row if cell is not None and cell != ""), None)
        if start is None or (_white(start) and all(map(_white, row))):
            continue
        noted = isinstance(start, str) and (is_note(start) or (noted and _alone(row)))
        if noted or row in header:
            found.notes.append(place)
        elif place in totals:
            found.totals.append(place)
        else:
            found.data.append(place)
    return found


STACKED = CellError(
    "stacked_tables",
    "自本行起是另一张表（上下排列），其各行未读取，请把它放到另一张工作表",
    "another table begins in this row, its rows are not read; put it on a sheet of its own",
    ("一张工作表一张表", "one table a sheet"),
)


def stacked(sheet: Sheet, header: Header) -> int | None:
    """Return where a second table begins below the first, None if there is none.

    A header that a page repeats begins none, unless a title or a unit of its own stands above it.
    """
    head = sheet.rows[: header.first]
    texts = {text for levels in header.levels for text in levels}
    first = next(place for place, levels in enumerate(header.levels) if levels)
    for place in range(header.first, len(sheet.rows)):
        row = sheet.rows[place]
        if (
            len(row) <= first
            or row[first] not in texts
            or sum(cell in texts for cell in row if isinstance(cell, str)) < 2
        ):
            continue
        above = place
        while above > header.first and _sparse(sheet.rows[above - 1]):
            above -= 1
        own = [
            r for r in range(above, place) if _filled(sheet.rows[r]) and sheet.rows[r] not in head
        ]
        if row in head and not any(_says_more(sheet.rows[r]) for r in own):
            continue
        return own[0] if own else place
    return None


def _sparse(row: list[Cell]) -> bool:
    return _filled(row) <= 2


def _says_more(row: list[Cell]) -> bool:
    """Whether a row above a repeated header is no note but a title, or names a unit."""
    texts = [str(cell).strip() for cell in row if cell not in ("", None)]
    return any(unit_line(text) or not is_note(text) for text in texts)


def _white(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _where(sheet: Sheet, first: int, column: int, fits: Callable[[Cell], bool]) -> set[int]:
    """The rows from `first` on whose cell in a column fits; past a row's end stands None."""
    cells = [row[column] if column < len(row) else None for row in sheet.rows[first:]]
    fitting = set(filter(fits, set(cells)))
    return {at for at, cell in enumerate(cells, first) if cell in fitting} if fitting else set()


def _among(texts: Collection[str]) -> Callable[[Cell], bool]:
    return lambda cell: plain_text(cell) in texts


def _totals(sheet: Sheet, first: int, columns: list[int]) -> set[int]:
    return {at for column in columns for at in _where(sheet, first, column, is_total)}


def _lacking(sheet: Sheet, first: int, columns: list[int]) -> set[int]:
    return {at for c in columns for at in _where(sheet, first, c, lambda cell: cell in ("", None))}


def _alone(row: list[Cell]) -> bool:
    return _filled(row) == 1


def _filled(row: list[Cell]) -> int:
    return sum(cell not in ("", None) for cell in row)


def fill_merged(sheet: Sheet, header: Header, numeric: set[int]) -> list[Fault]:
    """Carry merged names and codes down their range, and words in place of figures over it.

    A merged number belongs to no single cell: it is a fault.
    """
    faults = []
    for (top, left), (bottom, right) in sheet.merged:
        if top < header.first or (top == bottom and left == right):
            continue
        cell = sheet.rows[top][left]
        figures = [column for column in range(left, right + 1) if column in numeric]
        if figures and _is_figure(cell):
            problem = CellError(
                "merged_number",
                "数值单元格合并，无法分到各格",
                "a number merged over several cells belongs to none of them",
            )
            faults.append(_at(sheet, header, top, figures[0], problem))
        elif left == right or left in numeric:
            for row in range(top, min(bottom + 1, len(sheet.rows))):
                for column in range(left, right + 1):
                    sheet.rows[row][column] = cell
    return faults


def _is_figure(cell: Cell) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and bool(DIGIT.search(cell)))


def whole_rows(sheet: Sheet, header: Header, data: list[int]) -> tuple[list[int], list[Fault]]:
    """Leave out rows that are cut off or too long, and name values that have no heading."""
    width = len(header.headings)
    whole, faults, trailing = [], [], 0
    for place in data:
        row = sheet.rows[place]
        if len(row) >= width and not any(cell not in ("", None) for cell in row[width:]):
            trailing += len(row) > width
            whole.append(place)
            continue
        kind = "cut_off" if len(row) < width else "too_long"
        problem = CellError(
            kind,
            f"有{len(row)}格，应为{width}格" + ("，文件可能不完整" if kind == "cut_off" else ""),
            f"{how_many(len(row), 'cell')} where {width} are expected"
            + ("; the file may be cut off" if kind == "cut_off" else ""),
        )
        faults.append(of_file(sheet.file, problem, sheet.name, sheet.line(place)))
    if trailing:
        problem = CellError(
            "trailing_separator",
            f"{trailing}行末尾有多余的分隔符，已忽略",
            f"{how_many(trailing, 'row')} ending with a needless separator, left out",
        )
        faults.append(of_file(sheet.file, problem, sheet.name, severity="warning"))
    for column in (p for p, heading in enumerate(header.headings) if not heading):
        if number := sum(sheet.rows[place][column] not in ("", None) for place in whole):
            problem = CellError(
                "no_heading",
                f"该列没有标题，{number}个值未读取",
                f"the column has no heading, {how_many(number, 'value')} not read",
            )
            faults.append(_at(sheet, header, header.row, column, problem, warning=True))
    return whole, faults


def filter_rows(
    sheet: Sheet, header: Header, feed: Feed, bound: Bound, data: list[int]
) -> tuple[list[int], list[Fault]]:
    """Keep the rows that the feed's filters keep."""
    faults = []
    for heading in (*feed.filters, *feed.suppressed):
        if heading not in bound.looked_at:
            problem = CellError(
                "missing_column",
                f"缺少city.yaml中filters或suppressed所用的列“{heading}”",
                f"no column {heading!r}, which city.yaml names under filters or suppressed",
            )
            faults.append(of_file(sheet.file, problem, sheet.name, sheet.line(header.row)))
    wanted = {bound.looked_at[h]: set(v) for h, v in feed.filters.items() if h in bound.looked_at}
    kept = [
        place
        for place in data
        if all(plain_text(sheet.rows[place][c]) in values for c, values in wanted.items())
    ]
    return kept, faults


def _at(
    sheet: Sheet, header: Header, row: int, column: int, problem: CellError, warning: bool = False
) -> Fault:
    line = sheet.line(row)
    return Fault(
        problem.kind,
        sheet.file,
        problem.zh,
        problem.en,
        sheet=sheet.name,
        row=line,
        column=header.headings[column],
        cell=f"{column_letters(column)}{line}",
        severity="warning" if warning else "error",
    )
