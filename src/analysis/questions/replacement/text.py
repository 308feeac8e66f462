"""What is said of plans of replacement, and their rows with names in the place of codes."""

import pandas as pd

from analysis.display.labels import value_label
from analysis.display.sentences import of_release
from analysis.tables.release import Release

TITLE = {"zh": "产能置换", "en": "Capacity replacement"}


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraph of the section's beginning."""
    said = of_release(release, "replacement")
    counts = release.table("replacement_counts").query("county_code == @release.county")
    counts = counts.set_index("product")
    every, clinker = counts.loc["all"], counts.loc["clinker"]
    parts = {
        f"clinker_{name}": clinker[f"{name}_t_per_day"] for name in ("new", "required", "given")
    }
    slots = every.to_dict() | parts | {"county": release.place_name(lang)}
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def own_counts(release: Release, lang: str) -> pd.DataFrame:
    """Return the county's counts by product, of those with a plan, with the names of products."""
    words = of_release(release, "replacement").labels("products", lang)
    rows = release.table("replacement_counts").query("county_code == @release.county and plans > 0")
    names = [
        words.get(code) or value_label("replacement_by_plan", "product", code, lang)
        for code in rows["product"]
    ]
    return rows.assign(product=names, single=rows["product"] != "all")
