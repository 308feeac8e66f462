"""What is said of first sets' proofs, and their rows with names in the place of codes."""

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from analysis.display.labels import in_words
from analysis.display.sentences import of_release
from analysis.display.tables import publication_table
from analysis.questions.first_set_proofs.tables import PROOFS
from analysis.tables.release import Release

TITLE = {"zh": "首台（套）要件", "en": "First sets: proofs"}
COLUMNS = ("enterprises", "products", "complete", *(f"no_{proof}" for proof in PROOFS))


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraph of the section's beginning."""
    said = of_release(release, "first_set_proofs")
    rows = release.table("first_set_screen")
    row = rows.query("county_code == @release.county and kind == 'all'").squeeze().to_dict()
    slots = row | {"county": release.place_name(lang)}
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def screen(release: Release, lang: str) -> GT | None:
    """Return the county's counts by kind, all together last; None where there are none to show."""
    rows = release.table("first_set_screen").query("county_code == @release.county")
    if not rows["products"].gt(0).any():
        return None
    rows = rows[rows["products"].ne(0)].sort_values("kind", key=lambda kinds: kinds.eq("all"))
    return _printed(rows, "first_set_screen", ["kind", *COLUMNS, "masked"], lang)


def _printed(rows: pd.DataFrame, table: str, columns: Sequence[str], lang: str) -> GT:
    return publication_table(in_words(rows, table, lang)[[*columns]], table, lang)
