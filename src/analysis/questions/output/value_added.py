"""The slots of growth of value added: what is published, what is expected, how sure that is."""

import math
from typing import Any

import pandas as pd

from analysis.display.sentences import of_release
from analysis.questions.output.target import verdict
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

SO_FAR = "value_added_ytd_growth_pct"
CLAUSE = ("added_growth", "added_month_growth", "added_rank", "added_of")


def clause(release: Release) -> dict[str, Any]:
    """Growth of value added to date and of the month, and its place, for a sentence on output."""
    rows = release.table("output_value_added").query(
        "county_code == @release.county and period == @release.period"
    )
    row = rows.iloc[0] if len(rows) else pd.Series(dtype=float)
    so_far = row.get(SO_FAR)
    now = row.get("value_added_month_growth_pct") if pd.notna(so_far) else None
    found = among(release, so_far, release.period) if pd.notna(so_far) else {"of": 0}
    place = (found["rank"], found["of"]) if found["of"] > 1 else (None, None)
    return dict(zip(CLAUSE, (so_far, now, *place), strict=True))


def course(release: Release) -> pd.DataFrame:
    """The county's growth of value added in time order, what came and what is expected."""
    rows = release.table("output_value_added")
    own = rows[rows["county_code"] == release.county]
    return own.sort_values("period", ignore_index=True)


def headline(release: Release, lang: str) -> list[str]:
    """What came, where the year ends, and what its target needs; growth only, no levels."""
    text, rows = of_release(release, "output"), course(release)
    now = rows[(rows["stage"] == "actual") & (rows["period"] == release.period)]
    if now.empty or pd.isna(now[SO_FAR].iloc[0]):
        return [text.say("no_added", lang, county=release.place_name(lang))]
    came = text.say(
        "added",
        lang,
        when=release.period,
        county=release.place_name(lang),
        growth=now[SO_FAR].iloc[0],
        whole=release.city.whole(lang),
        **among(release, now[SO_FAR].iloc[0], release.period),
    )
    expected = text.say("added_expected", lang, **_expected(release, rows))
    return [came, *filter(None, [expected])]


def among(release: Release, growth: float, period: str) -> dict[str, Any]:
    """A county beside the published growth of the whole, and its place among the counties.

    Of the whole it is how many of them grew faster. Without others there is neither.
    """
    every = release.everywhere("output_value_added", [SO_FAR], period=period)
    published = every.set_index("county_code")[SO_FAR].dropna()
    counties = published.drop(WHOLE, errors="ignore")
    faster, of_city = int((counties > growth).sum()), release.county == WHOLE
    return {
        "whole_growth": None if of_city else published.get(WHOLE),
        "ahead": None if of_city else growth - published.get(WHOLE, float("nan")),
        "rank": None if of_city else faster + 1,
        "faster": faster if of_city and len(counties) else None,
        "of": len(counties),
    }


def _expected(release: Release, rows: pd.DataFrame) -> dict[str, Any]:
    ahead = rows[rows["stage"] == "forecast"]
    end = ahead.iloc[-1] if len(ahead) else pd.Series(dtype=float)
    targets = release.of(indicator="value_added").table("output_targets")
    own = targets[targets["county_code"] == release.county]
    target = own.iloc[0] if len(own) else pd.Series(dtype=float)
    return {
        "year": release.period[:4],
        "growth": end.get(SO_FAR),
        "low": end.get("value_added_lo80_pct"),
        "high": end.get("value_added_hi80_pct"),
        "target": target.get("target_growth_pct"),
        "probability": target.get("probability_pct"),
        "verdict": verdict(target),
        "gap": end.get(SO_FAR, math.nan) - target.get("target_growth_pct", math.nan),
        "rest_growth": target.get("required_growth_rest_pct"),
    }


def method_note(release: Release, lang: str) -> str:
    """How growth is forecast, on which shares, and how well that did."""
    errors = release.table("output_growth_errors")
    closure = errors["closure_pp"].iloc[0] if len(errors) else None
    return of_release(release, "output").say("added_forecast_of", lang, closure=closure)


def limit(release: Release, lang: str) -> str:
    """What growth alone cannot say."""
    return of_release(release, "output").say("added_limits", lang)
