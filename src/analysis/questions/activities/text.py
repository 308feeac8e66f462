"""What is said of trainings and events, and their rows with names in the place of codes."""

import pandas as pd

from analysis.display.labels import in_words
from analysis.display.own_rows import county_names, own_rows
from analysis.display.sentences import of_release
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

TITLE = {"zh": "培训与活动", "en": "Trainings and events"}


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraph of the section's beginning."""
    said = of_release(release, "activities")
    figures = release.quantities("activities").query("county_code == @release.county")
    known = figures.set_index("quantity")["value"].to_dict()
    slots = known | {"county": release.place_name(lang)}
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def held(release: Release, lang: str) -> pd.DataFrame:
    """Return the county's kinds of work that took place, in words."""
    rows = own_rows(release, "activity_counts").query("sessions > 0")
    return in_words(rows, "activity_counts", lang)


def side_by_side(release: Release, lang: str) -> pd.DataFrame:
    """Return the trainings of the counties shown, with their names and `own`."""
    rows = release.table("activity_counts").query("kind == 'training'")
    rows = rows[rows["county_code"].ne(WHOLE)]
    names = county_names(release, rows, lang)
    return rows.assign(county=names, own=rows["county_code"].eq(release.county))
