"""What is said of resumption, and its curves by lunar day."""

from typing import Any

import pandas as pd
from great_tables import GT

from analysis.display.forms.course import Line
from analysis.display.sentences import of_release
from analysis.display.style import BLUE, MUTED, ORANGE
from analysis.display.tables import publication_table
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

TITLE = {"zh": "节后复工复产与通行证", "en": "Resumption after the festival, and passes"}
RATES = {"resumed_pct": BLUE, "load_pct": ORANGE}
EARLIER = "#aab4bf"


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraph of the last day reported."""
    said = of_release(release, "resumption")
    (row,) = release.table("resumption_last").query("county_code == @release.county").to_dict(
        "records"
    )  # fmt: skip
    day = row["date"]
    (rule,) = release.table("resumption_rule").to_dict("records")
    slots: dict[str, Any] = (
        rule
        | row
        | {
            "county": release.place_name(lang),
            "day": [day.year, day.month, day.day],
            "lunar": said.labels("lunar_days", lang)[f"{row['lunar_day']:.0f}"],
        }
    )
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def curves(release: Release, lang: str) -> tuple[pd.DataFrame, dict[str, Line]]:
    """Return both rates of every lunar day and how each line is drawn; no rows if withheld."""
    days = release.table("resumption_days").query("county_code == @release.county")
    days = days.sort_values(["year", "lunar_day"])
    long = days.melt(["year", "lunar_day"], [*RATES], "rate", "pct")
    long = long.assign(line=long["year"].astype(str) + long["rate"])
    long = long if long["pct"].notna().any() else long[:0]
    titles = of_release(release, "resumption").labels("rates", lang)
    years = sorted(long["year"].unique())
    lines = {
        f"{year}{rate}": Line(
            f"{year} {titles[rate]}", colour if year == years[-1] else _pale(rate),
            1.8 if year == years[-1] else 1.2, "o-" if year == years[-1] else "--",
        )
        for year in reversed(years)
        for rate, colour in RATES.items()
    }  # fmt: skip
    return long, lines


def _pale(rate: str) -> str:
    return {"resumed_pct": EARLIER, "load_pct": MUTED}[rate]


def by_county(release: Release, lang: str) -> pd.DataFrame:
    """Return the last day of the counties with a list, with `county` and `own`; the whole is last.

    Others that are withheld are left out.
    """
    rows = release.table("resumption_last")
    order = [*release.neighbours, WHOLE]
    shown = rows["listed"].gt(0) | rows["county_code"].eq(release.county)
    rows = rows[shown].set_index("county_code")
    rows = rows.loc[[code for code in order if code in rows.index]].reset_index()
    names = rows["county_code"].map(lambda code: release.county_name(lang, code))
    return rows.assign(county=names, own=rows["county_code"] == release.county)


def listed(release: Release, lang: str) -> GT | None:
    """Return both rates of every county for publication."""
    rows = by_county(release, lang).assign(county_code=lambda frame: frame["county"])
    if release.county != WHOLE:
        rows = rows[rows["own"] | (rows["county"] == release.county_name(lang, WHOLE))]
    columns = [
        *("county_code", "listed", "unread", "resumed", "resumed_pct", "resumed_change_pp"),
        *("load_pct", "load_change_pp", "index", "manned_pct", "used_pct", "masked"),
    ]
    if rows.empty:
        return None
    (rule,) = release.table("resumption_rule").to_dict("records")
    said = of_release(release, "resumption")
    slots = {name: rule[name] for name in said.sentences["rule"].slots}
    note = said.say("rule", lang, **slots)
    return publication_table(rows[columns], "resumption_last", lang, notes=[note])
