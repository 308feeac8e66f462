"""How much of a county's growth came from entrants, leavers and the enterprises that stayed?

The published totals of two years belong to two rosters; `growth.roster_effects` splits their
growth. Here it stands long, one row per county and flow, because each flow is a cell of its own
for disclosure control: an entrant that is alone must not be read off.
"""

import pandas as pd

from analysis.rates import roster_effects
from analysis.tables.rules import a_year_before
from analysis.tables.territory import WHOLE

FLOWS = ("continuing", "entrants", "leavers")


def roster_flows(months: pd.DataFrame, period: str, column: str) -> pd.DataFrame:
    """Flows between the rosters of `period` and a year before.

    `months`: enterprises by `uscc`, `county_code`, `period` and the cumulative `column`.
    Returns `county_code` ("city" for all), `flow`, `enterprises` and `pull_pp` of last year's
    published total; empty where the year before is not reported. An enterprise which moved
    leaves one county and enters the other; in the city it continues.
    """
    now, before = (
        months.loc[months["period"] == p, ["uscc", "county_code", column]]
        for p in (period, a_year_before(period))
    )
    if now.empty or before.empty:
        return pd.DataFrame(columns=["county_code", "flow", "enterprises", "pull_pp"])
    whole = roster_effects(now, before, column).assign(county_code=WHOLE)
    parts = pd.concat([whole, roster_effects(now, before, column, by=["county_code"])])
    long = [
        pd.DataFrame(
            {
                "county_code": parts["county_code"],
                "flow": flow,
                "enterprises": parts[flow].astype(float),
                "pull_pp": parts[f"{flow}_pp"],
            }
        )
        for flow in FLOWS
    ]
    return pd.concat(long, ignore_index=True)
