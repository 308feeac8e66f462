"""The feeds of a draft: which files are which table, and what is open of each."""

import datetime
import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analysis.intake.draft.tables import Guess
from analysis.intake.surroundings import YEAR
from analysis.tables.city_checks import OPEN

SCOPES = {"规模以上": "above_scale", "规上": "above_scale", "省": "province", "市": "city"}
DAY_OF_REPORT = 15
Point = tuple[str, str]


def feeds(
    guesses: Sequence[Guess], counties: Iterable[str], last: str
) -> tuple[list[dict[str, Any]], list[Point]]:
    """Return the feeds as `city.yaml` has them, and what is open, in Chinese and English.

    Parameters
    ----------
    guesses
        All sheets that were taken for a table.
    counties
        Names of the counties: files that differ in one of them alone are one feed.
    last
        The last period of all, for files that name none.
    """
    by_file: dict[str, dict[str, list[Guess]]] = defaultdict(lambda: defaultdict(list))
    for guess in guesses:
        by_file[guess.sheet.file][guess.table.name].append(guess)
    made: dict[str, dict[str, Any]] = {}
    points: dict[Point, None] = {}
    for file, tables in by_file.items():
        for name, sheets in tables.items():
            feed, open_points = _feed(sheets, last)
            if len(tables) > 1:
                feed["sheet"] = sheets[0].sheet.name
            if "county_code" in sheets[0].table.columns and not sheets[0].given("county_code"):
                feed |= _county_of_the_file(file, counties)
            # Files of one pattern are one feed, which stands once.
            made.setdefault(str((feed["files"], name, feed.get("sheet"))), feed)
            points |= dict.fromkeys((f"{feed['files']}：{zh}", f"{feed['files']}: {en}")
                                    for zh, en in open_points)  # fmt: skip
    return list(made.values()), list(points)


def _feed(sheets: Sequence[Guess], last: str) -> tuple[dict[str, Any], list[Point]]:
    """The feed of the sheets of one file that are one table."""
    first = sheets[0]
    declared, file = first.table, first.sheet.file
    periods = set().union(*(guess.periods() for guess in sheets))
    feed: dict[str, Any] = {
        "table": declared.name,
        "files": file.replace("[", "[[]"),
        "vintage": _vintage(max(periods, default=last)),
    }
    points: list[Point] = []
    if first.rivals:
        listed = "、".join(first.rivals)
        points.append(
            (f"按{declared.name}读取，也像{listed}", f"taken for {declared.name}, may be {listed}")
        )
    constants = _constants(first)
    points += [
        (f"constants.{name}：文件里看不出，请填", f"constants.{name}: the file does not say it")
        for name, value in constants.items()
        if value == OPEN
    ]
    if constants:
        feed["constants"] = constants
    unknown = dict.fromkeys(heading for guess in sheets for heading in guess.unknown)
    if unknown:
        feed["headers"] = dict.fromkeys(unknown, OPEN)
        for heading in unknown:
            near = difflib.get_close_matches(heading, list(first.known.shown), n=1, cutoff=0.0)
            column = first.known.columns.get(near[0], OPEN)
            points.append(
                (
                    f"headers.{heading}：填入列名（最接近{column}），不需要的移到skip",
                    f"headers.{heading}: give its column (the nearest is {column}), or move it to "
                    "skip",
                )
            )
    names = {
        guess.header.headings[place]: None
        for guess in sheets
        for column in ("county_code", "industry_code")
        if len(places := guess.places(column)) > 1
        for place in places
        if guess.names(column, place)
    }
    if names:
        feed["skip"] = [*names]
    return feed, points


def _constants(guess: Guess) -> dict[str, str]:
    """What the table needs, no heading gives and no title or name will say by itself."""
    found = {}
    joined = " ".join(guess.texts)
    if "scope" in guess.table.columns and not guess.given("scope"):
        said = (scope for word, scope in SCOPES.items() if word in joined)
        found["scope"] = next(said, OPEN)
    if "year" in guess.table.columns and not guess.given("year"):
        years = set(YEAR.findall(guess.sheet.file)) or set(YEAR.findall(joined))
        found["year"] = years.pop() if len(years) == 1 else OPEN
    needs_period = "period" in guess.table.columns and not guess.given("period")
    if needs_period and not guess.periods():
        found["period"] = OPEN
    return found


def _county_of_the_file(file: str, counties: Iterable[str]) -> Mapping[str, Any]:
    """The pattern of files that differ in the county they name; empty if this one names none."""
    named = [name for name in counties if name and name in file]
    if not named:
        return {}
    longest = max(named, key=len)
    return {"files": file.replace(longest, "*").replace("[", "[[]"), "county": {"from": "file"}}


def _vintage(period: str) -> str:
    """The middle of the month after a period: no file says when it was closed."""
    year, month = (int(part) for part in re.split("-", period))
    after = datetime.date(year + month // 12, month % 12 + 1, DAY_OF_REPORT)
    return after.isoformat()
