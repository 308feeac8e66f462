"""Faults of the ladder's lists: a term that does not begin with the grant, a list of the province.

A province had little giants of its own before there were the nation's; its list is another title.
"""

import numpy as np
import pandas as pd

from analysis.sample.planting import Fault, plant
from analysis.tables.recognitions import RECOGNITIONS

FAULTS = [
    Fault("term_not_from_grant", "valid_until",
          lambda rows: rows["valid_until"] + pd.Timedelta(days=120),
          lambda rows: rows["title"].eq("专精特新中小企业") & rows["year"].eq(2021)
          & rows["valid_until"].gt(rows["granted_on"]) & rows["reviewed_on"].isna()),
]  # fmt: skip
GRANTED_ON = pd.Timestamp("2019-08-08")


def ladder_faults(
    rng: np.random.Generator, rows: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the entries with the faults planted, an entry of the province's list, and the list."""
    spoiled, notes = plant(rng, RECOGNITIONS, rows, FAULTS, each=2)
    giant = "专精特新“小巨人”企业"
    others = rows[rows["title"].eq("专精特新中小企业") & rows["granted_on"].notna()]
    others = others[~others["holder_id"].isin(rows.loc[rows["title"].eq(giant), "holder_id"])]
    once = others.groupby("holder_id")["holder_name"].transform("nunique").eq(1)
    entry = others[once & others["holder_id"].notna()].head(1)
    entry = entry.assign(
        title=giant, level="province", year=GRANTED_ON.year, batch="1", granted_on=GRANTED_ON,
        applied_on=GRANTED_ON - pd.Timedelta(days=90), example=False,
        valid_until=GRANTED_ON + pd.DateOffset(years=3, days=-1),
        **dict.fromkeys(("reviewed_on", "revoked_on", "announced_on", "published_on"), pd.NaT),
        recommended_on=pd.NaT, review_result=None, award_10k_cny=np.nan, paid_10k_cny=np.nan,
    )  # fmt: skip
    key = ["/".join(row) for row in entry[[*RECOGNITIONS.key]].astype(str).fillna("").to_numpy()]
    line = {"table": RECOGNITIONS.name, "key": key, "column": "level", "fault": "unknown_level"}
    wrong = pd.DataFrame(line).assign(true_value="nation", reported_value="province")
    return pd.concat([spoiled, entry], ignore_index=True), pd.concat([notes, wrong])
