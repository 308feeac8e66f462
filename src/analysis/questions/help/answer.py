"""Counts, rates and ages of issues at the end of a period; the city counts over itself.

Rates are of what was received in the year. What was solved in the year, whenever received, is a
count of its own: it is what the yearly report states.
"""

import pandas as pd

from analysis.periods import year_to
from analysis.questions.help.checks import CHECKS
from analysis.questions.help.findings import findings
from analysis.questions.help.tables import AGES, RESULTS
from analysis.registers import (
    ageing,
    closed,
    completion,
    outcomes,
    received,
    status,
    units,
    with_empty_groups,
    with_totals,
)
from analysis.tables.cases import CASES, of_kind
from analysis.tables.given import Given
from analysis.tables.question import Tables
from analysis.tables.territory import WHOLE

BY = ["county_code", "category"]
TOTALS = {"county_code": WHOLE, "category": "all"}
UNNAMED = "其他"
"""The category of an issue that has none in the ledger."""


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`. What is dated after the period has not happened."""
    every, year = issues(given), year_to(given.period)
    found = findings(every, given.day)
    handled = found["opened_on"].between(*year) | found["closed_on"].between(*year)
    found = found[handled]
    again = found.loc[found["finding"].isin(["split", "reopened_entered_again"]), "case_id"]
    rows = with_totals(every.assign(again=every["case_id"].isin(again)), TOTALS)
    groups = _groups(given, rows)
    overdue = status(every, given.day).query("overdue")
    tables = {
        "help_counts": _counts(rows, groups, given),
        "help_ages": _ages(received(rows, *year), groups, given.day),
        "help_overdue": overdue.sort_values("days_overdue", ascending=False),
        "help_findings": given.located(found, CASES, CHECKS),
    }
    return {table.name: tables[table.name][list(table.columns)] for table in RESULTS}


def issues(given: Given) -> pd.DataFrame:
    """Return the issues, each with a category, and `enterprise`: its code, else its name."""
    rows = of_kind(given, "help_issue")
    return rows.assign(
        category=rows["category"].fillna(UNNAMED),
        enterprise=rows["uscc"].fillna(rows["holder_name"]),
    )


def _groups(given: Given, rows: pd.DataFrame) -> pd.DataFrame:
    codes = [*(county.code for county in given.city.counties), WHOLE]
    return pd.DataFrame({"county_code": codes}).merge(
        rows[["category"]].drop_duplicates(), how="cross"
    )


def _counts(rows: pd.DataFrame, groups: pd.DataFrame, given: Given) -> pd.DataFrame:
    """What became of the received; what was solved in the year; what is open from before it."""
    january, day = year_to(given.period)
    stand = _marked(received(rows, january, day), day)
    earlier = status(rows[rows["opened_on"] < january], day)
    picked = {
        "answers": stand[stand["answered"]],
        "satisfied": stand[stand["satisfied"]],
        "open": stand[stand["open"]],
        "reopened": stand[stand["reopened_on"] <= day],
        "again": stand[stand["again"]],
        "open_before": earlier[earlier["open"]],
        "solved_in_year": closed(rows, january, day).query("outcome == 'solved'"),
    }
    rates = outcomes(stand, day, BY)
    counts = with_empty_groups(rates.drop(columns="median_days"), groups)
    for name, some in picked.items():
        number = with_empty_groups(units(some, BY, **{name: "case_id"}), groups)
        counts = counts.merge(number[[*BY, name]], on=BY)
    for name, of in {"satisfied_pct": "answered", "satisfied_of_closed_pct": "closed"}.items():
        share = completion(stand, done="satisfied", of=of, by=BY)
        counts = counts.merge(
            share.rename(columns={"done_pct": name})[[*BY, name]], on=BY, how="left"
        )
    return counts.merge(rates[[*BY, "median_days"]], on=BY, how="left")


def _marked(rows: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """The received with `status`, and whether `closed`, `answered`, `satisfied` by the day."""
    stand = status(rows, day)
    answered = ~stand["open"] & stand["satisfaction"].notna() & ~(stand["revisited_on"] > day)
    return stand.assign(
        closed=~stand["open"],
        answered=answered,
        satisfied=answered & stand["satisfaction"].eq("satisfied"),
    )


def _ages(rows: pd.DataFrame, groups: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    wide = with_empty_groups(ageing(rows, day, BY), groups)
    return wide.melt(BY, list(AGES), "age", "issues")
