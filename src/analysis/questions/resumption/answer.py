"""Both rates of resumption by lunar day, beside the years before.

    resumed = enterprises above the rule's share of their baseline / all on the day's list
    load    = Σ electricity / Σ baseline, of the enterprises with both readings
    index   = ½ resumed + ½ load

A rate of a hundred at a load of sixty is the usual picture, so neither stands alone. Of a manned
and used enterprise the share is of the resumed, as bulletins give it.
"""

import pandas as pd

from analysis.errors import DataError
from analysis.periods import spring_festivals
from analysis.questions.resumption.tables import KEY, RESULTS
from analysis.registers import (
    completion,
    daily_use,
    deviation,
    newest_list,
    with_empty_groups,
    with_totals,
)
from analysis.registers.daily_use import BASELINE, USE
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.key_enterprises import BALLAST, ENTERPRISE_DAY, WORKING
from analysis.tables.question import Rules, Tables
from analysis.tables.rules import DatedRule
from analysis.tables.territory import WHOLE

FESTIVALS = Rules("spring_festival.csv")
RESUMPTION = Rules("resumption", dated=True)
COUNTY = {"county_code": WHOLE}


class ResumptionRule(DatedRule):
    """From what share of the baseline an enterprise has resumed, is well manned, well used."""

    resumed_above_pct: float
    on_duty_pct: float
    capacity_pct: float
    days: int
    years: int


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`."""
    rule, rows = given.rule(RESUMPTION, ResumptionRule), each_day(given)
    counties = pd.DataFrame({"county_code": [*(c.code for c in given.city.counties), WHOLE]})
    groups = counties.merge(rows[["year", "lunar_day", "date"]].drop_duplicates(), how="cross")
    days = rates(with_totals(rows, COUNTY), groups)
    last = days[days["date"] == days["date"].max()]
    before = days.assign(year=days["year"] + 1).set_index([*KEY])
    was = last[[*KEY]].join(before[["resumed_pct", "load_pct"]], on=[*KEY])
    found = {
        "resumption_days": days,
        "resumption_last": last.assign(
            resumed_change_pp=last["resumed_pct"] - was["resumed_pct"],
            load_change_pp=last["load_pct"] - was["load_pct"],
        ),
        "resumption_rule": pd.DataFrame([rule.model_dump()]).assign(
            rule=rule.name, valid_from=pd.Timestamp(rule.valid_from)
        ),
    }
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def each_day(given: Given) -> pd.DataFrame:
    """Return every enterprise of each day's list, whether it reported or not.

    Columns: `uscc`, `county_code`, `year`, `lunar_day` (New Year's Day is 1), `date`, use and
    baseline (kWh), and flags `resumed`, `reported`, `unread`, `manned`, `used`.

    Raises
    ------
    DataError
        If no day after a Spring Festival was reported by the period's end.
    """
    rule = given.rule(RESUMPTION, ResumptionRule)
    reports = given[ENTERPRISE_DAY]
    days = daily_use(reports[reports["date"] <= given.day], WORKING)
    lists, register = given[BALLAST], given[ENTERPRISES][["uscc", "county_code"]]
    parts = []
    for festival in _festivals(given, rule):
        window = pd.date_range(festival, periods=rule.days)
        for date in window[window.isin(days["date"])]:
            listed = newest_list(lists, date)[["uscc"]].merge(register, on="uscc")
            rows = listed.merge(days[days["date"] == date].drop(columns="date"), "left", "uscc")
            lunar_day = float((date - festival).days + 1)
            parts.append(rows.assign(year=festival.year, lunar_day=lunar_day, date=date))
    if not any(len(part) for part in parts):
        raise DataError(
            f"{given.period}及以前没有春节后的企业日报",
            f"no daily report of the weeks after a Spring Festival by {given.period}",
        )
    return _flagged(pd.concat(parts, ignore_index=True), rule)


def _festivals(given: Given, rule: ResumptionRule) -> list[pd.Timestamp]:
    """The last New Year's Days by the period's end: the newest, and the years before it."""
    known = [pd.Timestamp(day) for day in spring_festivals(given.files(FESTIVALS)[0])]
    return [day for day in known if day <= given.day][-1 - rule.years :]


def _flagged(rows: pd.DataFrame, rule: ResumptionRule) -> pd.DataFrame:
    resumed = 100 * rows[USE] > rule.resumed_above_pct * rows[BASELINE]
    manned = 100 * rows["on_duty_persons"] >= rule.on_duty_pct * rows["employees_persons"]
    return rows.assign(
        resumed=resumed,
        reported=rows["state"].isin(WORKING),
        unread=rows[USE].isna(),
        manned=resumed & manned,
        used=resumed & (rows["capacity_use_pct"] >= rule.capacity_pct),
    )


def rates(rows: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Count, sum and divide what `each_day` returns, by the columns of `groups`."""
    by = list(groups.columns)
    found = completion(rows, "resumed", by=by)[[*by, "listed", "done", "done_pct"]]
    found = found.rename(columns={"done": "resumed", "done_pct": "resumed_pct"})
    for flag in ("reported", "unread"):
        counted = completion(rows, flag, by=by)[[*by, "done"]]
        found = found.merge(counted.rename(columns={"done": flag}), on=by)
    for flag in ("manned", "used"):
        counted = completion(rows, flag, of="resumed", by=by)[[*by, "done", "done_pct"]]
        names = {"done": flag, "done_pct": f"{flag}_pct"}
        found = found.merge(counted.rename(columns=names), on=by)
    load = deviation(rows, USE, BASELINE, by)[[*by, USE, BASELINE, "level_pct"]]
    load = load.rename(columns={USE: "use_kwh", BASELINE: "baseline_kwh", "level_pct": "load_pct"})
    found = with_empty_groups(found.merge(load, on=by), groups)
    return found.assign(index=(found["resumed_pct"] + found["load_pct"]) / 2)
