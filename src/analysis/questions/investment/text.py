"""What is said of projects; rows with names instead of codes; places with ties and arrows."""

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from analysis.display.labels import declaration, value_label
from analysis.display.marks import mark
from analysis.display.sentences import of_release
from analysis.display.tables import publication_table
from analysis.registers import ranking, ranking_change
from analysis.tables.city import WHOLE
from analysis.tables.release import Release

TITLE = {"zh": "工业和技改项目", "en": "Industrial and upgrading projects"}
CATEGORIES = ("list", "nature", "reason", "finding")
PLACES = {
    "rate": ("done_pct", "done_pct_before"),
    "amount": ("done_ytd_10k_cny", "done_before_10k_cny"),
}
"""By what counties are ranked, now and a period ago."""
ONE = {"zh": "（仅1个项目）", "en": " (one project)"}


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraphs of the page's beginning."""
    figures = release.quantities("investment").query("county_code == @release.county")
    counts = release.table("project_counts").query("county_code == @release.county")
    counts = counts.set_index("list")
    order = _by_rate(release, lang)
    slots = figures.set_index("quantity")["value"].to_dict() | {
        "county": release.place_name(lang),
        "period": release.period,
        "due": counts["due"]["new_start"],
        "late": counts["late"]["all"],
        "behind": counts["behind"]["all"],
        "first": order[:3],
        "last": order[-3:] if len(order) > 5 else None,
    }
    said = of_release(release, "investment")
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def own_rows(release: Release, table: str, lang: str) -> pd.DataFrame:
    """Return the county's rows of a table, with names instead of the codes of lists, reasons, …

    Of single projects the whole territory has all.
    """
    rows = release.table(table)
    if release.county != WHOLE or rows["county_code"].eq(WHOLE).any():
        rows = rows[rows["county_code"] == release.county]
    names = {
        column: rows[column].map(lambda code, column=column: value_label(table, column, code, lang))
        for column in CATEGORIES
        if column in rows
    }
    return rows.assign(**names)


def invested(money: pd.DataFrame) -> pd.DataFrame:
    """Return the lists that have a plan of the year; none where all of them are withheld."""
    planned = money[money["plan_year_10k_cny"] != 0]
    return planned if planned["plan_year_10k_cny"].notna().any() else planned[:0]


def listed(release: Release, table: str, columns: Sequence[str], lang: str) -> GT | None:
    """Return single projects for publication; None without any.

    The whole territory has them by county; those of public lists stand in the counties' reports.
    """
    rows, columns = own_rows(release, table, lang), [*columns]
    if release.county == WHOLE:
        rows = rows.assign(county_code=_names(release, rows, lang))
        columns = ["county_code", *columns]
        if release.audience != "internal":
            return None
    return publication_table(rows[columns], table, lang) if len(rows) else None


def side_by_side(release: Release, lang: str) -> pd.DataFrame:
    """Return the counties by share done, with their names, `own`, and places in words.

    A place that others share is marked =, beside it stands how many places were gained (↑) or
    lost (↓) since the last period. A county of one project has that in its name.
    """
    rows = _ranked(release)
    rows = rows[rows["county_code"].isin(release.neighbours)]
    names = _names(release, rows, lang) + rows["single"].map({True: ONE[lang], False: ""})
    said = {
        f"{by}_said": [
            *map(
                _place,
                *(rows[f"{by}_{name}"] for name in ("place", "tied", "change")),
                rows["masked"],
            )
        ]
        for by in PLACES
    }
    return rows.assign(county=names, own=rows["county_code"].eq(release.county), **said)


def stages(lang: str) -> dict[str, str]:
    """Return stage → name, in the order of a project's life, with those that came and went."""
    values = {
        **declaration("project_steps").metadata("stage_before")["values"],
        **declaration("project_steps").metadata("stage_now")["values"],
    }
    return {code: zh if lang == "zh" else en for code, (zh, en) in values.items()}


def _ranked(release: Release) -> pd.DataFrame:
    """All counties by share done, with places among those that are shown, now and before.

    What is equal as printed shares a place.
    """
    columns = ["projects", "single", *(c for pair in PLACES.values() for c in pair)]
    rows = release.everywhere("project_investment", columns, list="all")
    rows = rows[rows["county_code"].ne(WHOLE) & rows["projects"].gt(0)]
    for by, measures in PLACES.items():
        now, was = (ranking(rows.assign(printed=rows[m].round(1)), "printed") for m in measures)
        placed = ranking_change(now, was)[["place", "tied", "change"]]
        rows = rows.join(placed.add_prefix(f"{by}_"))
    return rows.sort_values("done_pct", ascending=False, kind="stable")


def _place(place: int, tied: bool, change: int, masked: bool) -> str:
    if pd.isna(place):
        return mark(masked)
    moved = "" if pd.isna(change) or change == 0 else f" {'↑' if change > 0 else '↓'}{abs(change)}"
    return f"{place}{'=' if tied else ''}{moved}"


def _names(release: Release, rows: pd.DataFrame, lang: str) -> pd.Series:
    return rows["county_code"].map(lambda code: release.county_name(lang, code))


def _by_rate(release: Release, lang: str) -> list[str]:
    """The names of all counties that are shown and have more than one project, by share done."""
    rows = _ranked(release)
    return _names(release, rows[rows["rate_place"].notna() & ~rows["single"]], lang).tolist()
