"""What is said of stops, and their rows with names in the place of codes."""

from collections.abc import Sequence

import pandas as pd
from great_tables import GT

from analysis.display.labels import in_words, label, value_label
from analysis.display.own_rows import listed, own_rows
from analysis.display.sentences import of_release
from analysis.display.tables import publication_table
from analysis.periods import last_day
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

TITLE = {"zh": "水泥错峰生产", "en": "Stops of cement kilns"}

COLUMNS = {
    "done": ["lines", "required_kiln_days", "exempt_kiln_days", "actual_kiln_days", "done_pct"],
    "owed": ["lines", "make_up_kiln_days", "owed_kiln_days", "owing", "outside_kiln_days"],
}
"""The columns of the county's counts, a table each."""


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraphs of the section's beginning."""
    said = of_release(release, "kilns")
    windows = release.table("kiln_seasons").set_index("season")
    own = release.table("kiln_counts").query("county_code == @release.county").set_index("season")
    latest, counts = windows.loc["latest"], own.loc["latest"].to_dict()
    over = latest["days_so_far"] >= latest["counted_days"]
    due = windows["make_up_by"].get("before")
    late = due is not None and due < last_day(release.period)  # never, where none is named
    slots = counts | {
        "county": release.place_name(lang),
        "first": f"{latest['first']:%Y-%m-%d}",
        "running": "" if over else said.labels("running", lang)["so_far"],
        "owed_before": own["owed_kiln_days"].get("before"),
        "make_up_by": None if pd.isna(due) or late else f"{due:%Y-%m-%d}",
        "overdue_since": f"{due:%Y-%m-%d}" if late else None,
    }
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def windows(release: Release, lang: str) -> GT:
    """Return the windows for publication, with the days stated beside the days counted."""
    rows = release.table("kiln_seasons")
    columns = ["season", "first", "last", "stated_days", "counted_days", "days_so_far"]
    columns += ["make_up_by"] if rows["make_up_by"].notna().any() else []
    whole = dict.fromkeys(("stated_days", "counted_days", "days_so_far"), 0)
    shown = in_words(rows, "kiln_seasons", lang)[columns]
    return publication_table(shown, "kiln_seasons", lang, decimals=whole)


def own_counts(release: Release, lang: str) -> pd.DataFrame:
    """Return the county's counts, a row a window (`code`); none where no line must stop."""
    rows = release.table("kiln_counts").query("county_code == @release.county and lines > 0")
    return in_words(rows.assign(code=rows["season"]), "kiln_counts", lang)


def by_county(release: Release, lang: str) -> pd.DataFrame:
    """Return the counts of the latest window in the counties that have lines, in words."""
    rows = release.table("kiln_counts").query("season == 'latest' and lines > 0")
    rows = rows[rows["county_code"] != WHOLE]
    return rows.assign(county_code=[release.county_name(lang, c) for c in rows["county_code"]])


def spans(release: Release, lang: str) -> tuple[pd.DataFrame, dict[str, str]]:
    """Return the spans of the county's lines, and words for their kinds and for the last day."""
    rows = own_rows(release, "kiln_spans")
    now = of_release(release, "kilns").labels("now", lang)
    words = {k: value_label("kiln_spans", "kind", k, lang) for k in rows["kind"].unique()}
    return rows.sort_values(["line_id", "from_at"]), words | now


def quarters(release: Release, lang: str) -> GT | None:
    """Return what each line carries, a column a quarter, for publication; None without lines."""
    rows = own_rows(release, "kiln_quarters")
    if rows.empty:
        return None
    key = ["line_id", "holder_name"]
    wide = rows.pivot_table(index=key, columns="quarter", values="carried_days").reset_index()
    names = {quarter: quarter for quarter in rows["quarter"].unique()}
    title = label("kiln_quarters", "carried_days", lang)
    return publication_table(wide, "kiln_quarters", lang, title=title, titles=names)


def midnight(release: Release) -> pd.Timestamp:
    """Return 24:00 of the period's last day."""
    return last_day(release.period) + pd.Timedelta(days=1)


def short(release: Release, columns: Sequence[str], lang: str) -> GT | None:
    """Return the quarters of lines that are not cleared, for publication; None without any."""
    words = of_release(release, "kilns").labels("cleared", lang)
    rows = own_rows(release, "kiln_quarters", cleared=False).assign(cleared=words["owed"])
    return listed(release, "kiln_quarters", columns, lang, rows)
