"""One period's projects: what the counties report, what was filed, and what follows from both."""

import pandas as pd

from analysis.periods import last_day
from analysis.registers import even, pace_pp
from analysis.registers.dispatch import dispatch
from analysis.tables.given import Given
from analysis.tables.origins import ORIGIN
from analysis.tables.projects import PROJECT_MONTH, PROJECTS

DONE, PLAN = "done_ytd_10k_cny", "plan_year_10k_cny"
STATISTICS_10K_CNY = 500
"""Planned total from which a project enters statistics once it is started."""
BEHIND_PP = -20
"""A started project this far behind schedule stands on the list of those that lag."""
FILED = [
    *("filed_name", "uscc", "nature", "level", "parent_code", "total_10k_cny", "filed_on"),
    *("planned_start_on", "planned_finish_on", "published_on", "filed_origin"),
]


def dispatched(given: Given, period: str) -> pd.DataFrame:
    """Return one row a project that is reported for the period.

    The columns of `registers.dispatch`, `FILED` of the library (matched by code: a new name is no
    new project), `holder` (who builds it; by its own code where nobody is named) and flags on the
    period's last day: `in_library`, `started`, `due` (to be started by now), `late`, `behind`,
    `to_produce` (to be finished this year), `producing`, `eligible` (started, of a size that
    statistics take), `in_statistics`; `ahead_pp` of the project's own schedule, `late_days` since
    a late one was to be started (0 if not).
    """
    rows = dispatch(given, period).rename(columns={"uscc": "owner"})
    library = given.read(PROJECTS, origins=True).set_index("project_code")
    library = library.rename(columns={"name": "filed_name", ORIGIN: "filed_origin"})
    rows = rows.join(library[FILED], on="project_code")
    day = last_day(period)
    started, due = rows["started_on"] <= day, rows["planned_start_on"] <= day
    ahead = pace_pp(rows[DONE], rows[PLAN], even(period))
    return rows.assign(
        uscc=rows["uscc"].fillna(rows["owner"]),
        holder=rows["uscc"].fillna(rows["owner"]).fillna(rows["project_code"]),
        in_library=rows["filed_name"].notna(),
        started=started,
        due=due,
        late=due & ~started,
        late_days=(day - rows["planned_start_on"]).dt.days.where(due & ~started, 0),
        behind=started & (ahead.round(6) < BEHIND_PP),
        to_produce=rows["planned_finish_on"] <= pd.Timestamp(day.year, 12, 31),
        producing=rows["producing_on"] <= day,
        eligible=started & (rows["total_10k_cny"] >= STATISTICS_10K_CNY),
        in_statistics=rows["statistics_code"].notna(),
        ahead_pp=ahead,
    )


def before(given: Given) -> pd.DataFrame:
    """Return what `dispatched` returns of the period before; without one no rows."""
    known = sorted(given.read(PROJECT_MONTH, columns=["period"])["period"].unique())
    earlier = [period for period in known if period < given.period]
    return dispatched(given, earlier[-1]) if earlier else dispatched(given, given.period).iloc[:0]
