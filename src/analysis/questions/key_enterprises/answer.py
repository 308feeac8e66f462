"""Colours, output and electricity of the listed enterprises, on the last day of reports.

What is listed, and what a colour means, is dated: the newest list, the rule in force.
"""

import pandas as pd

from analysis.questions.key_enterprises.checks import CHECKS
from analysis.questions.key_enterprises.elasticity import residuals
from analysis.questions.key_enterprises.findings import findings, off_output
from analysis.questions.key_enterprises.output import COUNTY, PRINTED, month_reports, totals
from analysis.questions.key_enterprises.readings import (
    growth_by,
    last_reported,
    listed,
    measured,
    use,
)
from analysis.questions.key_enterprises.rule import WARNING, WORST_FIRST, WarningRule
from analysis.questions.key_enterprises.tables import RESULTS
from analysis.registers import with_empty_groups, with_totals
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.key_enterprises import BALLAST, ENTERPRISE_DAY
from analysis.tables.question import Tables
from analysis.tables.territory import WHOLE

MOST_WEEKS = 13


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`."""
    rule, on = given.rule(WARNING, WarningRule), last_reported(given)
    firms, days = listed(given, on), use(given)
    month, reports = month_reports(given), given.read(ENTERPRISE_DAY, origins=True)
    reports = reports[reports["date"] <= given.day]
    rows = measured(firms, days, growth_by(given, given.day), on, rule)
    rows = rows.merge(month.drop(columns="county_code"), on="uscc", how="left")
    today = days[days["date"] == on].set_index("uscc")
    rows = rows.assign(
        state=rows["uscc"].map(today["state"]),
        reason=rows["uscc"].map(today["reason"]),
        shared=rows["uscc"].isin(days.loc[days["shared"], "uscc"]),
        z=residuals(rows["output_growth_pct"], rows["electricity_growth_pct"]),
    ).rename(columns=PRINTED)
    counties = [county.code for county in given.city.counties]
    places = pd.DataFrame({"county_code": [*counties, WHOLE]})
    colours = pd.DataFrame({"colour": [*WORST_FIRST]})
    found = {
        "ballast_counts": _counts(rows, places).assign(day=on),
        "warning_counts": _counts(rows, places.merge(colours, how="cross")),
        "warning_rule": rule.table(rows),
        "key_enterprises": rows,
        "key_enterprise_weeks": _weeks(given, firms, days, on, rule),
        "key_enterprise_totals": totals(month, rows, counties),
        "key_enterprise_findings": pd.concat(
            [
                given.located(
                    findings(reports, given[ENTERPRISES], given[BALLAST]), ENTERPRISE_DAY, CHECKS
                ),
                given.located(off_output(rows), ENTERPRISE_MONTH, CHECKS),
            ]
        ),
    }
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def _counts(rows: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Enterprises by the columns of the groups, the city's beside; 0 where there are none."""
    counts = with_totals(rows, COUNTY).groupby([*groups.columns], as_index=False).size()
    return with_empty_groups(counts.rename(columns={"size": "enterprises"}), groups)


def _weeks(
    given: Given, firms: pd.DataFrame, days: pd.DataFrame, on: pd.Timestamp, rule: WarningRule
) -> pd.DataFrame:
    """The colour of each enterprise at the end of every week whose own baseline is in the data.

    A week knows the output of the periods that had ended by then.
    """
    span = pd.Timedelta(days=rule.recent_days + rule.baseline_days - 1)
    ends = [on - pd.Timedelta(weeks=n) for n in range(MOST_WEEKS)]
    since = _since(days["date"], on)
    parts = [
        measured(firms, days, growth_by(given, end), end, rule).assign(week_ends_on=end)
        for end in ends
        if end - span >= since
    ]
    return pd.concat(parts or [measured(firms, days, growth_by(given, on), on, rule).assign(
        week_ends_on=on)])  # fmt: skip


def _since(dates: pd.Series, on: pd.Timestamp) -> pd.Timestamp:
    """The first day of the reports that go on without a pause of a week until `on`."""
    known = dates[dates <= on].drop_duplicates().sort_values()
    paused = known.diff() > pd.Timedelta(weeks=1)
    return known[paused.cumsum() == paused.sum()].min()
