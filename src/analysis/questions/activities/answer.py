"""Sessions, enterprises and persons of the year: a session's own counts, summed."""

import pandas as pd

from analysis.errors import DataError
from analysis.periods import year_to
from analysis.questions.activities.checks import CHECKS
from analysis.questions.activities.tables import KINDS, RESULTS
from analysis.registers import tally, with_empty_groups, with_totals, within
from analysis.tables.activities import ACTIVITIES
from analysis.tables.given import Given
from analysis.tables.question import Tables
from analysis.tables.territory import WHOLE

BY = ["county_code", "kind"]
PERSONS = ("人次", "人")
"""The units in which persons are counted."""


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`. What is dated after the period has not happened."""
    rows = _this_year(given)
    every = with_totals(rows, {"county_code": WHOLE})
    codes = [*(county.code for county in given.city.counties), WHOLE]
    groups = pd.DataFrame({"county_code": codes}).merge(
        pd.DataFrame({"kind": [*KINDS]}), how="cross"
    )
    firms = tally(every, BY, "enterprises").rename(columns={"rows": "sessions"})
    persons = every[every["counted_in"].isin(PERSONS)].assign(unit="persons")
    trained = tally(persons, BY).rename(columns={"quantity": "persons"})
    found = {
        "activity_counts": with_empty_groups(firms, groups).merge(
            with_empty_groups(trained[[*BY, "persons"]], groups), on=BY
        ),
        "activity_findings": given.located(_findings(rows), ACTIVITIES, CHECKS),
    }
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def _this_year(given: Given) -> pd.DataFrame:
    """The trainings and events of the year.

    Raises
    ------
    DataError
        If the register has none by the period's last day, or was exported before it.
    """
    rows = given.read(ACTIVITIES, origins=True).query("kind in @KINDS")
    first, last = rows["date"].min(), pd.to_datetime(rows["vintage"]).max()
    if not first <= given.day <= last:
        raise DataError(
            f"工作量台账中没有截至{given.period}期末的培训或活动",
            f"the register of work has no training or event up to the end of {given.period}",
        )
    return within(rows, *year_to(given.period))


def _findings(rows: pd.DataFrame) -> pd.DataFrame:
    persons = rows["counted_in"].isin(PERSONS)
    masks = {
        "enterprises_missing": rows["enterprises"].isna(),
        "more_enterprises_than_persons": persons & (rows["enterprises"] > rows["quantity"]),
        "counted_otherwise": rows["kind"].eq("training") & ~persons,
        "listed_twice": rows["name"].notna() & rows.duplicated(["kind", "date", "name"]),
    }
    return pd.concat([rows[mask].assign(finding=name) for name, mask in masks.items()])
