"""What of issues may leave: counts to which enough enterprises contribute, none of them most."""

import pandas as pd

from analysis.periods import year_to
from analysis.questions.help.answer import BY, TOTALS, issues
from analysis.registers import status
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _counted(given: Given) -> pd.DataFrame:
    """How many of the issues that any figure counts are whose: of the year, or open, or closed."""
    january, day = year_to(given.period)
    rows = status(issues(given), day)
    of_year = (rows["opened_on"] >= january) | rows["closed_on"].between(january, day)
    rows = rows[of_year | rows["open"]]
    return rows.assign(unit=rows["enterprise"], measure="issues", value=1.0)


DISCLOSURE = (
    Spec(
        "issues",
        _counted,
        published=(tuple(BY), ("county_code",), ("category",), ()),
        codes=TOTALS,
        empty="shown",
    ),
)
