"""A target of the year, as `city.yaml` declares it."""

from typing import Literal

import pandas as pd

from analysis.tables.declared import Day, Declared
from analysis.tables.name import Name
from analysis.tables.territory import WHOLE


class Revision(Declared):
    """Another value of a target, in force from a day on; the first one stays on record."""

    value: float
    on: Day


class Target(Declared):
    """One target of the year.

    Parameters
    ----------
    indicator
        What a question declares as an indicator, or any named figure.
    county
        A code, or "city".
    scope
        Whose list the target is of, where a figure has several; a figure of another one is refused.
    owner
        Who answers for it; without one, who answers for the figure.
    schedule
        Which share is due by now. Without one a level is due evenly and a growth throughout.
    direction
        Whether more is better, or less (energy per unit of value).
    revised
        Its value after a change within the year.
    """

    indicator: str
    county: str = WHOLE
    year: int
    value: float
    kind: Literal["level", "growth_pct"]
    unit: str
    scope: str = ""
    owner: Name | None = None
    schedule: Literal["even", "history", "by_batch", "throughout"] | None = None
    direction: Literal["up", "down"] = "up"
    revised: Revision | None = None

    def on(self, day: pd.Timestamp) -> float:
        """The value in force on a day."""
        if self.revised and pd.Timestamp(self.revised.on) <= day:
            return self.revised.value
        return self.value
