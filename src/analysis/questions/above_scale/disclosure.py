"""What of the outlook may leave: a county's, where neither part speaks of one or two enterprises.

A lone enterprise at risk would be told by the sum of chances, its class and so its revenue.
"""

import pandas as pd

from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _few(given: Given) -> pd.DataFrame:
    """Counties, and the city, by how many enterprises their outlook rests on."""
    rows = given.answers["above_scale_outlook"]
    numbers = rows[["candidates", "at_risk"]].fillna(0)
    few = numbers.gt(0) & numbers.lt(given.city.disclosure.minimum_units)
    judged = rows[["county_code"]].assign(unsafe=few.any(axis=1), value=numbers.sum(axis=1))
    return judged[judged["value"] > 0]  # an empty county hides nobody


DISCLOSURE = (
    Spec("candidates", _few, published=(("county_code",),), empty="shown", kind="judged"),
)
