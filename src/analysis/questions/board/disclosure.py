"""What is withheld of a figure is withheld of its target: as it stands, and its light."""

from collections.abc import Iterator
from dataclasses import astuple

import pandas as pd

from analysis.periods import month_before
from analysis.questions.board.quoted import Due, due, history
from analysis.tables.given import Given
from analysis.tables.indicator import GROWTH
from analysis.tables.spec import Spec
from analysis.tables.territory import WHOLE

CELL = ("indicator", "county_code", "state")


def quoted(given: Given) -> pd.DataFrame:
    """The board's cells: unsafe where a figure that one is made of is withheld."""
    rows = [
        (each.target.indicator, each.target.county, state, any(_withheld(given, each, state)), 1.0)
        for each in due(given)
        for state in ("now", "before", "year_end")
    ]
    return pd.DataFrame(rows, columns=[*CELL, "unsafe", "value"])


def counted(given: Given) -> pd.DataFrame:
    """The counties: a light that is withheld is not told by how many there are of each."""
    cells = quoted(given)
    return (
        cells[cells["state"] == "now"]
        .groupby("county_code", as_index=False)
        .agg(unsafe=("unsafe", "any"), value=("value", "sum"))
    )


def _withheld(given: Given, each: Due, state: str) -> Iterator[bool]:
    if each.figures is None:
        return
    if state == "year_end":
        _, *outlook = filter(None, astuple(each.figures))
        yield from (_masked(given, name, each.target.county, given.period) for name in outlook)
        return
    period = given.period if state == "now" else month_before(given.period)
    if period is None:
        return
    done = each.figures.done
    yield _masked(given, done, each.target.county, period)
    if each.target.kind == GROWTH:
        yield _masked(given, done, WHOLE, period)
    if each.schedule == "history":
        yield from (_masked(given, done, each.target.county, past) for past in history(period))


def _masked(given: Given, figure: str, county: str, period: str) -> bool:
    """Whether a figure is withheld; what nobody can judge is, what there is not is not."""
    values = given.quoted(figure, period)
    if values is None or county not in values:
        return False
    masked = given.withheld(figure, period)
    return masked is None or bool(masked.get(county, True))


DISCLOSURE = (
    Spec("targets", quoted, published=(CELL,), within=CELL, kind="judged"),
    Spec(
        "counties", counted, published=(("county_code",),), within=("county_code",), kind="judged"
    ),
)
