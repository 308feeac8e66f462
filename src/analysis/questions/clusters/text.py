"""The slots of the clusters' sentences: which really grow, which their industry carries."""

import re
from textwrap import shorten
from typing import Any

import pandas as pd

from analysis.display.sentences import of_release
from analysis.tables.release import Release

MAIN_SCOPE = ("city", "cells")
"""The list a report speaks of first; the provincial list stands beside it."""

LIGHTS = ("green", "amber", "red")
"""Whether the year's target is likely met."""

LONGEST = 30
"""Letters of an industry's name that fit beside a figure."""
Slots = dict[str, Any]

SAID_PP = 0.05
"""A smaller gap to the industry reads 0.0 points: neither faster nor slower is said."""


def main_list(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the list that a report speaks of first."""
    present = [scope for scope in MAIN_SCOPE if (rows["scope"] == scope).any()]
    return rows[rows["scope"].isin(present[:1])].reset_index(drop=True)


def positions(release: Release, lang: str) -> pd.DataFrame:
    """`cluster_positions` of the main list with `said`, what a cluster is called here, and `stars`.

    The clusters of the counties shown; ranks are of the whole list.

    The location quotient of a cluster's county and industry stands beside it where it may be
    shown: it is a figure of the cell, withheld with the cell. Stars are counted where they may
    be shown: their full number less those shown would be the withheld one. Ranks and what chance
    leaves of the growth (`cluster_estimates`) are missing where they are withheld.
    """
    return release.cached(f"positions {lang}", lambda: _positions(release, lang)).copy(deep=False)


def _positions(release: Release, lang: str) -> pd.DataFrame:
    rows = main_list(release.table("cluster_positions"))
    keys = ["county_code", "industry_code"]
    cells = release.table("cell_effects")[[*keys, "location_quotient"]]
    rows = rows.merge(cells, on=keys, how="left")
    given = release.table("cluster_stars").groupby(["cluster_id", "scope"], as_index=False)["star"]
    stars = given.sum(min_count=1).rename(columns={"star": "stars"})
    rows = rows.merge(stars, on=["cluster_id", "scope"], how="left")
    estimates = release.table("cluster_estimates").drop(columns=["county_code", "masked"])
    rows = rows.merge(estimates, on=["cluster_id", "scope"], how="left")
    return rows.assign(said=cluster_names(release, rows, lang, short=True))


def months(release: Release) -> pd.DataFrame:
    """`cluster_months` of the main list."""
    return main_list(release.table("cluster_months"))


def counties(release: Release, lang: str) -> pd.DataFrame:
    """`county_effects` of the counties shown, with their names as `said`."""
    rows = release.table("county_effects")
    return rows.assign(said=[release.county_name(lang, c) for c in rows["county_code"]])


def findings(release: Release, lang: str) -> list[str]:
    """What the data check found on the city and on this county's clusters, in sentences."""
    rows = release.table("cluster_findings")
    rows = rows[~rows["masked"] & rows["county_code"].isin([release.county, ""])]
    named = positions(release, lang).set_index("cluster_id")["said"]
    found = rows.assign(cluster=rows["cluster_id"].map(named), finding=rows[lang])
    return of_release(release, "clusters").paragraphs(
        "findings",
        lang,
        rows=found[["cluster", "finding"]].to_dict("records"),
        left_out=_cells_left_out(release),
    )


def limits(release: Release, lang: str) -> list[str]:
    """What the figures rest on and what they do not tell, of what this city has."""
    text = of_release(release, "clusters")
    if release.has("cluster_lists"):
        return text.paragraphs("limits_of_lists", lang, whole=release.city.whole(lang))
    return text.paragraphs(
        "limits_of_cells",
        lang,
        noun=release.city.measure.noun(lang),
        averaged=release.city.measure.kind == "stock",
        published=not release.table("cluster_positions")["comparable"].all(),
        shrunk=bool(release.table("cluster_estimates")["shrunk_growth_pct"].notna().any()),
    )


def cluster_names(
    release: Release, rows: pd.DataFrame, lang: str, short: bool = False
) -> pd.Series:
    """What each cluster is called: its own name, or county and industry where it has none.

    `short` leaves the county out where it is that of the report.
    """
    industries = release.industry_names(lang)
    said = []
    for row in rows.itertuples():
        county = release.county_name(lang, str(row.county_code))
        here = short and row.county_code == release.county
        own = getattr(row, "name", None)
        if lang == "zh" and isinstance(own, str):
            plain = own.removesuffix("产业集群")
            said.append(plain.removeprefix(county) or plain if here else plain)
            continue
        apart = "" if lang == "zh" else ": "
        industry = brief(industries.get(str(row.industry_code), str(row.industry_code)))
        place = re.sub(" (County|District|City)$", "", county)
        said.append(industry if here else f"{place}{apart}{industry}")
    return pd.Series(said, index=rows.index, dtype="str")


def brief(industry: str) -> str:
    """An industry without the words that all of them share, cut to what a figure can hold."""
    plain = industry.removeprefix("Manufacture of ").removesuffix(" manufacturing")
    return shorten(plain[:1].upper() + plain[1:], width=LONGEST, placeholder="…")


def headline(release: Release, lang: str) -> list[str]:
    """The paragraphs that open the report: this county, its targets, the whole list."""
    sizes = ["value", "value_last_year", "unit"]
    everyone = main_list(release.everywhere("cluster_positions", sizes))
    own = positions(release, lang).query("county_code == @release.county")
    slots: dict[str, Slots | None] = dict([_county(release, own, len(everyone), lang)])
    if release.has("cluster_outlook"):
        slots["target"] = _target(release, own)
    if release.has("cluster_lists"):
        slots["lists"] = _lists(release, lang)
    elif len(everyone):
        slots["cells"] = _cells(release, everyone, lang)
    return of_release(release, "clusters").say_each(slots, lang)


def _cells(release: Release, everyone: pd.DataFrame, lang: str) -> Slots:
    base, now = everyone["value_last_year"].sum(), everyone["value"].sum()
    return {
        "when": release.period,
        "cells": len(everyone),
        "value": now,
        "unit": str(everyone["unit"].iloc[0]),
        "noun": release.city.measure.noun(lang),
        "averaged": release.city.measure.kind == "stock",
        "growth": 100 * (now / base - 1),
        "left_out": _cells_left_out(release),
    }


def _lists(release: Release, lang: str) -> Slots:
    lists = release.table("cluster_lists").query("period == @release.period").set_index("scope")
    city = lists.loc["city"]
    province = lists.loc["province"] if "province" in lists.index else pd.Series(dtype=float)
    return {
        "when": release.period,
        "whole": release.city.whole(lang),
        "clusters": city["clusters"],
        "revenue": city["revenue_10k_cny"],
        "growth": city["revenue_growth_pct"],
        "growing": city["clusters_growing"],
        "tax_growth": city["tax_growth_pct"],
        "tax_rate": city["tax_rate_pct"],
        "provincial": province.get("clusters"),
        "provincial_growth": province.get("revenue_growth_pct"),
    }


def _cells_left_out(release: Release) -> float:
    return float(release.everywhere("county_effects", ["cells_left_out"])["cells_left_out"].sum())


def _county(release: Release, own: pd.DataFrame, of: int, lang: str) -> tuple[str, Slots]:
    slots = {"county": release.place_name(lang), "kind": kind(release, lang)}
    if own.empty:
        return "nothing_to_compare", slots
    shown = own[~own["masked"] & (own["claim"] == 1)]
    if shown.empty:
        return "nothing_to_judge", slots
    best = shown.sort_values("growth_pct", ascending=False).iloc[0]
    faster = shown["local_effect_pp"] >= SAID_PP
    slower = shown["local_effect_pp"] <= -SAID_PP
    return "county", {
        **slots,
        "clusters": len(shown),
        "faster": int(faster.sum()),
        "slower": int(slower.sum()),
        "alone": alone(release),
        "best": best["said"],
        "growth": best["growth_pct"],
        "local": best["local_effect_pp"],
        **best[["rank", "rank_best", "rank_worst"]],
        "of": of,
        "riding": [*shown.loc[(shown["growth_pct"] > 0) & slower, "said"]],
    }


def kind(release: Release, lang: str) -> str:
    """What is compared is called: clusters of the bureau's list, or a county's industries."""
    kinds = of_release(release, "clusters").labels("kinds", lang)
    return kinds["lists" if release.has("cluster_lists") else "cells"]


def why_no_funnel(release: Release, lang: str) -> str:
    """Why nothing is said of chance: standard errors are withheld, or no growth is judged."""
    withheld = release.table("cluster_estimates")["masked"].any()
    reasons = of_release(release, "clusters").labels("left_out", lang)
    return reasons["withheld" if withheld else "unjudged"]


def alone(release: Release) -> bool:
    """Whether a county's industries are the whole's: nothing is ahead of itself, or behind."""
    return len(release.city.counties) == 1 and not release.has("cluster_lists")


def only_county(release: Release, lang: str) -> str:
    """Why nothing is compared between counties; empty where there are several."""
    if not alone(release):
        return ""
    return of_release(release, "clusters").say("only_county", lang)


def _target(release: Release, own: pd.DataFrame) -> Slots | None:
    outlook = main_list(release.table("cluster_outlook"))
    rows = outlook.merge(own[["cluster_id", "said"]], on="cluster_id")
    rows = rows[~rows["masked"] & rows["light"].notna()]
    if rows.empty:
        return None
    counts = rows["light"].value_counts().reindex(LIGHTS).dropna().astype(int)
    return {
        "target": rows["target_growth_pct"].iloc[0],
        "clusters": len(rows),
        "only": rows["said"].iloc[0],
        "light": counts.index[0] if len(counts) == 1 else None,
        "lights": [{"light": light, "count": n} for light, n in counts.items()],
        "likely": int(counts.get("green", 0)),
        "behind": [*rows.loc[rows["light"] == "red", "said"]],
    }
