"""Growth that is published without levels: what it says, and what comes next.

Value added is published as comparable growth only: no level may be made from it, and growths of
counties are never averaged. Each county's series is forecast by itself, on the additive scale of
percentage points. With g the growth of single periods, ḡ its mean over the last half year and
eleven periods a year,

    ĝ_{t+h} = ḡ_t − ½ (g_{t+h−11} − ḡ_{t−11})

recent growth, less half of how far the same period of last year stood off its own recent growth:
a high base is as much last year's doing as this year's (the base effect). The base's true shares
are not published; growth of a year therefore weighs its periods by the calendar days d of last
year's:

    C_t = Σ d g / Σ d,   g_t = (C_t Σ_{≤t} d − C_{t−1} Σ_{<t} d) / d_t
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.periods import PeriodsPerYear, days, period_numbers, refuse_duplicates

Array = np.ndarray

PER_YEAR: PeriodsPerYear = 11
RECENT = 6
"""Periods of recent growth: half a year."""
BASE_EFFECT = 0.5
NEEDED = PER_YEAR + RECENT


@dataclass(frozen=True)
class Growths:
    """Growth of the counties up to the origin, in percent.

    Parameters
    ----------
    numbers
        Period numbers of the columns, consecutive, the last one is the origin.
    counties
        Codes of the rows.
    so_far, months
        (county, time) growth of the year to date, and of the single period; NaN where unknown.
    """

    numbers: Array
    counties: Array
    so_far: Array
    months: Array

    @property
    def left(self) -> int:
        """Periods left of the origin's year."""
        return PER_YEAR - 1 - int(self.numbers[-1] % PER_YEAR)

    @property
    def usable(self) -> Array:
        """Which counties have growth in each of the last seventeen periods."""
        if self.months.shape[1] < NEEDED:
            return np.zeros(len(self.counties), dtype=bool)
        known = ~np.isnan(self.months[:, -NEEDED:]).any(axis=1)
        return known & ~np.isnan(self.so_far[:, -1])

    @property
    def size(self) -> Array:
        """Mean absolute change of growth from one period to the next, (county,)."""
        return np.nanmean(np.abs(np.diff(self.months, axis=1)), axis=1)

    @property
    def closure_pp(self) -> float:
        """Mean absolute gap between published growth to date and periods weighted by days."""
        length, whole = base_days(self.numbers)
        gaps = []
        for t in np.flatnonzero(self.numbers % PER_YEAR > 0):
            start = t - self.numbers[t] % PER_YEAR
            if start >= 0:
                mean = self.months[:, start : t + 1] @ length[start : t + 1] / whole[t]
                gaps.append(np.abs(mean - self.so_far[:, t]))
        every = np.concatenate(gaps) if gaps else np.array([])
        every = every[~np.isnan(every)]
        return float(every.mean()) if len(every) else np.nan

    def of(self, rows: Array) -> "Growths":
        """The counties chosen by a boolean array."""
        return Growths(self.numbers, self.counties[rows], self.so_far[rows], self.months[rows])


def to_growths(published: pd.DataFrame, origin: str) -> Growths:
    """Turn published growth up to `origin` into matrices.

    Parameters
    ----------
    published
        `county_code`, `period` (cumulative, eleven a year), `ytd_pct`, `month_pct`: growth of the
        year to date and of the single period. January to February are one period, its growth is
        `ytd_pct`. A missing `month_pct` is the one two cumulative figures imply.

    Raises
    ------
    DataError
        If a county has a period twice, or a period is malformed.
    """
    refuse_duplicates(published, ["county_code", "period"])
    last = int(period_numbers([origin], PER_YEAR)[0])
    table = published.assign(number=period_numbers(published["period"], PER_YEAR))
    numbers = np.arange(min([*table["number"].tolist(), last]), last + 1)
    counties = np.array(sorted(table["county_code"].unique()), dtype=object)
    index = pd.MultiIndex.from_product([counties, numbers])
    rows = table.set_index(["county_code", "number"])[["ytd_pct", "month_pct"]].reindex(index)
    so_far, given = (
        rows[name].to_numpy(float).reshape(len(counties), len(numbers)) for name in rows
    )
    length, whole = base_days(numbers)
    before = np.hstack([np.full((len(counties), 1), np.nan), so_far[:, :-1]])
    implied = (so_far * whole - before * (whole - length)) / length
    months = np.where(np.isnan(given), implied, given)
    return Growths(numbers, counties, so_far, np.where(numbers % PER_YEAR == 0, so_far, months))


def expected_growth(months: Array, horizon: int) -> Array:
    """Growth of the `horizon` (at most 11) periods ahead, (series, horizon); see the module.

    `months` is (series, time), at least seventeen periods.
    """
    recent = months[:, -RECENT:].mean(axis=1, keepdims=True)
    before = months[:, -NEEDED:-PER_YEAR].mean(axis=1, keepdims=True)
    last_year = months[:, -PER_YEAR : months.shape[1] - PER_YEAR + horizon]
    return recent - BASE_EFFECT * (last_year - before)


def base_days(numbers: Array) -> tuple[Array, Array]:
    """Days of the same period of last year, and of that year up to it."""
    length = days(numbers - PER_YEAR, PER_YEAR)
    starts = numbers - numbers % PER_YEAR
    whole = [
        days(np.arange(start, n + 1) - PER_YEAR, PER_YEAR).sum()
        for start, n in zip(starts, numbers, strict=True)
    ]
    return length, np.array(whole)
