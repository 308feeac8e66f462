"""Grants of the year to the period's end, by county; the city counts an enterprise once."""

import pandas as pd
from analysis.questions.grants.tables import GRANTS

from analysis.periods import year_to
from analysis.registers import with_totals, within
from analysis.tables.given import Given
from analysis.tables.question import Tables


def this_year(given: Given) -> pd.DataFrame:
    """The grants of the year, up to the period's last day."""
    return within(given[GRANTS], *year_to(given.period), on="granted_on")


def answer(given: Given) -> Tables:
    """`grants_by_county`: enterprises and sums; see `tables.py`."""
    rows = with_totals(this_year(given), {"county_code": "city"})
    sums = rows.groupby("county_code", as_index=False).agg(
        enterprises=("uscc", "nunique"), granted_10k_cny=("amount_10k_cny", "sum")
    )
    return {"grants_by_county": sums}
