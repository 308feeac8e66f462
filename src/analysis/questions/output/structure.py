"""Who grew: sections, enterprises by size; and what electricity says beside output."""

import math

import pandas as pd

from analysis.display.labels import value_label
from analysis.display.numbers import amount, percent, points
from analysis.tables.release import Release

SIZES = ("large", "medium", "small", "micro")
BIG = ("large", "medium")


SECTIONS = {
    "B": ("采矿业", "mining"),
    "C": ("制造业", "manufacturing"),
    "D": ("电力、热力、燃气及水生产和供应业", "utilities"),
}
"""Sections of GB/T 4754 that are industry."""


def by_section(release: Release, lang: str) -> list[str]:
    """Growth of mining, manufacturing and utilities where they are published."""
    if not release.has("output_sections"):
        return []
    rows = release.table("output_sections")
    shown = rows[~rows["masked"]].set_index("section")["ytd_growth_pct"].dropna()
    said = [
        (names[0 if lang == "zh" else 1], percent(shown[code] / 100, lang))
        for code, names in SECTIONS.items()
        if code in shown
    ]
    # One section alone is the whole county.
    if not said or len(rows) == 1:
        return []
    withheld = bool(rows["masked"].any())
    if lang == "zh":
        text = "三大门类中，" + "，".join(f"{name}{growth}" for name, growth in said)
        return [text + ("（其余门类不予公布）。" if withheld else "。")]
    text = "By section: " + ", ".join(f"{name} {growth}" for name, growth in said)
    return [text + (" (others are withheld)." if withheld else ".")]


def by_size(release: Release, lang: str) -> list[str]:
    """Growth of the sizes published, and what large and medium ones together pulled."""
    if not release.has("output_sizes"):
        return []
    rows = release.table("output_sizes")
    shown = rows[~rows["masked"]].set_index("enterprise_size")["ytd_growth_pct"].dropna()
    said = [
        (
            value_label("output_sizes", "enterprise_size", size, lang),
            percent(shown[size] / 100, lang),
        )
        for size in SIZES
        if size in shown
    ]
    if not said:
        return []
    withheld = bool(rows["masked"].any())
    big = _big(rows, lang)
    if lang == "zh":
        text = "分规模看，" + "，".join(f"{size}企业{growth}" for size, growth in said)
        return [text + ("（其余规模不予公布）" if withheld else "") + big + "。"]
    text = "By size: " + ", ".join(f"{size} enterprises {growth}" for size, growth in said)
    return [text + (" (other sizes are withheld)" if withheld else "") + big + "."]


def _big(rows: pd.DataFrame, lang: str) -> str:
    """Growth, pull and share of the growth of large and medium enterprises, if both are shown."""
    both = rows[rows["enterprise_size"].isin(BIG)]
    if both["masked"].any() or len(both) < len(BIG):
        return ""
    now, base = both["ytd_value"].sum(), both["ytd_base_value"].sum()
    pull, share = both["pull_pp"].sum(), both["contribution_pct"].sum(min_count=1)
    if not base > 0:
        return ""
    growth = percent(now / base - 1, lang)
    # Where shares leave 0 to 100 the parts moved against each other: the pull says it all.
    meaningful = math.isfinite(share) and 0 <= share <= 100
    if lang == "zh":
        part = f"，贡献率{share:.1f}%" if meaningful else ""
        pulled = "拉动" if pull >= 0 else "下拉"
        return f"；大中型企业合计{growth}，{pulled}{points(abs(pull), lang)}{part}"
    part = f" ({share:.1f} % of the growth)" if meaningful else ""
    return f"; large and medium together {growth}, pulling {points(pull, lang)}{part}"


def electricity(release: Release, lang: str) -> list[str]:
    """Electricity of the year so far and its growth, if the county's total is published."""
    rows = release.of("electricity").table("output_outlook")
    own = rows[(rows["county_code"] == release.county) & (rows["industry_code"] == "total")]
    own = own[~own["masked"]]
    if own.empty or not math.isfinite(own["ytd_growth_pct"].iloc[0]):
        return []
    row = own.iloc[0]
    used = amount(row["ytd_value"], "10k_kwh", lang)
    growth = percent(row["ytd_growth_pct"] / 100, lang)
    until = int(str(row["period"])[5:])
    if lang == "zh":
        return [f"1—{until}月工业用电量{used}，同比{growth}。"]
    from calendar import month_name

    return [f"Industrial electricity, January–{month_name[until]}: {used}, {growth}."]
