"""Which figures of other questions a target needs, and of which periods."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass

from analysis.periods import month_before
from analysis.tables.given import Given
from analysis.tables.indicator import GROWTH, Figures, Indicator
from analysis.tables.target import Target
from analysis.tables.units import RAW_UNITS

YEARS = 3
"""A schedule of history is the mean over so many years before."""


@dataclass(frozen=True)
class Due:
    """A target of the year, its indicator (None: no question says) and its figures, if any."""

    target: Target
    indicator: Indicator | None
    figures: Figures | None

    @property
    def schedule(self) -> str:
        """Which share is due by now: a growth or share in full all year, an amount evenly."""
        rate = self.target.kind == GROWTH or RAW_UNITS.get(self.target.unit.casefold()) == "pct"
        return self.target.schedule or ("throughout" if rate else "even")


def due(given: Given) -> list[Due]:
    """The targets of the period's year, in the order of `city.yaml`."""
    found = []
    for target in given.city.targets:
        if target.year == given.day.year:
            indicator = given.indicator(target.indicator)
            figures = indicator.figures.get(target.kind) if indicator else None
            found.append(Due(target, indicator, figures))
    return found


def history(period: str) -> list[str]:
    """The same month and December of the years before."""
    year, month = int(period[:4]), period[5:]
    return [f"{y}-{m}" for y in range(year - YEARS, year) for m in dict.fromkeys((month, "12"))]


def quotes(given: Given) -> Iterator[tuple[str, str]]:
    """Every figure and period that the board reads."""
    before = month_before(given.period)
    for each in due(given):
        if each.figures is None:
            continue
        for period in (given.period, before) if before else (given.period,):
            yield from ((name, period) for name in astuple(each.figures) if name)
            if each.schedule == "history":
                yield from ((each.figures.done, past) for past in history(period))
