"""Figures beside those of a month ago, and targets with what they call for.

    gap       = expected − target            news     = now − before
    gap_pct   = gap / target                 revision = before − told

The month before is answered twice: by today's data (`before`), and by the vintages of then
(`told`); what tells them apart is no news of the month but a revision.
"""

from typing import Any

import numpy as np
import pandas as pd

from analysis.questions.overview.quoted import FIGURES, Aim, aims, month_before, told_on
from analysis.questions.overview.rules import FRONT, Front
from analysis.questions.overview.tables import RESULTS
from analysis.tables.given import Given
from analysis.tables.indicator import GROWTH
from analysis.tables.question import Tables
from analysis.tables.rules import last_day
from analysis.tables.units import factor


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`.

    Raises
    ------
    DataError
        If the unit of a target does not convert, or no rules are in force.
    """
    held = aims(given)
    rule = given.rule(FRONT, Front)
    found = {
        "overview_figures": figures(given, held),
        "overview_targets": targets(given, held, rule),
    }
    return {table.name: found[table.name].reindex(columns=[*table.columns]) for table in RESULTS}


def figures(given: Given, held: list[Aim]) -> pd.DataFrame:
    """Each figure of each place now, a month before, and as that was told: those that are known."""
    before, day = month_before(given.period), told_on(given)
    rows = []
    chances = [aim.figures.chance for aim in held]
    for name in dict.fromkeys([*FIGURES, *chances]):
        states = {"now": given.quoted(name, given.period)}
        if before:
            states["before"] = given.quoted(name, before)
        if before and day:
            states["told"] = given.told(name, before, day)
        for state, values in states.items():
            if values is not None:
                rows.append(_known(values).assign(figure=name, state=state))
    return pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=["county_code"])


def _known(values: pd.Series) -> pd.DataFrame:
    known = values.dropna()
    return pd.DataFrame({"county_code": known.index.astype(str), "value": known.to_numpy(float)})


def targets(given: Given, held: list[Aim], rule: Front) -> pd.DataFrame:
    """Each target with a probability: how sure, how far, and what it calls for."""
    rows = pd.DataFrame([_facts(given, aim) for aim in held])
    if rows.empty:
        return rows
    gap = rows["expected"] - rows["target_value"]
    level = rows["target_value"].where(rows["kind"] != GROWTH)
    rows = rows.assign(
        gap=gap,
        gap_pct=100 * gap / level,
        tone=tone(rows["chance_pct"], rule),
        tone_before=tone(rows["chance_before_pct"], rule),
    )
    return rows.assign(action=action(rows, rule))


def tone(chance: pd.Series, rule: Front) -> pd.Series:
    """Steady, open or hard by the probability in percent; missing without one."""
    bounds = rule.chances
    said = np.select(
        [chance >= bounds.steady_from_pct, chance >= bounds.open_from_pct],
        ["steady", "open"],
        "hard",
    )
    return pd.Series(said, index=chance.index, dtype=object).where(chance.notna(), None)


def action(rows: pd.DataFrame, rule: Front) -> pd.Series:
    """What a target calls for, the first that applies; missing where nothing does.

    It asks for more than was reached, its probability fell, it is hard to reach.
    """
    bounds = rule.actions
    hard = rows["tone"] == "hard"
    above = rows["asked_growth_pct"] - rows["growth_pct"]
    fell = rows["chance_before_pct"] - rows["chance_pct"]
    said = np.select(
        [hard & (above >= bounds.asked_above_growth_pp), fell >= bounds.chance_fell_pp, hard],
        ["asks_more", "fell", "hard"],
        "",
    )
    return pd.Series(said, index=rows.index, dtype=object).replace("", None)


def _facts(given: Given, aim: Aim) -> dict[str, Any]:
    target, own = aim.target, aim.figures
    before = month_before(given.period)
    done = given.figure(own.done)
    unit = given.city.unit_of(done)
    level = target.kind != GROWTH
    value = target.on(pd.Timestamp(last_day(given.period)))
    return {
        "indicator": target.indicator,
        "county_code": target.county,
        "kind": target.kind,
        "leads": aim.leads,
        "unit": unit,
        "chance_figure": own.chance,
        "target_value": value * (factor(target.unit, unit) if level else 1.0),
        "value": _of(given, own.done, target.county, given.period),
        "expected": _of(given, own.year_end, target.county, given.period),
        "chance_pct": _of(given, own.chance, target.county, given.period),
        "chance_before_pct": _of(given, own.chance, target.county, before),
        "needed_growth_pct": _of(given, own.needed_growth, target.county, given.period),
        "asked_growth_pct": _of(given, own.asked_growth, target.county, given.period),
        "growth_pct": _of(given, "output_growth_ytd", target.county, given.period),
    }


def _of(given: Given, figure: str, county: str, period: str | None) -> float:
    """A figure of a place; missing where there is none."""
    values = given.quoted(figure, period) if figure and period else None
    return np.nan if values is None else float(values.get(county, np.nan))
