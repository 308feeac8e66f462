"""Hazards found, closed and overdue, and units inspected of all, at the end of a period."""

import pandas as pd

from analysis.periods import year_to
from analysis.questions.hazards.checks import CHECKS
from analysis.questions.hazards.tables import RESULTS, UNITS
from analysis.registers import (
    completion,
    coverage,
    outcomes,
    received,
    status,
    units,
    with_empty_groups,
    with_totals,
    within,
)
from analysis.tables.activities import ACTIVITIES
from analysis.tables.cases import CASES, of_kind
from analysis.tables.given import Given
from analysis.tables.question import Tables
from analysis.tables.territory import WHOLE

BY = ["county_code", "category"]
TOTALS = {"county_code": WHOLE, "category": "all"}
UNNAMED = "其他"
"""The category of a hazard that has none in the register."""


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`. What is dated after the period has not happened."""
    every, listed, visits = hazards(given), units_listed(given), _visits(given)
    counties = [*(county.code for county in given.city.counties), WHOLE]
    overdue = status(every, given.day).query("overdue")
    found = {
        "hazard_counts": _counts(every, counties, given),
        "hazard_inspections": _inspected(visits, listed, counties),
        "hazard_overdue": overdue.sort_values("days_overdue", ascending=False),
        "hazard_findings": given.located(_findings(every, listed, visits, given), CASES, CHECKS),
    }
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def hazards(given: Given) -> pd.DataFrame:
    """Return the hazards, each with a category, and `enterprise`: its code, else its name."""
    rows = of_kind(given, "hazard")
    return rows.assign(
        category=rows["category"].fillna(UNNAMED),
        enterprise=rows["uscc"].fillna(rows["holder_name"]),
    )


def units_listed(given: Given) -> pd.DataFrame:
    """Return the units on the list; without a list no rows."""
    if UNITS in given:
        return given[UNITS]
    return pd.DataFrame(columns=list(UNITS.columns), dtype="str")


def _visits(given: Given) -> pd.DataFrame:
    """The inspections of the year that say whom they visited."""
    if ACTIVITIES not in given:
        return pd.DataFrame(columns=list(ACTIVITIES.columns), dtype="str")
    rows = given[ACTIVITIES].query("kind == 'inspection' and name.notna()")
    return within(rows, *year_to(given.period))


def _counts(every: pd.DataFrame, counties: list[str], given: Given) -> pd.DataFrame:
    rows = with_totals(every, TOTALS)
    groups = pd.DataFrame({"county_code": counties}).merge(
        rows[["category"]].drop_duplicates(), how="cross"
    )
    stand = status(received(rows, *year_to(given.period)), given.day)
    rates = outcomes(stand, given.day, BY).rename(columns={"received": "found"})
    parts = rates.drop(columns="median_days")
    for name, marked in {"major": stand["level"].eq("major"), "open": stand["open"]}.items():
        counted = completion(stand.assign(marked=marked), done="marked", by=BY)
        parts = parts.merge(counted.rename(columns={"done": name})[[*BY, name]], on=BY)
    counts = with_empty_groups(parts, groups)
    return counts.merge(rates[[*BY, "median_days"]], on=BY, how="left")


def _inspected(visits: pd.DataFrame, listed: pd.DataFrame, counties: list[str]) -> pd.DataFrame:
    """Units visited of all; a visit names its unit, and has no code."""
    by, total = "county_code", {"county_code": WHOLE}
    covered = coverage(
        with_totals(visits, total), with_totals(listed, total), by, "name", "name"
    ).rename(
        columns={
            "eligible": "units",
            "covered": "inspected",
            "covered_outside": "outside",
            "coverage_pct": "inspected_pct",
        }
    )
    made = with_totals(visits[visits["name"].isin(listed["name"])], total)
    made = units(made, by, inspections=["name", "date"])[[by, "inspections"]]
    groups = pd.DataFrame({by: counties})
    return with_empty_groups(covered, groups).merge(with_empty_groups(made, groups), on=by)


def _findings(
    every: pd.DataFrame, listed: pd.DataFrame, visits: pd.DataFrame, given: Given
) -> pd.DataFrame:
    """What in the register cannot be so, of the hazards found in the year; all are counted."""
    rows = received(every, *year_to(given.period))
    closed = rows["closed_on"] <= given.day
    masks = {
        "closed_before_found": closed & (rows["closed_on"] < rows["opened_on"]),
        "closed_without_evidence": closed & rows["evidence"].isna(),
    }
    if len(visits):
        visited = pd.MultiIndex.from_frame(visits[["name", "date"]])
        found = pd.MultiIndex.from_frame(rows[["holder_name", "opened_on"]])
        masks["not_inspected"] = pd.Series(~found.isin(visited), rows.index)
    if len(listed):
        named = rows["holder_name"].isin(listed["name"])
        masks["not_listed"] = ~rows["uscc"].isin(listed["uscc"]) & ~named
    return pd.concat([rows[mask].assign(finding=name) for name, mask in masks.items()])
