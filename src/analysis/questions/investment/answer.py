"""Counts, rates, money and steps of projects, at the end of a period.

The list of 1 January decides what a rate is of. A ratio is one of sums, and the city's is its own.
"""

import numpy as np
import pandas as pd

from analysis.periods import month_before
from analysis.questions.investment.bulletin import RULES, Bulletin, points_and_places
from analysis.questions.investment.checks import CHECKS
from analysis.questions.investment.dispatch import DONE, PLAN, before, dispatched
from analysis.questions.investment.findings import GRAPH, findings
from analysis.questions.investment.tables import CRITICISMS, RESULTS
from analysis.registers import (
    completion,
    completion_of_plan,
    even,
    illegal,
    pace_pp,
    steps,
    transition,
    with_empty_groups,
    with_totals,
)
from analysis.tables.given import Given
from analysis.tables.origins import ORIGIN
from analysis.tables.projects import LISTS, PROJECT_MONTH, PROJECTS
from analysis.tables.question import Tables

BY = ["county_code", "list"]
TOTALS = {"county_code": "city", "list": "all"}
BEFORE = {"done_pct": "done_pct_before", DONE: "done_before_10k_cny"}


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`. What is dated after the period has not happened."""
    now, earlier = dispatched(given, given.period), before(given)
    last_year = dispatched(given, f"{given.day.year - 1}-12")
    codes = [*(county.code for county in given.city.counties), TOTALS["county_code"]]
    lists = pd.DataFrame({"list": [*LISTS, TOTALS["list"]]})
    groups = pd.DataFrame({"county_code": codes}).merge(lists, how="cross")
    started = counts(with_totals(now, TOTALS), groups)
    this_year = earlier[earlier["period"] > str(given.day.year)]  # amounts begin anew each year
    money, was = (investment(with_totals(rows, TOTALS), groups) for rows in (now, this_year))
    rules, money = given.in_force(RULES, Bulletin), _with_before(money, was)
    month = money
    if not earlier["period"].eq(month_before(given.period)).any():
        month = money.assign(done_before_10k_cny=np.nan)
    points, bulletin = points_and_places(rules, now, started, month, _criticised(given))
    found = {
        "project_counts": started,
        "project_investment": money,
        "project_steps": _steps(earlier, now),
        "project_names": _published(now, given.day),
        "project_lag": _lagging(now),
        "project_findings": _located(given, findings(now, earlier, last_year)),
        "project_statistics": compared(now),
        "bulletin_points": points,
        "bulletin": bulletin,
    }
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def counts(rows: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Started of the listed and of the due, producing, in statistics: each with what it is of."""
    started = completion(rows, done="started", due="due", by=BY)
    started = started.rename(
        columns={
            "listed": "projects",
            "done": "started",
            "done_pct": "started_pct",
            "done_due": "due_started",
            "done_due_pct": "due_started_pct",
        }
    )
    for done, of in (("producing", "to_produce"), ("in_statistics", "eligible")):
        share = completion(rows, done=done, of=of, by=BY)
        share = share.rename(columns={"listed": of, "done": done, "done_pct": f"{done}_pct"})
        started = started.merge(share[[*BY, of, done, f"{done}_pct"]], on=BY)
    behind = completion(rows, done="behind", by=BY).rename(columns={"done": "behind"})
    started = started.merge(behind[[*BY, "behind"]], on=BY)
    longest = rows.groupby(BY, as_index=False)["late_days"].max()
    return with_empty_groups(started.merge(longest, on=BY), groups)


def investment(rows: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Planned and done, the share, and how far it is ahead of even progress over the months."""
    totals = completion_of_plan(rows, DONE, PLAN, by=BY).rename(columns={"rows": "projects"})
    totals = with_empty_groups(totals, groups)
    schedule = even(rows["period"].iloc[0]) if len(rows) else np.nan
    return totals.assign(
        schedule_10k_cny=schedule * totals[PLAN],
        ahead_pp=pace_pp(totals[DONE], totals[PLAN], schedule),
        single=totals["projects"].eq(1),
    )


def compared(now: pd.DataFrame) -> pd.DataFrame:
    """Done as dispatched beside done in statistics, of those with a figure there; by county."""
    counted = now["statistics_ytd_10k_cny"].notna()
    rows = now[["county_code", DONE, "statistics_ytd_10k_cny"]].assign(
        projects=1, counted=counted, counted_done_10k_cny=now[DONE].where(counted, 0)
    )
    sums = (
        with_totals(rows, {"county_code": TOTALS["county_code"]})
        .groupby("county_code", as_index=False)
        .sum()
    )
    difference = sums["statistics_ytd_10k_cny"] - sums["counted_done_10k_cny"]
    return sums.assign(difference_10k_cny=difference)


def _located(given: Given, found: pd.DataFrame) -> pd.DataFrame:
    """The findings with where they stand: in the dispatch, or where the total was filed."""
    filed = found["finding"].eq("total_in_other_unit")
    of_library = found[filed].drop(columns=ORIGIN).rename(columns={"filed_origin": ORIGIN})
    return pd.concat(
        [
            given.located(found[~filed], PROJECT_MONTH, CHECKS),
            given.located(of_library, PROJECTS, CHECKS),
        ]
    )


def _with_before(now: pd.DataFrame, earlier: pd.DataFrame) -> pd.DataFrame:
    """The amounts and shares, with those of the period before where there was a list."""
    was = earlier[earlier["projects"] > 0].rename(columns=BEFORE)
    return now.merge(was[[*BY, *BEFORE.values()]], on=BY, how="left")


def _criticised(given: Given) -> pd.DataFrame | None:
    """The year's criticisms by the period's end; None where the bureau keeps none."""
    if CRITICISMS not in given:
        return None
    rows = given[CRITICISMS]
    return rows[rows["issued_on"].between(pd.Timestamp(given.day.year, 1, 1), given.day)]


def _steps(earlier: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    totals = {"county_code": TOTALS["county_code"]}
    pairs = steps(with_totals(earlier, totals), with_totals(now, totals), by="county_code")
    wrong = pairs.index.isin(illegal(pairs, GRAPH).index)
    flow = transition(pairs.assign(illegal=wrong), by=["county_code", "illegal"])
    return flow.rename(columns={"units": "projects"})


def _published(now: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    filed = now.assign(name=now["filed_name"])
    return filed[filed["published_on"] <= day]


def _lagging(now: pd.DataFrame) -> pd.DataFrame:
    lagging = now[now["late"] | now["behind"]]
    reason = np.where(lagging["late"], "not_started", "behind")
    days = lagging["late_days"].where(lagging["late"])
    lagging = lagging.assign(reason=reason, late_days=days)
    return lagging.sort_values(["county_code", "reason", "ahead_pp"])
