"""What of key enterprises may leave: how many a county has, and the whole city's numbers by colour.

A county's colours never do: that all five of a county are red is said of each of them, and what is
no number of the spec is withheld. Nor does the city's only colour.
"""

import pandas as pd

from analysis.questions.key_enterprises.output import COUNTY
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _listed(given: Given) -> pd.DataFrame:
    """One row a listed enterprise."""
    firms = given.answers["key_enterprises"]
    return firms[["county_code", "colour"]].assign(value=1)


def _warned(given: Given) -> pd.DataFrame:
    """The same by colour; none where all have the same, which is never shown."""
    rows = _listed(given)
    return rows if len(rows["colour"].drop_duplicates()) > 1 else rows.iloc[:0]


DISCLOSURE = (
    Spec(
        "key_enterprises",
        _listed,
        published=(("county_code",), ()),
        codes=COUNTY,
        kind="counts",
    ),
    Spec("key_enterprises", _warned, published=(("colour",),), where=COUNTY, kind="counts"),
)
