"""The tables of the clusters' report: the list, the stars, the chains and their leaders."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from great_tables import GT, loc, style

from analysis.display.drawn import Shown, cached
from analysis.display.labels import label, unit_label, value_label
from analysis.display.marks import MASK, UNDEFINED
from analysis.display.tables import publication_table
from analysis.questions.clusters.figures import chain_matrix
from analysis.questions.clusters.text import alone, positions
from analysis.tables.neighbours import ALL_UP_TO
from analysis.tables.release import Release
from analysis.tables.units import UNITS, in_currency

CLOSE = "padding-left: .35rem; padding-right: .35rem;"
"""Cells of the widest table stand closer, so that a page holds it."""


def cluster_list(release: Release, lang: str) -> GT:
    """Growth, its distance to the industry, rank, taxes, stars and target of each cluster.

    The fastest first, this county's in bold; a list longer than `ALL_UP_TO` shows the county's
    own alone. Amounts in 10k yuan are shown in 100 million.
    """
    rows = positions(release, lang)
    if len(rows) > ALL_UP_TO:
        rows = rows[rows["county_code"] == release.county]
    if release.has("cluster_outlook"):
        ahead = release.table("cluster_outlook")
        wanted = ["cluster_id", "scope", "light", "required_growth_pct"]
        rows = rows.merge(ahead[wanted], on=["cluster_id", "scope"], how="left")
    if changed := release.has("cluster_list_changes"):
        changes = release.table("cluster_list_changes")
        wanted = ["cluster_id", "scope", "published_growth_pct"]
        rows = rows.merge(changes[wanted], on=["cluster_id", "scope"], how="left")
    rows = rows.sort_values("growth_pct", ascending=False, na_position="last", ignore_index=True)
    unit = str(rows["unit"].iloc[0]) if len(rows) else "10k_cny"
    unit = in_currency(unit, release.city.currency)
    listed, large = release.has("cluster_lists"), hundred_millions(unit)
    frame = pd.DataFrame(
        {
            "cluster": rows["said"],
            "shown_value": rows["value"] / (1e4 if large else 1),
            "growth_pct": rows["growth_pct"],
            "published_growth_pct": rows["published_growth_pct"] if changed else float("nan"),
            "local_effect_pp": rows["local_effect_pp"] if not alone(release) else float("nan"),
            "rank_range": words(rows, lambda r: _ranked(r.rank, r.rank_best, r.rank_worst)),
            "star_text": words(rows, _stars),
        }
    )
    if "light" in rows:
        frame = frame.assign(
            light=words(rows, lambda r: _light(r.light, lang)),
            required=words(rows, lambda r: required(r.required_growth_pct, lang)),
        )
    last = ["tax_growth_pct", "tax_rate_pct", "units"]
    frame = frame.assign(**{name: rows[name] for name in last})
    if rows["rank"].isna().all():
        frame = frame.drop(columns="rank_range")
    if frame["published_growth_pct"].isna().all():
        frame = frame.drop(columns="published_growth_pct")
    if alone(release):
        frame = frame.drop(columns="star_text")
    unreported = [c for c in frame if frame[c].isna().all() and not rows["masked"].all()]
    own = rows.index[rows["county_code"] == release.county]
    table = publication_table(
        frame.drop(columns=unreported).assign(masked=rows["masked"]),
        "cluster_positions",
        lang,
        title="集群一览" if lang == "zh" else "The clusters",
        titles=_titles(release, lang, unit, listed)
        | _growth_title(lang, comparable=bool(rows["comparable"].all())),
        decimals={"shown_value": 2 if large else UNITS[unit].decimals},
        notes=_notes(
            lang,
            "light" in rows,
            "published_growth_pct" in frame,
            "local_effect_pp" not in unreported,
            rows["rank"].notna().any(),
        ),
        bold_rows=list(own) if len(own) < len(rows) else [],
    )
    short = ["cluster"] if lang == "zh" else []  # names in English are sentences
    short += ["rank_range", "star_text", "light", "required"]
    whole = [column for column in short if column in frame]
    table = table.cols_align("right", columns=[c for c in ("required",) if c in frame])
    table = table.tab_style(style.css(CLOSE), [loc.body(), loc.column_labels()])
    return unbroken(table, whole)


def star_lines(release: Release, lang: str) -> GT:
    """This county's clusters by dimension: the value, and a star where it passes the line.

    The first row states the lines; the last column the overall rank, with its range when any one
    dimension is left out. Sizes in 10k yuan are shown in 100 million.
    """
    places = positions(release, lang)
    named = places[["cluster_id", "scope", "said", "unit"]]
    rows = release.table("cluster_stars").query("county_code == @release.county")
    rows = rows.merge(named, on=["cluster_id", "scope"])
    money = rows["dimension"].eq("size") & rows["unit"].map(lambda u: bool(hundred_millions(u)))
    scale = money.map({True: 1e4, False: 1.0})
    measures = ["value", "threshold_low", "threshold_high"]
    rows = rows.assign(**{name: rows[name] / scale for name in measures})
    line = "得星标准" if lang == "zh" else "Star from"
    first = rows.drop_duplicates("dimension").assign(masked=False, cluster_id="", said=line)
    cells = pd.concat(
        [first.assign(text=words(first, _line)), rows.assign(text=words(rows, _starred))]
    )
    wide = cells.pivot_table(
        index=["cluster_id", "said"], columns="dimension", values="text",
        aggfunc="first", sort=False,
    )  # fmt: skip
    names = dict(zip(first["dimension"], first[f"dimension_{lang}"], strict=True))
    unit = unit_label(in_currency("100m_cny", release.city.currency), lang)
    if money.any():
        names["size"] += f"（{unit}）" if lang == "zh" else f" ({unit})"
    ranks = words(places, lambda r: _ranked(r.star_rank, r.star_rank_best, r.star_rank_worst))
    by_cluster = dict(zip(places["cluster_id"], ranks, strict=True))
    frame = wide.rename_axis(columns=None).reset_index()
    frame = frame.assign(star_rank=frame["cluster_id"].map(by_cluster).astype("object").fillna(""))
    frame = frame.drop(columns="cluster_id")
    left_out = "（去掉任一项）" if lang == "zh" else " (any one left out)"
    names["star_rank"] = label("cluster_positions", "star_rank", lang) + left_out
    titles = {**names, "said": "集群" if lang == "zh" else "Cluster"}
    title = "星级" if lang == "zh" else "Stars"
    table = publication_table(
        frame, "cluster_stars", lang, title=title, titles=titles, bold_rows=[0]
    )
    table = table.cols_align("right", columns=list(names))
    return unbroken(table, ["said", *names])


def chains(release: Release, lang: str) -> "Shown | None":
    """Which roles each chain has, drawn once for all; None where the city has no chains."""
    if not release.has("chain_roles"):
        return None
    return cached(
        release,
        "clusters",
        "chains",
        lang,
        lambda: chain_matrix(release.table("chain_roles"), lang),
    )


def leaders(release: Release, lang: str) -> GT:
    """This county's chain leaders by name; there is such a table inside the bureau only."""
    rows = release.table("chain_leaders").query("county_code == @release.county")
    role = [value_label("chain_leaders", "role", r, lang) for r in rows["role"]]
    frame = rows[["chain", "cluster_id", "role", "enterprise"]].assign(role=role)
    title = "链主与龙头企业" if lang == "zh" else "Leaders by name"
    return publication_table(
        frame.sort_values(["chain", "role"]), "chain_leaders", lang, title=title
    )


def unbroken(table: GT, columns: list[str]) -> GT:
    """Short words stay on one line; a narrow screen scrolls the table instead."""
    return table.tab_style(style.css("white-space: nowrap"), loc.body(columns=columns))


def hundred_millions(unit: str) -> str:
    """Return the unit 10,000 times one of money; empty for another."""
    return unit.replace("10k_", "100m_") if unit.startswith("10k_") and unit != "10k_kwh" else ""


def _titles(release: Release, lang: str, unit: str, listed: bool) -> dict[str, str]:
    """Headings of the columns that are not the dictionary's."""
    zh = lang == "zh"
    shown = unit_label(hundred_millions(unit) or unit, lang)
    noun = {"zh": "营业收入", "en": "Revenue"}[lang] if listed else release.city.measure.noun(lang)
    noun = noun[:1].upper() + noun[1:]
    amount = f"{noun}（{shown}）" if zh else f"{noun} ({shown})"
    units = ("报送企业数", "Reporting") if listed else ("单位数", "Establishments")
    return {
        "cluster": "集群" if zh else "Cluster",
        "shown_value": amount,
        "local_effect_pp": "快于行业（百分点）" if zh else "Ahead of industry (points)",
        "rank_range": "位次（区间）" if zh else "Rank (range)",
        "star_text": "星数" if zh else "Stars",
        "light": label("cluster_outlook", "light", lang),
        "required": label("cluster_outlook", "required_growth_pct", lang),
        "units": units[0] if zh else units[1],
        "published_growth_pct": label("cluster_list_changes", "published_growth_pct", lang),
        "value": "数值" if zh else "Value",
    }


def _growth_title(lang: str, comparable: bool) -> dict[str, str]:
    """Growth of published levels is not called comparable."""
    if comparable:
        return {}
    return {"growth_pct": "总量增速（%）" if lang == "zh" else "Growth of published levels (%)"}


def _notes(
    lang: str, with_target: bool, with_published: bool, beside_industry: bool, ranked: bool
) -> list[str]:
    said = []
    if beside_industry:
        said += {
            "zh": ["快于行业：竞争力效应。"],
            "en": ["Ahead of industry: the local effect."],
        }[lang]
    if ranked:
        said += {
            "zh": ["位次按收缩后的增速，括号内为九成区间；≤3家报送的不排位次。"],
            "en": [
                "Ranks are of shrunk growth with a 90% range; none where three or fewer report."
            ],
        }[lang]
    if with_published:
        said += {
            "zh": ["公布总量之比：名单逐年变动，不是增速，只供对照；增速以可比口径为准。"],
            "en": [
                "Growth of published levels: the list changes from year to year, so it is no "
                "rate of growth; the comparable rate is."
            ],
        }[lang]
    if with_target:
        said += {
            "zh": [
                "目标灯：完成概率三分之二以上为有望，三分之一以下为较难。"
                "剩余月份所需增速为负：余下月份降到此数仍能完成。"
            ],
            "en": [
                "Light: likely from two thirds of probability, unlikely below one third. Required "
                "growth below zero: the months left may fall so far and the target is reached."
            ],
        }[lang]
    return said


def words(rows: pd.DataFrame, say: Callable[[Any], str]) -> pd.Series:
    """A column of words; a masked row says nothing."""
    said = [MASK if r.masked else say(r) for r in rows.itertuples()]
    return pd.Series(said, index=rows.index, dtype="str")


def _ranked(rank: float, best: float, worst: float) -> str:
    return UNDEFINED if pd.isna(rank) else f"{rank:.0f} ({best:.0f}–{worst:.0f})"


def _stars(row: Any) -> str:
    return "★" * int(row.stars) if row.stars > 0 else UNDEFINED


def _line(row: Any) -> str:
    """Where a star is given: from a number up, or within a band."""
    if pd.isna(row.threshold_high):
        return f"≥ {row.threshold_low:,.1f}"
    return f"{row.threshold_low:,.0f}–{row.threshold_high:,.0f}"


def _starred(row: Any) -> str:
    if pd.isna(row.value):
        return UNDEFINED
    return f"{row.value:,.1f} {'★' if row.star == 1 else '☆'}"


def _light(light: object, lang: str) -> str:
    if not isinstance(light, str):
        return UNDEFINED
    return value_label("cluster_outlook", "light", light, lang)


def required(growth: float, lang: str) -> str:
    """Growth the rest of the year needs; from −100 % down the target has been reached."""
    if pd.isna(growth):
        return UNDEFINED
    if growth <= -100:
        return "已达到" if lang == "zh" else "reached"
    return f"{growth:.1f}"
