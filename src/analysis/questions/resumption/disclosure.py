"""What of resumption may leave: rates of counties whose electricity tells no single enterprise.

A county is shown on all days of all years or on none: two days, or a year and the change to it,
would tell what a third withholds. Rates are withheld with the sums they are of.
"""

import pandas as pd

from analysis.questions.resumption.answer import COUNTY, each_day
from analysis.registers.daily_use import BASELINE, USE
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _used(given: Given) -> pd.DataFrame:
    """Every listed enterprise's electricity and baseline of each day; no reading adds nothing."""
    rows = each_day(given).rename(columns={"uscc": "unit"})
    amounts = rows.melt(["county_code", "unit", "date"], [BASELINE, USE])
    measure = amounts["variable"] + "/" + amounts["date"].astype(str)
    return amounts.assign(measure=measure, value=amounts["value"].fillna(0))


DISCLOSURE = (Spec("resumption", _used, published=(("county_code",), ()), codes=COUNTY),)
