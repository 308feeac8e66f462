"""What drove growth: the pull of each industry, and its growth beside the whole's."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.display.labels import short_industry
from analysis.display.numbers import signed
from analysis.display.parts import DrawnRow, drawn_rows
from analysis.display.sentences import of_release
from analysis.display.stated import Stated
from analysis.questions.output.text import whole, words
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

MOST = 14
"""Industries that a figure names; the others are in the rest."""
NOTHING_PP = 0.005
"""A smaller rest reads 0.00 and is left out."""
SAID_PP = 0.05
"""A smaller difference reads 0.0: neither above nor below is said."""


def pulls(release: Release, lang: str) -> Stated | None:
    """The pull of each industry and the rest that closes the sum; None where it is withheld.

    Withheld industries stand together in their group where it is published, else in the rest.
    """
    own = whole(release, "output_outlook")
    if own is None or pd.isna(own["ytd_growth_pct"]):
        return None
    shown = _industries(release, lang, release.county).dropna(subset=["pull_pp"])
    largest = shown.loc[shown["pull_pp"].abs().nlargest(MOST).index]
    groups = _groups(release, lang)
    largest = pd.concat([largest[[*groups]], groups], ignore_index=True)
    largest = largest.sort_values("pull_pp", ascending=False)
    text = of_release(release, "output")
    rest = own["ytd_growth_pct"] - largest["pull_pp"].sum()
    titles = text.labels("pulls", lang)
    rows = [
        DrawnRow(row.said, _pull(row.pull_pp, row.ytd_growth_pct), row.pull_pp)
        for row in largest.itertuples()
    ]
    if abs(rest) >= NOTHING_PP:
        rows.append(DrawnRow(titles["rest"], signed(rest, 2), rest, rest=True))
    up, down = largest[largest["pull_pp"] > SAID_PP], largest[largest["pull_pp"] < -SAID_PP]
    finding = text.say(
        "pulls_finding",
        lang,
        most=_named(up.head(2)),
        least=_named(down.tail(1)),
        grouped=len(groups) > 0,
    )
    measure = text.say(
        "pulls_measure",
        lang,
        noun=words(release, lang).noun,
        growth=own["ytd_growth_pct"],
        grouped=len(groups) > 0,
    )
    drawn = drawn_rows(rows, titles=(titles["industry"], titles["pull"]))
    return Stated(drawn, finding, measure, release.city.source(lang))


def beside_the_whole(release: Release, lang: str) -> Stated | None:
    """The largest industries' growth, a ring at the whole's of the same industry; None of none."""
    own = _industries(release, lang, release.county).dropna(subset=["ytd_growth_pct"])
    every = _industries(release, lang, WHOLE).set_index("industry_code")["ytd_growth_pct"]
    both = own.assign(whole_pct=own["industry_code"].map(every)).dropna(subset=["whole_pct"])
    if both.empty or release.county == WHOLE:
        return None
    both = both.nlargest(MOST, "ytd_value").sort_values("ytd_growth_pct", ascending=False)
    text, ahead = of_release(release, "output"), both["ytd_growth_pct"] - both["whole_pct"]
    slots = {"whole": release.city.whole(lang), "industries": len(both)}
    rows = [
        DrawnRow(
            row.said,
            text.say("beside", lang, growth=row.ytd_growth_pct, whole_growth=row.whole_pct),
            row.ytd_growth_pct,
            beside=row.whole_pct,
        )
        for row in both.itertuples()
    ]
    return Stated(
        drawn_rows(rows, dots=True),
        text.say("beside_finding", lang, **slots, faster=int((ahead >= SAID_PP).sum())),
        text.say("beside_measure", lang, noun=words(release, lang).noun, whole=slots["whole"]),
        release.city.source(lang),
    )


def _industries(release: Release, lang: str, county: str) -> pd.DataFrame:
    """The published industries of a county or of the whole, with their short names as `said`."""
    outlook = release.table("output_outlook")
    tier = "industry" if county == WHOLE else "cell"
    rows = outlook[(outlook["tier"] == tier) & (outlook["county_code"] == county)]
    rows = rows[~rows["masked"]]
    names = release.industry_names(lang)
    return rows.assign(said=[short_industry(names[code]) for code in rows["industry_code"]])


def _groups(release: Release, lang: str) -> pd.DataFrame:
    """What the published groups of the county hold beyond its published industries.

    Returns `said`, `pull_pp`, `ytd_growth_pct` of each group that holds a withheld industry.
    """
    found = []
    if release.has("output_groups"):
        outlook, groups = release.table("output_outlook"), release.table("output_groups")
        cells = outlook[(outlook["tier"] == "cell") & (outlook["county_code"] == release.county)]
        for _, group in groups[groups["county_code"] == release.county].iterrows():
            mine = cells[cells["industry_code"].isin(str(group["industries"]).split())]
            if mine["masked"].any() and not group["masked"]:
                found.append(_rest_of(release, group, mine[~mine["masked"]], lang))
    return pd.DataFrame(found, columns=["said", "pull_pp", "ytd_growth_pct"])


def _rest_of(release: Release, group: pd.Series, shown: pd.DataFrame, lang: str) -> dict[str, Any]:
    """A group less those of its industries that are shown."""
    now, base = (group[name] - shown[name].sum() for name in ("ytd_value", "ytd_base_value"))
    title = group[f"group_{lang}"]
    rest = of_release(release, "output").say("group_rest", lang, title=title)
    return {
        "said": rest if len(shown) else title,
        "pull_pp": group["pull_pp"] - shown["pull_pp"].sum(),
        "ytd_growth_pct": 100 * (now / base - 1) if base > 0 else np.nan,
    }


def _pull(pull: float, growth: float) -> str:
    return f"{signed(pull, 2)}  ({signed(growth, 1)}%)" if np.isfinite(growth) else signed(pull, 2)


def _named(rows: pd.DataFrame) -> list[dict[str, Any]]:
    return [{"name": row.said, "pull": row.pull_pp} for row in rows.itertuples()]
