"""What in the lists of the year cannot be so; each is settled with who made the list."""

import pandas as pd

from analysis.questions.upgrading.coverage import COVERED
from analysis.questions.upgrading.expo import LISTS
from analysis.questions.upgrading.fusion import evaluated
from analysis.questions.upgrading.lists import DIVISION
from analysis.registers import stock
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.projects import PROJECTS


def findings(given: Given, entries: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Return one row a finding: the columns of the register's entry, and `finding`.

    Parameters
    ----------
    entries, shown
        What `register` and `expo_entries` return.
    """
    now, before = shown[shown["this_year"]], shown[shown["year"] < given.day.year]
    presented = now[now["title"].isin(LISTS["presented"])]
    agreed = now[now["title"].isin(LISTS["agreed"])]
    expos = ["holder_id", "level", "batch"]
    each = presented.drop_duplicates(expos)
    found = {
        "in_two_of_the_year": each[each.duplicated("holder_id")],
        "list_changed": _changed(given, entries),
        "in_two_expos": presented[presented["holder_id"].isin(before["holder_id"])],
        "agreed_not_presented": agreed[~agreed["holder_id"].isin(presented["holder_id"])],
        "expo_not_in_library": now[~now["known"] & (PROJECTS in given)],
        "index_outside": evaluated(given, entries)[1],
        "not_electronics": _of_other_divisions(given, entries),
    }
    rows = pd.concat([rows.assign(finding=name) for name, rows in found.items()])
    return rows.drop_duplicates(["finding", "title", "holder_id"])


def _changed(given: Given, entries: pd.DataFrame) -> pd.DataFrame:
    """Who came onto a list of the eligible after its first day of the year, or left it."""
    january = given.day.replace(month=1, day=1)
    eligible = entries[entries["title"].isin([of for _, of in COVERED.values() if of])]
    eligible = eligible[eligible["granted_on"] <= given.day]
    this_year = eligible["granted_on"].where(eligible["year"].eq(given.day.year))
    first = this_year.groupby(eligible["title"]).transform("min")
    came = eligible["granted_on"] > first
    left = eligible["revoked_on"].between(january, given.day)
    return eligible[came | left]


def _of_other_divisions(given: Given, entries: pd.DataFrame) -> pd.DataFrame:
    """Entries of the bureau's list of electronics whose enterprise is of another division."""
    held = stock(entries[entries["title"].eq("electronics")], given.day)
    if ENTERPRISES not in given:
        return held[:0]
    register = given.read(ENTERPRISES, columns=["uscc", "industry_code"]).set_index("uscc")
    division = held["holder_id"].map(register["industry_code"])
    return held[division.notna() & ~division.astype("str").str.startswith(DIVISION)]
