"""Candidates: each enterprise with an annual report, held against every rung above its own.

The standard is that in force on the day of application; the report is the newest before its year.
"""

import datetime as dt

import pandas as pd

from analysis.questions.ladder.measures import UNITS, measures
from analysis.questions.ladder.tables import SCREENED, STATES
from analysis.registers import units, with_empty_groups, with_totals
from analysis.registers.catalogue import Catalogue
from analysis.registers.rungs import on_rungs
from analysis.scoring.cultivation import STATUSES, screen
from analysis.scoring.cultivation_rules import Standard, standard_for
from analysis.tables.given import Given
from analysis.tables.question import Settings
from analysis.tables.territory import WHOLE

NEAR = 2
"""So many conditions lack at most where an enterprise is near."""
SCREENS = ["uscc", "name", "county_code", "rung", "year", "applied_on", "standard"]


class LadderSettings(Settings):
    """The day of application of those whose report names none; the period's last day by default."""

    applied_on: dt.date | None = None


def candidates(
    given: Given,
    reports: pd.DataFrame,
    held: pd.DataFrame,
    known: Catalogue,
    rules: list[Standard],
) -> pd.DataFrame:
    """Return each enterprise and rung above its highest: the columns `SCREENS`.

    Parameters
    ----------
    reports
        Annual reports of years before the period's.
    held
        The entries in force.
    known, rules
        The ladder, and the standards of its rungs; `standard` is empty where none is in force.
    """
    said = given.settings.applied_on if isinstance(given.settings, LadderSettings) else None
    usual = pd.Timestamp(said or given.day)
    newest = reports.sort_values("year").drop_duplicates("uscc", keep="last")
    days = newest.set_index("uscc")["applied_on"].fillna(usual)
    rows = reports.assign(applied_on=reports["uscc"].map(days)).sort_values("year")
    rows = rows[rows["year"] < rows["applied_on"].dt.year].drop_duplicates("uscc", keep="last")
    places = {rung.code: n for n, rung in enumerate(known.ladder, start=1) if rung.code in SCREENED}
    top = on_rungs(held, known).groupby("holder_id")["place"].max()
    above = rows["uscc"].map(top).fillna(0)
    asked = pd.concat([rows[above < n].assign(rung=rung) for rung, n in places.items()])
    chosen = {
        (rung, day): standard_for(rules, rung, day.date())
        for rung, day in set(zip(asked["rung"], asked["applied_on"], strict=True))
    }
    named = [chosen[pair] for pair in zip(asked["rung"], asked["applied_on"], strict=True)]
    asked = asked.assign(standard=[each.name if each else "" for each in named])
    return asked.sort_values(["uscc", "rung"], ignore_index=True)[SCREENS]


def screens(
    reports: pd.DataFrame, asked: pd.DataFrame, held: pd.DataFrame, rules: list[Standard]
) -> pd.DataFrame:
    """Return the rows of `ladder_screens`: every candidate, condition by condition."""
    found = []
    for standard in rules:
        rows = asked[asked["standard"] == standard.name].reset_index(drop=True)
        result = screen(measures(reports, rows, held), standard)
        titles = {condition.name: condition.title for condition in standard.every_condition}
        places = {name: n for n, name in enumerate(titles, start=1)}
        found.append(
            rows.loc[result["position"]]
            .reset_index(drop=True)
            .join(result.drop(columns="position"))
            .assign(
                place=result["condition"].map(places),
                condition_zh=result["condition"].map({n: t.zh for n, t in titles.items()}),
                condition_en=result["condition"].map({n: t.en for n, t in titles.items()}),
                unit=result["measure"].map(UNITS).fillna(""),
                status=result["status"].map(dict(enumerate(STATUSES))),
            )
        )
    return pd.concat(found, ignore_index=True)


def judged(asked: pd.DataFrame, conditions: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `ladder_candidates`: what each candidate lacks together, and its state."""
    short = (conditions["short"] / conditions["required"].abs()).where(
        conditions["status"] == "failed", 0.0
    )
    lines = conditions[["uscc", "rung"]].assign(
        gap_pct=100 * short, **{s: conditions["status"].eq(s).astype(int) for s in STATUSES}
    )
    sums = lines.groupby(["uscc", "rung"], as_index=False).sum()
    rows = asked.merge(sums, on=["uscc", "rung"], how="left")
    rows[[*STATUSES]] = rows[[*STATUSES]].fillna(0)
    return rows.assign(state=[_state(*row) for row in rows[["standard", *STATUSES]].to_numpy()])


def counts(rows: pd.DataFrame, counties: list[str]) -> pd.DataFrame:
    """Return the rows of `ladder_ready`, 0 where there is none."""
    key = ["county_code", "rung", "state"]
    every = pd.DataFrame({"county_code": counties}).merge(
        pd.DataFrame({"rung": SCREENED}), how="cross"
    )
    every = every.merge(pd.DataFrame({"state": [*STATES]}), how="cross")
    counted = units(with_totals(rows, {"county_code": WHOLE}), key, enterprises="uscc")
    return with_empty_groups(counted, every)


def _state(standard: str, failed: int, unknown: int, passed: int) -> str:
    """What is missing decides, where it is few; else nothing of it would help."""
    if not standard:
        return "no_standard"
    if failed > NEAR:
        return "far"
    if unknown:
        return "unknown"
    return "near" if failed else "ready"
