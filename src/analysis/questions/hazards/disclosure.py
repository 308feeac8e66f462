"""What of hazards may leave: counts to which several units contribute, none of them most.

A unit of which nothing was found is known by that, too: it contributes a 0.
"""

import pandas as pd

from analysis.periods import year_to
from analysis.questions.hazards.answer import BY, TOTALS, hazards, units_listed
from analysis.registers import received
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _found(given: Given) -> pd.DataFrame:
    """How many hazards of the year are whose."""
    rows = received(hazards(given), *year_to(given.period))
    found = rows[[*BY, "enterprise"]].assign(value=1.0)
    listed = units_listed(given).rename(columns={"uscc": "enterprise"})
    none = listed[["county_code", "enterprise"]].merge(
        rows[["category"]].drop_duplicates(), how="cross"
    )
    every = pd.concat([found, none.assign(value=0.0)], ignore_index=True)
    return every.rename(columns={"enterprise": "unit"}).assign(measure="hazards")


DISCLOSURE = (
    Spec(
        "hazards",
        _found,
        published=(tuple(BY), ("county_code",), ("category",), ()),
        codes=TOTALS,
        empty="shown",
    ),
)
