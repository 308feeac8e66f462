"""What of issues may leave: counts to which enough enterprises contribute, none of them most."""

import pandas as pd

from analysis.periods import year_to
from analysis.questions.help.answer import BY, TOTALS, issues
from analysis.registers import received
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _asked(given: Given) -> pd.DataFrame:
    """How many issues of the year are whose."""
    rows = received(issues(given), *year_to(given.period))
    return rows.assign(unit=rows["enterprise"], measure="issues", value=1.0)


DISCLOSURE = (
    Spec(
        "issues",
        _asked,
        published=(tuple(BY), ("county_code",), ("category",), ()),
        codes=TOTALS,
        empty="shown",
    ),
)
