"""The figures of the output report, each under its finding; None where there is none.

Growth of value added has no levels, so some differ by indicator; a county's total that is withheld
leaves its figures out.
"""

import math
from typing import Any

import pandas as pd

from analysis.display.drawn import cached
from analysis.display.stated import Stated, stated
from analysis.questions.output import figures, quality_figures
from analysis.questions.output import value_added_figures as of_growth
from analysis.questions.output.indicator import indicator_of
from analysis.questions.output.pulls import beside_the_whole
from analysis.questions.output.text import totals, whole, words
from analysis.questions.output.value_added import SO_FAR
from analysis.questions.output.value_added import course as growth_course
from analysis.tables.release import Release
from analysis.tables.rules import a_year_before
from analysis.tables.territory import WHOLE


def levels(release: Release, lang: str) -> Stated | None:
    """Single periods and the forecast; of value added, growth of the year to its end."""
    if indicator_of(release) == "value_added":
        return _growth(release, lang)
    path, said = totals(release, "output_path"), words(release, lang)
    if path.empty:
        return None
    came, ahead = (path[path["stage"] == stage] for stage in ("actual", "forecast"))
    last, first = (rows.iloc[i] if len(rows) else {} for rows, i in ((came, -1), (ahead, 0)))
    finding = {
        "when": last.get("period"),
        "value": last.get("value"),
        "then": first.get("period"),
        "expected": first.get("value"),
        "low": first.get("lo80"),
        "high": first.get("hi80"),
        "unit": said.unit,
        "joined": _joined(path),
    }
    return stated(
        release, "output", "levels", figures.levels(path, said, lang), lang,
        finding=finding, measure={"noun": said.noun, "shown": said.shown_unit},
    )  # fmt: skip


def everywhere(release: Release, lang: str) -> Stated | None:
    """A county's industries beside the whole's; of the whole, growth by industry and county.

    Of value added, the counties side by side.
    """
    counties = {code: release.county_name(lang, code) for code in release.neighbours}
    every = release.city.whole(lang)
    if indicator_of(release) == "value_added":
        return _ranking(release, counties, lang)
    if (own := beside_the_whole(release, lang)) is not None:
        return own
    outlook = release.table("output_outlook")
    if outlook.empty:
        return None
    names = release.industry_names(lang)
    alone = len(release.city.counties) == 1 or WHOLE not in set(outlook["county_code"])
    units = counties if alone else {WHOLE: every[:1].upper() + every[1:], **counties}
    drawn = cached(
        release, "output", "growth_map", lang,
        lambda: figures.growth_map(outlook, names, units, lang),
    )  # fmt: skip
    cells = outlook[outlook["tier"] == "cell"]
    known = cells.loc[~cells["masked"], "ytd_growth_pct"].dropna()
    finding = {
        "cells": len(known),
        "growing": int((known > 0).sum()),
        "withheld": int(cells["masked"].sum()),
    }
    measure = {"noun": words(release, lang).noun, "limit": figures.GROWTH_LIMIT_PCT}
    return stated(release, "output", "map", drawn, lang, finding=finding, measure=measure)


def components(release: Release, lang: str) -> Stated | None:
    """What lies inside the county's series; None if the model did not converge."""
    rows, said = totals(release, "output_components"), words(release, lang)
    if rows.empty or not rows["converged"].all():
        return None
    trend = rows.set_index("period")["trend_value"]
    last = str(trend.index[-1])
    before = trend.get(a_year_before(last), math.nan)
    return stated(
        release, "output", "components", quality_figures.components(rows, said, lang), lang,
        finding={"when": last, "change": 100 * (trend.iloc[-1] / before - 1)},
        measure={"noun": said.noun, "shown": said.shown_unit},
    )  # fmt: skip


def errors(release: Release, lang: str) -> Stated | None:
    """Errors of past forecasts by distance."""
    growth_only = indicator_of(release) == "value_added"
    table = release.table("output_growth_errors" if growth_only else "output_evaluation")
    if table.empty:
        return None
    if growth_only:
        drawn = cached(release, "output", "errors", lang, lambda: of_growth.errors(table, lang))
        found = table.set_index(["horizon", "growth_method"])["mae_pp"]
        finding = _first(found, "growth_held")
        return stated(release, "output", "growth_errors", drawn, lang, finding=finding)
    tiers = ("county", "cell")
    drawn = cached(
        release, "output", "errors", lang, lambda: quality_figures.errors(table, tiers, lang)
    )
    of_counties = table[table["tier"] == "county"]
    found = of_counties.set_index(["horizon", "forecast_method"])["wape_pct"]
    finding = _first(found, "growth_held", "seasonal_naive")
    return stated(release, "output", "errors", drawn, lang, finding=finding)


def last_year(release: Release, lang: str) -> Stated | None:
    """The forecast made a year ago beside what came."""
    rows, said = totals(release, "output_last_year"), words(release, lang)
    if rows.empty:
        return None
    known = rows.dropna(subset=["actual", "lo80", "hi80"])
    inside = known["actual"].between(known["lo80"], known["hi80"])
    return stated(
        release, "output", "last_year", quality_figures.last_year(rows, said, lang), lang,
        finding={"periods": len(known), "inside": int(inside.sum())},
        measure={"noun": said.noun, "shown": said.shown_unit},
    )  # fmt: skip


def _growth(release: Release, lang: str) -> Stated | None:
    rows, goal = growth_course(release), whole(release, "output_targets")
    if rows.empty:
        return None
    came, ahead = (rows[rows["stage"] == stage] for stage in ("actual", "forecast"))
    finding = {
        "so_far": came[SO_FAR].iloc[-1] if len(came) else None,
        "expected": ahead[SO_FAR].iloc[-1] if len(ahead) else None,
        "target": None if goal is None else goal["target_growth_pct"],
    }
    figure = of_growth.course(rows, release.period, lang, goal)
    return stated(release, "output", "added_course", figure, lang, finding=finding)


def _ranking(release: Release, counties: dict[str, str], lang: str) -> Stated | None:
    rows = release.table("output_value_added").query("period == @release.period")
    figure = of_growth.ranking(rows, counties, release.county, lang)
    growth = rows.set_index("county_code")[SO_FAR].dropna()
    own = growth[growth.index.isin(counties)]
    whole_growth = growth.get(WHOLE)
    finding = {
        "most": counties.get(str(own.idxmax())) if len(own) > 1 else None,
        "least": counties.get(str(own.idxmin())) if len(own) > 1 else None,
        "high": own.max(),
        "low": own.min(),
        "of": len(own),
        "faster": None if whole_growth is None else int((own > whole_growth).sum()),
        "whole": release.city.whole(lang),
    }
    measure = {"whole": None if whole_growth is None else release.city.whole(lang)}
    return stated(
        release, "output", "added_ranking", figure, lang, finding=finding, measure=measure
    )


def _first(errors: pd.Series, *others: str) -> dict[str, Any]:
    """The error one period ahead of this forecast, and of what anyone could have said."""
    return {name: errors.get((1, name)) for name in ("forecast", *others)}


def _joined(path: pd.DataFrame) -> bool:
    """Whether January and February are one period."""
    return not path["period"].str.endswith("-01").any()
