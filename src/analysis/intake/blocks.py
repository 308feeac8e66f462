"""A sheet recognised: its raw cells by column of the table, and the places they stand at."""

import dataclasses
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import numpy as np

from analysis.errors import how_many
from analysis.intake.bind import Bound, Source, bind, refuse_side_by_side
from analysis.intake.codes import Names, plain_text
from analysis.intake.contents import column_letters
from analysis.intake.faults import CellError, Fault, of_file
from analysis.intake.header import Header, find_header
from analysis.intake.heading_dates import says_date
from analysis.intake.heading_text import normalise
from analysis.intake.headings import Headings
from analysis.intake.period_text import SERIALS, find_year, months_alone
from analysis.intake.reported_period import report_of
from analysis.intake.rows import (
    STACKED,
    fill_merged,
    filter_rows,
    name_whole,
    sort_rows,
    stacked,
    whole_rows,
)
from analysis.intake.sheets import Cell, Sheet
from analysis.intake.surroundings import missing_columns, surroundings
from analysis.tables import Table
from analysis.tables.city import Feed

SUBTOTAL = "小计"
QUARTER = {"qtr", "quarter", "季度"}
SERIAL = {"序号", "编号", "no.", "no"}
NOWHERE = -1


@dataclass(frozen=True)
class TotalsRow:
    """A totals row: its number, its cells by column, whether it closes the rows just above it."""

    line: int
    cells: dict[str, Cell]
    partial: bool


@dataclass
class Block:
    """The rows of one sheet, still as raw cells; of a crosstab, the rows of one of its months.

    `cells` holds an object array a column of the table, `second` the names beside codes and
    `left_out` those that are compared only, `lines` the row numbers, `suppressed` whether a row's
    zeros are withheld figures, `masked` and `missing` the cells that hold nothing, `origin` the
    accounting of the raw file.
    """

    file: str
    sheet: str
    sources: dict[str, Source] = field(default_factory=dict)
    cells: dict[str, np.ndarray] = field(default_factory=dict)
    second: dict[str, np.ndarray] = field(default_factory=dict)
    left_out: dict[str, np.ndarray] = field(default_factory=dict)
    lines: np.ndarray = field(default_factory=lambda: np.array([], dtype=np.int64))
    suppressed: np.ndarray = field(default_factory=lambda: np.array([], dtype=bool))
    totals: list[TotalsRow] = field(default_factory=list)
    masked: int = 0
    missing: int = 0
    origin: dict[str, Any] = field(default_factory=dict)

    def place(self, column: str, line: int) -> dict[str, Any]:
        """Return the place of a cell as the fields of a Fault."""
        source = self.sources.get(column, Source(NOWHERE, column))
        cell = f"{column_letters(source.place)}{line}" if source.place >= 0 else ""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "row": line,
            "column": source.heading,
            "cell": cell,
        }


@dataclass
class Layout:
    """What a sheet gave: blocks, faults of its layout, and how many of its rows were what.

    A blank row is a crosstab's row without a figure, a broken one is cut off or too long.
    """

    blocks: list[Block] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    rows_in: int = 0
    rows_totals: int = 0
    rows_notes: int = 0
    rows_filtered: int = 0
    rows_blank: int = 0
    rows_broken: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """The rows by what became of them before any was typed."""
        return {
            "rows_in": self.rows_in,
            "rows_totals": self.rows_totals,
            "rows_notes": self.rows_notes,
            "rows_filtered": self.rows_filtered,
            "rows_blank": self.rows_blank,
            "rows_refused": self.rows_broken,
        }


def recognise(sheet: Sheet, feed: Feed, known: Headings, names: Names, declared: Table) -> Layout:
    """Recognise the header and the rows of a sheet; every fault of the layout is collected."""
    try:
        header = find_header(sheet, known)
        refuse_side_by_side(header, known)
    except CellError as error:
        return Layout(faults=[of_file(sheet.file, error, sheet.name)])
    if any(says_date(heading) for heading in header.headings):
        known = known.of(report_of(sheet, header, feed, known))
    bound = bind(sheet, header, feed, known, declared)
    said, contradictions = surroundings(sheet, header, feed, names, bound, declared)
    faults = [*bound.faults, *contradictions]
    faults += missing_columns(sheet, header, bound, said, known, declared)
    numeric = {
        source.place
        for column, source in bound.sources.items()
        if declared.metadata(column)["kind"] == "quantity"
    } | {source.place for source in bound.crosstab.values()}
    faults += fill_merged(sheet, header, numeric)
    if len(bound.periods) == 1:
        _say_year(sheet, header, bound.periods[0].place)
    counties = _counties(bound) if "county_code" in bound.sources else []
    if declared.whole and counties:
        name_whole(sheet, header.first, counties, _serial(header), names.of(declared))
    keys = [
        source.place
        for column, source in bound.sources.items()
        if column in declared.key and not declared.metadata(column).get("wholes")
    ]
    summed = frozenset(names.only_whole if not declared.whole else ())
    sums = {place: summed for place in counties if place in keys}
    rows = sort_rows(sheet, header.first, keys, _labels(header, bound, numeric), sums)
    below: list[int] = []
    if (second := stacked(sheet, header)) is not None:
        below = rows.cut(second)
        faults.append(of_file(sheet.file, STACKED, sheet.name, sheet.line(second)))
    whole, broken = whole_rows(sheet, header, rows.data)
    kept, unfiltered = filter_rows(sheet, header, feed, bound, whole)
    layout = Layout(
        faults=[*faults, *broken, *unfiltered],
        rows_in=len(rows.data) + len(rows.totals) + len(rows.notes) + len(below),
        rows_totals=len(rows.totals),
        rows_notes=len(rows.notes),
        rows_filtered=len(whole) - len(kept),
        rows_broken=len(rows.data) - len(whole) + len(below),
    )
    figures = [source.place for source in bound.crosstab.values()]
    empty = [r for r in kept if figures and all(blank(sheet.rows[r][p]) for p in figures)]
    layout.rows_blank = len(empty)
    if len(empty) == len(kept) and not broken:
        layout.faults.append(of_file(sheet.file, _nothing(layout), sheet.name))
    if not bound.crosstab:
        layout.blocks = [_block(sheet, feed, bound, said, kept, rows.totals)]
    for period in dict.fromkeys(month for _, month in bound.crosstab):
        month = {column: s for (column, p), s in bound.crosstab.items() if p == period}
        filled = [r for r in kept if any(not blank(sheet.rows[r][s.place]) for s in month.values())]
        part = dataclasses.replace(
            bound, sources={**bound.sources, **month}, periods=[], crosstab={}, faults=[]
        )
        layout.blocks.append(
            _block(sheet, feed, part, {**said, "period": period}, filled, rows.totals)
        )
    return layout


def _say_year(sheet: Sheet, header: Header, column: int) -> None:
    """Put the year of the title, the sheet's or the file's name before cells of months alone."""
    year = find_year([*header.title, sheet.name, PurePosixPath(sheet.file).stem])
    for row in sheet.rows[header.first :] if year else []:
        cell = row[column] if column < len(row) else None
        if isinstance(cell, str) and months_alone(cell):
            row[column] = f"{year}年{cell}"


def _nothing(layout: Layout) -> CellError:
    """Return the fault of a sheet that gives no row, and where its rows went."""
    return CellError(
        "nothing_stored",
        f"没有可存的行：共{layout.rows_in}行，合计{layout.rows_totals}、注释{layout.rows_notes}、"
        f"filters排除{layout.rows_filtered}、空白{layout.rows_blank}",
        f"no row to store: of {how_many(layout.rows_in, 'row')} totals {layout.rows_totals}, notes "
        f"{layout.rows_notes}, filtered {layout.rows_filtered}, blank {layout.rows_blank}",
    )


def _labels(header: Header, bound: Bound, numeric: set[int]) -> list[int]:
    """Columns beside the keys where 合计 may stand: what is read as text, and serial numbers."""
    read = [*bound.sources.values(), *bound.second.values(), *bound.left_out.values()]
    places = [*(source.place for source in read), *_serial(header)]
    return [p for p in places if p not in numeric]


def _serial(header: Header) -> list[int]:
    return [p for p, heading in enumerate(header.headings) if normalise(heading) in SERIAL]


def _counties(bound: Bound) -> list[int]:
    """The column of counties, and those of their names."""
    column = "county_code"
    beside = (found[column] for found in (bound.second, bound.left_out) if column in found)
    return [bound.sources[column].place, *(source.place for source in beside)]


def _block(
    sheet: Sheet, feed: Feed, bound: Bound, said: dict[str, str], kept: list[int], totals: list[int]
) -> Block:
    cells = {column: _column(sheet, kept, s.place) for column, s in bound.sources.items()}
    if sheet.from_1904:
        cells |= {column: _undated(cells[column]) for column in cells.keys() & bound.dates}
    if len(bound.periods) > 1:
        cells["period"] = _join_period(sheet, kept, bound.periods)
    for column, value in said.items():
        cells.setdefault(column, np.full(len(kept), value, dtype=object))
    second = {column: _column(sheet, kept, s.place) for column, s in bound.second.items()}
    if feed.county and "county_code" in bound.sources:  # the file's county beside each row's
        second.setdefault("county_code", np.full(len(kept), said["county_code"], dtype=object))
    return Block(
        sheet.file,
        sheet.name,
        sources=dict(bound.sources),
        cells=cells,
        second=second,
        left_out={column: _column(sheet, kept, s.place) for column, s in bound.left_out.items()},
        lines=np.array([sheet.line(place) for place in kept], dtype=np.int64),
        suppressed=_marked(sheet, kept, feed.suppressed, bound),
        totals=[
            TotalsRow(
                sheet.line(place),
                {**said, **_cells(sheet, place, bound)},
                any(SUBTOTAL in "".join(str(cell).split()) for cell in sheet.rows[place]),
            )
            for place in totals
        ],
    )


def _cells(sheet: Sheet, place: int, bound: Bound) -> dict[str, Cell]:
    """The cells of a totals row by column; a label may stand beside the code that is not there."""
    cells = {column: _cell(sheet, place, s.place) for column, s in bound.sources.items()}
    beside = {column: _cell(sheet, place, s.place) for column, s in bound.second.items()}
    return cells | {column: cell for column, cell in beside.items() if cells[column] in (None, "")}


def _marked(sheet: Sheet, kept: list[int], marks: dict[str, list[str]], bound: Bound) -> np.ndarray:
    marked = np.zeros(len(kept), dtype=bool)
    for heading, values in marks.items():
        if heading in bound.looked_at:
            cells = _column(sheet, kept, bound.looked_at[heading])
            marked |= np.array([plain_text(cell) in values for cell in cells], dtype=bool)
    return marked


def _join_period(sheet: Sheet, kept: list[int], parts: list[Source]) -> np.ndarray:
    """Join year and month, or year and quarter, to one text."""
    year, part = parts[:2]
    word = "季度" if normalise(part.heading) in QUARTER else "月"
    joined = np.empty(len(kept), dtype=object)
    for i, place in enumerate(kept):
        first, last = (plain_text(sheet.rows[place][p.place]) for p in (year, part))
        joined[i] = f"{first.removesuffix('年')}年{last.removesuffix('月')}{word}"
    return joined


def _column(sheet: Sheet, kept: list[int], column: int) -> np.ndarray:
    cells = np.empty(len(kept), dtype=object)
    cells[:] = [sheet.rows[place][column] for place in kept]
    return cells


def _undated(cells: np.ndarray) -> np.ndarray:
    """Spell out bare numbers of days, which a workbook that counts from 1904 shifts by 4 years."""
    spelled = [f"{c:g}（1904）" if isinstance(c, float) and c in SERIALS else c for c in cells]
    made = np.empty(len(cells), dtype=object)
    made[:] = spelled
    return made


def _cell(sheet: Sheet, place: int, column: int) -> Cell:
    row = sheet.rows[place]
    return row[column] if column < len(row) else None


def blank(cell: Cell) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())
