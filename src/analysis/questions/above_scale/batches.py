"""Batches of entry: by when a candidate files, and from which report on it counts."""

import pandas as pd

from analysis.tables.given import Given
from analysis.tables.question import Rules
from analysis.tables.rules import DatedRule, Rule

BATCHES = Rules("batches", dated=True)


class YearlyBatch(Rule):
    """A batch of the year; see the head of `data/reference/batches/industry_2018.yaml`."""

    code: str
    frame: int
    due: str
    listed: int


class Calendar(DatedRule):
    """The line, the monthly filing of new plants, and the batches of the year in their order."""

    line_10k_cny: float
    monthly_due_day: int
    yearly: tuple[YearlyBatch, ...]


def calendar(given: Given) -> Calendar:
    """Return the calendar in force."""
    return given.rule(BATCHES, Calendar)


def occasions(rule: Calendar, year: int) -> pd.DataFrame:
    """Return every occasion to file in a year, by its day.

    Columns: batch (monthly, first, …), due_on, listed (the report, `YYYY-MM`, in which who filed
    first stands; there is none of January), place (order of the batches).
    """
    monthly = [
        ("monthly", pd.Timestamp(year, month, rule.monthly_due_day), _period(year, month + 1), 0)
        for month in range(1, 13)
    ]
    yearly = [
        (
            batch.code,
            pd.Timestamp(f"{year + _next(batch, int(batch.due[:2]))}-{batch.due}"),
            _period(year + _next(batch, batch.listed), batch.listed),
            place,
        )
        for place, batch in enumerate(rule.yearly, 1)
    ]
    rows = pd.DataFrame(monthly + yearly, columns=["batch", "due_on", "listed", "place"])
    return rows.sort_values("due_on", ignore_index=True)


def ahead(given: Given) -> pd.DataFrame:
    """Return the occasions whose reports are yet to come, with `days_left` to file (0: over)."""
    rows = occasions(calendar(given), given.day.year)
    rows = rows[rows["listed"] > given.period]
    return rows.assign(days_left=(rows["due_on"] - given.day).dt.days)


def filing(candidates: pd.DataFrame, coming: pd.DataFrame) -> pd.DataFrame:
    """Add to each candidate the occasion it can still take.

    Parameters
    ----------
    candidates
        `planned_batch` and `papers`.
    coming
        What `ahead` returns.

    Returns
    -------
    The candidates with `batch`, `due_on`, `listed`, `days_left` (missing: filed). Whose papers are
    complete has filed by the day of its batch; who missed it takes the next one.
    """
    places = coming.drop_duplicates("batch").set_index("batch")["place"].to_dict()
    chosen = []
    for planned, complete in zip(candidates["planned_batch"], candidates["papers"], strict=True):
        able = coming[coming["place"] >= places.get(planned, 0)]
        able = able if complete else able[able["days_left"] > 0]
        chosen.append(able.index[0] if len(able) else None)
    taken = coming.drop(columns="place").reindex(chosen).set_index(candidates.index)
    return candidates.join(taken.assign(days_left=taken["days_left"].where(taken["days_left"] > 0)))


def _next(batch: YearlyBatch, month: int) -> int:
    """1 where a month of a batch lies in the year after its frame."""
    return int(month < batch.frame)


def _period(year: int, month: int) -> str:
    """The report of a month; that of January is February's, and December's next is so too."""
    year, month = (year + 1, 1) if month > 12 else (year, month)
    return f"{year}-{max(month, 2):02d}"
