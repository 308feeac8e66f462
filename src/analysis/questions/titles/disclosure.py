"""What of titles may leave: all that is announced, and sums of awards that do not tell one.

An award on a public list is known, to anybody who would subtract it too. So a sum is judged by the
awards in it that are on no public list yet; where all are public it is shown.
"""

import pandas as pd

from analysis.questions.titles.answer import award_entries
from analysis.tables.given import Given
from analysis.tables.spec import Spec
from analysis.tables.territory import WHOLE

CELL = ("county_code", "title", "level", "list_year")
STEP = (*CELL, "step")


def _not_public(given: Given) -> pd.DataFrame:
    """The awards of lists that are not public by the period's last day, by their holders."""
    awards = award_entries(given)
    hidden = awards[~(awards["published_on"] <= given.day) & awards["award_10k_cny"].notna()]
    rows = hidden.rename(columns={"holder_id": "unit", "award_10k_cny": "value"})
    return rows[[*CELL, "unit", "value"]].assign(measure="award")


def _applications(given: Given) -> pd.DataFrame:
    """The counties' steps before an announcement: a few applicants of whom some fail are known.

    The whole city's are reported every year.
    """
    steps = given.answers["title_funnel"]
    early = steps["step"].isin(["applied", "recommended"]) & (steps["county_code"] != "city")
    few = steps["holders"].between(1, given.city.disclosure.minimum_units - 1)
    judged = steps.loc[early, [*STEP]]
    return judged.assign(unsafe=few[early], value=steps.loc[early, "holders"])


DISCLOSURE = (
    Spec(
        "awards",
        _not_public,
        published=(CELL, CELL[1:], ("county_code", "title", "list_year"), ("title", "list_year")),
        codes={"county_code": WHOLE, "level": "all"},
        empty="shown",
    ),
    Spec(
        "applications",
        _applications,
        published=(STEP,),
        within=STEP[1:],
        empty="shown",
        kind="judged",
    ),
)
