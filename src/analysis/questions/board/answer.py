"""The board: targets as set, how they stand now, a month before and at the year end, their lights.

    amounts, counts    pace = done / target − schedule
                       needed = (target − done) / months left
    growth, shares     pace = done − schedule · target, in points

Where less is better the pace has the other sign: ahead is positive always.
"""

from collections import Counter

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.periods import month_before
from analysis.questions.board.lights import forecast_light, light
from analysis.questions.board.quoted import Due, due, history
from analysis.questions.board.rules import LIGHTS, SCHEDULES, Batches, Lights
from analysis.questions.board.tables import LIGHTS as COLOURS
from analysis.questions.board.tables import RESULTS
from analysis.registers import as_before, even, pace_pp
from analysis.tables.given import Given
from analysis.tables.indicator import GROWTH
from analysis.tables.question import Tables
from analysis.tables.rules import last_day
from analysis.tables.territory import WHOLE
from analysis.tables.units import factor


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`.

    Raises
    ------
    DataError
        If the city has no target of the year, or the unit of one does not convert.
    """
    targets = due(given)
    if not targets:
        year = given.day.year
        raise DataError(f"没有{year}年的目标", f"there are no targets of {year}")
    rule = given.rule(LIGHTS, Lights)
    before = month_before(given.period)
    now = standing(given, targets, given.period, rule)
    states = [now.assign(state="now"), expected(given, targets, rule).assign(state="year_end")]
    if before:
        states.append(standing(given, targets, before, rule).assign(state="before"))
    standings = pd.concat(states, ignore_index=True)
    found = {
        "board_targets": _as_set(given, targets, now),
        "board_states": standings[standings["value"].notna()],
        "board_counts": _counts(now),
    }
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def standing(given: Given, targets: list[Due], period: str, rule: Lights) -> pd.DataFrame:
    """Each target at a period: done, schedule, pace, gap, needed a month, light, or the reason."""
    rows = pd.DataFrame([_stand(given, each, period) for each in targets])
    better = rows["direction"].map({"up": 1.0, "down": -1.0})
    share = rows["schedule_pct"] / 100
    gap = rows["target_value"] - rows["value"]
    points = rows["value"] - share * rows["target_value"]
    pace = points.where(rows["rate"], pace_pp(rows["value"], rows["target_value"], share))
    left = 12 - int(period[5:])
    asked = ~rows["rate"] & (rows["direction"] == "up") & (rows["schedule"] != "throughout")
    rows = rows.assign(
        done_pct=_done_pct(rows),
        pace_pp=better * pace,
        gap=gap,
        needed=(gap.clip(lower=0) / left).where(asked) if left else np.nan,
        low=np.nan,
        high=np.nan,
        chance_pct=np.nan,
    )
    return rows.assign(light=light(rows, better, rule))


def expected(given: Given, targets: list[Due], rule: Lights) -> pd.DataFrame:
    """Each target that a model looks ahead for: the year end, its interval, its probability."""
    rows = []
    for each in targets:
        known = {
            name: _of(given, figure, each.target.county, given.period)
            for name, figure in _outlook(each).items()
        }
        rows.append({**_set(given, each, given.period), **known})
    found = pd.DataFrame(rows)
    return found.assign(
        done_pct=_done_pct(found),
        schedule_pct=np.nan,
        pace_pp=np.nan,
        gap=found["target_value"] - found["value"],
        needed=np.nan,
        light=forecast_light(found["chance_pct"], rule),
    )


def _done_pct(rows: pd.DataFrame) -> pd.Series:
    """Done of the target; of a growth or a share there is none."""
    of = rows["target_value"].where(~rows["rate"] & rows["target_value"].gt(0))
    return 100 * rows["value"] / of


def _outlook(each: Due) -> dict[str, str]:
    names = each.figures
    return {
        "value": names.year_end if names else "",
        "low": names.lo80 if names else "",
        "high": names.hi80 if names else "",
        "chance_pct": names.chance if names else "",
    }


def _set(given: Given, each: Due, period: str) -> dict[str, object]:
    """A target as it is in force at a period, in the unit of its figure."""
    target = each.target
    return {
        "indicator": target.indicator,
        "county_code": target.county,
        "kind": target.kind,
        "rate": unit(given, each) == "pct",
        "direction": target.direction,
        "schedule": each.schedule,
        "target_value": target.on(pd.Timestamp(last_day(period))) * _size(given, each),
    }


def _stand(given: Given, each: Due, period: str) -> dict[str, object]:
    facts = _set(given, each, period)
    done = each.figures.done if each.figures else ""
    value = _of(given, done, each.target.county, period)
    whole = _of(given, done, WHOLE, period)
    reason = None
    share: float | None = None
    if not done or np.isnan(value):
        reason = "no_answer" if done else "no_figure"
    elif each.schedule == "by_batch":
        share = _batches(given, each.target.indicator, period)
        reason = None if share is not None else "no_batches"
    elif each.schedule == "history":
        share = _history(given, each, period)
        reason = None if share is not None else "no_history"
    else:
        share = 1.0 if each.schedule == "throughout" else even(period)
    due_pct = np.nan if share is None else 100 * share
    return {**facts, "value": value, "whole": whole, "schedule_pct": due_pct, "reason": reason}


def _of(given: Given, figure: str, county: str, period: str) -> float:
    """A figure of a county; missing where there is none."""
    values = given.quoted(figure, period) if figure else None
    return np.nan if values is None else float(values.get(county, np.nan))


def _batches(given: Given, indicator: str, period: str) -> float | None:
    """The share due by batches, of the rule in force that speaks of the indicator."""
    shares = [rule.due(indicator, last_day(period)) for rule in given.in_force(SCHEDULES, Batches)]
    return next((share for share in shares if share is not None), None)


def _history(given: Given, each: Due, period: str) -> float | None:
    """The mean share reached by now in the years before; None where one of them is not known."""
    done = each.figures.done if each.figures else ""
    past = {p: _of(given, done, each.target.county, p) for p in history(period)}
    years = pd.DataFrame({"period": [*past], "value": [*past.values()]})
    share = as_before(years, "value", period)
    return None if np.isnan(share) else share


def _size(given: Given, each: Due) -> float:
    """By what a target's value is multiplied to stand in the unit of its figure."""
    if each.figures is None or each.target.kind == GROWTH:
        return 1.0
    return factor(each.target.unit, unit(given, each))


def unit(given: Given, each: Due) -> str:
    """The unit of a target's figure."""
    figure = given.figure(each.figures.done) if each.figures else None
    if figure is None:
        return "pct" if each.target.kind == GROWTH else "fraction"
    return given.city.unit_of(figure)


def _as_set(given: Given, targets: list[Due], now: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for each in targets:
        target, title = each.target, each.indicator
        figure = given.figure(each.figures.done) if each.figures else None
        owner = target.owner or (figure.owner if figure else None)
        revised = target.revised if target.on(given.day) != target.value else None
        rows.append(
            {
                "figure": figure.name if figure else None,
                "name_zh": title.zh if title else target.indicator,
                "name_en": title.en if title else target.indicator,
                "unit": unit(given, each),
                "first_value": target.value * _size(given, each) if revised else np.nan,
                "revised_on": pd.Timestamp(revised.on) if revised else pd.NaT,
                "owner_zh": owner.zh if owner else "",
                "owner_en": owner.en if owner else "",
            }
        )
    return pd.concat([now.reset_index(drop=True), pd.DataFrame(rows)], axis=1)


def _counts(now: pd.DataFrame) -> pd.DataFrame:
    """How many of a county's targets have each light."""
    rows = []
    for county, own in now.groupby("county_code", sort=False):
        lights = Counter(own["light"].dropna())
        judged = {name: lights[name] for name in COLOURS}
        rows.append(
            {
                "county_code": county,
                "targets": len(own),
                **judged,
                "unjudged": len(own) - sum(judged.values()),
            }
        )
    return pd.DataFrame(rows)
