"""What of the ladder may leave: what is announced, and numbers of candidates that tell of none."""

import pandas as pd

from analysis.tables.given import Given
from analysis.tables.spec import Spec
from analysis.tables.territory import WHOLE


def _candidates(given: Given) -> pd.DataFrame:
    """How many of each county are ready, near, unknown; none where there are no annual reports."""
    if "ladder_ready" not in given.answers:
        return pd.DataFrame(columns=["county_code", "rung", "state", "value"])
    counts = given.answers["ladder_ready"]
    counts = counts[counts["county_code"] != WHOLE]
    return counts.rename(columns={"enterprises": "value"})


DISCLOSURE = (
    Spec(
        "candidates",
        _candidates,
        published=(("county_code", "rung", "state"), ("rung", "state")),
        codes={"county_code": WHOLE},
        within=("rung", "state"),
        empty="shown",
        kind="counts",
    ),
)
