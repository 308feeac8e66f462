"""What is said of titles, and their rows with names in the place of codes."""

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from analysis.display.labels import declaration, value_label
from analysis.display.sentences import of_release
from analysis.display.tables import publication_table
from analysis.tables import Table
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

TITLE = {"zh": "称号与资金", "en": "Titles and awards"}
GRADE = {"zh": "级（星）", "en": " (stars)"}
CATEGORIES = ("level", "status", "step", "finding")


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraphs of the page's beginning."""
    said = of_release(release, "titles")
    figures = release.quantities("titles").query("county_code == @release.county")
    known = figures.set_index("quantity")["value"].to_dict()
    numbers = {name: known.get(name) for name in said.sentences["headline"].slots}
    return said.paragraphs("headline", lang, **numbers | {"county": release.place_name(lang)})


def own_rows(release: Release, table: str, lang: str, **where: str | list[str]) -> pd.DataFrame:
    """Return the county's rows in words: of single titles, all levels together, and as asked.

    They stand in the order of the catalogue, of rungs, of steps. Of a list of entries the whole
    territory has all. Without a register of titles there are none.
    """
    if not release.has(table):
        return pd.DataFrame(columns=[*declaration(table).columns])
    rows = release.table(table)
    if release.county == WHOLE and not rows["county_code"].eq(WHOLE).any():
        rows = rows.assign(county_code=WHOLE)
    level = {"level": "all"} if "all" in _values(table, "level") else {}
    for column, value in {"county_code": release.county, **level, **where}.items():
        rows = rows[rows[column].isin([value] if isinstance(value, str) else value)]
    if table == "title_ladder":
        return rows.sort_values("place").assign(rung=lambda frame: frame[f"name_{lang}"])
    together = release.table("titles").query("together")["title"]
    rows = rows[~rows["title"].isin(together)]
    words = {"title": _single(release)[f"name_{lang}"].to_dict()}
    for column in CATEGORIES:
        if column in rows:
            words[column] = {c: value_label(table, column, c, lang) for c in _values(table, column)}
    for column in reversed(words):
        place = {code: n for n, code in enumerate(words[column])}
        rows = rows.sort_values(column, key=lambda codes, p=place: codes.map(p), kind="stable")
    return rows.assign(**{c: rows[c].map(named).fillna(rows[c]) for c, named in words.items()})


def listed(rows: pd.DataFrame, table: Table | str, columns: Sequence[str], lang: str) -> GT | None:
    """Return columns of rows of a table for publication; None without rows."""
    return publication_table(rows[[*columns]], table, lang) if len(rows) else None


def awarded(
    release: Release, columns: Sequence[str], lang: str, **where: str | list[str]
) -> GT | None:
    """Return the county's awards by title for publication; None without any."""
    rows = own_rows(release, "title_money", lang, **where).query("awards > 0")
    return listed(rows, release.declared("title_money"), columns, lang) if len(rows) else None


def doubted(
    release: Release, titles: Sequence[str], columns: Sequence[str], lang: str
) -> GT | None:
    """Return the doubtful entries of these titles for publication; None without any."""
    rows = own_rows(release, "title_findings", lang, title=[*titles])
    return listed(rows, "title_findings", columns, lang)


def side_by_side(
    release: Release,
    table: str,
    column: str,
    codes: Sequence[str],
    lang: str,
    **where: str | list[str],
) -> GT | None:
    """Return a table with a row a title, and a column a status or step; None without titles.

    A title is counted by its holders or by its items; one of which there is nothing in any
    column is left out.
    """
    rows = own_rows(release, table, lang, **where)
    if rows.empty:
        return None
    titles, words = _single(release), [value_label(table, column, code, lang) for code in codes]
    about = rows["title"].map(titles.set_index(f"name_{lang}")["counted"])
    rows = rows.assign(
        counted=about.map(lambda code: value_label("titles", "counted", code, lang)),
        number=rows["holders"].where(about.eq("holders"), rows["items"]),
    )
    key = ["title", "counted"]
    wide = rows.pivot_table(index=key, columns=column, values="number", sort=False)
    wide = wide.reindex(columns=words).loc[lambda frame: frame.gt(0).any(axis=1)]
    if wide.empty:
        return None
    return publication_table(
        wide.reset_index(),
        "titles",
        lang,
        title=getattr(declaration(table), lang),
        titles={word: word[:1].upper() + word[1:] for word in words},
        decimals=dict.fromkeys(words, 0),
    )


def by_level(release: Release, title: str, lang: str) -> GT | None:
    """Return the county's holders of a title by level: status, then grade; None without any."""
    if not release.has("title_counts"):
        return None
    key, where = ["level"], {"county_code": release.county, "title": title}
    parts = []
    for table, column, codes in (
        ("title_counts", "status", ["stock", "new", "lapsed", "revoked"]),
        ("title_grades", "grade", None),
    ):
        rows = release.table(table)
        for name, value in where.items():
            rows = rows[rows[name] == value]
        wide = rows.pivot_table(index=key, columns=column, values="holders")
        parts.append(wide[codes] if codes and len(wide) else wide)
    wide = pd.concat(parts, axis=1)
    wide = wide[wide.gt(0).any(axis=1)]
    if wide.empty:
        return None
    levels = _values("title_counts", "level")
    order = [level for level in levels if level in wide.index]
    words = {c: value_label("title_counts", "status", c, lang) for c in parts[0]}
    rows = wide.loc[order].reset_index()
    rows = rows.assign(
        level=rows["level"].map(lambda c: value_label("title_counts", "level", c, lang))
    )
    graded = {grade: f"{grade}{GRADE[lang]}" for grade in parts[1]}
    return publication_table(
        rows,
        "title_counts",
        lang,
        title=_single(release).loc[title, f"name_{lang}"],
        titles={c: word[:1].upper() + word[1:] for c, word in (words | graded).items()},
        decimals=dict.fromkeys(wide, 0),
    )


def held_by_county(
    release: Release, lang: str, only: Sequence[str] = ()
) -> tuple[pd.DataFrame, tuple[dict[str, str], dict[str, str]]]:
    """Return how many hold each title counted by holders, and the names of titles and counties.

    Of the titles `only`, if any are named.
    """
    titles = _single(release).query("counted == 'holders'")[f"name_{lang}"]
    titles = titles[titles.index.isin(only)] if only else titles
    counts = release.table("title_counts").query("status == 'stock' & level == 'all'")
    counts = counts[counts["county_code"].ne(WHOLE) & counts["title"].isin(titles.index)]
    held = counts[counts["holders"].gt(0).groupby(counts["title"]).transform("any")]
    counties = {code: release.county_name(lang, code) for code in release.neighbours}
    return held, (titles[titles.index.isin(held["title"])].to_dict(), counties)


def _single(release: Release) -> pd.DataFrame:
    """The catalogue by code, without titles that are counted together."""
    return release.table("titles").query("not together").set_index("title")


def _values(table: str, column: str) -> dict[str, tuple[str, str]]:
    declared = declaration(table)
    return declared.metadata(column).get("values", {}) if column in declared.columns else {}
