"""What of resumption may leave: a day's figures of counties whose electricity tells no single one.

Rates are withheld with the sums they are of.
"""

import pandas as pd

from analysis.questions.resumption.answer import COUNTY, each_day
from analysis.questions.resumption.tables import KEY
from analysis.registers.daily_use import BASELINE, USE
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _used(given: Given) -> pd.DataFrame:
    """Every listed enterprise's electricity and baseline of each day; no reading adds nothing."""
    rows = each_day(given).rename(columns={"uscc": "unit"})
    amounts = rows.melt([*KEY, "unit"], [BASELINE, USE], var_name="measure")
    return amounts.assign(value=amounts["value"].fillna(0))


DISCLOSURE = (Spec("resumption", _used, published=(KEY, KEY[1:]), codes=COUNTY, within=KEY[1:]),)
