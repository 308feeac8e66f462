"""The slots of what has not come: a county, some of its industries, cells of other counties."""

from typing import Any

import pandas as pd

from analysis.questions.output.indicator import indicator_of
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

Slots = dict[str, Any]


def absent(release: Release, lang: str) -> Slots | None:
    """The county's last period, where none of its series has the report's; None otherwise."""
    series = _series(release)
    own = series[series["county_code"] == release.county]
    if own.empty or (own["series_status"] == "forecast").any():
        return None
    last = own["last_period"].dropna()
    return {
        "when": release.period,
        "county": release.place_name(lang),
        "last": last.max() if len(last) else None,
    }


def late(release: Release, lang: str) -> Slots | None:
    """The county's industries that are late and their share of the year expected."""
    series = _series(release)
    own = series[series["county_code"] == release.county]
    missing = own.loc[own["series_status"] == "late", "industry_code"]
    if missing.empty or _is_stock(release):
        return None
    ends = release.table("output_outlook")
    ends = ends[ends["county_code"] == release.county].set_index("industry_code")
    value = ends["year_end_value"].where(~ends["masked"])
    names = release.industry_names(lang)
    return {
        "when": release.period,
        "industries": len(missing),
        "named": [names[code] for code in missing],
        "share": 100 * value.reindex(missing).sum(skipna=False) / value.get("total", pd.NA),
    }


def late_elsewhere(release: Release, lang: str) -> Slots | None:
    """How many cells of other counties are late, and which counties wholly."""
    series = _series(release)
    others = series[series["county_code"] != release.county]
    missing = others[others["series_status"] == "late"]
    if missing.empty or _is_stock(release):
        return None
    came = others.loc[others["series_status"] == "forecast", "county_code"]
    whole = sorted(set(missing["county_code"]) - set(came))
    return {
        "when": release.period,
        "cells": len(missing),
        "counties": [release.county_name(lang, code) for code in whole],
        "whole": release.city.whole(lang) if release.county != WHOLE else "",
    }


def restated(release: Release) -> bool:
    """Whether any series stands beside last year as restated, not as it was published."""
    return bool((_series(release)["series_base"] == "restated").any())


def _series(release: Release) -> pd.DataFrame:
    columns = ["industry_code", "series_status", "series_base", "last_period"]
    return release.everywhere("output_series", columns)


def _is_stock(release: Release) -> bool:
    """A stock counts matched cells only, which its note says."""
    return indicator_of(release) == "output" and release.city.measure.kind != "flow"
