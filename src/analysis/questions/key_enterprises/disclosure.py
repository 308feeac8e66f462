"""What of key enterprises may leave: how many there are of each colour, where they are not few."""

import pandas as pd

from analysis.questions.key_enterprises.answer import COUNTY
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _warned(given: Given) -> pd.DataFrame:
    """One row a listed enterprise; its colour is a judgement on it that nobody else may learn."""
    return given.answers["key_enterprises"][["county_code", "colour"]].assign(value=1)


DISCLOSURE = (
    Spec(
        "key_enterprises",
        _warned,
        published=(("county_code", "colour"), ("county_code",), ("colour",), ()),
        codes=COUNTY | {"colour": "all"},
        kind="counts",
    ),
)
