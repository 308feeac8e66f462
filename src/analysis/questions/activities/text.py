"""What is said of trainings and events, and their rows with names in the place of codes."""

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from analysis.display.labels import in_words
from analysis.display.sentences import of_release
from analysis.display.tables import publication_table
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraph of the section's beginning."""
    said = of_release(release, "activities")
    figures = release.quantities("activities").query("county_code == @release.county")
    known = figures.set_index("quantity")["value"].to_dict()
    slots = known | {"county": release.place_name(lang)}
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def own_rows(release: Release, lang: str) -> pd.DataFrame:
    """Return the county's kinds of work that took place, in words."""
    rows = release.table("activity_counts").query("county_code == @release.county & sessions > 0")
    return in_words(rows, "activity_counts", lang)


def side_by_side(release: Release, lang: str) -> pd.DataFrame:
    """Return the trainings of the counties shown, with their names and `own`."""
    rows = release.table("activity_counts").query("kind == 'training' and county_code != @WHOLE")
    names = rows["county_code"].map(lambda code: release.county_name(lang, code))
    return rows.assign(county=names, own=rows["county_code"].eq(release.county))


def listed(release: Release, columns: Sequence[str], lang: str) -> GT | None:
    """Return the county's findings for publication; None without any."""
    rows, table = release.table("activity_findings"), "activity_findings"
    if release.county != WHOLE:
        rows = rows[rows["county_code"] == release.county]
    shown = in_words(rows, table, lang)[[*columns]]
    return publication_table(shown, table, lang) if len(rows) else None
