"""What of the outlook may leave: a county's, where neither part speaks of one or two enterprises.

A lone enterprise at risk would be told by the sum of chances, its class and so its revenue.
"""

import pandas as pd

from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _few(given: Given) -> pd.DataFrame:
    """Counties by how many enterprises their outlook rests on; the city's is reported."""
    rows = given.answers["above_scale_outlook"].query("county_code != 'city'")
    numbers = rows[["candidates", "at_risk"]].fillna(0)
    few = numbers.gt(0) & numbers.lt(given.city.disclosure.minimum_units)
    return rows[["county_code"]].assign(unsafe=few.any(axis=1), value=numbers.sum(axis=1))


DISCLOSURE = (
    Spec("candidates", _few, published=(("county_code",),), empty="shown", kind="judged"),
)
