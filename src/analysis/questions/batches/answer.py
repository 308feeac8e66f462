"""Done of the listed by county and category, and against the minimum that the province set."""

import numpy as np
import pandas as pd

from analysis.questions.batches.checks import CHECKS
from analysis.questions.batches.register import register
from analysis.questions.batches.tables import CATEGORIES, RESULTS
from analysis.registers import completion, with_empty_groups, with_totals
from analysis.tables.cases import CASES
from analysis.tables.given import Given
from analysis.tables.indicator import LEVEL, Figures, Indicator
from analysis.tables.question import Tables
from analysis.tables.territory import WHOLE

BY = ["county_code", "category"]
TOTALS = {"county_code": WHOLE, "category": "all"}
INDICATOR = "three_batches"
INDICATORS = {
    INDICATOR: Indicator(
        "三个一批完成率",
        "Three batches, share done",
        (LEVEL,),
        {LEVEL: Figures("three_batches_share")},
    )
}


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`. What is dated after the period has not happened."""
    rows, findings = register(given)
    codes = [*(county.code for county in given.city.counties), WHOLE]
    categories = pd.DataFrame({"category": [*CATEGORIES, "all"]})
    groups = pd.DataFrame({"county_code": codes}).merge(categories, how="cross")
    overdue = rows[rows["overdue"]].rename(columns={"days_overdue": "overdue_days"})
    found = {
        "batch_counts": against(counts(with_totals(rows, TOTALS), groups), minimum(given)),
        "batch_overdue": overdue.sort_values("overdue_days", ascending=False, kind="stable"),
        "batch_findings": given.located(findings, CASES, CHECKS),
    }
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def counts(rows: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Listed, done and its share, overdue and the longest of them; a row for every group."""
    done = completion(rows, done="done", by=BY)[[*BY, "listed", "done", "done_pct"]]
    late = rows.groupby(BY, as_index=False).agg(
        overdue=("overdue", "sum"), longest_days=("days_overdue", "max")
    )
    return with_empty_groups(done.merge(late, on=BY), groups)


def minimum(given: Given) -> pd.Series:
    """Place → least share in percent that the year asks for; the city's where it has none."""
    targets = given.city.targets_table(given.day)
    asked = targets["indicator"].eq(INDICATOR) & targets["year"].eq(given.day.year)
    own = targets[asked].set_index("county_code")["target_value"]
    places = [*(county.code for county in given.city.counties), WHOLE]
    return own.reindex(places).fillna(own.get(WHOLE, np.nan))


def against(counted: pd.DataFrame, least: pd.Series) -> pd.DataFrame:
    """Add what is needed, and how what is done stands to it: at the minimum is not above it."""
    target = counted["county_code"].map(least).where(counted["listed"] > 0)
    # Products of percents and counts are exact to far more than these digits.
    share = (target * counted["listed"]).round(9)
    needed = np.ceil(share / 100)
    done = 100 * counted["done"]
    standing = pd.Series(None, index=counted.index, dtype=object)
    standing[done > share] = "exceeded"
    standing[done == share] = "met"
    standing[done < share] = "missed"
    return counted.assign(
        target_pct=target, needed=needed, beyond=counted["done"] - needed, standing=standing
    )
