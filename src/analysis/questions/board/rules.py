"""Dated rules of the board: when a target is green, and when batches are due."""

import datetime as dt

from analysis.registers import in_batches
from analysis.tables.question import Rules
from analysis.tables.rules import DatedRule, Rule

LIGHTS = Rules("lights", dated=True)
SCHEDULES = Rules("schedules", dated=True)


class Forecast(Rule):
    """From which probability on, in percent, a target is green or amber."""

    green_from_pct: float
    amber_from_pct: float


class Lights(DatedRule):
    """Below which growth a target is red, how far behind its schedule, and the forecast's light."""

    red_below_growth_pct: float
    red_behind_schedule_pct: float
    forecast: Forecast


class Batches(DatedRule):
    """Indicator → day of a batch → the share of the year's target that it brings."""

    batches: dict[str, dict[dt.date, float]]

    def due(self, indicator: str, day: dt.date) -> float | None:
        """The share due on a day; None of an indicator whose batches nobody fixed."""
        days = self.batches.get(indicator)
        if days is None:
            return None
        return in_batches({each.isoformat(): share for each, share in days.items()}, day)
