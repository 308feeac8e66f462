"""What a first set must have: a price, a recent first sale; dated rules."""

from analysis.tables.question import Rules
from analysis.tables.rules import DatedRule, Rule

CONDITIONS = Rules("first_sets", dated=True)


class PriceLines(Rule):
    """The lowest unit price of each kind, in 10k CNY."""

    set: float
    single: float
    part: float


class Conditions(DatedRule):
    """Price lines, and how many years before the application the first sale may lie."""

    price_10k_cny: PriceLines
    years: int
