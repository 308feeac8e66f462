"""The year and the month that a sheet reports on, for the headings that name them."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from analysis.intake.codes import plain_text
from analysis.intake.faults import CellError
from analysis.intake.header import Header
from analysis.intake.heading_dates import YEAR, Report
from analysis.intake.headings import MAX_MONTH, Headings
from analysis.intake.period_text import about_the_report, parse_period
from analysis.intake.sheets import Sheet
from analysis.tables.city import Feed

COLUMNS = ("period", "year")


def report_of(sheet: Sheet, header: Header, feed: Feed, known: Headings) -> Report:
    """Return what a sheet reports on: its column, city.yaml, then title, sheet and file.

    The first of the three that says anything is taken; a full period counts before a bare year.
    """
    places = [p for p, levels in enumerate(header.levels) if levels and _gives(known, levels)]
    cells = {row[p] for row in sheet.rows[header.first :] for p in places if p < len(row)}
    given: tuple[Iterable[object], ...] = (
        [cell for cell in cells if len(plain_text(cell)) <= MAX_MONTH or not isinstance(cell, str)],
        [feed.constants[column] for column in COLUMNS if column in feed.constants],
        [*header.title, sheet.name, PurePosixPath(sheet.file).stem],
    )
    for said in given:
        if found := {report for each in said if (report := _read(each))}:
            return _one({report for report in found if report.month} or found)
    return Report()


def _gives(known: Headings, levels: tuple[str, ...]) -> bool:
    found = known.recognise(levels)
    return found is not None and found.column in COLUMNS


def _read(said: object) -> Report | None:
    try:
        period = parse_period(said)
    except CellError:
        years = set(YEAR.findall(about_the_report(plain_text(said))))
        return Report(int(years.pop())) if len(years) == 1 else None
    return Report(int(period[:4]), int(period[5:]))


def _one(found: set[Report]) -> Report:
    years, months = {report.year for report in found}, {report.month for report in found}
    year = years.pop() if len(years) == 1 else None
    return Report(year, months.pop() if year and len(months) == 1 else None)
