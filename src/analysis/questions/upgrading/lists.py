"""The lists that others are held against: who reports above scale, and what is electronics."""

from typing import cast

import pandas as pd

from analysis.questions.upgrading.settings import UpgradingSettings
from analysis.registers import stock
from analysis.registers.catalogue import catalogue
from analysis.registers.recognised import register
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.given import Given
from analysis.tables.recognitions import RECOGNITIONS

DIVISION = "39"
FIRMS = ["uscc", "county_code", "industry_code"]
REVENUE = {
    "revenue_ytd_10k_cny": "revenue_10k_cny",
    "revenue_ytd_last_year_10k_cny": "revenue_last_year_10k_cny",
}


def listed_entries(given: Given) -> pd.DataFrame:
    """Return the entries of the register of titles as they are counted; without one no rows."""
    if RECOGNITIONS in given:
        return register(given, catalogue(given))[0]
    return RECOGNITIONS.validate(pd.DataFrame(columns=[*RECOGNITIONS.columns]))


def reported(given: Given, period: str) -> pd.DataFrame:
    """Return who reports above scale for a period, with revenue of both years; maybe nobody."""
    columns = [*FIRMS, *REVENUE]
    if ENTERPRISE_MONTH not in given:
        return pd.DataFrame(columns=columns)
    return given.read(ENTERPRISE_MONTH, columns=columns, periods=[period])


def electronic(given: Given, entries: pd.DataFrame) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """Return the scope of electronics, who is in it, and their reports.

    By division everybody in it reports; a list of the bureau may name enterprises that do not,
    such as those of software, which are no industry.
    """
    scope = cast("UpgradingSettings", given.settings).electronics
    rows = reported(given, given.period)
    if scope == "division_39":
        rows = rows[rows["industry_code"].str.startswith(DIVISION)]
        return scope, rows[["uscc", "county_code"]], rows
    held = stock(entries[entries["title"].eq("electronics")], given.day)
    listed = held.rename(columns={"holder_id": "uscc"}).drop_duplicates("uscc")
    return scope, listed, rows[rows["uscc"].isin(listed["uscc"])]
