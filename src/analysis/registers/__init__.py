"""Lists with status, dates and amounts: their verbs, pure functions an analyst composes.

Some pick rows of a register, the others count the rows that were picked, by any groups:

    units(stock(recognitions, on="2022-11-30"), by=["county_code", "title"])

A ratio is always one of sums, beside its denominator. Totals are groups of their own, counted
over their rows (`with_totals`). A day is a day: of a cumulative period it is the last one
(`analysis.periods.last_day`), though the files hold later rows.
"""

from analysis.registers.ageing import ageing, closed, outcomes, received, status
from analysis.registers.balance import balance, overdrawn
from analysis.registers.by_name import by_name
from analysis.registers.completion import completion, completion_of_plan, pace_pp
from analysis.registers.counts import units
from analysis.registers.coverage import coverage
from analysis.registers.daily_use import daily_use, newest_list, on_list
from analysis.registers.days import within
from analysis.registers.deviation import colours, deviation, own_baseline
from analysis.registers.expiry import by_expiry, out_of_turn
from analysis.registers.funnel import funnel, reached
from analysis.registers.groups import with_empty_groups, with_totals
from analysis.registers.money import awarded_twice, money, overpaid
from analysis.registers.overlap import (
    calendar_days,
    clearing,
    overlap_days,
    overlapping,
    shortfall,
)
from analysis.registers.ranks import ranking, ranking_change
from analysis.registers.schedule import as_before, even, in_batches
from analysis.registers.stages import illegal, steps, transition
from analysis.registers.stock import expiring, lapsed, new, pending, revoked, stock
from analysis.registers.supply import days_of_supply
from analysis.registers.tally import tally
from analysis.registers.validity import fill_valid_until

__all__ = [
    "ageing",
    "as_before",
    "awarded_twice",
    "balance",
    "by_expiry",
    "by_name",
    "calendar_days",
    "clearing",
    "closed",
    "colours",
    "completion",
    "completion_of_plan",
    "coverage",
    "daily_use",
    "days_of_supply",
    "deviation",
    "even",
    "expiring",
    "fill_valid_until",
    "funnel",
    "illegal",
    "in_batches",
    "lapsed",
    "money",
    "new",
    "newest_list",
    "on_list",
    "out_of_turn",
    "outcomes",
    "overdrawn",
    "overlap_days",
    "overlapping",
    "overpaid",
    "own_baseline",
    "pace_pp",
    "pending",
    "ranking",
    "ranking_change",
    "reached",
    "received",
    "revoked",
    "shortfall",
    "status",
    "steps",
    "stock",
    "tally",
    "transition",
    "units",
    "with_empty_groups",
    "with_totals",
    "within",
]


def __dir__() -> list[str]:
    return __all__
