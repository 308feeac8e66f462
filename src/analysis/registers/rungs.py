"""Who stands on which rung of a ladder of titles?

A holder stands on every rung of which it has a title, and counts once where that is its highest.
"""

import pandas as pd

from analysis.registers.catalogue import Catalogue
from analysis.registers.inputs import Columns, listed, require


def on_rungs(entries: pd.DataFrame, known: Catalogue) -> pd.DataFrame:
    """Return the entries of titles on the ladder, with their `place` from below (1 the lowest).

    What is listed on a level that the catalogue does not have of the title is not on the ladder: a
    provincial list of little giants is not the national one. Reads `title`, `level`.

    Raises
    ------
    DataError
        If a column is missing.
    """
    require(entries, ["title", "level"])
    return entries.assign(place=entries["title"].map(known.places))[
        entries["title"].isin(known.places) & ~off_level(entries, known)
    ].astype({"place": int})


def off_level(entries: pd.DataFrame, known: Catalogue) -> pd.Series:
    """Whether an entry is on a level that the catalogue does not have of its title."""
    pairs = {(code, level) for code, title in known.titles.items() for level in title.levels}
    found = [pair not in pairs for pair in zip(entries["title"], entries["level"], strict=True)]
    return pd.Series(found, index=entries.index, dtype=bool)


def standing(rows: pd.DataFrame, by: Columns = "county_code") -> pd.DataFrame:
    """Return each holder once a rung: `by`, `holder_id`, `place`, `highest` (whether it is that).

    Parameters
    ----------
    rows
        What `on_rungs` returned, of those in force.

    Raises
    ------
    DataError
        If a column is missing.
    """
    key = [*listed(by), "holder_id"]
    require(rows, [*key, "place"])
    held = rows[[*key, "place"]].drop_duplicates()
    return held.assign(highest=held["place"].eq(held.groupby(key)["place"].transform("max")))
