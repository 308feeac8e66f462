"""What is said of upgrading, and rows with names in the place of codes."""

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from analysis.display.labels import in_words
from analysis.display.own_rows import listed
from analysis.display.sentences import of_release
from analysis.display.tables import publication_table
from analysis.tables.finding import FOUND
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

TITLE = {"zh": "数字化、绿色化与装备升级", "en": "Digital, green, and better equipment"}
NARROWING = ("agreed", "signed", "filed", "started")
SINGLE = {
    "upgrading_uncovered": ("measure", "name", "county_code"),
    "upgrading_findings": ("county_code", "finding", "holder_name", *FOUND),
    "first_set_missing": ("name", "product", "model", "kind", "proof"),
    "first_set_findings": ("finding", "name", "product", "model", *FOUND),
}
"""Internal tables of single enterprises, and what of them is shown."""


def headline(release: Release, lang: str, questions: Sequence[str] = ("upgrading",)) -> list[str]:
    """Return the paragraphs of the page's beginning, from the figures of these questions."""
    said = of_release(release, "upgrading")
    figures = pd.concat([release.quantities(question) for question in questions])
    own = figures[figures["county_code"] == release.county].set_index("quantity")["value"]
    known = own.to_dict() | {"county": release.place_name(lang), "period": release.period}
    for table, where in {"upgrading_coverage": {"measure": "cloud"}, "electronics": {}}.items():
        rows = _own(release, table, **where)
        known |= rows.squeeze().to_dict() if len(rows) else {}
    if "listed_on" in known:
        known["listed_on"] = f"{known['listed_on']:%Y-%m-%d}"
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: known.get(name) for name in wanted})


def by_county(release: Release, measure: str, lang: str) -> pd.DataFrame:
    """Return a coverage of the counties that are shown and have anybody eligible, with names."""
    rows = release.table("upgrading_coverage").query("measure == @measure")
    rows = rows[rows["county_code"].isin(release.neighbours) & rows["eligible"].gt(0)]
    order = {code: place for place, code in enumerate(release.neighbours)}
    rows = rows.sort_values("county_code", key=lambda codes: codes.map(order))
    return rows.assign(
        county=rows["county_code"].map(lambda code: release.county_name(lang, code)),
        own=rows["county_code"].eq(release.county),
    )


def printed(
    release: Release, table: str, columns: Sequence[str], lang: str, **where: str
) -> GT | None:
    """Return the county's rows for publication; None without any, or where all are 0.

    With `county_code` among the columns those of the whole territory stand beneath.
    """
    places = [release.county, *([WHOLE] if "county_code" in columns else [])]
    rows = pd.concat([_own(release, table, code, **where) for code in dict.fromkeys(places)])
    if not rows[list(columns)].select_dtypes("number").gt(0).any(axis=None):
        return None
    shown = _in_words(release, rows, table, lang)[[*columns, "masked"]]
    return publication_table(shown, release.declared(table), lang)


def stages(release: Release, lang: str) -> pd.DataFrame:
    """Return the county's projects of the expo that are agreed, signed, filed, started."""
    rows = _own(release, "expo_stages")
    rows = rows[rows["stage"].isin(NARROWING)].set_index("stage").reindex(NARROWING).dropna()
    rows = rows.reset_index()
    return (
        _in_words(release, rows, "expo_stages", lang) if rows["projects"].gt(0).any() else rows[:0]
    )


def graded(release: Release, title: str, lang: str) -> pd.DataFrame:
    """Return how many of the county hold each grade of a title, from the highest held down."""
    rows = _own(release, "title_grades", title=title, level="all")
    words = of_release(release, "upgrading").labels("grades", lang)
    rows = rows.sort_values("grade", ascending=False)
    rows = rows[rows["holders"].gt(0).cummax()]
    return rows.assign(grade=rows["grade"].map(words[title].format))


def single(release: Release, lang: str) -> list[GT]:
    """Return the county's lists of single enterprises that have an entry, for publication."""
    held = [table for table in SINGLE if release.has(table)]
    found = [listed(release, table, SINGLE[table], lang) for table in held]
    return [table for table in found if table is not None]


def _own(release: Release, table: str, county: str = "", **where: str) -> pd.DataFrame:
    rows = release.table(table)
    for column, value in {"county_code": county or release.county, **where}.items():
        rows = rows[rows[column] == value]
    return rows


def _in_words(release: Release, rows: pd.DataFrame, table: str, lang: str) -> pd.DataFrame:
    places = rows["county_code"].map(lambda code: release.county_name(lang, code))
    return in_words(rows, table, lang).assign(county_code=places)
