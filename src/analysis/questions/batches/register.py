"""The list of the three batches as it is counted: one row an enterprise; what in it cannot be so.

An enterprise keeps the category it was listed in: who was to be moved and is closed has not been
moved. Moved is who produces in the park; a contract is none.
"""

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.registers import status
from analysis.tables.cases import CASES
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.given import Given

SPELLINGS = {
    "closed": ("淘汰关停", "关停", "关停取缔", "closed"),
    "moved": ("搬迁入园", "搬迁", "搬迁入园进区", "moved"),
    "upgraded": ("就地改造", "改造", "就地改造提升", "改造提升", "upgraded"),
}
CODES = {word: code for code, words in SPELLINGS.items() for word in words}
PRODUCES, NOT_YET = "投产", "未投产"
"""What the progress of an enterprise says that has moved, and of one that has not."""


def register(given: Given) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the enterprises on the list by the period's last day, and all findings.

    Returns
    -------
    rows, findings
        Of an enterprise the newest row of `cases`, with `holder` (its code, without one its
        name), `category` (as first listed: closed, moved, upgraded), `written` (as it stands
        there), what `analysis.registers.status` says of the day, and `done`. Of a finding the
        row, `finding`, and `since_10k_kwh`, used since it was closed, where that is found.

    Raises
    ------
    DataError
        If the period ends before the list was made, or after it was exported.
    """
    rows = given.read(CASES, vintages="all", origins=True)
    rows = rows[rows["kind"] == "relocation"]
    _require_within(rows, given)
    rows = rows[rows["opened_on"] <= given.day].assign(
        holder=rows["uscc"].fillna(rows["holder_name"]),
        written=rows["category"],
        category=rows["category"].map(CODES),
    )
    rows = rows.sort_values(["vintage", "opened_on"], kind="stable", ignore_index=True)
    known = rows.dropna(subset=["holder", "category"])
    listed = known.groupby("holder")["category"].first()
    changed = known["category"].ne(known["holder"].map(listed))
    newest = known.drop_duplicates("holder", keep="last")
    newest = newest.assign(category=newest["holder"].map(listed))
    signed = (
        newest["category"].eq("moved") & (newest["closed_on"] <= given.day) & _elsewhere(newest)
    )
    stand = status(newest.assign(closed_on=newest["closed_on"].mask(signed)), given.day)
    stand = stand.assign(done=~stand["open"])
    since = _since_closing(stand, given)
    found = {
        "unidentified": rows[rows["holder"].isna()],
        "unknown_category": rows[rows["holder"].notna() & rows["category"].isna()],
        "category_changed": known[changed],
        "listed_twice": known[known.duplicated(["vintage", "holder", "category"])],
        "closed_before_listed": newest[newest["closed_on"] < newest["opened_on"]],
        "moved_not_producing": newest[signed],
        "done_without_evidence": stand[stand["done"] & stand["evidence"].isna()],
        "electricity_after_closing": stand.assign(since_10k_kwh=since)[since > 0],
    }
    return stand, pd.concat([part.assign(finding=name) for name, part in found.items()])


def _require_within(rows: pd.DataFrame, given: Given) -> None:
    """What the list cannot know is not 0: neither before it was made nor after its day."""
    if rows.empty:
        raise DataError(
            "事项台账中没有“三个一批”清单", "the register of matters has no list of three batches"
        )
    first, last = rows["opened_on"].min(), pd.Timestamp(rows["vintage"].max())
    if first > given.day or given.day > last:
        raise DataError(
            f"清单自{first:%Y-%m-%d}记至{last:%Y-%m-%d}，{given.period}期末不在其中",
            f"the list runs from {first:%Y-%m-%d} to {last:%Y-%m-%d}, "
            f"{given.period} does not end in it",
        )


def _elsewhere(rows: pd.DataFrame) -> pd.Series:
    """Whether the progress says something else than that the enterprise produces."""
    said = rows["progress"].fillna(PRODUCES)
    return ~said.str.contains(PRODUCES, regex=False) | said.str.contains(NOT_YET, regex=False)


def _since_closing(rows: pd.DataFrame, given: Given) -> pd.Series:
    """What a closed enterprise has used since the month of its closing, in 10,000 kWh.

    Figures are cumulative in the year, so that is the newest less that of the month of closing
    (January stands with February). Without that month's figure nothing can be said.
    """
    closed = rows[rows["category"].eq("closed") & rows["done"] & rows["uscc"].notna()]
    if ENTERPRISE_MONTH not in given or closed.empty:
        return pd.Series(np.nan, index=rows.index)
    january = given.day.replace(month=1, day=1)
    months = pd.period_range(january, given.day, freq="M").strftime("%Y-%m")[1:]
    figure = "electricity_ytd_10k_kwh"
    use = given.read(ENTERPRISE_MONTH, ["uscc", "period", figure], periods=[*months])
    use = use.merge(closed[["uscc", "closed_on"]], on="uscc")
    month = use["closed_on"].dt.strftime("%Y-%m").clip(lower=f"{january.year}-02")
    now = use.groupby("uscc")[figure].max()
    then = use[use["period"] == month].groupby("uscc")[figure].max()
    earlier = closed.loc[closed["closed_on"] < january, "uscc"]
    then = pd.concat([then.drop(earlier, errors="ignore"), pd.Series(0.0, index=earlier)])
    return rows["uscc"].map(now - then).astype(float)
