"""How far enterprises have integrated digital work: the index of each that was evaluated.

mean index = Σ index / enterprises evaluated            0 to 100, each enterprise once
"""

import pandas as pd

from analysis.registers import stock, with_totals
from analysis.tables.given import Given
from analysis.tables.territory import WHOLE

LEADING = 90
"""From this index on the province counts an enterprise among the leaders."""


def evaluated(given: Given, entries: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return whose evaluation is in force, each once, and those of them without a usable index."""
    held = stock(entries[entries["title"].eq("fusion_evaluation")], given.day)
    held = held.sort_values("granted_on").drop_duplicates("holder_id", keep="last")
    usable = held["score_points"].between(0, 100)
    return held[usable], held[~usable]


def fusion_index(given: Given, entries: pd.DataFrame) -> pd.DataFrame:
    """Return the index of the counties where anybody is evaluated, and of the city."""
    rows, _ = evaluated(given, entries)
    rows = with_totals(rows, {"county_code": WHOLE})
    rows = rows.assign(leads=rows["score_points"].ge(LEADING).astype(float))
    found = rows.groupby("county_code", as_index=False).agg(
        evaluated=("holder_id", "size"),
        mean_index=("score_points", "mean"),
        leading=("leads", "sum"),
    )
    return found.assign(index="fusion")
