"""How far enterprises have integrated digital work: the index of each that was evaluated.

mean index = Σ index / enterprises evaluated            0 to 100, each enterprise once
part       = enterprises that have it / enterprises evaluated on it
control of key processes = Σ its rate / enterprises evaluated on it
"""

import pandas as pd

from analysis.questions.upgrading.tables import PARTS
from analysis.registers import stock, with_totals
from analysis.tables.given import Given
from analysis.tables.recognitions import DIGITAL
from analysis.tables.territory import WHOLE

CONTROL = "controlled_processes_pct"
"""The part that is a rate of each enterprise; others it has or has not."""
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


def evaluated_on(given: Given, entries: pd.DataFrame) -> pd.DataFrame:
    """Return each part an enterprise was evaluated on: its columns, `index`, `value` in percent."""
    rows = pd.concat(evaluated(given, entries))
    has = {name: 100 * rows[name].astype("Float64").astype("float64") for name in DIGITAL}
    held = rows.assign(**has).melt(
        ["county_code", "holder_id"], [*DIGITAL, CONTROL], "index", "value"
    )
    return held.dropna(subset="value")


def fusion_parts(given: Given, entries: pd.DataFrame) -> pd.DataFrame:
    """Return the parts of the index in the counties where anybody is evaluated on them."""
    rows = with_totals(evaluated_on(given, entries), {"county_code": WHOLE})
    rows = rows.assign(has=(rows["value"] / 100).where(rows["index"].ne(CONTROL)))
    by = rows.groupby(["county_code", "index"], as_index=False)
    found = by.agg(answered=("value", "size"), rate_pct=("value", "mean"))
    found = found.merge(by["has"].sum(min_count=1).rename(columns={"has": "having"}))
    return found.sort_values("index", key=lambda parts: parts.map([*PARTS].index), kind="stable")
