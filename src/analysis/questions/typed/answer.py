"""The figures typed for the period's year, each with its source; those that no report knows."""

from difflib import get_close_matches

import pandas as pd

from analysis.questions.typed.tables import COUNTED, RANKS, RESULTS, TYPED
from analysis.tables.given import Given
from analysis.tables.question import Tables

TITLES = {title: name for name, (_, title, *_) in {**COUNTED, **RANKS}.items()}


def answer(given: Given) -> Tables:
    """`quoted_figures`: the last of the year up to the period; `quoted_unknown`: other names.

    A figure of an earlier year is not one of this: it is left out, never carried on.
    """
    rows = given[TYPED]
    year = given.period[:4]
    rows = rows[rows["period"].str.startswith(year) & (rows["period"] <= given.period)]
    rows = rows.rename(columns={"period": "of_period"}).assign(
        county_code="city", known=rows["name"].replace(TITLES)
    )
    known = rows["known"].isin(TITLES.values())
    last = rows[known].sort_values("of_period").drop_duplicates("known", keep="last")
    quoted = last.drop(columns="name").rename(columns={"known": "name"})
    quoted["place"] = quoted["value"].where(quoted["name"].isin(RANKS))
    quoted["tied"] = quoted["tied"].fillna(False).astype(bool)
    found = {"quoted_figures": quoted, "quoted_unknown": _unknown(rows[~known])}
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def _unknown(rows: pd.DataFrame) -> pd.DataFrame:
    known = [*TITLES, *TITLES.values()]
    near = [get_close_matches(name, known, n=1, cutoff=0.0)[0] for name in rows["name"]]
    return rows.assign(nearest=near)
