"""What stands around the grid: period and county in city.yaml, the title, the sheet, the file."""

import dataclasses
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from analysis.intake.bind import Bound
from analysis.intake.codes import Names
from analysis.intake.faults import CellError, Fault, of_file
from analysis.intake.header import Header
from analysis.intake.headings import Headings
from analysis.intake.number_text import MISSING
from analysis.intake.period_text import (
    about_the_report,
    find_months,
    find_period,
    find_year,
    holds_single_months,
    months_alone,
    range_error,
    several_months,
)
from analysis.intake.sheets import Sheet
from analysis.tables import Table
from analysis.tables.city import Feed

YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def surroundings(
    sheet: Sheet, header: Header, feed: Feed, names: Names, bound: Bound, declared: Table
) -> tuple[dict[str, str], list[Fault]]:
    """Return the columns that the grid lacks and its surroundings say, and the contradictions.

    city.yaml comes first, then the title, the sheet's name, the file's name; those three must
    not name different periods or counties. Where none names a whole period, one may name the
    months and another the year. Where city.yaml says which of them names the county,
    that one must name one, beside a column of counties too.
    """
    said = {**feed.constants, "vintage": feed.vintage}
    faults = [
        of_file(sheet.file, _missing_constant(column, value), sheet.name)
        for column, value in feed.constants.items()
        if value.strip().casefold() in MISSING
    ]
    places = {
        "title": header.title,
        "sheet": [sheet.name],
        "file": [PurePosixPath(sheet.file).stem],
    }
    texts = [text for place in places.values() for text in place]
    if feed.county:
        place = places[feed.county["from"]]
        try:
            said["county_code"] = _county(place, names)
        except CellError as unnamed:
            said["county_code"] = ""  # named here once, not as a missing column again
            fault = of_file(sheet.file, unnamed, sheet.name)
            faults.append(dataclasses.replace(fault, value="、".join(place)))
    for column in ("period", "year", "county_code"):
        if column not in declared.columns or column in bound.given or column in said:
            continue
        found = dict.fromkeys(value for text in texts if (value := _find(column, text, names)))
        if column == "period" and not found and (year := find_year(texts)):
            # 1-2月 and its year in another place: a sheet's name, a title, a file's name.
            joined = [f"{year}年{months}" for text in texts if (months := find_months(text))]
            found = dict.fromkeys(value for text in joined if (value := find_period(text)))
        if len(found) > 1:
            listed = "、".join(found)
            error = CellError(
                "contradiction",
                f"标题、表名、文件名给出的{declared.metadata(column)['zh']}不一致：{listed}",
                f"title, sheet and file name different values of {column}: {listed}",
            )
            faults.append(of_file(sheet.file, error, sheet.name))
        if column == "period" and (other := _other_months(found, sheet)):
            faults.append(other)
        if column == "period" and holds_single_months(declared.metadata(column)):
            for text in filter(several_months, texts):
                fault = of_file(sheet.file, range_error(text), sheet.name)
                faults.append(dataclasses.replace(fault, value=text))
        if found:
            said[column] = next(iter(found))
    return {k: v for k, v in said.items() if k in declared.columns}, faults


def _other_months(found: Iterable[str], sheet: Sheet) -> Fault | None:
    """Return the fault of a sheet called by a month, 10月, whose period is another one."""
    months = months_alone(sheet.name)
    periods = list(found)
    if months is None or not periods:
        return None
    said = find_period(f"{periods[0][:4]}年{months}")
    if said is None or said in periods:
        return None
    error = CellError(
        "contradiction",
        f"表名是“{sheet.name}”，标题或文件名给出的报告期是{periods[0]}",
        f"the sheet is called {sheet.name!r}, its title or file names the period {periods[0]}",
    )
    return of_file(sheet.file, error, sheet.name)


def _missing_constant(column: str, value: str) -> CellError:
    return CellError(
        "missing_value",
        f"city.yaml的constants.{column}为“{value}”，即缺失",
        f"constants.{column} of city.yaml is {value!r}, which means missing",
        ("一个值，或删去该项", "a value, or no such constant"),
    )


def missing_columns(
    sheet: Sheet,
    header: Header,
    bound: Bound,
    said: dict[str, str],
    known: Headings,
    declared: Table,
) -> list[Fault]:
    """Return a fault for each required column that neither the grid nor its surroundings give."""
    faults = []
    for column in declared.columns:
        about = declared.metadata(column)
        if about.get("optional") or column in bound.given or column in said:
            continue
        shown = (s for key, s in known.shown.items() if known.columns.get(key) == column)
        spellings = list(dict.fromkeys(shown))
        error = CellError(
            "missing_column",
            f"缺少必需的列“{about['zh']}”",
            f"the required column {about['en']!r} is missing",
            ("、".join(spellings[:6]), ", ".join(spellings[:6])),
        )
        fault = of_file(sheet.file, error, sheet.name, sheet.line(header.row))
        faults.append(fault)
    return faults


def _county(texts: list[str], names: Names) -> str:
    """Return the one county that the texts name, its code before its name.

    Raises
    ------
    CellError
        If they name none that is known, or several.
    """
    found = set().union(*(names.all_in_text("county_code", text) for text in texts))
    named = sorted(found) or [names.code("county_code", "".join(texts))]
    counties = [code + names.titles["county_code"][code][0] for code in named]
    if len(counties) > 1:
        listed = "、".join(counties)
        raise CellError(
            "contradiction",
            f"不止一个县(市、区)：{listed}",
            f"more than one county: {listed}",
            ("一个县(市、区)", "one county"),
        )
    return counties[0]


def _find(column: str, text: str, names: Names) -> str | None:
    if column == "period":
        return find_period(text)
    if column == "year":
        years = set(YEAR.findall(about_the_report(text)))
        return years.pop() if len(years) == 1 else None
    return names.in_text(column, text)
