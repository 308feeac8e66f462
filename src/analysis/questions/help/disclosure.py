"""What of issues may leave: counts to which enough enterprises contribute, none of them most."""

import pandas as pd

from analysis.periods import year_to
from analysis.questions.help.answer import BY, TOTALS, issues
from analysis.registers import status
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _asked(given: Given) -> pd.DataFrame:
    """How many issues are whose: of those received in the year, and of all that a figure counts.

    These are also the issues of earlier years that are open or were closed in this one.
    """
    january, day = year_to(given.period)
    rows = status(issues(given), day)
    of_year = rows["opened_on"] >= january
    counted = of_year | rows["closed_on"].between(january, day) | rows["open"]
    rows = rows.assign(unit=rows["enterprise"], value=1.0)
    return pd.concat(
        [rows[of_year].assign(measure="received"), rows[counted].assign(measure="counted")],
        ignore_index=True,
    )


DISCLOSURE = (
    Spec(
        "issues",
        _asked,
        published=(tuple(BY), ("county_code",), ("category",), ()),
        codes=TOTALS,
        empty="shown",
    ),
)
