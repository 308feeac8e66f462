"""Who above scale is to be covered, and who is."""

import pandas as pd

from analysis.questions.upgrading.lists import reported
from analysis.questions.upgrading.tables import COVERAGE
from analysis.registers import coverage, stock, with_empty_groups, with_totals
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.territory import WHOLE

COVERED = {"cloud": ("cloud", "fusion"), "green": ("green_evaluation", None)}
"""Measure → the title that covers, and that of the eligible; none is all above scale."""


def covered(given: Given, entries: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the coverage by county and in the city, and who is eligible and not covered.

    A measure without an entry of its titles in the year, or a city without reports of enterprises,
    has no rows: nothing is known there.
    """
    held = stock(entries, given.day)
    now, first = reported(given, given.period), reported(given, f"{given.period[:4]}-02")
    groups = pd.DataFrame(
        {"county_code": [*(county.code for county in given.city.counties), WHOLE]}
    )
    counts, left = [], []
    for measure, (title, of) in COVERED.items():
        holders = held[held["title"].eq(title)]
        listed = held[held["title"].eq(of)] if of else None
        if now.empty or holders.empty or (listed is not None and listed.empty):
            continue
        eligible = _eligible(now, listed)
        found = with_empty_groups(_count(holders, eligible), groups)
        before = _count(holders, _eligible(first, listed)).set_index("county_code")["eligible"]
        start = found["county_code"].map(before).fillna(0)
        counts.append(
            found.assign(
                measure=measure,
                uncovered=found["eligible"] - found["covered"],
                eligible_first=start if len(first) else float("nan"),
                listed_on=listed["granted_on"].max() if listed is not None else pd.NaT,
                reported_in=given.period,
            )
        )
        left.append(eligible[~eligible["uscc"].isin(holders["holder_id"])].assign(measure=measure))
    return (
        pd.concat(counts) if counts else pd.DataFrame(columns=[*COVERAGE.columns]),
        _named(given, pd.concat(left) if left else now[:0].assign(measure="")),
    )


def _eligible(firms: pd.DataFrame, listed: pd.DataFrame | None) -> pd.DataFrame:
    return firms if listed is None else firms[firms["uscc"].isin(listed["holder_id"])]


def _count(holders: pd.DataFrame, eligible: pd.DataFrame) -> pd.DataFrame:
    total = {"county_code": WHOLE}
    return coverage(with_totals(holders, total), with_totals(eligible, total), "county_code")


def _named(given: Given, firms: pd.DataFrame) -> pd.DataFrame:
    if ENTERPRISES not in given:
        return firms.assign(name=None)
    register = given.read(ENTERPRISES, columns=["uscc", "name"])
    return firms.merge(register, on="uscc", how="left")
