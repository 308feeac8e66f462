"""What is said of key enterprises, and their rows with words in the place of codes."""

from typing import Any

import pandas as pd
from great_tables import GT

from analysis.display.labels import value_label
from analysis.display.marks import MASK
from analysis.display.numbers import signed
from analysis.display.own_rows import listed, own_rows
from analysis.display.sentences import of_release
from analysis.display.tables import publication_table
from analysis.questions.key_enterprises.elasticity import UNUSUAL_Z
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

TITLE = {"zh": "重点企业运行与预警", "en": "Key enterprises: running and warnings"}
TINTS = {"red": "#e08a84", "orange": "#f2c078", "blue": "#9ec5e8", "green": "#b5dcc0"}
COLUMNS = {
    "warned": (
        *("name", "county_code", "colour", "ground", "electricity_pct", "output_growth_pct"),
        *("state", "reason", "contact"),
    ),
    "pulls": (
        *("name", "output_10k_cny", "output_growth_pct", "share_city_pct", "share_county_pct"),
        *("pull_city_pp", "pull_county_pp", "city_without_pct"),
    ),
    "fit": ("name", "county_code", "output_growth_pct", "electricity_growth_pct", "z"),
    "missing": ("name", "county_code", "days_missing", "last_reading_on", "state", "contact"),
}
"""Part of the page → its columns of single enterprises."""
MOST_PULLS = 6


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraphs of the page's beginning; to others than the bureau, only the counts."""
    said = of_release(release, "key_enterprises")
    figures = release.quantities("key_enterprises").query("county_code == @release.county")
    rule, day = release.table("warning_rule"), release.table("ballast_counts")["day"].max()
    slots: dict[str, Any] = figures.set_index("quantity")["value"].to_dict() | {
        "county": release.place_name(lang),
        "day": [day.year, day.month, day.day],
        "rule": rule["rule"].iloc[0],
        "period": release.period,
    }
    if release.has("key_enterprises"):
        slots |= _internal(release, lang)
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def _internal(release: Release, lang: str) -> dict[str, Any]:
    """What only the bureau is told: states, reasons, who pulls growth down, who is missing."""
    totals = release.table("key_enterprise_totals").set_index("county_code")
    rows = own_rows(release, "key_enterprises")
    pull = "pull_city_pp" if release.county == WHOLE else "pull_county_pp"
    falling = rows[rows[pull] < 0].sort_values(pull)
    silent = missing(release)
    reasons = [
        value_label("key_enterprises", "reason", code, lang)
        for code in rows["reason"].value_counts().head(3).index
    ]
    return {
        **totals.loc[release.county].drop("masked").to_dict(),
        "reasons": reasons or None,
        "falling": len(falling),
        "falling_names": [*falling["name"].head(3)] or None,
        "falling_pp": falling[pull].sum(),
        "silent": len(silent),
        "silent_names": [*silent["name"].head(3)] or None,
    }


def titled(release: Release, rows: pd.DataFrame, part: str, lang: str) -> GT | None:
    """Return enterprises with the title and columns of a part of the page; None without any."""
    title = of_release(release, "key_enterprises").labels("tables", lang)[part]
    return listed(release, "key_enterprises", COLUMNS[part], lang, rows, title)


def counts(release: Release, lang: str) -> GT:
    """Return the numbers by colour and of all listed: of the county and the whole.

    The bureau's report on the whole has every county; elsewhere a county's colours are withheld.
    """
    listed = release.table("ballast_counts").assign(colour="listed")
    rows = pd.concat([release.table("warning_counts"), listed])
    number = rows["enterprises"].map(lambda value: f"{value:.0f}", na_action="ignore")
    rows = rows.assign(said=number.where(~rows["masked"], MASK))
    wide = rows.pivot_table("said", "county_code", "colour", aggfunc="first")
    counties = release.neighbours if release.audience == "internal" else ()
    order = dict.fromkeys([*(counties if release.county == WHOLE else ()), release.county, WHOLE])
    texts = wide.loc[[*order], [*TINTS, "listed"]].reset_index()
    texts["county_code"] = texts["county_code"].map(lambda code: release.county_name(lang, code))
    said = of_release(release, "key_enterprises")
    titles = {code: value_label("warning_counts", "colour", code, lang) for code in TINTS}
    titles |= said.labels("columns", lang)
    rules = release.table("warning_rule")
    rule, idle = rules.iloc[0], rules.loc[~rules["judged"], "measure"].unique()
    notes = [said.say("version", lang, rule=rule["rule"], since=f"{rule['valid_from']:%Y-%m-%d}")]
    if len(idle):
        names = [value_label("warning_rule", "measure", code, lang) for code in idle]
        notes.append(said.say("not_judged", lang, measures=names))
    return publication_table(texts, "warning_counts", lang, titles=titles, notes=notes)


def warned(release: Release) -> pd.DataFrame:
    """Return the county's enterprises that have a colour, the worst first."""
    rows = own_rows(release, "key_enterprises")
    order = {colour: place for place, colour in enumerate(TINTS)}
    rows = rows[rows["colour"] != "green"]
    return rows.sort_values(["colour", "electricity_pct"], key=_ordered(order))


def missing(release: Release) -> pd.DataFrame:
    """Return the county's enterprises without a reading on some recent day, the worst first."""
    rows = own_rows(release, "key_enterprises")
    rows = rows[rows["days_missing"] > 0]
    return rows.sort_values("days_missing", ascending=False, kind="stable")


def _ordered(order: dict[str, int]) -> Any:
    return lambda column: column.map(order) if column.name == "colour" else column


def weeks(
    release: Release, lang: str
) -> tuple[pd.DataFrame, tuple[dict[Any, str], dict[str, str]], dict[str, tuple[str, str]]]:
    """Return the weeks of each enterprise that was warned in any, names, and colours' looks.

    In the cells stands the week's electricity against the enterprise's own baseline.
    """
    rows = own_rows(release, "key_enterprise_weeks")
    ever = rows.loc[rows["colour"] != "green", "uscc"]
    rows = rows[rows["uscc"].isin(ever)].sort_values(["week_ends_on", "county_code", "uscc"])
    percent = rows["electricity_pct"].map(lambda value: f"{signed(value)}%", "ignore")
    rows = rows.assign(said=percent.astype(object).fillna("…"))
    across = {day: f"{day:%m-%d}" for day in rows["week_ends_on"].unique()}
    down = rows.drop_duplicates("uscc").set_index("uscc")["name"].to_dict()
    looks = {
        code: (value_label("key_enterprises", "colour", code, lang), tint)
        for code, tint in TINTS.items()
    }
    return rows, (across, down), looks


def pulls(release: Release) -> tuple[pd.DataFrame, str]:
    """Return those that pull the growth of the county or city most, either way, and the column."""
    pull = "pull_city_pp" if release.county == WHOLE else "pull_county_pp"
    rows = own_rows(release, "key_enterprises").sort_values(pull, ascending=False)
    up, down = (rows[rows[pull].round(2) * sign > 0] for sign in (1, -1))
    return pd.concat([up.head(MOST_PULLS), down.tail(MOST_PULLS)]), pull


def unusual(release: Release) -> pd.DataFrame:
    """Return all listed enterprises, `own` the county's whose electricity does not fit output."""
    rows = release.table("key_enterprises")
    mine = rows["uscc"].isin(own_rows(release, "key_enterprises")["uscc"])
    return rows.assign(own=mine & (rows["z"].abs() > UNUSUAL_Z))
