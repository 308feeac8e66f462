"""Money by step, payments, and how far the listed projects are; the city over itself."""

import pandas as pd

from analysis.questions.programmes.checks import CHECKS
from analysis.questions.programmes.entries import entries, findings
from analysis.questions.programmes.library import with_project
from analysis.questions.programmes.tables import INCENTIVE, PROGRAMMES, RESULTS
from analysis.registers import (
    completion,
    completion_of_plan,
    even,
    money,
    reached,
    stock,
    with_empty_groups,
    with_totals,
)
from analysis.registers.dispatch import dispatch
from analysis.tables.given import Given
from analysis.tables.projects import PROJECT_MONTH, PROJECTS
from analysis.tables.question import Tables
from analysis.tables.recognitions import RECOGNITIONS
from analysis.tables.territory import WHOLE

BY = ["county_code", "title"]
TOTALS = {"county_code": WHOLE, "title": "all"}
DONE, PLAN = "done_ytd_10k_cny", "plan_year_10k_cny"


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`. What is dated after the period has not happened."""
    rows = with_project(given, entries(given))
    codes = [*(county.code for county in given.city.counties), WHOLE]
    awarded = steps(rows, given.day)
    lists = projects(given, rows)
    found = {
        "programme_money": awarded,
        "programme_payments": awarded,
        "programme_lists": _counted(lists, codes, given.day),
        "programme_progress": listed_progress(lists, given.period),
        "programme_incentives": incentives(given, codes),
        "programme_findings": given.located(findings(rows, given.day), RECOGNITIONS, CHECKS),
    }
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def steps(rows: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Sums of awards announced, granted and paid: one row a county and programme with money."""
    awards = with_totals(rows[rows["award_10k_cny"].notna()], TOTALS)
    planned = money(reached(awards, "announced", day), BY)
    granted = money(reached(awards, "granted", day), BY)
    planned = planned[[*BY, "rows", "award_10k_cny"]].rename(
        columns={"rows": "projects", "award_10k_cny": "planned_10k_cny"}
    )
    granted = granted.rename(columns={"rows": "granted", "award_10k_cny": "granted_10k_cny"})
    together = planned.merge(granted.drop(columns="awards"), on=BY, how="left")
    sums = ["granted", "granted_10k_cny", "paid_10k_cny"]
    return together.fillna(dict.fromkeys(sums, 0))


def projects(given: Given, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the granted projects of the lists, each once, with the last dispatch.

    Columns: those of `with_project`, and of the period's dispatch (missing where there is none)
    `started_on`, `producing_on`, the year's plan and what is done of it.
    """
    granted = reached(rows, "granted", given.day)
    each = granted["project_code"].fillna(granted["holder"])
    listed = granted[~granted.assign(project=each).duplicated(["title", "project"])]
    reported = ["project_code", "started_on", "producing_on", PLAN, DONE]
    if PROJECT_MONTH not in given:
        return listed.assign(**dict.fromkeys(reported[1:]))
    month = dispatch(given, given.period)[reported]
    return listed.merge(month, on="project_code", how="left")


def incentives(given: Given, codes: list[str]) -> pd.DataFrame:
    """Enterprises with the incentive in force, and those of them with an upgrading project."""
    december = pd.Timestamp(given.day.year, 12, 31)
    titled = entries(given, [INCENTIVE])
    titled = titled.assign(valid_until=titled["valid_until"].fillna(december))
    held = stock(titled, given.day).drop_duplicates("holder")
    builders = set()
    if PROJECTS in given:
        library = given.read(PROJECTS, columns=["uscc", "nature"])
        builders = {*library.loc[library["nature"] == "upgrading", "uscc"].dropna()}
    held = with_totals(held.assign(upgrading=held["holder"].isin(builders)), {"county_code": WHOLE})
    counts = completion(held, done="upgrading", by="county_code")
    names = {"listed": "enterprises", "done": "upgrading", "done_pct": "upgrading_pct"}
    counts = counts[["county_code", *names]].rename(columns=names)
    return with_empty_groups(counts, pd.DataFrame({"county_code": codes}))


def listed_progress(lists: pd.DataFrame, period: str) -> pd.DataFrame:
    """Plan and done of the listed projects that are dispatched: one row a list, whole city."""
    reported = lists[lists[PLAN].notna()]
    totals = completion_of_plan(reported, DONE, PLAN, by="title")
    return totals.rename(columns={"rows": "reported"}).assign(
        schedule_10k_cny=even(period) * totals[PLAN]
    )


def _counted(lists: pd.DataFrame, codes: list[str], day: pd.Timestamp) -> pd.DataFrame:
    """Listed, found in the library, started, producing; 0 where a county has none of a list."""
    flags = lists[BY].assign(
        listed=1,
        in_library=lists["project_code"].notna(),
        started=pd.to_datetime(lists["started_on"]) <= day,
        producing=pd.to_datetime(lists["producing_on"]) <= day,
    )
    whole = with_totals(flags, {"county_code": WHOLE})
    counts = whole.groupby(BY, as_index=False).sum()
    titles = pd.Series([t for t in PROGRAMMES if t in set(lists["title"])], dtype="str")
    groups = pd.DataFrame({"county_code": codes}).merge(titles.rename("title"), how="cross")
    return with_empty_groups(counts, groups)
