"""The rows of a table that are the place's own, and lists of single entries as pages show them."""

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from analysis.display.labels import in_words
from analysis.display.tables import publication_table
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

COUNTY = "county_code"


def own_rows(release: Release, table: str, **where: object) -> pd.DataFrame:
    """Return the rows of the release's place, of those whose columns have the values in `where`.

    Of single enterprises, projects, entries the whole territory has all, of no known county too;
    a table without counties is of the whole.
    """
    rows = release.table(table)
    if COUNTY in rows and (release.county != WHOLE or rows[COUNTY].eq(WHOLE).any()):
        rows = rows[rows[COUNTY] == release.county]
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return rows


def county_names(release: Release, rows: pd.DataFrame, lang: str) -> pd.Series:
    """Return the name of each row's county; missing where it is not known."""
    return rows[COUNTY].map(lambda code: release.county_name(lang, code), na_action="ignore")


def listed(
    release: Release,
    table: str,
    columns: Sequence[str],
    lang: str,
    rows: pd.DataFrame | None = None,
    title: str = "",
) -> GT | None:
    """Return rows in words for publication, the place's own if no others; None without any.

    A column of counties is shown of the whole territory alone: a county's list has one county.
    """
    rows = own_rows(release, table) if rows is None else rows
    if rows.empty:
        return None
    shown = in_words(rows, table, lang)
    if COUNTY in rows:
        shown = shown.assign(**{COUNTY: county_names(release, rows, lang)})
    kept = [column for column in columns if column != COUNTY or release.county == WHOLE]
    return publication_table(shown[kept], release.declared(table), lang, title=title)
