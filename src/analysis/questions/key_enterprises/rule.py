"""The dated rule of the four colours: the worst colour that any measure gives, with its reason."""

import datetime as dt
from typing import Literal

import numpy as np
import pandas as pd
from pydantic import Field, model_validator

from analysis.registers import colours
from analysis.tables.question import Rules
from analysis.tables.rules import DatedRule, Rule

WARNING = Rules("warning", dated=True)
WORST_FIRST = ("red", "orange", "blue", "green")
Colour = Literal["red", "orange", "blue"]
Measure = Literal[
    "days_stopped", "output_growth_pct", "electricity_pct", "output_growth_twice_pct",
    "days_missing", "stocks_over_revenue_pp",
]  # fmt: skip


class Limits(Rule):
    """The limits of one measure, each the first value of its colour: at most, or at least."""

    at_most: dict[Colour, float] = Field(default_factory=dict)
    at_least: dict[Colour, float] = Field(default_factory=dict)

    @model_validator(mode="after")
    def one_direction(self) -> "Limits":
        """Either a low value is bad or a high one."""
        if bool(self.at_most) == bool(self.at_least):
            raise ValueError("at_most or at_least")
        return self

    @property
    def sign(self) -> int:
        """-1 where a high value is bad."""
        return 1 if self.at_most else -1

    def colours(self, values: pd.Series) -> pd.Series:
        """Colour the values; missing ones have no colour."""
        limits = self.at_most or self.at_least
        rising = sorted(limits.items(), key=lambda limit: WORST_FIRST.index(limit[0]))
        ordered = {str(colour): self.sign * limit for colour, limit in rising}
        # Rounded, so that 0.7 / 1.0 − 1 lies on the limit of −30 %.
        return colours(self.sign * values.round(6), ordered)


class WarningRule(DatedRule):
    """A rule table: measures in the order in which reasons are given, spans, holidays."""

    recent_days: int
    baseline_days: int
    measures: dict[Measure, Limits]
    holidays: list[tuple[dt.date, dt.date]] = Field(default_factory=list)

    @property
    def without(self) -> list[dt.date]:
        """Every day of a holiday."""
        return [
            first + dt.timedelta(days=n)
            for first, last in self.holidays
            for n in range((last - first).days + 1)
        ]

    def warned(self, measured: pd.DataFrame) -> pd.DataFrame:
        """Return `colour`, and `ground`: the first measure that gives it, missing where green."""
        places = pd.DataFrame(
            {
                name: limits.colours(measured[name]).map(WORST_FIRST.index, na_action="ignore")
                for name, limits in self.measures.items()
            }
        ).astype(float)
        worst = places.fillna(len(WORST_FIRST) - 1).min(axis=1)
        first = places.eq(worst, axis=0).to_numpy().argmax(axis=1)
        ground = pd.Series(np.array([*self.measures])[first], measured.index, dtype="str")
        green = worst == len(WORST_FIRST) - 1
        colour = worst.astype(int).map(dict(enumerate(WORST_FIRST)))
        return pd.DataFrame({"colour": colour, "ground": ground.mask(green)})

    def table(self, measured: pd.DataFrame) -> pd.DataFrame:
        """Return one row a limit: `rule`, `valid_from`, `measure`, `colour`, `direction`, limit.

        `judged` says whether any enterprise of `measured` has the measure.
        """
        rows = [
            (self.name, pd.Timestamp(self.valid_from), measure, colour, direction, limit)
            for measure, limits in self.measures.items()
            for direction in ("at_most", "at_least")
            for colour, limit in getattr(limits, direction).items()
        ]
        columns = ["rule", "valid_from", "measure", "colour", "direction", "limit"]
        judged = measured[[*self.measures]].notna().any()
        return pd.DataFrame(rows, columns=columns).assign(
            judged=lambda limits: limits["measure"].map(judged).astype(bool)
        )
