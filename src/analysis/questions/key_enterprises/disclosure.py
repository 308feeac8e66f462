"""What of key enterprises may leave: how many a county has, and the whole city's numbers by colour.

A county's colours never do: that all five of a county are red is said of each of them, and what is
no number of the spec is withheld.
"""

import pandas as pd

from analysis.questions.key_enterprises.output import COUNTY
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _warned(given: Given) -> pd.DataFrame:
    """One row a listed enterprise."""
    return given.answers["key_enterprises"][["county_code", "colour"]].assign(value=1)


DISCLOSURE = (
    Spec(
        "key_enterprises",
        _warned,
        published=(("county_code",), ("colour",), ()),
        codes=COUNTY,
        kind="counts",
    ),
)
