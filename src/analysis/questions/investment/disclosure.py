"""What of projects may leave: sums of plans and of what is done that do not tell one builder's.

The sums of the period before stand beside this one's, so both must be safe.
"""

import pandas as pd

from analysis.questions.investment.answer import BY, TOTALS
from analysis.questions.investment.dispatch import DONE, PLAN, before, dispatched
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _invested(given: Given) -> pd.DataFrame:
    """Plan and done of every project in both periods, by who builds it."""
    rows = pd.concat([dispatched(given, given.period), before(given)])
    amounts = rows.rename(columns={"holder": "unit"}).melt([*BY, "unit", "period"], [PLAN, DONE])
    measure = amounts["variable"] + "/" + amounts["period"]
    return amounts.assign(measure=measure, value=amounts["value"].fillna(0))


DISCLOSURE = (
    Spec(
        "projects",
        _invested,
        published=(tuple(BY), ("county_code",), ("list",), ()),
        codes=TOTALS,
        empty="shown",
    ),
)
