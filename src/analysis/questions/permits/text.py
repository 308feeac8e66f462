"""What is said of passes, and their months side by side."""

import pandas as pd
from great_tables import GT

from analysis.display.labels import value_label
from analysis.display.numbers import month
from analysis.display.sentences import of_release
from analysis.display.tables import publication_table
from analysis.questions.permits.tables import COUNTED_IN
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

TITLE = {"zh": "通行证", "en": "Passes"}


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraph of passes, and of the white list where there is a register of titles."""
    said = of_release(release, "permits")
    held = ["permits", *(["titles"] if release.has("title_counts") else [])]
    figures = pd.concat([release.quantities(name) for name in held])
    own = figures[figures["county_code"] == release.county].set_index("quantity")["value"]
    slots = {"county": release.place_name(lang), "period": release.period, **own.to_dict()}
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def by_month(release: Release, lang: str) -> GT | None:
    """Return a row a kind and a column a month, the year's sum last; None without passes."""
    rows = release.table("permit_months").query("county_code == @release.county")
    if rows.empty:
        return None
    wide = rows.pivot_table("issued", "kind", "month", aggfunc="sum", fill_value=0)
    wide = wide.reindex([kind for kind in COUNTED_IN if kind in wide.index])
    titles = {name: month(name, lang) for name in wide}
    total = of_release(release, "permits").labels("columns", lang)["year"]
    wide = wide.assign(year=wide.sum(axis=1)).reset_index()
    wide["kind"] = wide["kind"].map(lambda code: value_label("permit_counts", "kind", code, lang))
    places = dict.fromkeys([*titles, "year"], 0)
    return publication_table(
        wide, "permit_months", lang, titles={**titles, "year": total}, decimals=places
    )


def by_county(release: Release, lang: str) -> GT | None:
    """Return the counties with both kinds, for the whole territory only."""
    rows = release.table("permit_counts")
    if release.county != WHOLE or rows.empty:
        return None
    wide = rows.pivot_table("issued", "county_code", "kind", aggfunc="sum")[[*COUNTED_IN]]
    titles = {code: value_label("permit_counts", "kind", code, lang) for code in wide}
    wide = wide.loc[[*release.neighbours, WHOLE]].reset_index()
    wide["county_code"] = wide["county_code"].map(lambda code: release.county_name(lang, code))
    places = dict.fromkeys(titles, 0)
    return publication_table(wide, "permit_counts", lang, titles=titles, decimals=places)
