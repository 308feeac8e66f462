"""Dated rules of the front page: from which probability a target is safe, what calls for action."""

from analysis.tables.question import Rules
from analysis.tables.rules import DatedRule, Rule

FRONT = Rules("front", dated=True)


class Chances(Rule):
    """From which probability on, in percent, a target is steady or open."""

    steady_from_pct: float
    open_from_pct: float


class Actions(Rule):
    """What calls for action: a probability fell, a target asks more than what was reached.

    A target asks too much where the growth that it amounts to is so many points above the growth
    so far, and it is hard to reach.
    """

    chance_fell_pp: float
    asked_above_growth_pp: float


class Front(DatedRule):
    """The thresholds of the front page."""

    chances: Chances
    actions: Actions
