"""What in the list and the watch of candidates cannot be so; settled with who reported it."""

import pandas as pd

from analysis.questions.above_scale.chances import LAST, REVENUE
from analysis.tables.enterprises import EVENTS

VAT_GAP = 0.10
"""Revenue and sales in tax returns differ by goods in transit, not by more than a tenth."""
FILED_GAP = 0.01
"""What was filed at entry must be this year's column; a hundredth is rounding."""


def of_events(
    events: pd.DataFrame, register: pd.DataFrame, counties: dict[str, str]
) -> pd.DataFrame:
    """Return findings of entries and exits: the events, `finding`, `against`."""
    began = pd.to_datetime(events["uscc"].map(register.set_index("uscc")["commissioned_on"]))
    last = pd.to_datetime(events["period"]) + pd.offsets.MonthEnd(0)
    entry = events["sign"] > 0
    before = events.groupby("uscc")["event"].shift()
    other = events.groupby("uscc")["county_code"].shift().map(counties)
    zh = {code: name for code, (name, _) in EVENTS.items()}
    masks = {
        "entered_twice": (events["repeated"] & entry, before.map(zh)),
        "left_twice": (events["repeated"] & ~entry, before.map(zh)),
        "before_production": (entry & (began > last), began.dt.strftime("%Y-%m-%d")),
        "moved_between_counties": (events["moved"] & entry, other),
    }
    found = [
        events[mask].assign(finding=name, against=against[mask])
        for name, (mask, against) in masks.items()
    ]
    return pd.concat(found)


def of_candidates(
    rows: pd.DataFrame, register: pd.DataFrame, on_list: set[str], counties: dict[str, str]
) -> pd.DataFrame:
    """Return findings of the watch of candidates, in the columns of `of_events`."""
    licensed = (
        rows["uscc"]
        .map(register.set_index("uscc")["county_code"])
        .fillna(rows["uscc"].str[2:8].where(rows["uscc"].str[2:8].isin(counties)))
    )
    sales, revenue = rows["vat_sales_ytd_10k_cny"], rows[REVENUE]
    masks = {
        "revenue_not_vat": (
            (revenue - sales).abs() > VAT_GAP * revenue,
            _said(sales),
        ),
        "licence_not_plant": (
            licensed.notna() & licensed.ne(rows["county_code"]),
            licensed.map(counties),
        ),
        "already_listed": (rows["uscc"].isin(on_list), rows["period"]),
    }
    found = [
        rows[mask].assign(finding=name, against=against[mask])
        for name, (mask, against) in masks.items()
    ]
    return pd.concat(found)


def of_filings(filed: pd.DataFrame, reports: pd.DataFrame) -> pd.DataFrame:
    """Return whom the form would refuse: filed at entry a year ago, stated otherwise this year.

    Parameters
    ----------
    filed
        Candidates of the same period last year.
    reports
        This period's monthly reports.
    """
    stated = filed["uscc"].map(reports.set_index("uscc")[LAST]).astype(float)
    wrong = (filed[REVENUE] - stated).abs() > FILED_GAP * filed[REVENUE]
    return filed[wrong].assign(finding="last_year_not_as_filed", against=_said(stated)[wrong])


def _said(amounts: pd.Series) -> pd.Series:
    return amounts.map(lambda amount: f"{amount:.0f}", na_action="ignore")
