"""What is said of upgrading, and rows with names in the place of codes."""

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from analysis.display.labels import declaration, in_words
from analysis.display.own_rows import listed
from analysis.display.sentences import of_release
from analysis.display.tables import publication_table
from analysis.tables.finding import FOUND
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

TITLE = {"zh": "数字化、绿色化与装备升级", "en": "Digital, green, and better equipment"}
NARROWING = ("agreed", "signed", "filed", "started")
STEPS = ("applied", "recommended", "announced", "granted")
HELD = ("fusion", "cloud", "dcmm", "smart_pilot", "green_factory", "design_centre", "champion",
        "textile_park", "brand")  # fmt: skip
"""The titles of upgrading that are counted by holders."""
SINGLE = {
    "upgrading_uncovered": ("measure", "name", "county_code"),
    "upgrading_findings": ("county_code", "finding", "holder_name", *FOUND),
}
"""Internal tables of single enterprises, and what of them is shown."""


def headline(release: Release, lang: str, questions: Sequence[str] = ("upgrading",)) -> list[str]:
    """Return the paragraphs of the page's beginning, from the figures of these questions."""
    said = of_release(release, "upgrading")
    known = [question for question in questions if not release.why_omitted(question)]
    figures = pd.concat([release.quantities(question) for question in known])
    own = figures[figures["county_code"] == release.county].set_index("quantity")["value"]
    slots = own.to_dict() | {"county": release.place_name(lang), "period": release.period}
    for table, where in {"upgrading_coverage": {"measure": "cloud"}, "electronics": {}}.items():
        rows = _own(release, table, **where)
        slots |= rows.squeeze().to_dict() if len(rows) else {}
    if "listed_on" in slots:
        slots["listed_on"] = f"{slots['listed_on']:%Y-%m-%d}"
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


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
    if rows.empty:
        return rows
    words = of_release(release, "upgrading").labels("grades", lang)
    rows = rows.sort_values("grade", ascending=False)
    rows = rows[rows["holders"].gt(0).cummax()]
    return rows.assign(grade=rows["grade"].map(words[title].format))


def graded_and_held(release: Release) -> tuple[pd.Series, pd.Series]:
    """Return by title how many entries in force of the whole have a grade, and how many there are.

    Both are empty without a register of titles.
    """
    where = {"county_code": WHOLE, "level": "all"}
    graded = _rows(release, "title_grades", **where).groupby("title")["rows"].sum()
    held = _rows(release, "title_counts", status="stock", **where).set_index("title")["rows"]
    return graded, held


def steps(release: Release, title: str, lang: str) -> pd.DataFrame:
    """Return the steps of the county's list of this year: `code`, `step` in words, counts.

    None where nobody applied.
    """
    where = {"title": title, "level": "all", "list_year": "this"}
    rows = _own(release, "title_funnel", **where)
    rows = rows.assign(code=rows["step"]).set_index("code").reindex(STEPS).dropna(subset="step")
    rows = rows.reset_index() if rows["items"].gt(0).any() else rows[:0].reset_index()
    return in_words(rows, "title_funnel", lang)


def held(release: Release, lang: str) -> tuple[pd.DataFrame, tuple[dict[str, str], dict[str, str]]]:
    """Return how many hold each title of upgrading that anybody holds, by county.

    Beside the rows the names of titles and of counties, in their order.
    """
    rows = _rows(release, "title_counts", status="stock", level="all")
    rows = rows[rows["county_code"].ne(WHOLE) & rows["title"].isin(HELD)]
    rows = rows[rows["holders"].gt(0).groupby(rows["title"]).transform("any")]
    counties = {code: release.county_name(lang, code) for code in release.neighbours}
    if rows.empty:
        return rows, ({}, counties)
    names = release.table("titles").set_index("title")[f"name_{lang}"]
    shown = {title: names[title] for title in HELD if title in {*rows["title"]}}
    return rows, (shown, counties)


def single(release: Release, lang: str) -> list[GT]:
    """Return the county's lists of single enterprises that have an entry, for publication."""
    held = [table for table in SINGLE if release.has(table)]
    found = [listed(release, table, SINGLE[table], lang) for table in held]
    return [table for table in found if table is not None]


def _own(release: Release, table: str, county: str = "", **where: str) -> pd.DataFrame:
    return _rows(release, table, county_code=county or release.county, **where)


def _rows(release: Release, table: str, **where: str) -> pd.DataFrame:
    """The rows of a table that are so; none where the city has no such table."""
    if not release.has(table):
        return pd.DataFrame(columns=[*declaration(table).columns])
    rows = release.table(table)
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return rows


def _in_words(release: Release, rows: pd.DataFrame, table: str, lang: str) -> pd.DataFrame:
    places = rows["county_code"].map(lambda code: release.county_name(lang, code))
    return in_words(rows, table, lang).assign(county_code=places)
