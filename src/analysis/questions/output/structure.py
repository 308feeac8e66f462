"""The slots of who grew: sections, enterprises by size; and electricity beside output."""

from calendar import month_name
from typing import Any

import pandas as pd

from analysis.display.labels import value_label
from analysis.tables.release import Release

SIZES = ("large", "medium", "small", "micro")
BIG = ("large", "medium")
SECTIONS = ("B", "C", "D")
"""Sections of GB/T 4754 that are industry."""


def by_section(release: Release) -> dict[str, Any] | None:
    """Growth of mining, manufacturing and utilities where they are published."""
    if not release.has("output_sections"):
        return None
    rows = release.table("output_sections")
    # One section alone is the whole county.
    if len(rows) == 1:
        return None
    shown = rows[~rows["masked"]].set_index("section")["ytd_growth_pct"].reindex(SECTIONS)
    return {
        "sections": [{"section": code, "growth": growth} for code, growth in shown.items()],
        "withheld": bool(rows["masked"].any()),
    }


def by_size(release: Release, lang: str) -> dict[str, Any] | None:
    """Growth of the sizes published, and what large and medium ones together pulled."""
    if not release.has("output_sizes"):
        return None
    rows = release.table("output_sizes")
    shown = rows[~rows["masked"]].set_index("enterprise_size")["ytd_growth_pct"].reindex(SIZES)
    return {
        "sizes": [
            {"size": value_label("output_sizes", "enterprise_size", size, lang), "growth": growth}
            for size, growth in shown.items()
        ],
        "withheld": bool(rows["masked"].any()),
        **_big(rows),
    }


def _big(rows: pd.DataFrame) -> dict[str, float | None]:
    """Growth, pull and share of the growth of large and medium enterprises, if both are shown."""
    both = rows[rows["enterprise_size"].isin(BIG)]
    base = both["ytd_base_value"].sum()
    if both["masked"].any() or len(both) < len(BIG) or not base > 0:
        return {"big_growth": None, "pull": None, "share": None}
    share = both["contribution_pct"].sum(min_count=1)
    return {
        "big_growth": 100 * (both["ytd_value"].sum() / base - 1),
        "pull": both["pull_pp"].sum(),
        # Where shares leave 0 to 100 the parts moved against each other: the pull says it all.
        "share": share if 0 <= share <= 100 else None,
    }


def electricity(release: Release) -> dict[str, Any] | None:
    """Electricity of the year so far and its growth, if the county's total is published."""
    rows = release.of(indicator="electricity").table("output_outlook")
    own = rows[(rows["county_code"] == release.county) & (rows["industry_code"] == "total")]
    own = own[~own["masked"]]
    if own.empty:
        return None
    row = own.iloc[0]
    until = int(str(row["period"])[5:])
    return {
        "month_number": until,
        "month_name": month_name[until],
        "value": row["ytd_value"],
        "growth": row["ytd_growth_pct"],
    }
