"""Days that lines had to stop, did stop, and owe, at 24:00 of a period's last day."""

import pandas as pd

from analysis.errors import DataError
from analysis.questions.kilns.checks import CHECKS
from analysis.questions.kilns.early import SPAN, may_run
from analysis.questions.kilns.electricity import while_stopped
from analysis.questions.kilns.findings import findings, not_exchanged, repaired
from analysis.questions.kilns.months import asked_days, by_season, months, of_seasons, quarters
from analysis.questions.kilns.tables import LINE_STOPS, LINES, RESULTS
from analysis.questions.kilns.windows import DAY, YEAR, Windows, begun, settings, windows
from analysis.registers import shortfall, with_empty_groups, with_totals
from analysis.registers.groups import share_pct
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.given import Given
from analysis.tables.question import Tables
from analysis.tables.territory import WHOLE

DAYS = ("required", "exempt", "actual", "make_up", "owed", "outside")


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`. What comes after the period is cut off."""
    rule, lines = windows(given), given[LINES]
    held = lines[lines["kind"].isin(rule.kinds)]
    register = _known(given)
    seasons = begun(rule, given.day, settings(given).stated_days)
    seasons = seasons[seasons["last"] >= register["from_at"].min()]
    if seasons.empty:
        raise DataError(
            f"{given.period}期末前没有有停窑登记的应停时段",
            f"no window with registered stops had begun by the end of {given.period}",
        )
    stops = _counted(register, held, rule)
    required = _required(seasons, held)
    credited = _credited(stops)
    free = may_run(rule, seasons, required, credited, given.day)
    credited = pd.concat([credited[SPAN], free])
    stops = pd.concat([stops[SPAN], free])
    asked = asked_days(rule, settings(given), seasons, given.day)
    monthly = months(asked, seasons, held, required, credited, given.day)
    if asked is None:
        by_line = _by_line(seasons, required, credited, given.day)
    else:
        by_line = by_season(monthly, seasons, required)
        seasons = of_seasons(seasons, asked, given.day)
        required = required[:0]  # no day is required before another: none is drawn, or barred
    by_line = by_line.merge(held.drop(columns="kind"), on="line_id")
    since = seasons["first"].min()
    used = pd.DataFrame(columns=["uscc", "period"], dtype="str")
    if ENTERPRISE_MONTH in given:
        used = given.read(ENTERPRISE_MONTH, ["uscc", "period", "electricity_ytd_10k_kwh"])
    metered = while_stopped(used, held, stops, since, given.day)
    tables = {
        "kiln_seasons": _make_up_by(seasons, given),
        "kiln_counts": _counts(by_line, seasons, rule, given),
        "kiln_lines": by_line,
        "kiln_spans": _spans(required, stops, held, since, given.day),
        "kiln_quarters": quarters(monthly, given.day, rule.by_quarter).merge(held, on="line_id"),
        "kiln_electricity": metered,
        "kiln_findings": given.located(
            findings(register, lines, required, metered, seasons, rule, given), LINE_STOPS, CHECKS
        ),
    }
    return {table.name: tables[table.name][list(table.columns)] for table in RESULTS}


def _known(given: Given) -> pd.DataFrame:
    """The stops that had begun by the end of the day.

    Raises
    ------
    DataError
        If there are none, or the register was exported before: what it cannot know is not 0.
    """
    stops = given.read(LINE_STOPS, origins=True)
    known = stops[stops["from_at"] < given.day + DAY].reset_index(drop=True)
    if known.empty or pd.to_datetime(stops["vintage"]).max() < given.day:
        raise DataError(
            f"停窑时段台账没有截至{given.period}期末的登记",
            f"the register of stops does not reach the end of {given.period}",
        )
    return known


def _counted(register: pd.DataFrame, held: pd.DataFrame, rule: Windows) -> pd.DataFrame:
    """The stops that can count: of lines that are held to stop, and not backward."""
    backward = register["to_at"] < register["from_at"]
    out = backward | not_exchanged(register, held, rule) | repaired(register, rule)
    return register[register["line_id"].isin(held["line_id"]) & ~out]


def _credited(stops: pd.DataFrame) -> pd.DataFrame:
    """The stops by the line whose days they are: one stopped for another is that one's, made up."""
    other = stops["for_line"].notna()
    return stops.assign(
        line_id=stops["for_line"].fillna(stops["line_id"]),
        kind=stops["kind"].mask(other, "make_up"),
    )


def _required(seasons: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """The windows of each line, from the day it was commissioned on."""
    rows = held[["line_id", "commissioned_on"]].merge(seasons, how="cross")
    since = rows[["first", "commissioned_on"]].max(axis=1)
    spans = rows.assign(kind="required", from_at=since, to_at=rows["last"] + DAY)
    return spans.loc[spans["from_at"] < spans["to_at"], [*SPAN, "season"]]


def _by_line(
    seasons: pd.DataFrame, required: pd.DataFrame, stops: pd.DataFrame, day: pd.Timestamp
) -> pd.DataFrame:
    found = []
    for season in seasons.itertuples():
        until = min(season.until, day + DAY)
        own = stops[stops["kind"] != "required"]
        own = own.assign(
            from_at=own["from_at"].clip(lower=season.first),
            to_at=own["to_at"].fillna(until).clip(upper=until),
        )
        window = required[required["season"] == season.season]
        every = pd.concat([window[SPAN], own[own["from_at"] < own["to_at"]]])
        every = every[every["line_id"].isin(window["line_id"])]
        found.append(shortfall(every, until - DAY).assign(season=season.season))
    return pd.concat(found)


def _counts(
    by_line: pd.DataFrame, seasons: pd.DataFrame, rule: Windows, given: Given
) -> pd.DataFrame:
    codes = [*(county.code for county in given.city.counties), WHOLE]
    groups = pd.DataFrame({"county_code": codes}).merge(seasons[["season"]], how="cross")
    rows = by_line.assign(
        lines=1.0,
        owing=by_line["owed_days"].gt(0).astype(float),
        outside_days=by_line["owed_days"].where(by_line["duty"].isin(rule.make_up_outside), 0.0),
    ).rename(columns={f"{name}_days": f"{name}_kiln_days" for name in DAYS})
    sums = [*(f"{name}_kiln_days" for name in DAYS), "lines", "owing"]
    by = ["county_code", "season"]
    added = with_totals(rows, {"county_code": WHOLE}).groupby(by, as_index=False)[sums].sum()
    counts = with_empty_groups(added, groups)
    due = counts["required_kiln_days"] - counts["exempt_kiln_days"]
    return counts.assign(done_pct=share_pct(counts["actual_kiln_days"], due))


def _make_up_by(seasons: pd.DataFrame, given: Given) -> pd.DataFrame:
    """The windows with the day by which the city wants the rest made up: the next such day."""
    named = settings(given).make_up_by
    if named is None:
        return seasons.assign(make_up_by=pd.Series(pd.NaT, seasons.index, dtype="datetime64[us]"))
    by = pd.to_datetime(seasons["last"].dt.year.astype(str) + "-" + named).astype("datetime64[us]")
    return seasons.assign(make_up_by=by.where(by > seasons["last"], by + YEAR))


def _spans(
    required: pd.DataFrame,
    stops: pd.DataFrame,
    held: pd.DataFrame,
    since: pd.Timestamp,
    day: pd.Timestamp,
) -> pd.DataFrame:
    """Every span since the first window, of required ones all, of stops what had been."""
    shown = stops[stops["kind"].isin(["actual", "exempt", "make_up"])]
    shown = shown.assign(to_at=shown["to_at"].fillna(day + DAY).clip(upper=day + DAY))
    shown = shown[shown["to_at"] > since]
    return pd.concat([required[SPAN], shown]).merge(held.drop(columns="kind"), on="line_id")
