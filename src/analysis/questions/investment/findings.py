"""What in the dispatch cannot be so: each finding is settled with the county that reports."""

import pandas as pd

from analysis.questions.investment.dispatch import DONE, PLAN
from analysis.registers import illegal, steps

_END = ("stopped", "cancelled")
GRAPH = {
    "planned": ("preparation", "started", "building", *_END),
    "preparation": ("started", "building", *_END),
    "started": ("building", "finished", "producing", *_END),
    "building": ("finished", "producing", *_END),
    "finished": ("producing", *_END),
    "producing": _END,
    "stopped": ("preparation", "started", "building", "cancelled"),
    "cancelled": (),
}
"""Stage → what it may be a month later: never back, and never past the start."""
TIMES = 100
"""So many times the plan is not done, nor so many times the total planned: one is in 亿 for 万."""
PART = 1000
"""Nor is a plan below this part of the total or of last year's plan, or so many times the last."""
OVER_TOTAL = 1.1
"""More than this share of the planned total is done only after a new approval."""
STATISTICS_DIFFER = 0.1
"""More than this share of what the dispatch states lies between it and statistics."""
PHASE = r"[（(]?第?[一二三四五六七八九十\d]+期(?:工程)?[）)]?"


def findings(now: pd.DataFrame, before: pd.DataFrame, last_year: pd.DataFrame) -> pd.DataFrame:
    """Return one row a finding: the columns of the project's row, and `finding`.

    Parameters
    ----------
    now, before, last_year
        What `dispatched` returns of the period, of the one before, of the last one last year.
    """
    masks = _masks(now, before, last_year)
    return pd.concat([now[mask].assign(finding=name) for name, mask in masks.items()])


def _masks(
    now: pd.DataFrame, before: pd.DataFrame, last_year: pd.DataFrame
) -> dict[str, pd.Series]:
    same_year = before[before["period"].str[:4].isin(now["period"].str[:4])]
    earlier = now["project_code"].map(same_year.set_index("project_code")[DONE])
    against_rule = illegal(steps(before, now), GRAPH)["project_code"]
    total, counted = now["total_10k_cny"], now["statistics_ytd_10k_cny"]
    plan_mistaken = _plan_in_other_unit(now, last_year)
    mistaken = (total > 0) & (total * TIMES < now[PLAN]) & ~plan_mistaken
    built = now["producing_on"].notna() | now["stage"].isin(["finished", "producing"])
    name = now["filed_name"].str.replace(PHASE, "", regex=True)
    coded = now["matched"].eq("code")
    named = pd.DataFrame({"uscc": now["uscc"], "name": name})
    return {
        "not_in_library": coded & ~now["in_library"],
        "name_not_in_library": now["matched"].eq("nothing"),
        "name_of_several": now["matched"].eq("several"),
        "matched_by_name": now["matched"].eq("name"),
        "reported_again": now["matched"].eq("again"),
        "not_unfinished_last_year": _not_carried_over(now, last_year),
        "renamed": now["filed_name"].ne(now["name"])
        & now["in_library"]
        & now["matched"].eq("code"),
        "started_before_filed": now["started_on"] < now["filed_on"],
        "started_without_permit": now["started"] & ~now["construction_permit"],
        "producing_without_start": built & now["started_on"].isna(),
        "stage_against_rule": now["project_code"].isin(against_rule),
        "done_fell": now[DONE] < earlier,
        "done_without_plan": (now[DONE] > 0) & ~(now[PLAN] > 0),
        "done_over_total": (now["done_total_10k_cny"] > OVER_TOTAL * total) & ~mistaken,
        "total_in_other_unit": mistaken,
        "plan_in_other_unit": plan_mistaken,
        "rate_not_as_computed": (now["done_pct"] - 100 * now[DONE] / now[PLAN]).abs().gt(1)
        & ~plan_mistaken,
        "statistics_differ": (counted - now[DONE]).abs() > STATISTICS_DIFFER * now[DONE],
        "phases_listed_twice": named.notna().all(axis=1) & named.duplicated(),
        "part_of_listed_whole": now["parent_code"].isin(now["project_code"]),
    }


def _plan_in_other_unit(now: pd.DataFrame, last_year: pd.DataFrame) -> pd.Series:
    """Whether a plan is not in the unit of the project's total, of what is done, of the last plan.

    What is done decides whether the plan or the total is: it fits in a total that is right.
    """
    plan, done, total = now[PLAN], now[DONE], now["total_10k_cny"]
    last = now["project_code"].map(last_year.set_index("project_code")[PLAN])
    fits = (done > 0) & ~(done > OVER_TOTAL * total)
    confirmed = done.between(0, TIMES * plan, inclusive="right")
    small = (done > TIMES * plan) & fits | (plan * PART < total) & ~confirmed
    unlike = (plan * PART < last) | (plan > PART * last) & (last > 0)
    return (plan > 0) & (small | (plan > TIMES * total) & fits | unlike)


def _not_carried_over(now: pd.DataFrame, last_year: pd.DataFrame) -> pd.Series:
    """Whether the county's list of last December does not have a carried-over one, unfinished."""
    unfinished = last_year[~last_year["stage"].isin(["finished", "producing", "cancelled"])]
    listed = now["list"].eq("carried_over") & now["county_code"].isin(last_year["county_code"])
    return listed & ~now["project_code"].isin(unfinished["project_code"])
