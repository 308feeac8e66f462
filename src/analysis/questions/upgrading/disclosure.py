"""What may leave: revenue and indices of a county that do not tell one enterprise's."""

import pandas as pd

from analysis.questions.upgrading.fusion import evaluated, evaluated_on
from analysis.questions.upgrading.lists import REVENUE, electronic, listed_entries
from analysis.tables.given import Given
from analysis.tables.spec import Spec
from analysis.tables.territory import WHOLE


def _revenue(given: Given) -> pd.DataFrame:
    """Revenue of both years of every enterprise in scope."""
    _, _, reports = electronic(given, listed_entries(given))
    rows = reports.rename(columns={"uscc": "unit"})
    return rows.melt(["county_code", "unit"], [*REVENUE], "measure")


def _index(given: Given) -> pd.DataFrame:
    """The index of every enterprise that was evaluated, and its parts."""
    entries = listed_entries(given)
    rows, _ = evaluated(given, entries)
    rows = rows.rename(columns={"score_points": "value"}).assign(index="fusion")
    every = pd.concat([rows, evaluated_on(given, entries)]).rename(columns={"holder_id": "unit"})
    return every[["county_code", "unit", "index", "value"]].assign(measure="index")


DISCLOSURE = (
    Spec(
        "electronics",
        _revenue,
        published=(("county_code",), ()),
        codes={"county_code": WHOLE},
        empty="shown",
    ),
    Spec(
        "index",
        _index,
        published=(("county_code", "index"), ("index",)),
        codes={"county_code": WHOLE},
        within=("index",),
        empty="shown",
    ),
)
