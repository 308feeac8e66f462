"""What is said of projects; rows with names instead of codes; places with ties and arrows."""

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from analysis.display.labels import declaration, in_words, value_label
from analysis.display.marks import mark
from analysis.display.own_rows import county_names, listed, own_rows
from analysis.display.sentences import of_release
from analysis.display.tables import publication_table
from analysis.registers import ranking, ranking_change
from analysis.tables.city import WHOLE
from analysis.tables.finding import FOUND
from analysis.tables.release import Release

TITLE = {"zh": "工业和技改项目", "en": "Industrial and upgrading projects"}
CATEGORIES = ("list", "nature", "reason", "finding")
PLACES = {
    "rate": ("done_pct", "done_pct_before"),
    "amount": ("done_ytd_10k_cny", "done_before_10k_cny"),
}
"""By what counties are ranked, now and a period ago."""
_NAMES = {"project_names": ["name", "list", "nature"]}
SINGLE = {
    "public": _NAMES,
    "county": _NAMES,
    "internal": {
        "project_lag": ["name", "list", "reason", "late_days", "ahead_pp", "problem"],
        "project_findings": ["finding", "name", *FOUND],
    },
}
"""Audience → the tables of single projects it sees, and their columns."""
ONE = {"zh": "（仅1个项目）", "en": " (one project)"}


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraphs of the page's beginning."""
    figures = release.quantities("investment").query("county_code == @release.county")
    counts = release.table("project_counts").query("county_code == @release.county")
    counts = counts.set_index("list")
    order, place = _by_rate(release, lang), _own_place(release)
    late = counts["late"].drop("all")
    slots = figures.set_index("quantity")["value"].to_dict() | {
        "county": release.place_name(lang),
        "period": release.period,
        "due": counts["due"]["new_start"],
        "late": counts["late"]["all"],
        "late_by": [
            {"number": number, "of": value_label("project_counts", "list", code, lang)}
            for code, number in late[late > 0].items()
        ],
        "late_days": counts["late_days"]["all"],
        "behind": counts["behind"]["all"],
        "first": order[:3],
        "last": order[-3:] if len(order) > 5 else None,
        **place,
    }
    said = of_release(release, "investment")
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def own_lists(release: Release, table: str, lang: str) -> pd.DataFrame:
    """Return the place's rows of a table in words; a list without a project is left out."""
    rows = own_rows(release, table)
    if {"list", "projects"} <= {*rows}:
        rows = rows[rows["projects"].gt(0) | rows["list"].eq("all")]
    return in_words(rows, table, lang)


def single(release: Release, table: str, columns: Sequence[str], lang: str) -> GT | None:
    """Return single projects for publication; None without any.

    The whole territory has them internally: those of public lists stand in the counties' reports.
    """
    if release.county == WHOLE and release.audience != "internal":
        return None
    return listed(release, table, ["county_code", *columns], lang)


def invested(money: pd.DataFrame) -> pd.DataFrame:
    """Return the lists that have a plan of the year, or one that is withheld."""
    return money[money["plan_year_10k_cny"] != 0]


def side_by_side(release: Release, lang: str) -> pd.DataFrame:
    """Return the counties by share done, with their names, `own`, and places in words.

    A place that others share is marked =, beside it stands how many places were gained (↑) or
    lost (↓) since the last period. A county of one project has that in its name.
    """
    rows = _ranked(release)
    rows = rows[rows["county_code"].isin(release.neighbours)]
    names = county_names(release, rows, lang) + rows["single"].map({True: ONE[lang], False: ""})
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


def bulletin(release: Release, lang: str) -> GT | None:
    """Return the bulletin with the points of every item, by place; None without a rule.

    Only an internal release has it.
    """
    rows, points = release.table("bulletin"), release.table("bulletin_points")
    rows = rows[rows["county_code"].isin(release.neighbours)].sort_values("place", kind="stable")
    if rows.empty:
        return None
    known = points.groupby("item", sort=False)["points"].count().gt(0)
    items, idle = known.index[known], known.index[~known]
    wide = points.pivot_table("points", "county_code", "item", sort=False)[[*items]]
    words = of_release(release, "investment")
    said = words.labels("bulletin", lang)
    shown = pd.DataFrame(
        {
            "county": county_names(release, rows, lang),
            "said": [
                _place(int(place), tied, 0, False)
                for place, tied in zip(rows["place"], rows["tied"], strict=True)
            ],
            "points": rows["points"],
            **{item: rows["county_code"].map(wide[item]) for item in items},
            "ahead_pp": rows["ahead_pp"],
            "colour": [value_label("bulletin", "colour", code, lang) for code in rows["colour"]],
        }
    )
    own = rows["county_code"].eq(release.county).to_numpy().nonzero()[0]
    names = {item: value_label("bulletin_points", "item", item, lang) for item in known.index}
    missing = [names.pop(item) for item in idle]
    notes = [words.say("not_judged", lang, items=missing)] if missing else []
    return publication_table(
        shown, "bulletin", lang, titles=said | names, bold_rows=own.tolist(), notes=notes
    )


def statistics(release: Release, lang: str) -> GT | None:
    """Return done as dispatched beside done in statistics, the whole last; None without any."""
    rows = own_lists(release, "project_statistics", lang)
    if release.county == WHOLE:
        rows = release.table("project_statistics")
        rows = rows.sort_values("county_code", key=lambda codes: codes == WHOLE, kind="stable")
    rows = rows.assign(county_code=county_names(release, rows, lang))
    declared = release.declared("project_statistics")
    return publication_table(rows, declared, lang) if len(rows) else None


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


def _own_place(release: Release) -> dict[str, object]:
    """The county's places among those that are shown, and how many these are; none of the whole."""
    rows = _ranked(release)
    shown = int(rows["rate_place"].notna().sum())
    own = rows[rows["county_code"].eq(release.county) & rows["rate_place"].notna()]
    names = ("rate_place", "rate_tied", "amount_place", "amount_tied")
    if own.empty:
        return dict.fromkeys(names)
    return own.iloc[0][[*names]].to_dict() | {"shown": shown}


def _by_rate(release: Release, lang: str) -> list[str]:
    """The names of all counties that are shown and have more than one project, by share done."""
    rows = _ranked(release)
    return county_names(release, rows[rows["rate_place"].notna() & ~rows["single"]], lang).tolist()
