"""How much must be retired for what is built: dated rules in `data/reference/replacement`."""

import datetime as dt
from typing import Literal

import pandas as pd
from pydantic import Field

from analysis.questions.replacement.tables import PRODUCTS
from analysis.tables.given import Given
from analysis.tables.question import Rules
from analysis.tables.rules import DatedRule, Rule, read_rules

RATIOS = Rules("replacement")
Product = Literal[*PRODUCTS]  # type: ignore[valid-type]


class Ratio(Rule):
    """Capacity retired for each unit built, in key regions and elsewhere; 0: none is asked.

    `only_in`: the provinces where it holds, all if none is named; in others no ratio is known.
    """

    key: float
    other: float
    only_in: tuple[str, ...] = ()

    def holds_in(self, province: str) -> bool:
        """Whether it holds in a province, which may be written short: 湖北, 湖北省."""
        return not self.only_in or province.startswith(self.only_in)


class Bars(Rule):
    """Lines that may not be given; years are up to the day a plan is filed."""

    stopped_years: int
    running_days: float
    running_since: int
    below_baseline: bool
    sealed: bool


class Imports(Rule):
    """Where capacity of other provinces may not come: key regions, provinces that use little."""

    key_region: bool
    use_below_pct: float


class Ratios(DatedRule):
    """The rule of some years; see the head of `data/reference/replacement/ratios_2017.yaml`.

    `floor`: the least ratio of lines of the restricted class, and of other provinces. `final`:
    whether the ratios are those of the rule as published, not of its draft. `whole`: a line's
    capacity is given to one plan, and all of it.
    """

    final: bool
    ratios: dict[Product, Ratio]
    floor: dict[Product, float] = Field(default_factory=dict)
    bars: Bars | None = None
    no_import: Imports | None = None
    whole: bool = False


def of_each(given: Given, filed_on: pd.Series) -> pd.Series:
    """Return the rule in force on the day each plan was filed; None where none was."""
    rules = [read_rules(file, Ratios) for file in given.files(RATIOS)]

    def held(day: dt.date) -> Ratios | None:
        return next((rule for rule in rules if rule.holds(day)), None)

    return filed_on.dt.date.map(held).astype(object)
