"""What is said of the three batches, and their rows with names in the place of codes."""

import pandas as pd

from analysis.display.labels import in_words, value_label
from analysis.display.own_rows import county_names, own_rows
from analysis.display.sentences import of_release
from analysis.questions.batches.tables import CATEGORIES
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

TITLE = {"zh": "三个一批", "en": "Three batches"}


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraphs of the page's beginning."""
    figures = release.quantities("batches").query("county_code == @release.county")
    figures = figures.set_index("quantity")
    own = own_counts(release, lang)
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
    rows = own_rows(release, "batch_counts")
    order = {code: n for n, code in enumerate([*CATEGORIES, "all"])}
    return rows.sort_values("category", key=lambda codes: codes.map(order))


def own_counts(release: Release, lang: str) -> pd.DataFrame:
    """Return those rows in words."""
    return in_words(own_codes(release), "batch_counts", lang)


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
    return rows.assign(county=county_names(release, rows, lang), own=own)


def county_titles(lang: str, county: str) -> dict[str, str]:
    """Return the headings of what `by_county` adds: the county, done/listed of each category."""
    titles = {code: value_label("batch_counts", "category", code, lang) for code in CATEGORIES}
    return {"county": county} | {code: t[:1].upper() + t[1:] for code, t in titles.items()}
