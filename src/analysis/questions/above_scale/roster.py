"""The list above scale: entries and exits that count, and who stands on it."""

import pandas as pd

from analysis.tables.enterprises import ENTERPRISES, EVENTS, ROSTER_EVENTS
from analysis.tables.given import Given
from analysis.tables.territory import WHOLE

ENTRIES = ("new_build", "upscaled", "moved_in", "reclassified_in")
EXITS = tuple(event for event in EVENTS if event not in ENTRIES)


def roster(given: Given) -> pd.DataFrame:
    """Return every entry and exit by enterprise and period, those after the period too.

    Beside the columns of `roster_events`: `sign` (+1 in, −1 out), `repeated` (an entry after an
    entry, or an exit after an exit: it does not count), `moved` (out of one county and next, within
    the year, into another: an exit and an entry of the counties, none of the city). An exit stands
    before an entry of the same period. Who by the period has not arrived has left the city.
    """
    rows = given.read(ROSTER_EVENTS, origins=True)
    rows = rows.assign(sign=rows["event"].isin(ENTRIES) * 2 - 1)
    rows = rows.sort_values(["uscc", "period", "sign"], ignore_index=True)
    rows["repeated"] = rows.groupby("uscc")["sign"].shift().eq(rows["sign"])
    facts = rows[["uscc", "county_code", "event"]].assign(
        year=rows["period"].str[:4], later=rows["period"] > given.period
    )
    after = facts.shift(-1)
    out = (
        facts["event"].eq("moved_out")
        & after["event"].eq("moved_in")
        & facts[["uscc", "year", "later"]].eq(after[["uscc", "year", "later"]]).all(axis=1)
        & facts["county_code"].ne(after["county_code"])
        & ~rows["repeated"]
    )
    return rows.assign(moved=out | out.shift(fill_value=False))


def counted(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events that count, once for their county and once for the city."""
    own = events[~events["repeated"]]
    return pd.concat([own, own[~own["moved"]].assign(county_code=WHOLE)], ignore_index=True)


def stock(given: Given, counts: pd.DataFrame) -> pd.Series:
    """Return by county, and for the city, how many stand on the list at the period's end.

    The register says it for the day of its export; events since are taken back.
    """
    register = given[ENTERPRISES]
    on = register.loc[register["above_scale"], "county_code"].value_counts()
    on[WHOLE] = on.sum()
    since = counts[counts["period"] > given.period].groupby("county_code")["sign"].sum()
    return on.sub(since, fill_value=0)


def listed(given: Given, events: pd.DataFrame) -> set[str]:
    """Return who stands on the list at the period's end: last entered, or there and never moved."""
    register = given[ENTERPRISES]
    always = register.loc[register["above_scale"] & ~register["uscc"].isin(events["uscc"]), "uscc"]
    return {*last_moved(events, given.period, 1), *always}


def last_moved(events: pd.DataFrame, period: str, sign: int) -> pd.Index:
    """Return whose last event by a period is an entry (+1), or an exit (−1)."""
    last = events[events["period"] <= period].groupby("uscc")["sign"].last()
    return last.index[last == sign]


def year_so_far(events: pd.DataFrame, period: str) -> pd.DataFrame:
    """Return the events of the year up to a period, the period's own included."""
    return events[(events["period"] >= period[:4]) & (events["period"] <= period)]
