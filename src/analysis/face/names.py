"""Names beside codes, titles beside names: what a reader of a table cannot know by heart."""

from collections.abc import Mapping

import pandas as pd

from analysis.tables import Table
from analysis.tables.name import Name
from analysis.tables.store import Store
from analysis.tables.territory import WHOLE

NAMED = {"county_code": "county", "industry_code": "industry"}
"""Column of codes → the column of names set beside it."""
TOTAL = Name(zh="合计", en="Total")


def names_of(store: Store, lang: str) -> dict[str, dict[str, str]]:
    """Return column of codes → code → name, of a city's counties and industries."""
    city = store.city()
    counties = {county.code: county.name(lang) for county in city.counties}
    industries = {"total": TOTAL(lang)}
    if "industries" in store.tables():
        listed = store.read("industries").set_index("industry_code")
        industries |= listed[f"name_{lang}"].to_dict()
    return {"county_code": counties | {WHOLE: city.whole(lang)}, "industry_code": industries}


def with_names(rows: pd.DataFrame, names: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Return rows with names right of their codes; a code without a name keeps itself."""
    named = rows.copy()
    for code, name in NAMED.items():
        if code in named and name not in named:
            codes = named[code].astype("str")
            at = int(named.columns.get_loc(code)) + 1
            named.insert(at, name, codes.map(names[code]).fillna(codes))
    return named


def titled(declared: Mapping[str, Table], lang: str) -> pd.DataFrame:
    """Return declarations as a frame by name: `title`, and what one `row` is."""
    titles = {
        name: (Name(zh=t.zh, en=t.en)(lang), Name(zh=t.row[0], en=t.row[1])(lang))
        for name, t in declared.items()
    }
    return pd.DataFrame.from_dict(titles, orient="index", columns=["title", "row"], dtype="str")
