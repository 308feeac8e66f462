"""What of programmes may leave: awards that are public, sums that do not tell one project's.

An award on a public list is known, to anybody who would subtract it too; so a sum is judged by
the awards in it that are on no public list yet.
"""

import pandas as pd

from analysis.questions.programmes.answer import BY, DONE, PLAN, TOTALS, projects
from analysis.questions.programmes.entries import entries
from analysis.questions.programmes.library import with_project
from analysis.registers import reached
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _not_public(given: Given) -> pd.DataFrame:
    """The awards that are not public by the last day, in each step that adds them up."""
    rows = entries(given)
    hidden = rows[rows["award_10k_cny"].notna() & ~(rows["published_on"] <= given.day)]
    parts = [
        reached(hidden, step, given.day).assign(measure=step) for step in ("announced", "granted")
    ]
    awards = pd.concat(parts).rename(columns={"holder": "unit", "award_10k_cny": "value"})
    return awards[[*BY, "unit", "measure", "value"]]


def _invested(given: Given) -> pd.DataFrame:
    """Plan and done of every listed project that is dispatched, by who has it."""
    rows = projects(given, with_project(given, entries(given)))
    rows = rows[rows[PLAN].notna()].rename(columns={"holder": "unit"})
    amounts = rows.melt(["title", "unit"], [PLAN, DONE], var_name="measure")
    return amounts.assign(value=amounts["value"].astype(float).fillna(0))


DISCLOSURE = (
    Spec(
        "programme_awards",
        _not_public,
        published=(tuple(BY), ("county_code",), ("title",), ()),
        codes=TOTALS,
        empty="shown",
    ),
    Spec("listed_projects", _invested, published=(("title",),)),
)
