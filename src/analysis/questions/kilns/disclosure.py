"""What of stops may leave: kiln-days to which several enterprises contribute, none of them most.

Which lines there are, and when they must stop, is announced; how long one did stop is not. What is
exempt and what is owed is told with it, of the same enterprises: for lines together it is about
the required less the stopped.
"""

import pandas as pd

from analysis.tables.given import Given
from analysis.tables.spec import Spec
from analysis.tables.territory import WHOLE


def _stopped(given: Given) -> pd.DataFrame:
    """Kiln-days that each enterprise's lines stood still, in a window or to make up for it."""
    rows = given.answers["kiln_lines"]
    still = rows["actual_days"] + rows["make_up_days"]
    return rows[["county_code", "season"]].assign(unit=rows["uscc"], measure="stopped", value=still)


DISCLOSURE = (
    Spec(
        "stops",
        _stopped,
        published=(("county_code", "season"), ("season",)),
        codes={"county_code": WHOLE},
        within=("season",),
        empty="shown",
    ),
)
