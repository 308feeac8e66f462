"""Which table of the dictionary a raw sheet is, by the headings that the dictionary knows."""

import dataclasses
from dataclasses import dataclass

from analysis.intake.codes import plain_text
from analysis.intake.faults import CellError
from analysis.intake.header import Header, find_header
from analysis.intake.heading_text import normalise
from analysis.intake.headings import NAMES, Headings, known_headings
from analysis.intake.period_text import find_period
from analysis.intake.sheets import Sheet
from analysis.tables import TABLES
from analysis.tables.city import Feed
from analysis.tables.dictionary import Table

NO_RAW_TABLE = {"counties", "industries", "targets"}
SAID_AROUND = {"scope", "period", "year", "vintage", "county_code"}
"""Columns that a title, a name or `constants` may say in the place of a heading."""
ENOUGH = 0.5
"""The least share of a table's required columns whose headings are known."""
CLOSE = 1
"""Two tables that fit by so many columns alike are both named."""


@dataclass(frozen=True)
class Guess:
    """A sheet taken for a table; `rivals` are other tables that fit as well."""

    sheet: Sheet
    table: Table
    header: Header
    known: Headings
    rivals: tuple[str, ...] = ()

    @property
    def texts(self) -> list[str]:
        """The title, the sheet's name and the file's."""
        return [*self.header.title, self.sheet.name, self.sheet.file]

    @property
    def unknown(self) -> list[str]:
        """The headings that the table does not know."""
        levels = [each for each in self.header.levels if each]
        return ["".join(each) for each in levels if self.known.recognise(each) is None]

    def places(self, column: str) -> list[int]:
        """Return where a column's headings stand: codes first, then the names beside them."""
        found = [
            place
            for place, levels in enumerate(self.header.levels)
            if levels and (known := self.known.recognise(levels)) and known.column == column
        ]
        return sorted(found, key=lambda place: self.names(column, place))

    def names(self, column: str, place: int) -> bool:
        """Whether the heading at a place is one of names, which stand for codes."""
        spellings = {normalise(name) for name in NAMES.get(column, ())}
        return normalise(self.header.headings[place]) in spellings

    def cells(self, place: int) -> list[str]:
        """Return what stands under a heading, row by row; "" where nothing does."""
        rows = self.sheet.rows[self.header.first :]
        return [plain_text(row[place]) if place < len(row) and row[place] else "" for row in rows]

    def given(self, column: str) -> bool:
        """Whether the sheet has headings of a column, or of a crosstab's months."""
        months = (self.known.recognise(each) for each in self.header.levels if each)
        return bool(self.places(column)) or (
            column == "period" and any(month and month.period for month in months)
        )

    def periods(self) -> set[str]:
        """Return the periods named in the title, the names, the headings and the cells."""
        cells = {cell for place in self.places("period") for cell in self.cells(place)}
        found = {find_period(text) for text in (*self.texts, *self.header.headings, *cells)}
        return {period for period in found if period}


def guess(sheet: Sheet) -> Guess | None:
    """Return the table that fits a sheet best; None if none does.

    A table fits where most of its required columns have a heading; of several the one with the
    most known headings and the fewest unknown ones.
    """
    fits: list[tuple[int, Guess]] = []
    for name, declared in TABLES.items():
        if name in NO_RAW_TABLE:
            continue
        known = known_headings(Feed(table=name, files=sheet.file, vintage="2000-01-01"))
        try:
            header = find_header(sheet, known)
        except CellError:
            continue
        found = [known.recognise(levels) for levels in header.levels if levels]
        given = {f.column for f in found if f is not None and f.column}
        needed = {
            column
            for column in declared.columns
            if not declared.metadata(column).get("optional") and column not in SAID_AROUND
        }
        if len(needed & given) < ENOUGH * len(needed) or not given - SAID_AROUND:
            continue
        score = 2 * len(given) - sum(f is None for f in found) - len(needed - given)
        fits.append((score, Guess(sheet, declared, header, known)))
    if not fits:
        return None
    fits.sort(key=lambda fit: -fit[0])
    best, chosen = fits[0]
    rivals = tuple(other.table.name for score, other in fits[1:] if best - score <= CLOSE)
    return dataclasses.replace(chosen, rivals=rivals)
