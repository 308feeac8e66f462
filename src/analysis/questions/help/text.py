"""What is said of issues, and their rows with names in the place of codes."""

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from analysis.display.own_rows import listed, own_rows
from analysis.display.sentences import of_release
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

TITLE = {"zh": "企业帮扶", "en": "Issues of enterprises"}


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraphs of the page's beginning."""
    said, rows = of_release(release, "help"), counts(release, lang)
    known = rows[rows["code"] == "all"].squeeze().to_dict()
    parts = rows[rows["code"].ne("all") & rows["received"].gt(0)]
    parts = parts.sort_values("received", ascending=False, kind="stable").head(3)
    top = parts.assign(share=100 * parts["received"] / known["received"])
    slots = known | {
        "county": release.place_name(lang),
        "period": release.period,
        "top": top[["category", "share"]].to_dict("records"),
    }
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def counts(release: Release, lang: str) -> pd.DataFrame:
    """Return the county's counts, all together first, then by category as the city has most.

    `code` is the category as the ledger has it, `category` its name; categories without an issue
    are left out, those that are withheld are not.
    """
    names = categories(release, lang)
    rows = own_rows(release, "help_counts")
    rows = rows.set_index("category").loc[[*names]].reset_index(names="code")
    rows = rows.assign(category=rows["code"].map(names))
    empty = rows["received"].eq(0) & rows["solved_in_year"].eq(0) & rows["open_before"].eq(0)
    return rows[~empty | rows["code"].eq("all")]


def categories(release: Release, lang: str) -> dict[str, str]:
    """Return category → name, all together first, then as many as the whole territory has."""
    counts = release.table("help_counts").query("county_code == @WHOLE and category != 'all'")
    order = counts.sort_values("received", ascending=False, kind="stable")["category"]
    words = of_release(release, "help").labels("categories", lang)
    return {code: words.get(code, code) for code in ["all", *order]}


def steps(release: Release, lang: str) -> pd.DataFrame:
    """Return the county's funnel: `code`, `step` in words, `issues`; none where it is withheld."""
    words = of_release(release, "help").labels("steps", lang)
    rows = counts(release, lang).query("code == 'all'")
    stages = rows.melt(value_vars=[*words], var_name="step", value_name="issues").dropna()
    return stages.assign(code=stages["step"], step=stages["step"].map(words))


def open_by_age(release: Release, lang: str) -> pd.DataFrame:
    """Return how many issues of the county are open by age; none where nothing is open."""
    rows = release.table("help_ages").query("county_code == @release.county and category == 'all'")
    rows = rows[rows["age"] != "closed"]
    named = rows["age"].map(of_release(release, "help").labels("ages", lang))
    return rows.assign(age=named) if rows["issues"].gt(0).any() else rows[:0]


def by_county(
    release: Release, lang: str
) -> tuple[pd.DataFrame, tuple[dict[str, str], dict[str, str]]]:
    """Return the received by county and category, and the names of categories and counties."""
    rows = release.table("help_counts")
    counties = {code: release.county_name(lang, code) for code in release.neighbours}
    whole = {WHOLE: release.county_name(lang, WHOLE)}
    return rows, (categories(release, lang), whole | counties)


def single(release: Release, table: str, columns: Sequence[str], lang: str) -> GT | None:
    """Return the place's single issues for publication; None without any."""
    words = of_release(release, "help").labels("categories", lang)
    rows = own_rows(release, table)
    rows = rows.assign(category=rows["category"].map(lambda code: words.get(code, code)))
    return listed(release, table, columns, lang, rows)
