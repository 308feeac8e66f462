"""What is said of hazards, and their rows with names in the place of codes."""

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from analysis.display.own_rows import listed, own_rows
from analysis.display.sentences import of_release
from analysis.tables.release import Release

TITLE = {"zh": "民爆安全与化工园区", "en": "Explosives, chemical parks and points"}


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraphs of the page's beginning."""
    said = of_release(release, "hazards")
    first = counts(release, lang).iloc[0].to_dict()
    visits = release.table("hazard_inspections").query("county_code == @release.county")
    slots = first | visits.squeeze().to_dict() | _chemical(release)
    slots["county"] = release.place_name(lang)
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def _chemical(release: Release) -> dict[str, float]:
    """Title → holders in force in the county; nothing without a register of titles."""
    if not release.has("title_counts"):
        return {}
    where = "county_code == @release.county & status == 'stock' & level == 'all'"
    rows = release.table("title_counts").query(where)
    return rows.set_index("title")["holders"].to_dict()


def counts(release: Release, lang: str) -> pd.DataFrame:
    """Return the county's counts with the names of categories: all together, then by number.

    Categories without a hazard are left out, those that are withheld are not.
    """
    rows = own_rows(release, "hazard_counts")
    every = rows["category"].eq("all")
    kinds = rows[~every & rows["found"].ne(0)].sort_values("found", ascending=False, kind="stable")
    return categorised(release, pd.concat([rows[every], kinds]), lang)


def categorised(release: Release, rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return rows with the names of their categories; one of the bureau's own keeps its name."""
    words = of_release(release, "hazards").labels("categories", lang)
    return rows.assign(category=rows["category"].map(lambda code: words.get(code, code)))


def single(release: Release, table: str, columns: Sequence[str], lang: str) -> GT | None:
    """Return the place's single hazards for publication; None without any."""
    rows = categorised(release, own_rows(release, table), lang)
    return listed(release, table, columns, lang, rows)
