"""The raw layout of a table's rows, derived from the table's declaration.

Headings, units and spellings are the dictionary's; a `Layout` says only what a bureau does
differently: upper headings, ticks, shares as text, a year inside a heading.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.intake.heading_units import split_unit
from analysis.intake.headings import known_headings
from analysis.sample.cells import Spelling, month_words, names, spelled
from analysis.sample.raw_file import Heading, RawFile, RawSheet
from analysis.sample.raw_industry import period_words
from analysis.sample.world import World
from analysis.tables import Table
from analysis.tables.city import Feed
from analysis.tables.units import UNITS

SERIAL, TOTAL = "序号", "合计"
ADDED_UP = {"cny", "usd", "area", "electricity", "energy", "mass", "persons", "count"}
"""The dimensions whose quantities a row of sums adds up; of rates it shows none."""
NAMED = {"county_code": "县（市、区）", "industry_code": "行业名称"}
"""The headings of codes that are written as names."""
REPORTED = re.compile(r"\{([YM])([+-]\d)?\}")


@dataclass(frozen=True)
class Layout:
    """How a bureau lays out the rows of a table.

    Headings may hold `{Y}`, `{Y-1}` and `{M}`: the year, the year before and the month of the
    sheet's last period. CSV files have the declared titles in one heading row, and no sheets.

    Parameters
    ----------
    stem
        The file's name, and the end of each sheet's title.
    vintage
        The day of the export.
    columns
        The columns in order; if empty, all that the rows have, in the table's order.
    beside
        Columns of the rows that the table does not have, with their headings; the feed skips them.
    headings
        The heading of a column where it is not its title.
    groups
        The one or two upper headings of a column, top down.
    units
        The raw unit of a quantity where it is not the dictionary's: {"total_10k_cny": "亿元"}.
    unit_line
        A unit that stands once in a line under the title, and in no heading.
    spelling
        How values are written where not by the column's kind.
    split
        Columns that sheets tell apart and do not hold: period, year, county_code.
    sheet
        The name of the sheet, and for the feed, where a workbook holds several feeds' sheets.
    books
        Whether every sheet is a workbook of its own, as counties send them.
    serial
        Whether a column 序号 comes first.
    totals
        Where a row of sums stands.
    note
        Lines under the rows: footnotes, 单位负责人：…　填表人：….
    constants
        Columns of the table that the file does not hold, for the feed.
    """

    stem: str
    vintage: str
    columns: tuple[str, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    unit_line: str = ""
    spelling: Mapping[str, Spelling] = field(default_factory=dict)
    split: tuple[str, ...] = ()
    sheet: str = ""
    books: bool = False
    serial: bool = True
    totals: Literal["first", "last"] | None = None
    note: str = ""
    constants: Mapping[str, str] = field(default_factory=dict)

    def plain(self) -> "Layout":
        """Return the layout of the same rows in one table under the declared titles."""
        bare: dict[str, Any] = {"headings": {}, "groups": {}, "split": (), "unit_line": ""}
        return replace(self, **bare, books=False, serial=False, totals=None, note="")


def raw_file(declared: Table, rows: pd.DataFrame, layout: Layout, world: World) -> RawFile:
    """Return the raw file of a table's typed rows, with the feed that reads it.

    Parameters
    ----------
    declared
        The table.
    rows
        Its rows in the dictionary's units and stored values, without the vintage; further columns
        only if `layout.beside` gives them a heading.
    layout
        What the bureau does differently.
    world
        The city, for the names of counties and industries; `flat` makes one plain table.

    Raises
    ------
    DataError
        If the layout speaks of a column that is not written.
    """
    order = layout.columns or (*(c for c in declared.columns if c in rows), *layout.beside)
    _check(layout, order)
    if world.flat:
        layout = layout.plain()
    rows = rows.reset_index(drop=True)
    cells = pd.DataFrame(
        {
            column: spelled(
                rows[column],
                _about(declared, column),
                layout.spelling.get(column),
                layout.units.get(column, ""),
                world,
            )
            for column in order
        }
    )
    shown = [column for column in order if column not in layout.split]
    sheets: list[RawSheet] = []
    seen: dict[tuple[str, ...], str] = {}
    for values, part in _parts(rows, layout.split):
        words = [_said(declared, *said, world) for said in zip(layout.split, values, strict=True)]
        period = _last_period(part, layout)
        headings = tuple(_heading(declared, column, layout, period) for column in shown)
        seen |= {h.levels: column for h, column in zip(headings, shown, strict=True)}
        sheet = RawSheet(
            "_".join(words) or layout.sheet or layout.stem,
            "".join(words) + layout.stem,
            headings,
            cells.loc[part.index, shown].reset_index(drop=True),
            unit=layout.unit_line,
            note=layout.note,
        )
        sheets.append(_numbered(declared, sheet, layout))
    return RawFile(
        layout.stem, tuple(sheets), _feed(declared, layout, seen), book_each=layout.books
    )


def _check(layout: Layout, order: tuple[str, ...]) -> None:
    named = (layout.headings, layout.groups, layout.units, layout.spelling, layout.split)
    unknown = {column for columns in named for column in columns} - set(order)
    if unknown:
        listed = ", ".join(sorted(unknown))
        raise DataError(
            f"{layout.stem}的版式提到没有写出的列：{listed}",
            f"the layout of {layout.stem} speaks of columns that are not written: {listed}",
        )


def _about(declared: Table, column: str) -> dict[str, Any]:
    return declared.metadata(column) if column in declared.columns else {}


def _parts(
    rows: pd.DataFrame, split: tuple[str, ...]
) -> Iterator[tuple[tuple[Any, ...], pd.DataFrame]]:
    """The rows of each sheet, with the values that tell it from the others."""
    if split:
        yield from rows.groupby(list(split))
    else:
        yield (), rows


def _said(declared: Table, column: str, value: Any, world: World) -> str:
    """What the title and the sheet's name say of a column that the sheet does not hold."""
    if column in NAMED:
        return names(column, world)[value]
    if column == "year":
        return f"{value}年"
    cumulative = declared.metadata(column)["kind"] == "cumulative_period"
    return period_words(value) if cumulative else month_words(value)


def _last_period(rows: pd.DataFrame, layout: Layout) -> str:
    if "period" in rows:
        return str(rows["period"].max())
    return f"{rows['year'].max()}-12" if "year" in rows else layout.vintage[:7]


def _heading(declared: Table, column: str, layout: Layout, period: str) -> Heading:
    """The heading in one to three rows, with the report's year and month written in."""
    about, how = _about(declared, column), layout.spelling.get(column)
    title = NAMED[column] if how == "name" else layout.beside.get(column) or about["zh"]
    own = about.get("unit")
    unit = layout.units.get(column) or (UNITS[own].zh if own else "")
    said = how == "percent" or unit in ("", layout.unit_line)
    lowest = layout.headings.get(column, title) + ("" if said else f"（{unit}）")
    levels = (*layout.groups.get(column, ()), lowest)
    top, below, under = (*(_dated(level, period) for level in levels), "", "")[:3]
    return Heading(top, below, lowest=under)


def _dated(heading: str, period: str) -> str:
    year, month = period.split("-")
    number = {"Y": int(year), "M": int(month)}
    return REPORTED.sub(lambda found: str(number[found[1]] + int(found[2] or 0)), heading)


def _numbered(declared: Table, sheet: RawSheet, layout: Layout) -> RawSheet:
    """The sheet with its row of sums and its serial numbers."""
    rows, headings, totals = sheet.rows, sheet.headings, None
    if layout.totals:
        sums = _sums(declared, rows)
        first = layout.totals == "first"
        rows = pd.concat([sums, rows] if first else [rows, sums], ignore_index=True)
        totals = np.arange(len(rows)) == (0 if first else len(rows) - 1)
    if layout.serial:
        details = np.ones(len(rows), dtype=bool) if totals is None else ~totals
        rows.insert(0, SERIAL, pd.Series(details.cumsum(), dtype="Int64").where(details))
        headings = (Heading(SERIAL), *headings)
    return replace(sheet, rows=rows, headings=headings, totals=totals)


def _sums(declared: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """One row of sums; the first column of text says 合计, and what does not add up is empty."""
    row = {column: pd.Series([None], dtype=rows[column].dtype) for column in rows}
    texts = [c for c in rows if _about(declared, c).get("kind") in (None, "text")]
    row[texts[0]] = pd.Series([TOTAL], dtype=object)
    for column in rows:
        unit = _about(declared, column).get("unit")
        if unit and UNITS[unit].dimension in ADDED_UP:
            row[column] = pd.Series([round(rows[column].sum(min_count=1), 6)])
    return pd.DataFrame(row)


def _feed(declared: Table, layout: Layout, seen: dict[tuple[str, ...], str]) -> dict[str, Any]:
    """The feed of `city.yaml`: it names the headings that intake would not know by itself."""
    feed: dict[str, Any] = {"table": declared.name, "vintage": layout.vintage}
    if layout.sheet:
        feed["sheet"] = layout.sheet
    if layout.constants:
        feed["constants"] = dict(layout.constants)
    if layout.beside:
        feed["skip"] = list(layout.beside.values())
    known = known_headings(Feed.model_validate({"files": layout.stem, **feed}))
    headers = {}
    for levels, column in seen.items():
        found = known.recognise(levels)
        if column in declared.columns and (found is None or found.column != column):
            headers[split_unit("".join(levels))[0]] = column
    if headers:
        feed["headers"] = headers
    if "county_code" in layout.split:
        feed["county"] = {"from": "file" if layout.books else "sheet"}
    return feed
