"""The question of output: where do we stand, where does the year end, is the target reached?

Every indicator the city has figures of is forecast once: output (the city's own measure), growth
of value added, electricity.
"""

import pandas as pd

from analysis.errors import DataError
from analysis.questions.output.measured import Measured, measured
from analysis.questions.output.result_tables import YEAR_END
from analysis.tables import RESULT_TABLES
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.given import Given
from analysis.tables.question import Rules, Tables

FESTIVALS = Rules("spring_festival.csv")
EVENTS = {"stop": -10.0, "project": 5.0}
"""Percent of what a county is expected to bring in each period, from the first one on."""


def answer(given: Given) -> Tables:
    """All result tables of the question for the whole city."""
    from analysis.forecasting import city_outlook
    from analysis.forecasting.outcome import Target
    from analysis.questions.output import enterprise_answer, value_added_answer

    found: list[Tables] = []
    firms = pd.DataFrame()
    if ENTERPRISE_MONTH in given:
        firms = enterprise_answer.reported(given)
    for one in measured(given, *given.files(FESTIVALS)):
        target = Target(one.flow, one.per_year, festivals=one.festivals, adds_up=one.adds_up)
        goals = one.goals(given.city, given.day)
        outlook = city_outlook(one.values, target, one.origin, goals, one.reported)
        if not one.adds_up:
            outlook = without_sums(outlook)
        found.append(_levels(one, outlook, given.city.shocks))
        if one.indicator == "output" and len(firms):
            found.append(
                {
                    "output_movers": enterprise_answer.movers(firms),
                    "output_groups": enterprise_answer.by_group(firms),
                    "output_sections": enterprise_answer.by_class(firms, "section"),
                    "output_sizes": enterprise_answer.by_class(firms, "enterprise_size"),
                    "output_stops": enterprise_answer.stops(
                        firms, outlook["forecast"], outlook["outlook"]
                    ),
                }
            )
    found.append(value_added_answer.value_added(given))
    names = {name for tables in found for name in tables}
    joined = {
        name: pd.concat([t[name] for t in found if name in t], ignore_index=True) for name in names
    }
    return {name: _declared(name, frame) for name, frame in joined.items()}


def _declared(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    return frame.rename(columns={"level": "tier"}).reindex(columns=RESULT_TABLES[name].columns)


def without_sums(found: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Leave out sums over counties and industries, which an index has none of.

    Raises
    ------
    DataError
        If a county has several industries, whose indices have no sum either.
    """
    cells = found["series"]
    if cells["county_code"].duplicated().any():
        raise DataError(
            "指数不能相加：一个县只能有一个行业（全部工业）的指数",
            "indices make no sum: a county can have that of one industry (all of it) only",
        )
    return {name: _parts(rows) for name, rows in found.items()}


def _parts(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["level"].isin(["county", "cell"])] if "level" in rows else rows


def _levels(
    one: Measured, found: dict[str, pd.DataFrame], shocks: tuple[str, ...] | None
) -> Tables:
    """The tables of one indicator whose levels are forecast."""
    from analysis.forecasting.microscope import decompose_each
    from analysis.forecasting.report_tables import (
        BOUNDS,
        as_in_path,
        first_shown,
        growth_and_outlook,
        on_this_years_list,
        path,
    )

    values, latest = one.values, one.latest
    if not one.flow:
        # A path that gains a cell when its months are no longer suppressed would show a rise.
        matched = found["outlook"].query("level == 'cell'")[["county_code", "industry_code"]]
        values, latest = (t.merge(matched, on=[*matched]) for t in (values, latest))
    parts, effects = decompose_each(values, one.per_year, one.festivals, shocks, one.flow)
    shown = on_this_years_list(values, one.reported, found["forecast"], one.origin)
    course = path(shown, found["forecast"], one.per_year, one.origin)
    course = course if one.adds_up else _parts(course)
    usual = found["usual"].rename(columns={"share_pct": "usual_share_pct"})
    course = course.merge(usual, on=[*usual.columns[:3]], how="left")
    a_year_ago = found["last_year"][found["last_year"]["level"] != "cell"]
    parts = parts[parts["period"] >= first_shown(one.origin, one.per_year)]
    parts = parts.assign(industry_code="total")
    if one.reported is not None:
        levels = ["value", "actual", *BOUNDS]
        a_year_ago = as_in_path(a_year_ago, course, one.origin, "actual", levels)
        parts = as_in_path(parts, course, one.origin, "value", ["value", "trend_per_day"])
    tables = {
        "output_outlook": growth_and_outlook(found["outlook"], latest, one.counts).rename(
            columns=YEAR_END
        ),
        "output_path": course.rename(columns={"kind": "stage"}),
        "output_targets": found["targets"]
        .assign(industry_code="total")
        .rename(columns={"kind": "target_kind", **YEAR_END}),
        "output_evaluation": found["evaluation"].rename(columns={"method": "forecast_method"}),
        "output_coverage": found["coverage"].rename(columns={"kind": "covered"}),
        "output_last_year": a_year_ago.rename(columns={"value": "expected_value"}),
        "output_choices": found["choices"].rename(columns={"method": "forecast_method"}),
        "output_series": found["series"].rename(
            columns={"status": "series_status", "base": "series_base", "method": "series_method"}
        ),
        "output_components": parts.rename(columns={"trend_per_day": "trend_value"}),
        "output_effects": effects.rename(columns=EFFECT_NAMES).assign(industry_code="total"),
        "output_what_if": _what_if(one, found),
    }
    return {name: frame.assign(indicator=one.indicator) for name, frame in tables.items()}


EFFECT_NAMES = {
    "percent": "effect_pct",
    "lo95_percent": "effect_lo95_pct",
    "hi95_percent": "effect_hi95_pct",
}


def _what_if(one: Measured, found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """A stop and a start in every county, from the next period on, and from a later one."""
    from analysis.forecasting import Event, what_if

    ends, forecast = found["outlook"], found["forecast"]
    totals = ends[ends["level"] == "county"]
    left = int(ends["remaining_periods"].iloc[0])
    periods = sorted(forecast["period"].unique())[:left]
    first = [periods[i] for i in sorted({0, left // 2})] if left else []
    averaged = 1 if one.flow else one.per_year
    # Each county is looked at among its own rows: in a nation there are thousands.
    ahead = forecast[forecast["industry_code"] == "total"]
    paths, years = (dict(iter(t.groupby("county_code"))) for t in (ahead, totals))
    rows = [
        what_if(
            paths[county],
            years[county],
            Event(county, "total", period, change_pct=change),
            averaged,
        ).assign(event=name, first_period=period, change_pct=change)
        for county in totals["county_code"]
        for name, change in EVENTS.items()
        for period in first
    ]
    if not rows:
        return pd.DataFrame(columns=[*RESULT_TABLES["output_what_if"].columns])
    return pd.concat(rows, ignore_index=True)
