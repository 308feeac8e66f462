"""The city among its province's: how far above the whole, which place, what cannot be so.

A place is computed where the bulletin has every city, and is the one stated where it has not.
"""

import numpy as np
import pandas as pd

from analysis.questions.peers.checks import CHECKS
from analysis.questions.peers.tables import INDICATORS, PEER_MONTH, RESULTS
from analysis.registers import ranking
from analysis.tables.given import Given
from analysis.tables.origins import ORIGIN, UNKNOWN
from analysis.tables.question import Settings, Tables

PROVINCE = "全省"


class PeersSettings(Settings):
    """How the bulletin names this city (its own name without this), and how many cities it ranks.

    Without a number those are all that it lists for any indicator.
    """

    city: str = ""
    cities: int = 0


def answer(given: Given) -> Tables:
    """All result tables; of each indicator the last period of the year that the bulletin has."""
    rows = given.read(PEER_MONTH, origins=True)
    year = rows["period"].str.startswith(given.period[:4])
    rows = rows[year & (rows["period"] <= given.period)].rename(columns={"place": "place_name"})
    settings = given.settings
    assert isinstance(settings, PeersSettings)
    own = settings.city or given.city.name.zh
    cities = rows[rows["place_name"] != PROVINCE]
    listed = cities.groupby(["indicator", "period"]).size()
    every = settings.cities or int(listed.max() if len(listed) else 0)
    last = rows.groupby("indicator")["period"].max()
    standings, findings = [], []
    for indicator in INDICATORS:
        if indicator not in last:
            continue
        said = rows[rows["indicator"] == indicator]
        found = standing(said[said["period"] == last[indicator]], own, every)
        earlier = said.loc[said["period"] < last[indicator], "period"].max()
        before = standing(said[said["period"] == earlier], own, every)
        gained = before["place"] - found["place"]
        findings += [{"indicator": indicator, **doubt} for doubt in found.pop("findings")]
        if not np.isnan(found["growth_pct"]):
            standings.append({"indicator": indicator, **found, "gained": gained})
    now = rows[rows["period"] == rows["indicator"].map(last)]
    found = {
        "peer_standing": pd.DataFrame(standings).assign(county_code="city"),
        "peer_cities": now[now["place_name"] != PROVINCE].assign(own=now["place_name"] == own),
        "peer_findings": given.located(pd.DataFrame(findings), PEER_MONTH, CHECKS),
    }
    return {table.name: found[table.name].reindex(columns=[*table.columns]) for table in RESULTS}


def standing(rows: pd.DataFrame, own: str, every: int) -> dict:
    """Where a city stands by the bulletin of one indicator and period.

    Returns `growth_pct`, `province_pct`, `ahead_pp`, `place`, `tied`, `of`, `basis`, `of_period`,
    `source`, and `findings`, each with its `ORIGIN`; what the bulletin does not have is missing.
    """
    ranked = ranking(rows[rows["place_name"] != PROVINCE], "growth_pct")
    mine = ranked[ranked["place_name"] == own]
    whole = rows.loc[rows["place_name"] == PROVINCE, "growth_pct"]
    names = [] if len(mine) else ["own_missing"]
    names += [] if len(whole) else ["province_missing"]
    value = float(mine["growth_pct"].iloc[0]) if len(mine) else np.nan
    province = float(whole.iloc[0]) if len(whole) else np.nan
    stated = float(mine["rank"].iloc[0]) if len(mine) else np.nan
    computed = float(mine["place"].iloc[0]) if len(mine) else np.nan
    complete = len(ranked) >= every
    if not complete:
        names.append("cities_missing")
    elif not np.isnan(stated) and stated != computed:
        names.append("rank_not_as_computed")
    place = computed if complete else stated
    basis = "computed" if complete else "stated"
    return {
        "of_period": rows["period"].max() if len(rows) else "",
        "growth_pct": value,
        "province_pct": province,
        "ahead_pp": value - province,
        "place": place,
        "tied": bool(complete and mine["tied"].any()),
        "of": float(every),
        "basis": None if np.isnan(place) else basis,
        "source": mine["source"].iloc[0] if len(mine) else "",
        "findings": [{"finding": name, ORIGIN: _first(rows, mine)} for name in names],
    }


def _first(rows: pd.DataFrame, mine: pd.DataFrame) -> int:
    """The origin of the city's own row, without one of the bulletin's first."""
    known = mine if len(mine) else rows
    return int(known[ORIGIN].iloc[0]) if len(known) else UNKNOWN
