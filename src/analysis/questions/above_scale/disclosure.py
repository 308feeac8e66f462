"""What of the outlook may leave: a county's, where it does not speak of one or two enterprises."""

import pandas as pd

from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _few(given: Given) -> pd.DataFrame:
    """Counties by how many enterprises their outlook rests on; the city's is reported."""
    rows = given.answers["above_scale_outlook"].query("county_code != 'city'")
    number = rows["candidates"].fillna(0) + rows["at_risk"].fillna(0)
    few = number.between(1, given.city.disclosure.minimum_units - 1)
    return rows[["county_code"]].assign(unsafe=few, value=number)


DISCLOSURE = (
    Spec("candidates", _few, published=(("county_code",),), empty="shown", kind="judged"),
)
