"""Who above scale is to be covered, and who is."""

import pandas as pd

from analysis.questions.upgrading.lists import reported
from analysis.registers import coverage, reached, stock, with_empty_groups, with_totals
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.territory import WHOLE

COVERED = {"cloud": ("cloud", "fusion"), "green": ("green_evaluation", None)}
"""Measure → the title that covers, and that of the eligible; none is all above scale."""
COUNTS = ("eligible", "covered", "covered_outside", "eligible_first")


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
        eligible, before = (_eligible(firms, listed) for firms in (now, first))
        found = _count(holders, eligible).merge(
            _count(holders, before)[["county_code", "eligible"]].rename(
                columns={"eligible": "eligible_first"}
            ),
            on="county_code",
            how="outer",
        )
        found = found.fillna(dict.fromkeys(COUNTS, 0))
        day = reached(listed, "granted", given.day)["granted_on"].max() if of else pd.NaT
        counts.append(
            with_empty_groups(found, groups).assign(
                measure=measure, listed_on=day, reported_in=given.period
            )
        )
        left.append(eligible[~eligible["uscc"].isin(holders["holder_id"])].assign(measure=measure))
    columns = ["county_code", "measure", *COUNTS, "coverage_pct", "listed_on", "reported_in"]
    every = pd.concat(counts) if counts else pd.DataFrame(columns=columns)
    every = every.assign(uncovered=every["eligible"] - every["covered"])
    return every, _named(given, pd.concat(left) if left else now.assign(measure="")[:0])


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
