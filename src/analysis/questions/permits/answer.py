"""Passes issued in the year to the period, by kind: trips and cards are never added up."""

import pandas as pd

from analysis.errors import DataError
from analysis.periods import year_to
from analysis.questions.permits.checks import CHECKS
from analysis.questions.permits.tables import COUNTED_IN, RESULTS
from analysis.registers import tally, with_empty_groups, with_totals, within
from analysis.tables.activities import ACTIVITIES
from analysis.tables.given import Given
from analysis.tables.question import Tables
from analysis.tables.territory import WHOLE

BY = ["county_code", "kind"]


def answer(given: Given) -> Tables:
    """All result tables, see `tables.py`; a year without passes has no rows.

    Raises
    ------
    DataError
        If the register has no pass up to the end of the period: it is not known to hold any.
    """
    rows = given.read(ACTIVITIES, origins=True)
    rows = rows[rows["kind"].isin([*COUNTED_IN])]
    if not (rows["date"] <= given.day).any():
        raise DataError(
            f"工作量台账中没有截至{given.period}期末的通行证",
            f"the register of work has no pass up to the end of {given.period}",
        )
    rows = within(rows, *year_to(given.period))
    own = rows["kind"].map(COUNTED_IN)
    rows = rows.assign(unit=rows["counted_in"].fillna(own))
    other, parts = rows["unit"] != own, rows["quantity"] % 1 > 0
    counted = ~(other | parts)
    every = with_totals(
        rows[counted].assign(month=rows["date"].dt.strftime("%Y-%m")), {"county_code": WHOLE}
    )
    doubts = pd.concat(
        [rows[other].assign(finding="other_unit"), rows[parts].assign(finding="not_whole")]
    )
    found = {
        "permit_counts": _counts(every, given),
        "permit_months": tally(every, [*BY, "month"]).rename(columns={"quantity": "issued"}),
        "permit_findings": given.located(doubts, ACTIVITIES, CHECKS),
    }
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def _counts(every: pd.DataFrame, given: Given) -> pd.DataFrame:
    """The year's and the month's passes of every county and kind, 0 where there are none."""
    if every.empty:
        return pd.DataFrame(columns=[*BY, "issued", "issued_month", "entries"])
    counties = [*(county.code for county in given.city.counties), WHOLE]
    groups = pd.DataFrame({"county_code": counties}).merge(
        pd.DataFrame({"kind": [*COUNTED_IN]}), how="cross"
    )
    names = {"quantity": "issued", "rows": "entries"}
    year = with_empty_groups(tally(every, BY).rename(columns=names), groups)
    month = tally(every[every["month"] == given.period], BY).set_index(BY)["quantity"]
    return year.join(month.rename("issued_month"), on=BY).fillna({"issued_month": 0})
