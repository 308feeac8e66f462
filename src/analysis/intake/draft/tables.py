"""Which table of the dictionary a raw sheet is, by the headings that the dictionary knows."""

import dataclasses
import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from analysis.intake.codes import plain_text
from analysis.intake.faults import CellError
from analysis.intake.header import Header, find_header
from analysis.intake.heading_text import normalise
from analysis.intake.headings import NAMES, Headings, known_headings
from analysis.intake.period_text import find_months, find_period, find_year
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
LIKE = 0.75
"""How like a table's name a sheet's is that is called so, of 1."""
ROWS = 20
"""The rows among which a header is looked for."""
MEASURED = {
    "industry_month": (
        "output_ytd_10k_cny",
        ("产值", "营收", "营业收入", "output", "revenue"),
    ),
    "employment_month": ("employment_persons", ("就业", "从业", "指数", "employ", "index")),
}
"""What a heading calls the figures that a city measures, where no column is called so."""
ENTERPRISES = "enterprise_month"
"""The table of the same figures by enterprise."""


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
        unknown = [each for each in levels if self.known.recognise(each) is None]
        return ["".join(each[:-1] if _below(each) else each) for each in unknown]

    @property
    def lacks(self) -> list[str]:
        """The columns that no heading gives."""
        return [name for name in self.table.columns if not self.given(name) and name != "vintage"]

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
        said = [*self.texts, *self.header.headings, *cells]
        found = {find_period(text) for text in said} - {None}
        if not found and (year := find_year(self.texts)):
            months = {find_months(text) for text in said} - {None}
            found = {find_period(f"{year}年{month}") for month in months}
        return {period for period in found if period}


def _below(levels: Sequence[str]) -> bool:
    """Whether the last of a heading's levels is the month of a crosstab."""
    return len(levels) > 1 and bool(find_period(levels[-1]) or find_months(levels[-1]))


def guess(sheet: Sheet) -> Guess | None:
    """Return the table that fits a sheet best; None if none does.

    A table fits where most of its required columns have a heading; of several the one with the
    most known headings and the fewest unknown ones, or called by its name. Where none fits, one
    that a city measures does whose figures a heading names.
    """
    fits: list[tuple[int, Guess]] = []
    for name, declared in TABLES.items():
        if name in NO_RAW_TABLE:
            continue
        known = _known(name, sheet)
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
        score = 2 * len(given) - found.count(None) - len(needed - given)
        score += 2 * _called(declared, [*header.title, sheet.name, sheet.file])
        fits.append((score, Guess(sheet, declared, header, known)))
    if not fits:
        return _measured(sheet)
    fits.sort(key=lambda fit: -fit[0])
    best, chosen = fits[0]
    if reported := _reported(chosen):
        return reported
    rivals = tuple(other.table.name for score, other in fits[1:] if best - score <= CLOSE)
    return dataclasses.replace(chosen, rivals=rivals)


def _reported(chosen: Guess) -> Guess | None:
    """The enterprises' monthly table, where output is named that the chosen table has no place for.

    A list of output alone lacks most of that table's columns; the draft says which.
    """
    column, words = MEASURED["industry_month"]
    named = [text for text in chosen.unknown if any(word in text.lower() for word in words)]
    if not named or not chosen.places("uscc") or not chosen.periods():
        return None
    header = find_header(
        chosen.sheet, _known(ENTERPRISES, chosen.sheet, dict.fromkeys(named, column))
    )
    return Guess(chosen.sheet, TABLES[ENTERPRISES], header, _known(ENTERPRISES, chosen.sheet))


def _called(declared: Table, texts: Iterable[str]) -> bool:
    """Whether the title, the sheet or the file is called much as a table is."""
    ratios = (difflib.SequenceMatcher(None, declared.zh, text).ratio() for text in texts)
    return max(ratios, default=0.0) >= LIKE


def _measured(sheet: Sheet) -> Guess | None:
    """The table of the figures that a heading names; what the column is called is asked."""
    rows = [[cell for cell in row if isinstance(cell, str) and cell] for row in sheet.rows[:ROWS]]
    texts = [cell.strip() for row in rows if len(row) > 1 for cell in row]
    for name, (column, words) in MEASURED.items():
        said = [text for text in texts if any(word in text.lower() for word in words)]
        if said:
            header = find_header(sheet, _known(name, sheet, dict.fromkeys(said, column)))
            return Guess(sheet, TABLES[name], header, _known(name, sheet))
    return None


def _known(name: str, sheet: Sheet, headers: Mapping[str, str] = MappingProxyType({})) -> Headings:
    feed = Feed(table=name, files=sheet.file, vintage="2000-01-01", headers={**headers})
    return known_headings(feed)
