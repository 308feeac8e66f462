"""The clusters' growth beside that of all industry: what their industry and they themselves add."""

import pandas as pd

from analysis.display.numbers import printed_change
from analysis.display.parts import DrawnRow, drawn_rows
from analysis.display.sentences import of_release
from analysis.display.stated import Stated
from analysis.questions.clusters.text import SAID_PP, alone, kind, positions
from analysis.tables.release import Release


def deviation(release: Release, lang: str) -> Stated | None:
    """Growth of the county's clusters less that of all industry, in its two parts.

    Of shift-share: growth = all industry + its industry's lead + its own lead. None where none of
    the county's clusters may be judged, or where there is nothing to hold them against.
    """
    if alone(release):
        return None
    own = positions(release, lang).query("county_code == @release.county")
    shown = own[~own["masked"] & (own["claim"] == 1) & own["local_effect_pp"].notna()]
    if shown.empty:
        return None
    shown = shown.sort_values("growth_pct", ascending=False)
    text, best = of_release(release, "clusters"), shown.iloc[0]
    said = kind(release, lang)
    finding = text.say(
        "deviation_finding",
        lang,
        kind=said,
        clusters=len(shown),
        faster=int((shown["local_effect_pp"] >= SAID_PP).sum()),
        best=best["said"],
        growth=best["growth_pct"],
    )
    measure = text.say(
        "deviation_measure",
        lang,
        kind=said,
        whole=release.city.whole(lang),
        reference=best["reference_effect_pp"],
    )
    rows = [_row(release, row, lang) for _, row in shown.iterrows()]
    return Stated(drawn_rows(rows), finding, measure, release.city.source(lang))


def _row(release: Release, row: pd.Series, lang: str) -> DrawnRow:
    lead = printed_change(row["growth_pct"], row["reference_effect_pp"])
    said = of_release(release, "clusters").say(
        "deviation_row",
        lang,
        lead=lead,
        mix=row["mix_effect_pp"],
        local=printed_change(lead, row["mix_effect_pp"]),
    )
    return DrawnRow(str(row["said"]), said, lead)
