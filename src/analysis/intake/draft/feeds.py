"""The feeds of a draft: which files are which table, and what is open of each."""

import datetime
import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analysis.intake.draft.counties import named_outside
from analysis.intake.draft.tables import Guess
from analysis.intake.heading_text import normalise
from analysis.intake.surroundings import YEAR
from analysis.tables.city_faults import OPEN

SCOPES = {"规模以上": "above_scale", "规上": "above_scale", "省": "province", "市": "city"}
EXAMPLES = {
    "scope": ("above_scale", "above_scale"),
    "period": ("'2022-11'", "'2022-11'"),
    "year": ("'2022'", "'2022'"),
    "county_code": (
        "counties里那一个的代码；若某列是地区，填入headers并删去此项",
        "the code of the one under counties; if a heading is theirs, give it under headers and "
        "leave this out",
    ),
    "industry_code": (
        "'00'（全部工业）；若某列是行业，填入headers并删去此项",
        "'00', industry as a whole; if a heading is theirs, give it under headers and leave this "
        "out",
    ),
}
"""What a constant may be that no file says, in Chinese and English."""
DAY_OF_REPORT = 15
NEAR = 0.5
"""How like a known heading an unknown one is whose column is suggested, of 1."""
Point = tuple[str, str]
OUTSIDE = {"period", "county_code", "year"}
"""Columns that titles and names of files say too."""


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
        The last period of all, for files that name none; "" if none does.
    """
    by_file: dict[str, dict[str, list[Guess]]] = defaultdict(lambda: defaultdict(list))
    for guess in guesses:
        by_file[guess.sheet.file][guess.table.name].append(guess)
    made: dict[str, dict[str, Any]] = {}
    points: dict[Point, dict[str, None]] = defaultdict(dict)
    asked: dict[str, dict[str, str]] = {}
    for tables in by_file.values():
        for name, sheets in tables.items():
            feed, open_points = _feed(sheets, last)
            if len(tables) > 1:
                feed["sheet"] = sheets[0].sheet.name
            if "county_code" in sheets[0].table.columns and not sheets[0].given("county_code"):
                feed |= _county_outside(sheets[0], counties)
            if headers := feed.get("headers"):  # the same object, so that YAML refers to it
                feed["headers"] = asked.setdefault(str(headers), headers)
            # Files of one pattern are one feed, which stands once.
            made.setdefault(str((feed["files"], name, feed.get("sheet"))), feed)
            for point in open_points:
                points[point][feed["files"]] = None
    return list(made.values()), [_of_files(point, [*files]) for point, files in points.items()]


def _of_files(point: Point, files: Sequence[str]) -> Point:
    """Put before a point the file that it is of; of many the first and how many they are."""
    (zh, en), (first, *more) = point, files
    if not more:
        return f"{first}：{zh}", f"{first}: {en}"
    return (
        f"{first}等{len(files)}个文件（headers在第一处填一次，其余以*引用）：{zh}",
        f"{first} and {len(more)} more (headers are filled once, others refer to them by *): {en}",
    )


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
        (
            f"constants.{name}：文件里看不出，请填，如{EXAMPLES[name][0]}",
            f"constants.{name}: the file does not say it; such as {EXAMPLES[name][1]}",
        )
        for name, value in constants.items()
        if value == OPEN
    ]
    if constants:
        feed["constants"] = constants
    lacking = [name for name in first.lacks if name not in constants and _required(first, name)]
    if lacking:
        listed = "、".join(lacking)
        points.append(
            (
                f"没有认出的必需列：{listed}；某列是的填入headers，各行都一样的写constants",
                f"required columns that no heading gives: {listed}; give theirs under headers, or "
                "a constant where all rows are alike",
            )
        )
    unknown = dict.fromkeys(heading for guess in sheets for heading in guess.unknown)
    if unknown:
        feed["headers"] = dict.fromkeys(unknown, OPEN)
        points += [_unknown(first, heading) for heading in unknown]
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


def _required(guess: Guess, column: str) -> bool:
    return column not in OUTSIDE and not guess.table.metadata(column).get("optional")


def _unknown(guess: Guess, heading: str) -> Point:
    """What is asked of a heading that the table does not know: its column, perhaps the nearest."""
    free = {
        spelling: column
        for spelling, column in guess.known.columns.items()
        if column in guess.lacks and column != "scope"
    }
    near = difflib.get_close_matches(normalise(heading), [*free], n=1, cutoff=NEAR)
    listed = "、".join(c for c in dict.fromkeys(free.values()) if c not in OUTSIDE)
    zh = f"最接近{free[near[0]]}" if near else f"尚缺：{listed}" if listed else "列名见数据字典"
    en = f"the nearest is {free[near[0]]}" if near else f"still lacking: {listed or 'none'}"
    return (
        f"headers.{heading}：填入列名（{zh}），不需要的移到skip",
        f"headers.{heading}: give its column ({en}), or move it to skip",
    )


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
    if "industry_code" in guess.table.key and not guess.given("industry_code"):
        found["industry_code"] = OPEN if _may_name_industries(guess) else "00"
    if (
        "county_code" in guess.table.key
        and not guess.given("county_code")
        and not named_outside(guess)
    ):
        found["county_code"] = OPEN
    return found


def _may_name_industries(guess: Guess) -> bool:
    """Whether words stand under an unknown heading."""
    places = (guess.header.headings.index(heading) for heading in guess.unknown)
    first = (next(filter(None, guess.cells(place)), "0") for place in places)
    return any(not re.search(r"\d", cell) for cell in first)


def _county_outside(guess: Guess, counties: Iterable[str]) -> Mapping[str, Any]:
    """Where a sheet without a column of counties names its own; empty if it names none.

    Files that differ in their county are one pattern.
    """
    file, outside = guess.sheet.file, named_outside(guess)
    if named := [name for name in counties if name and name in file]:
        longest = max(named, key=len)
        return {"files": file.replace(longest, "*").replace("[", "[[]"), "county": {"from": "file"}}
    return {"county": {"from": "sheet"}} if outside and outside[0] == "sheet" else {}


def _vintage(period: str) -> str:
    """The middle of the month after a period: no file says when it was closed."""
    if not period:
        return OPEN
    year, month = (int(part) for part in re.split("-", period))
    after = datetime.date(year + month // 12, month % 12 + 1, DAY_OF_REPORT)
    return after.isoformat()
