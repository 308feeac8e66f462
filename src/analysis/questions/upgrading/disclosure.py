"""What of electronics may leave: revenue of a county that does not tell one enterprise's."""

import pandas as pd

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


DISCLOSURE = (
    Spec(
        "electronics",
        _revenue,
        published=(("county_code",), ()),
        codes={"county_code": WHOLE},
        empty="shown",
    ),
)
