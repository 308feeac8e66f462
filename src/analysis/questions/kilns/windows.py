"""When lines must stop: a province's windows, dated rules in `data/reference/kilns`."""

import datetime as dt
from typing import Annotated, Literal, cast

import pandas as pd
from pydantic import Field

from analysis.errors import DataError
from analysis.questions.kilns.tables import DUTIES, LINE_KINDS
from analysis.registers import calendar_days
from analysis.tables.given import Given
from analysis.tables.question import Rules, Settings
from analysis.tables.rules import DatedRule, Rule

WINDOWS = Rules("kilns", dated=True)
MONTH_DAY = r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
MONTH = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
NAMES = ("latest", "before")
YEAR = pd.DateOffset(years=1)
DAY = pd.Timedelta(days=1)


class KilnSettings(Settings):
    """The province whose windows hold, and what the city's own notice says beside them."""

    region: str = "hebei"
    stated_days: float | None = None
    make_up_by: str | None = Field(default=None, pattern=MONTH_DAY)
    load_pct: float = 30
    """More than this share of its usual electricity, and a stopped kiln is doubted."""
    announced_days: dict[MONTH, float] = Field(default_factory=dict)
    """The X of a province that asks for so many days a month and X: by month, as announced."""


class Season(Rule):
    """A window that comes every year, both days part of it, and the days that its notice states.

    `open_early_days`: lines that stopped longer before it may run for up to so many of its days.
    """

    first: str = Field(pattern=MONTH_DAY)
    last: str = Field(pattern=MONTH_DAY)
    stated_days: float | None = None
    open_early_days: float = 0

    def beginning_in(self, year: int) -> tuple[dt.date, dt.date]:
        """Return its first and last day."""
        ends = year + (self.last < self.first)
        first, last = f"{year}-{self.first}", f"{ends}-{self.last}"
        return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


class Windows(DatedRule):
    """A province's windows; see the head of `data/reference/kilns/hebei_2020.yaml`."""

    region: str
    kinds: tuple[Literal[*LINE_KINDS], ...]  # type: ignore[valid-type]
    make_up_outside: tuple[Literal[*DUTIES], ...] = ()  # type: ignore[valid-type]
    by_exchange: tuple[Literal[*DUTIES], ...] = ()  # type: ignore[valid-type]
    repairs_count: bool = True
    seasons: tuple[Season, ...] = ()
    monthly_days: dict[int, float] = Field(default_factory=dict)
    plus_announced: bool = False
    by_quarter: bool = False


def settings(given: Given) -> KilnSettings:
    """Return what `city.yaml` says to this question."""
    return cast(KilnSettings, given.settings)


def windows(given: Given) -> Windows:
    """Return the rule of the city's province.

    Raises
    ------
    DataError
        If none or several are in force.
    """
    found = given.in_force(WINDOWS, Windows)
    region = settings(given).region
    own = [rule for rule in found if rule.region == region]
    if len(own) != 1:
        raise DataError(
            f"{given.period}施行的错峰规则中，地区“{region}”应有一份，现有{len(own)}份",
            f"one rule of stops should hold in {region!r} in {given.period}; {len(own)} do",
        )
    return own[0]


def begun(rule: Windows, day: pd.Timestamp, stated: float | None = None) -> pd.DataFrame:
    """Return the two latest windows that had begun by a day, the latest first.

    One row a window: `season` (`NAMES`), `first`, `last`, `until` (0:00 of its next beginning:
    what is made up before that is its), `stated_days` (else `stated`), `open_early_days`,
    `counted_days` (all of it), `days_so_far` (to 24:00 of the day).
    """
    spans = [
        (*season.beginning_in(year), season.stated_days or stated, season.open_early_days)
        for season in rule.seasons
        for year in range(day.year - 2, day.year + 1)
    ]
    columns = ["first", "last", "stated_days", "open_early_days"]
    rows = pd.DataFrame(spans, columns=columns)
    rows = rows[pd.to_datetime(rows["first"]) <= day].sort_values("first", ascending=False)
    rows = rows.head(len(NAMES)).assign(season=NAMES[: min(len(rows), len(NAMES))])
    rows["counted_days"] = [
        float(calendar_days(first, last))
        for first, last in zip(rows["first"], rows["last"], strict=True)
    ]
    rows = rows.astype(
        {"first": "datetime64[us]", "last": "datetime64[us]", "stated_days": "float64"}
    )
    so_far = (rows["last"].clip(upper=day) - rows["first"]) / DAY + 1
    return rows.assign(days_so_far=so_far, until=rows["first"] + YEAR).reset_index(drop=True)
