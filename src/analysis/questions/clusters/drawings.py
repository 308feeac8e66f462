"""The figures of the clusters' report, each under its finding; None where there is none."""

from typing import Any

import pandas as pd

from analysis.display.stated import Stated, stated
from analysis.questions.clusters import figures, lists, regions, trends
from analysis.questions.clusters.text import SAID_PP, counties, kind
from analysis.tables.release import Release

CHANCE = 1.96
"""So many standard errors from the mean are 95 % of mere chance."""


def quadrants(release: Release, rows: pd.DataFrame, lang: str) -> Stated | None:
    """Specialisation against competitiveness; `rows` are `text.positions`."""
    figure = figures.quadrants(rows, release.county, lang)
    shown = _own(release, rows).dropna(subset=["location_quotient", "local_effect_pp"])
    special, ahead = shown["location_quotient"] > 1, shown["local_effect_pp"] >= SAID_PP
    finding = {
        **_kind(release, lang),
        "of": len(shown),
        "only": shown["said"].iloc[0] if len(shown) == 1 else None,
        "best": int((special & ahead).sum()),
        "slow": int((special & (shown["local_effect_pp"] <= -SAID_PP)).sum()),
    }
    return stated(release, "clusters", "quadrants", figure, lang, finding=finding)


def funnel(release: Release, rows: pd.DataFrame, lang: str) -> Stated | None:
    """Growth against its standard error; `rows` are `text.positions`."""
    figure = figures.funnel_plot(rows, release.county, lang)
    judged = rows[rows["shrunk_growth_pct"].notna() & ~rows["masked"]]
    distance = (judged["growth_pct"] - judged["mean_growth_pct"]).abs()
    outside = distance > CHANCE * judged["sampling_sd_pp"]
    finding = {**_kind(release, lang), "of": len(judged), "outside": int(outside.sum())}
    return stated(release, "clusters", "funnel", figure, lang, finding=finding)


def months(
    release: Release, course: pd.DataFrame, clusters: pd.DataFrame, lang: str
) -> Stated | None:
    """Growth month by month; `course` as `text.months`, `clusters` the county's positions."""
    figure = trends.month_multiples(course, clusters, lang)
    shown = trends.fastest(clusters)["cluster_id"]
    own = course[course["cluster_id"].isin(shown) & ~course["masked"]]
    last = own["period"].max() if len(own) else None
    now = own.loc[own["period"] == last, "growth_month_pct"].dropna()
    finding = {
        **_kind(release, lang),
        "when": last,
        "of": len(now) or None,
        "growing": int((now > 0).sum()),
    }
    listed = release.has("cluster_lists")
    measure = {"noun": None if listed else release.city.measure.noun(lang)}
    return stated(release, "clusters", "months", figure, lang, finding=finding, measure=measure)


def taxes(release: Release, rows: pd.DataFrame, lang: str) -> Stated | None:
    """Growth of taxes against growth of revenue; `rows` are `text.positions`."""
    figure = figures.revenue_tax(rows, release.county, lang)
    shown = _own(release, rows).dropna(subset=["growth_pct", "tax_growth_pct"])
    lead = shown["tax_growth_pct"] - shown["growth_pct"]
    finding = {
        **_kind(release, lang),
        "of": len(shown),
        "ahead": int((lead >= SAID_PP).sum()),
        "behind": int((lead <= -SAID_PP).sum()),
    }
    return stated(release, "clusters", "taxes", figure, lang, finding=finding)


def chains(release: Release, lang: str) -> Stated | None:
    """How many leaders of each role every chain has; None where the city has no chains."""
    figure = lists.chains(release, lang)
    if figure is None:
        return None
    rows = release.table("chain_roles")
    rows = rows[rows["role"].isin(figures.ROLES)]
    held = rows.groupby(["chain", "role"])["enterprises"].sum().gt(0).sum()
    of = rows["chain"].nunique()
    finding = {"of": of, "empty": of * len(figures.ROLES) - int(held)}
    return stated(release, "clusters", "chains", figure, lang, finding=finding)


def county_effects(release: Release, lang: str) -> Stated | None:
    """What made each county grow, in three effects."""
    figure = regions.county_effects(release, lang)
    shown = counties(release, lang).dropna(subset=["local_effect_pp"])
    shown = shown[~shown["masked"]]
    best = shown.loc[shown["local_effect_pp"].idxmax()] if len(shown) else {}
    finding = {
        "of": len(shown),
        "ahead": int((shown["local_effect_pp"] >= SAID_PP).sum()),
        "best": best.get("said"),
        "local": best.get("local_effect_pp"),
    }
    return stated(release, "clusters", "county_effects", figure, lang, finding=finding)


def _own(release: Release, rows: pd.DataFrame) -> pd.DataFrame:
    """The county's rows that are shown."""
    return rows[(rows["county_code"] == release.county) & ~rows["masked"]]


def _kind(release: Release, lang: str) -> dict[str, Any]:
    return {"kind": kind(release, lang)}
