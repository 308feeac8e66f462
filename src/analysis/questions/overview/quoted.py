"""Which figures of other questions the front page quotes, and of which periods."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.tables import table
from analysis.tables.given import Given
from analysis.tables.indicator import Figures
from analysis.tables.target import Target
from analysis.tables.territory import WHOLE

FIGURES = (
    *("va_growth_ytd", "output_ytd", "output_growth_ytd", "output_growth_month"),
    *("output_year_end", "output_year_end_growth"),
)
"""What the cards and the ranking show, as it is and as it was."""
STATES = ("now", "before", "told")


@dataclass(frozen=True)
class Aim:
    """A target of the year that a model looks ahead for, and the figures that tell of it."""

    target: Target
    figures: Figures
    leads: bool

    @property
    def quoted(self) -> tuple[str, ...]:
        """The figures that the page tells of it."""
        own = self.figures
        named = (own.done, own.year_end, own.chance, own.needed_growth, own.asked_growth)
        return tuple(name for name in named if name)


def aims(given: Given) -> list[Aim]:
    """The targets of the year that have a probability, in the order of `city.yaml`.

    Those of the indicator that comes first among the counties' lead: by them counties are judged.
    """
    held = []
    for target in given.city.targets:
        indicator = given.indicator(target.indicator) if target.year == given.day.year else None
        figures = indicator.figures.get(target.kind) if indicator else None
        if figures and figures.chance:
            held.append((target, figures))
    counties = [target.indicator for target, _ in held if target.county != WHOLE]
    first = next(iter(counties), None)
    return [Aim(target, figures, target.indicator == first) for target, figures in held]


def month_before(period: str) -> str | None:
    """The month before within the year: `2022-11` → `2022-10`; None in January."""
    year, month = period.split("-")
    return None if month == "01" else f"{year}-{int(month) - 1:02d}"


def told_on(given: Given) -> str | None:
    """The day on which the month before was told, `YYYY-MM-DD`.

    That is the newest vintage that holds the month before and is older than every one that holds
    the period. None where there is none: its rows of then were not kept.
    """
    before = month_before(given.period)
    measured = table(given.city.measure.table)
    if before is None or measured not in given:
        return None
    columns, periods = ["period", "vintage"], [before, given.period]
    rows = given.read(measured, columns=columns, periods=periods, vintages="all")
    first = rows.loc[rows["period"] == given.period, "vintage"].min()
    old = rows.loc[(rows["period"] == before) & (rows["vintage"] < first), "vintage"]
    return str(old.max()) if len(old) else None


def quotes(given: Given) -> Iterator[tuple[str, ...]]:
    """Every figure with its period that the page reads, and with the day that it was told on."""
    named = [*FIGURES, *(name for aim in aims(given) for name in aim.quoted)]
    before, day = month_before(given.period), told_on(given)
    for name in dict.fromkeys(named):
        yield name, given.period
        if before:
            yield name, before
        if before and day:
            yield name, before, day
