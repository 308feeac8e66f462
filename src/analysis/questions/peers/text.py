"""The city's place in words, and the rows of the cities."""

import pandas as pd
from great_tables import GT

from analysis.display.labels import value_label
from analysis.display.sentences import of_release
from analysis.display.tables import publication_table
from analysis.questions.peers.tables import INDICATORS
from analysis.tables.dictionary import Table
from analysis.tables.release import Release
from analysis.tables.result_columns import pct

CITIES = Table(
    name="peer_indicators",
    zh="全省各市",
    en="The cities of the province",
    row=("一个市", "one city"),
    key=(),
    columns={name: pct(zh, en) for name, (zh, en) in INDICATORS.items()},
)
"""The cities with a column an indicator."""
TITLE = {"zh": "全省位次", "en": "The city in its province"}


def headline(release: Release, lang: str) -> list[str]:
    """Return a sentence an indicator, each with its own period."""
    said = of_release(release, "peers")
    rows = release.table("peer_standing")
    return [
        said.say(
            "standing",
            lang,
            indicator=_indicator(row.indicator, lang),
            period=row.of_period,
            growth=row.growth_pct,
            ahead=row.ahead_pp,
            place=row.place,
            tied=row.tied,
            of=row.of,
            gained=row.gained,
            stated=row.basis == "stated",
        )
        for row in rows.itertuples()
    ]


def standings(release: Release, lang: str) -> GT | None:
    """Return the indicators side by side; None without any."""
    rows = release.table("peer_standing")
    columns = ["indicator", "of_period", "growth_pct", "province_pct", "ahead_pp", "said", "basis"]
    words = {"zh": "并列", "en": "="}
    place = rows["place"].map("{:.0f}".format).where(rows["place"].notna(), "–")
    said = rows["tied"].map({True: words[lang], False: ""}) + place
    basis = [
        "–" if pd.isna(code) else value_label("peer_standing", "basis", code, lang)
        for code in rows["basis"]
    ]
    shown = rows.assign(
        said=said + "/" + rows["of"].map("{:.0f}".format),
        basis=basis,
        indicator=[_indicator(code, lang) for code in rows["indicator"]],
    )
    titles = of_release(release, "peers").labels("standings", lang)
    if rows.empty:
        return None
    return publication_table(shown[columns], "peer_standing", lang, titles=titles)


def cities(release: Release) -> tuple[pd.DataFrame, pd.Series]:
    """Return the cities with a column an indicator, and the whole province's values.

    Indicators of which the bulletin lists a single city are left out: nothing stands beside it.
    """
    rows = release.table("peer_cities")
    wide = rows.pivot_table("growth_pct", ["place_name", "own"], "indicator", sort=False)
    wide = wide[[name for name in INDICATORS if name in wide and wide[name].count() > 1]]
    whole = release.table("peer_standing").set_index("indicator")["province_pct"]
    return wide.reset_index(), whole.reindex(wide.columns)


def _indicator(code: str, lang: str) -> str:
    return value_label("peer_standing", "indicator", code, lang)
