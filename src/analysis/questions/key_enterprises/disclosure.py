"""What of key enterprises may leave: how many a county has, and the whole city's numbers by colour.

A county's colours never do: that all five of a county are red is said of each of them, and what is
no number of the spec is withheld. Nor does the city's only colour.
"""

import pandas as pd

from analysis.questions.key_enterprises.output import COUNTY
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _warned(given: Given) -> pd.DataFrame:
    """One row a listed enterprise; no colour, which is never shown, where all have the same."""
    firms = given.answers["key_enterprises"]
    rows = firms[["county_code", "colour"]].assign(value=1)
    only = rows.groupby("colour")["value"].transform("size") == len(rows)
    return rows.assign(colour=rows["colour"].mask(only))


DISCLOSURE = (
    Spec(
        "key_enterprises",
        _warned,
        published=(("county_code",), ("colour",), ()),
        codes=COUNTY,
        kind="counts",
    ),
)
