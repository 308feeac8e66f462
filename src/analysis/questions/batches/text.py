"""What is said of the three batches, and their rows with names in the place of codes."""

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from analysis.display.labels import value_label
from analysis.display.sentences import of_release
from analysis.display.tables import publication_table
from analysis.questions.batches.tables import CATEGORIES
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

TITLE = {"zh": "三个一批", "en": "Three batches"}
WORDS = ("category", "standing", "finding")


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraphs of the page's beginning."""
    figures = release.quantities("batches").query("county_code == @release.county")
    figures = figures.set_index("quantity")
    own = own_rows(release, "batch_counts", lang)
    every, batches = own.iloc[-1], own.iloc[:-1].query("listed > 0")
    standings = own_codes(release).loc[batches.index, "standing"]
    missed = batches.loc[standings == "missed", "category"].tolist()
    slots = figures["value"].to_dict() | {
        "place": release.place_name(lang),
        "period": release.period,
        "whole": release.county == WHOLE,
        "several": len(batches) > 1,
        "exceeded": bool(standings.eq("exceeded").all()),
        "missed": missed or None,
        "overdue": every["overdue"],
        "longest": every["longest_days"],
        "rank": figures["rank"].get("three_batches_share"),
        "of": figures["of"].get("three_batches_share"),
        "tied": bool(figures["tied"].get("three_batches_share")),
    }
    said = of_release(release, "batches")
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def own_codes(release: Release) -> pd.DataFrame:
    """Return the place's row of each category and of all, in the order of the batches."""
    rows = release.table("batch_counts").query("county_code == @release.county")
    order = {code: n for n, code in enumerate([*CATEGORIES, "all"])}
    return rows.sort_values("category", key=lambda codes: codes.map(order))


def own_rows(release: Release, table: str, lang: str) -> pd.DataFrame:
    """Return the place's rows of a table in words; of single enterprises the whole has all."""
    if table == "batch_counts":
        rows = own_codes(release)
    else:
        rows = release.table(table)
        if release.county != WHOLE:
            rows = rows[rows["county_code"] == release.county]
    named = {
        column: rows[column].map(
            lambda code, column=column: value_label(table, column, code, lang), na_action="ignore"
        )
        for column in WORDS
        if column in rows
    }
    return rows.assign(**named)


def listed(release: Release, table: str, columns: Sequence[str], lang: str) -> GT | None:
    """Return single enterprises for publication, those of the whole by county; None without any."""
    rows, columns = own_rows(release, table, lang), [*columns]
    if release.county == WHOLE:
        rows = rows.assign(county_code=_names(release, rows["county_code"], lang))
        columns = ["county_code", *columns]
    return publication_table(rows[columns], table, lang) if len(rows) else None


def by_county(release: Release, lang: str) -> pd.DataFrame:
    """Return the counties with enterprises on the list, by share done.

    Columns: `county` (its name), `own`, those of all its enterprises together, and for each
    category done/listed.
    """
    counts = release.table("batch_counts").query("county_code != @WHOLE and listed > 0")
    counts = counts[counts["county_code"].isin(release.neighbours)]
    pairs = zip(counts["done"], counts["listed"], strict=True)
    said = counts.assign(said=[f"{d:.0f}/{n:.0f}" for d, n in pairs])
    wide = said.pivot_table("said", "county_code", "category", aggfunc="first")
    rows = counts.query("category == 'all'").join(
        wide.reindex(columns=[*CATEGORIES]), on="county_code"
    )
    rows = rows.sort_values(["done_pct", "listed"], ascending=False, kind="stable")
    own = rows["county_code"].eq(release.county)
    return rows.assign(county=_names(release, rows["county_code"], lang), own=own)


def county_titles(lang: str, county: str) -> dict[str, str]:
    """Return the headings of what `by_county` adds: the county, done/listed of each category."""
    titles = {code: value_label("batch_counts", "category", code, lang) for code in CATEGORIES}
    return {"county": county} | {code: t[:1].upper() + t[1:] for code, t in titles.items()}


def _names(release: Release, codes: pd.Series, lang: str) -> pd.Series:
    return codes.map(lambda code: release.county_name(lang, code))
