"""Coverage, digital integration, electronics and the expo's projects; findings in the lists."""

import pandas as pd

from analysis.errors import DataError
from analysis.questions.upgrading.checks import CHECKS
from analysis.questions.upgrading.coverage import covered
from analysis.questions.upgrading.expo import expo, expo_entries
from analysis.questions.upgrading.findings import findings
from analysis.questions.upgrading.fusion import fusion_index, fusion_parts
from analysis.questions.upgrading.lists import REVENUE, electronic, listed_entries
from analysis.questions.upgrading.tables import RESULTS
from analysis.rates import comparable_growth
from analysis.registers import units, with_empty_groups, with_totals
from analysis.tables.given import Given
from analysis.tables.question import Tables
from analysis.tables.recognitions import RECOGNITIONS
from analysis.tables.territory import WHOLE


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`. What is dated after the period has not happened.

    Raises
    ------
    DataError
        If there is neither a register of titles nor a report of electronics.
    """
    entries = listed_entries(given)
    rates, left = covered(given, entries)
    shown = expo_entries(given, entries)
    electronics = _electronics(given, entries)
    if RECOGNITIONS not in given and electronics.empty:
        raise DataError(
            f"没有申报认定台账，{given.period}规上月报中也没有电子信息企业",
            f"there is no register of titles, and nobody reports as electronics in {given.period}",
        )
    found = {
        "upgrading_coverage": rates,
        "upgrading_uncovered": left,
        "fusion_index": fusion_index(given, entries),
        "fusion_parts": fusion_parts(given, entries),
        "electronics": electronics,
        "expo_stages": expo(given, shown),
        "upgrading_findings": given.located(findings(given, entries, shown), RECOGNITIONS, CHECKS),
    }
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def _electronics(given: Given, entries: pd.DataFrame) -> pd.DataFrame:
    """Revenue and its growth, in the counties where anybody is in scope, and in the city."""
    scope, listed, reports = electronic(given, entries)
    total = {"county_code": WHOLE}
    now, before = REVENUE
    grown = comparable_growth(with_totals(reports, total), now, before, by=["county_code"])
    grown = grown.rename(columns={**REVENUE, "rows_used": "reporting"})
    number = units(with_totals(listed, total), "county_code", listed="uscc")
    return number.merge(with_empty_groups(grown, number[["county_code"]]), on="county_code").assign(
        scope=scope
    )
