"""What may leave: revenue and indices of a county that do not tell one enterprise's."""

import pandas as pd

from analysis.questions.upgrading.fusion import evaluated
from analysis.questions.upgrading.lists import REVENUE, electronic
from analysis.registers.catalogue import catalogue
from analysis.registers.recognised import register
from analysis.tables.given import Given
from analysis.tables.spec import Spec
from analysis.tables.territory import WHOLE


def _revenue(given: Given) -> pd.DataFrame:
    """Revenue of both years of every enterprise in scope."""
    entries, _ = register(given, catalogue(given))
    _, _, reports = electronic(given, entries)
    rows = reports.rename(columns={"uscc": "unit"})
    return rows.melt(["county_code", "unit"], [*REVENUE], "measure")


def _index(given: Given) -> pd.DataFrame:
    """The index of every enterprise that was evaluated."""
    rows, _ = evaluated(given, register(given, catalogue(given))[0])
    rows = rows.rename(columns={"holder_id": "unit", "score_points": "value"})
    return rows[["county_code", "unit", "value"]].assign(index="fusion", measure="index")


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
