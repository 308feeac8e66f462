"""Tables of what lies ahead of this county's clusters: target, doubling, next rung, programmes."""

from typing import Any

import pandas as pd
from great_tables import GT

from analysis.display.labels import unit_label, value_label
from analysis.display.marks import UNDEFINED
from analysis.display.numbers import amount
from analysis.display.tables import publication_table
from analysis.questions.clusters.lists import unbroken, words
from analysis.questions.clusters.text import main_list, positions
from analysis.tables.release import Release
from analysis.tables.units import in_currency

FAR = 2060
"""An arrival after this year is said as such: nobody plans so far."""


def outlook_lines(release: Release, lang: str) -> GT:
    """The year's target, the doubling path and the next rung of each cluster of the county."""
    named = positions(release, lang)[["cluster_id", "said"]]
    rows = main_list(release.table("cluster_outlook")).query("county_code == @release.county")
    rows = rows.merge(named, on="cluster_id")
    frame = pd.DataFrame(
        {
            "cluster": rows["said"],
            "probability_pct": words(rows, lambda r: chance(r.probability_pct)),
            "doubling_index": rows["doubling_index"],
            "needed_growth_pct": rows["needed_growth_pct"],
            "actual_growth_pct": rows["actual_growth_pct"],
            "arrival": words(rows, lambda r: _arrival(r, lang)),
            "rung": words(rows, lambda r: _rung(r, release.city.currency, lang)),
            "masked": rows["masked"],
        }
    )
    zh = lang == "zh"
    titles = {
        "cluster": "集群" if zh else "Cluster",
        "arrival": "按现增速倍增年份（区间）" if zh else "Doubled in (range)",
        "rung": "下一规模档" if zh else "Next rung",
    }
    table = publication_table(
        frame,
        "cluster_outlook",
        lang,
        title="完成概率、倍增与规模档" if zh else "Chance of the target, doubling, next rung",
        titles=titles,
    ).cols_align("right", columns=["probability_pct"])
    return unbroken(table, ["cluster", "arrival", "rung"])


def programme_lines(release: Release, lang: str) -> GT:
    """Conditions of programmes against this county's clusters: verdict and distance."""
    named = positions(release, lang)[["cluster_id", "said"]]
    rows = release.table("cluster_eligibility").query("county_code == @release.county")
    rows = rows.merge(named, on="cluster_id")
    money = rows["unit"].eq("10k_cny")
    scale = money.map({True: 1e4 if lang == "zh" else 1e5, False: 1.0})
    rows = rows.assign(distance=rows["distance"] / scale)
    cells = pd.DataFrame(
        {
            "screen": rows[f"screen_{lang}"],
            "condition": rows[f"condition_{lang}"],
            "line": [
                _line(t, in_currency(u, release.city.currency), lang)
                for t, u in zip(rows["threshold"], rows["unit"], strict=True)
            ],
            "cluster_id": rows["cluster_id"],
            "text": words(rows, lambda r: _verdict(r, lang)),
        }
    )
    wide = cells.pivot_table(
        index=["screen", "condition", "line"], columns="cluster_id", values="text",
        aggfunc="first", sort=False,
    )  # fmt: skip
    frame = wide.rename_axis(columns=None).reset_index()
    titles = dict(zip(rows["cluster_id"], rows["said"], strict=True))
    titles |= {"line": "标准" if lang == "zh" else "Line"}
    title = (
        "申报条件（括号内为与标准之差）" if lang == "zh" else "Programmes (distance to the line)"
    )
    table = publication_table(frame, "cluster_eligibility", lang, title=title, titles=titles)
    wrapped = () if lang == "zh" else ("screen", "condition")
    return unbroken(table, [c for c in frame if c not in wrapped])


def chance(pct: float) -> str:
    """A probability in per cent; no forecast is certain either way."""
    if pd.isna(pct):
        return UNDEFINED
    return "<1" if pct < 1 else ">99" if pct > 99 else f"{pct:.0f}"


def _arrival(row: Any, lang: str) -> str:
    """The year of doubling with its 80 % range; open where the pace may lead nowhere."""
    if pd.isna(row.arrival_year):
        return UNDEFINED
    never = "以后" if lang == "zh" else "later"
    year, early, late = (
        never if pd.isna(y) or y > FAR else f"{y:.0f}"
        for y in (row.arrival_year, row.arrival_early, row.arrival_late)
    )
    return f"{year} ({early}–{late})"


def _rung(row: Any, currency: str, lang: str) -> str:
    if pd.isna(row.next_rung_10k_cny):
        return UNDEFINED
    rung, gap = row.next_rung_10k_cny, row.to_next_rung_10k_cny
    if lang == "zh":
        unit = unit_label(in_currency("100m_cny", currency), lang)
        return f"{rung / 1e4:,.0f}{unit}，差{gap / 1e4:,.1f}{unit}"
    return f"{currency} {rung / 1e5:,.0f} bn, {gap / 1e5:,.1f} bn short"


def _line(threshold: float, unit: str, lang: str) -> str:
    if unit in {"pct", "km2"}:
        return f"{threshold:g} {unit_label(unit, lang)}"
    return amount(threshold, unit, lang)


def _verdict(row: Any, lang: str) -> str:
    """The verdict, with the distance to the line where one is known."""
    said = value_label("cluster_eligibility", "verdict", row.verdict, lang)
    return said if pd.isna(row.distance) else f"{said} ({row.distance:+,.1f})"
