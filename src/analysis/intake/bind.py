"""Bind the headings of a sheet to the columns of a table, with the factor to each column's unit."""

from dataclasses import dataclass, field

from analysis.intake.contents import column_letters
from analysis.intake.faults import CellError, Fault, of_file
from analysis.intake.header import Header
from analysis.intake.heading_text import normalise
from analysis.intake.heading_units import known_unit, scale, unknown_in_line
from analysis.intake.headings import Headings
from analysis.intake.period_text import holds_single_months, range_error, several_months
from analysis.intake.sheets import Sheet
from analysis.tables import Table
from analysis.tables.city import Feed
from analysis.tables.units import same_kind

CODED = ("county_code", "industry_code")


@dataclass(frozen=True)
class Source:
    """Where a column comes from: place (-1: not in the grid), heading, factor to its unit."""

    place: int
    heading: str
    factor: float = 1.0


@dataclass
class Bound:
    """Columns bound to their raw source.

    `second` holds the names that stand beside codes, `left_out` those that are compared only,
    `periods` the parts of a period given in two columns (year and month), `crosstab` the columns
    of a crosstab by (column, period), `looked_at` the raw columns that filters name, `dates`
    the columns of periods and days.
    """

    sources: dict[str, Source] = field(default_factory=dict)
    second: dict[str, Source] = field(default_factory=dict)
    left_out: dict[str, Source] = field(default_factory=dict)
    periods: list[Source] = field(default_factory=list)
    crosstab: dict[tuple[str, str], Source] = field(default_factory=dict)
    looked_at: dict[str, int] = field(default_factory=dict)
    dates: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)

    @property
    def given(self) -> set[str]:
        """The columns that the grid gives."""
        months = {"period"} if self.crosstab else set()
        return {*self.sources, *(column for column, _ in self.crosstab), *months}


def refuse_side_by_side(header: Header, known: Headings) -> None:
    """Refuse a header that begins anew further right.

    Raises
    ------
    CellError
        If several headings stand twice, the first one among them.
    """
    places: dict[str, list[int]] = {}
    for place, (levels, heading) in enumerate(zip(header.levels, header.headings, strict=True)):
        found = known.recognise(levels) if heading else None
        if found and (found.column or found.beside):
            places.setdefault(normalise(heading), []).append(place)
    twice = [found for found in places.values() if len(found) > 1]
    if len(twice) < 2 or min(found[0] for found in twice) != min(f[0] for f in places.values()):
        return
    second = column_letters(min(found[1] for found in twice))
    raise CellError(
        "side_by_side",
        f"并排的两张表：自{second}列起列标题重复，请把它们放到不同的工作表",
        f"two tables side by side: the headings repeat from column {second}; use a sheet for each",
        ("一张工作表一张表", "one table a sheet"),
    )


def bind(sheet: Sheet, header: Header, feed: Feed, known: Headings, declared: Table) -> Bound:
    """Bind every heading, collecting each fault: unknown, doubled, unit missing or wrong."""
    bound = Bound()
    line = sheet.line(header.row)

    def fault(place: int, error: CellError) -> None:
        heading = header.headings[place]
        bound.faults.append(
            Fault(
                error.kind,
                sheet.file,
                error.zh,
                error.en,
                sheet=sheet.name,
                row=line,
                column=heading,
                cell=f"{column_letters(place)}{line}",
                allowed_zh=error.allowed[0],
                allowed_en=error.allowed[1],
            )
        )

    needed = False  # whether a column has a unit neither of its own nor in the unit line
    for place, (levels, heading) in enumerate(zip(header.levels, header.headings, strict=True)):
        if not heading:
            continue
        if normalise(heading) in known.kept:
            bound.looked_at[known.kept[normalise(heading)]] = place
        found = known.recognise(levels)
        if found is None:
            fault(place, known.misfit(levels))
            continue
        column, own, period, beside = found
        if beside:
            bound.left_out.setdefault(beside, Source(place, heading))
        if not column:
            continue
        factor = 1.0
        about = declared.metadata(column)
        if about["kind"] == "quantity" and normalise(heading) != normalise(column):
            own = own or (header.units[place] if place < len(header.units) else "")
            needed |= not own and not any(same_kind(u, about["unit"]) for u in header.line)
            try:
                factor = scale(about["unit"], own, header.line, feed.unit)
            except CellError as error:
                fault(place, error)
        if about["kind"] in {"month", "cumulative_period", "date", "moment"}:
            bound.dates.add(column)
        source = Source(place, heading, factor)
        if (
            period
            and several_months(levels[-1])
            and holds_single_months(declared.metadata("period"))
        ):
            fault(place, range_error(levels[-1]))
        if period:
            bound.crosstab[column, period] = source
            continue
        if column == "period":
            bound.periods.append(source)
        if column not in bound.sources:
            bound.sources[column] = source
        elif column in CODED and column not in bound.second:
            bound.second[column] = source
        elif column != "period":
            first = bound.sources[column].heading
            fault(
                place,
                CellError(
                    "double_heading",
                    f"与“{first}”列重复",
                    f"the same column as {first!r}",
                ),
            )
    unknown = [unit for unit in header.line if not known_unit(unit)]
    if needed and unknown:
        row = sheet.line(header.line_row)
        bound.faults.append(of_file(sheet.file, unknown_in_line(unknown), sheet.name, row))
    return bound
