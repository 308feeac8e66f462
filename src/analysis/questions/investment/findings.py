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
OVER_TOTAL = 1.1
"""More than this share of the planned total is done only after a new approval."""
STATISTICS_DIFFER = 0.1
"""More than this share of what the dispatch states lies between it and statistics."""
PHASE = r"[（(]?第?[一二三四五六七八九十\d]+期(?:工程)?[）)]?"


def findings(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """Return one row a finding: the columns of the project's row, and `finding`.

    Parameters
    ----------
    now, before
        What `dispatched` returns of the period and of the one before.
    """
    masks = _masks(now, before)
    return pd.concat([now[mask].assign(finding=name) for name, mask in masks.items()])


def _masks(now: pd.DataFrame, before: pd.DataFrame) -> dict[str, pd.Series]:
    same_year = before[before["period"].str[:4].isin(now["period"].str[:4])]
    earlier = now["project_code"].map(same_year.set_index("project_code")[DONE])
    against_rule = illegal(steps(before, now), GRAPH)["project_code"]
    total, counted = now["total_10k_cny"], now["statistics_ytd_10k_cny"]
    mistaken = (total > 0) & (total * 100 < now[PLAN])
    built = now["producing_on"].notna() | now["stage"].isin(["finished", "producing"])
    name = now["filed_name"].str.replace(PHASE, "", regex=True)
    named = pd.DataFrame({"uscc": now["uscc"], "name": name})
    return {
        "not_in_library": ~now["in_library"],
        "renamed": now["in_library"] & now["name"].ne(now["filed_name"]),
        "started_before_filed": now["started_on"] < now["filed_on"],
        "started_without_permit": now["started"] & ~now["construction_permit"],
        "producing_without_start": built & now["started_on"].isna(),
        "stage_against_rule": now["project_code"].isin(against_rule),
        "done_fell": now[DONE] < earlier,
        "done_without_plan": (now[DONE] > 0) & ~(now[PLAN] > 0),
        "done_over_total": (now["done_total_10k_cny"] > OVER_TOTAL * total) & ~mistaken,
        "total_in_other_unit": mistaken,
        "rate_not_as_computed": (now["done_pct"] - 100 * now[DONE] / now[PLAN]).abs() > 1,
        "statistics_differ": (counted - now[DONE]).abs() > STATISTICS_DIFFER * now[DONE],
        "phases_listed_twice": named.notna().all(axis=1) & named.duplicated(),
        "part_of_listed_whole": now["parent_code"].isin(now["project_code"]),
    }
