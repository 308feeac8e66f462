"""Which raw heading is which column of the dictionary: declared, never guessed."""

import dataclasses
import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.intake.faults import CellError
from analysis.intake.heading_dates import (
    Dated,
    Report,
    is_dated,
    other_date,
    says_other_year,
    shape,
)
from analysis.intake.heading_text import normalise
from analysis.intake.heading_units import split_unit, unknown_unit
from analysis.intake.period_text import find_period, find_year, months_alone
from analysis.tables import Table, table
from analysis.tables.city import Feed

# Headings under which files give a name in the place of a code.
NAMES = {
    "county_code": (
        *("县(市、区)", "县区", "县市区", "区县", "地区", "县(市、区)名称", "县区名称", "县名"),
        *("所属县区", "所在县区", "所属县(市、区)", "county"),
    ),
    "industry_code": ("行业", "行业名称", "所属行业", "行业大类名称", "industry"),
}
# Codes of a register whose names other tables write beside them: the table that holds the name.
REGISTERS = {"uscc": "enterprises", "cluster_id": "clusters"}
NEVER_STORED = ("序号", "编号", "备注", "no.", "no")
QUALIFIES = re.compile(
    "上年|去年|上月|同期|本年|本月|当月|累计|增速|增长|增减|比重|占比|计划|预计|目标|其中"
)
YEAR_ALONE = re.compile(r"(?:19|20)\d{2}年?度?")
ANY_YEAR = 2000  # while the header is looked for
MAX_MONTH = 12  # characters of a month as a heading, 2022年1—11月


class Recognised(NamedTuple):
    """A heading's column ("" if it is left out), the unit it states, a crosstab's period.

    `beside` is the code that a name left out stands beside.
    """

    column: str
    unit: str = ""
    period: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Headings:
    """The headings that a feed knows.

    `columns` gives the column of each normalised heading, `skipped` those read and left out,
    `kept` those that filters and suppression look at, `beside` the code of each name that is
    compared and left out, `shown` the spellings to suggest, `quantities` the columns that carry
    a unit, `dated` the headings that name the year or the month of the report, by their shape,
    `report` the report of the sheet (None: any will do); `seen` and `joined` keep what has been
    recognised before, by its levels and by its joined text.
    """

    columns: dict[str, str]
    skipped: frozenset[str]
    kept: dict[str, str]
    beside: dict[str, str]
    shown: dict[str, str]
    quantities: frozenset[str]
    dated: dict[str, list[Dated]] = field(default_factory=dict)
    report: Report | None = None
    seen: dict[tuple[str, ...], Recognised | None] = field(default_factory=dict, repr=False)
    joined: dict[str, Recognised | None] = field(default_factory=dict, repr=False)

    def of(self, report: Report) -> "Headings":
        """Return these headings as they stand in a sheet of that report."""
        return dataclasses.replace(self, report=report, seen={}, joined={})

    def recognise(self, levels: tuple[str, ...]) -> Recognised | None:
        """Recognise a heading from its levels, top down; None if it is unknown.

        The joined heading counts first. Failing that, a month under a quantity is a crosstab's
        column, its year that of a heading above it or of the report, and a month alone is one of
        the table's only quantity; and upper headings that only group (效益 over 实缴税收) are left
        out, from the top down, unless one says what the figure is (last year's, a growth rate):
        then the heading stays unknown.
        """
        if levels not in self.seen:
            self.seen[levels] = self._recognise(levels)
        return self.seen[levels]

    def _recognise(self, levels: tuple[str, ...]) -> Recognised | None:
        if whole := self._whole("".join(levels)):
            return whole
        if month := self._month(levels):
            return month
        for depth in range(1, len(levels)):
            if found := self._whole("".join(levels[depth:])):
                if not all(self._only_groups(levels[:upper]) for upper in range(1, depth + 1)):
                    return None
                units = (split_unit(level)[1] for level in reversed(levels[:depth]))
                return found._replace(unit=found.unit or next(filter(None, units), ""))
        return None

    def _month(self, levels: tuple[str, ...]) -> Recognised | None:
        *upper, leaf = levels
        if len(leaf) > MAX_MONTH:
            return None
        period = find_period(leaf)
        if period is None and (months := months_alone(leaf)):
            years = [level for level in upper if YEAR_ALONE.fullmatch(level)]
            upper = [level for level in upper if level not in years]
            year = find_year(years) or (self.report.year if self.report else ANY_YEAR)
            period = find_period(f"{year}年{months}")
        if period and not upper and len(self.quantities) == 1:
            (column,) = self.quantities
            return Recognised(column, period=period)
        above = self._recognise(tuple(upper)) if period and upper else None
        return Recognised(above.column, above.unit, period) if period and above else None

    def _only_groups(self, upper: tuple[str, ...]) -> bool:
        joined = "".join(upper)
        return not (
            QUALIFIES.search(joined)
            or self._whole(joined)
            or (len(upper) > 1 and self._whole(upper[-1]))
            or (self.report and says_other_year(joined, self.report))
        )

    def _whole(self, heading: str) -> Recognised | None:
        # The rows below each other of a sheet join to the same endings again and again.
        if heading not in self.joined:
            self.joined[heading] = self._look_up(heading)
        return self.joined[heading]

    def _look_up(self, heading: str) -> Recognised | None:
        name, unit = split_unit(heading)
        of_another_report = False
        for candidate, own in ((heading, ""), (name, unit)):
            key = normalise(candidate)
            if key in self.columns:
                return Recognised(self.columns[key], unit)
            if key in self.skipped or key in self.kept or key in self.beside:
                return Recognised("", own, beside=self.beside.get(key, ""))
            dated = self.dated.get(shape(candidate), []) if self.dated else []
            for each in dated:
                if self.report is None or each.fits(candidate, self.report):
                    return Recognised(each.column, unit)
            of_another_report |= bool(dated)
        if of_another_report:
            return None
        # A quantity with strange parentheses is bound, so that its unit is what is refused.
        name, said = unknown_unit(heading) or ("", "")
        column = self.columns.get(normalise(name), "")
        return Recognised(column, said) if column in self.quantities else None

    def misfit(self, levels: tuple[str, ...]) -> CellError:
        """Return what is wrong with a heading that is not recognised."""
        heading = "".join(levels)
        in_any_report = dataclasses.replace(self, report=None, seen={}, joined={})
        if self.report is not None and in_any_report.recognise(levels):
            return other_date(heading, self.report)
        near = difflib.get_close_matches(normalise(heading), list(self.shown), n=1, cutoff=0.0)
        shown = self.shown[near[0]]
        return CellError(
            "unknown_heading",
            f"未知的列标题，最接近的是“{shown}”；不需要的列请写入skip",
            f"unknown heading, the nearest known one is {shown!r}; skip lists what is left out",
        )


def known_headings(feed: Feed) -> Headings:
    """Return the headings of a feed: the dictionary's, then those of city.yaml."""
    declared = table(feed.table)
    columns: dict[str, str] = {}
    shown: dict[str, str] = {}
    dated: dict[str, list[Dated]] = {}

    def learn(spellings: Iterable[str], column: str) -> None:
        for spelling in spellings:
            for text in (spelling, split_unit(spelling)[0]):
                columns[normalise(text)] = column
                shown.setdefault(normalise(text), spelling)
                learn_dated(text, column)

    def learn_dated(text: str, column: str) -> None:
        if is_dated(text):  # the last one counts: city.yaml's before the dictionary's
            dated.setdefault(shape(text), []).insert(0, Dated(text, column))

    for name in declared.columns:
        about = declared.metadata(name)
        learn(NAMES.get(name, ()), name)
        learn((about["zh"], about["en"], name, *about["raw"]), name)
    for spelling, name in feed.headers.items():
        learn((spelling,), name)
    looked_at = {normalise(h): h for h in (*feed.filters, *feed.suppressed)}
    skipped = {normalise(h) for h in (*NEVER_STORED, *feed.skip)}
    for heading in feed.skip:
        columns.pop(normalise(heading), None)
        learn_dated(heading, "")
    columns.pop("vintage", None)
    return Headings(
        {key: name for key, name in columns.items() if key},
        frozenset(skipped - set(columns) | {normalise(h) for h in feed.skip}),
        looked_at,
        _beside(declared, skipped),
        shown,
        frozenset(n for n in declared.columns if declared.metadata(n)["kind"] == "quantity"),
        dated,
    )


def _beside(declared: Table, skipped: set[str]) -> dict[str, str]:
    """Return the code of each heading of a name that is compared with it and not stored.

    A county's or an industry's name where city.yaml skips it; the name of an enterprise or a
    cluster in every table that holds its code alone.
    """
    names = {
        normalise(spelling): code
        for code, spellings in NAMES.items()
        if code in declared.columns
        for spelling in spellings
    }
    beside = {heading: code for heading, code in names.items() if heading in skipped}
    if "name" in declared.columns:
        return beside
    for code, register in REGISTERS.items():
        if code in declared.columns:
            about = table(register).metadata("name")
            beside |= {normalise(spelling): code for spelling in (about["zh"], *about["raw"])}
    return beside
