"""A panel as a matrix: one row a series, one column a period, aligned at the origin.

What could not be used as it came is counted in `status`, never silently changed.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.periods import SERIES, PeriodsPerYear, period_names, period_numbers, refuse_duplicates

Array = np.ndarray

LATE = 2
"""A series that is silent for longer than this many periods has stopped reporting."""


@dataclass(frozen=True)
class Panel:
    """Period values of all series up to the origin.

    Parameters
    ----------
    series
        `county_code`, `industry_code`; one row a series.
    numbers
        Period numbers of the columns, consecutive, the last one is the origin.
    values
        (series, time) in the unit of the measure; NaN where there is no figure.
    per_year
        11 or 12 periods a year.
    negatives
        (series,) how many negative values were taken out.
    """

    series: pd.DataFrame
    numbers: Array
    values: Array
    per_year: PeriodsPerYear
    negatives: Array

    @property
    def origin(self) -> str:
        """The last period known."""
        return period_names(self.numbers[-1:], self.per_year)[0]

    @property
    def reporting(self) -> Array:
        """Which series still report: a figure within the last `LATE` + 1 periods, (series,)."""
        return ~np.isnan(self.values[:, -(LATE + 1) :]).all(axis=1)

    @property
    def elapsed(self) -> int:
        """How many periods of the origin's year have come."""
        return int(self.numbers[-1] % self.per_year) + 1

    @property
    def matched(self) -> Array:
        """Which series have every period of the year so far and of the same part of last year.

        Where the panel does not reach back to last year, this year alone decides; (series,).
        """
        length, elapsed = self.values.shape[1], self.elapsed
        columns = np.arange(max(length - elapsed, 0), length)
        if length >= elapsed + self.per_year:
            columns = np.r_[columns, columns - self.per_year]
        return ~np.isnan(self.values[:, columns]).any(axis=1)

    def until(self, back: int) -> "Panel":
        """The panel as it stood `back` periods earlier."""
        end = len(self.numbers) - back
        return Panel(
            self.series, self.numbers[:end], self.values[:, :end], self.per_year, self.negatives
        )

    def status(self) -> pd.DataFrame:
        """What was found in each series.

        Returns one row a series: `county_code`, `industry_code`, `first_period`, `last_period`,
        `periods` (figures used), `missing` (gaps between first and last), `negative`, and
        `status`: "forecast", "late" (the last figures are missing), "stopped" (no longer
        reports), "empty" (no usable figure).
        """
        known = ~np.isnan(self.values)
        any_known = known.any(axis=1)
        first = known.argmax(axis=1)
        last = known.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
        names = np.array(period_names(self.numbers, self.per_year), dtype=object)
        count = known.sum(axis=1)
        status = np.select(
            [~any_known, ~self.reporting, last < known.shape[1] - 1],
            ["empty", "stopped", "late"],
            "forecast",
        )
        return self.series.assign(
            first_period=np.where(any_known, names[first], None),
            last_period=np.where(any_known, names[last], None),
            periods=count,
            missing=np.where(any_known, last - first + 1 - count, 0),
            negative=self.negatives,
            status=status,
        )


def to_panel(
    table: pd.DataFrame,
    per_year: PeriodsPerYear,
    origin: str | None = None,
    negative_allowed: bool = False,
) -> Panel:
    """Turn a canonical table into a matrix.

    Parameters
    ----------
    table
        `county_code`, `industry_code`, `period`, `value`: period values, not cumulative ones.
    per_year
        Periods a year: 11 where January and February are one, else 12.
    origin
        Last period to use; the last of the table by default.
    negative_allowed
        Whether the measure can be below zero (profit). Otherwise a negative value is a revision,
        not output, and counts as missing.

    Raises
    ------
    DataError
        If a series has a period twice, a value is infinite, or nothing is left before `origin`.
    """
    refuse_duplicates(table, [*SERIES, "period"])
    infinite = np.isinf(table["value"].to_numpy(float))
    if infinite.any():
        row = table[infinite].iloc[0]
        raise DataError(
            f"数值不是有限数：{row['county_code']} {row['industry_code']} {row['period']}",
            f"not a finite value: {row['county_code']} {row['industry_code']} {row['period']}",
        )
    numbered = table.assign(number=period_numbers(table["period"], per_year))
    if origin is not None:
        numbered = numbered[numbered["number"] <= period_numbers([origin], per_year)[0]]
    if numbered.empty or numbered["value"].isna().all():
        raise DataError(
            f"截至{origin}没有可用数据", f"no usable figures up to {origin or 'the end'}"
        )
    end = numbered["number"].max() if origin is None else period_numbers([origin], per_year)[0]
    numbers = np.arange(numbered["number"].min(), end + 1)
    wide = numbered.set_index([*SERIES, "number"])["value"].unstack()  # noqa: PD010
    values = wide.reindex(columns=numbers).to_numpy(float, copy=True)
    negative = values < 0
    if not negative_allowed:
        values[negative] = np.nan
    return Panel(
        series=wide.index.to_frame(index=False),
        numbers=numbers,
        values=values,
        per_year=per_year,
        negatives=np.where(negative_allowed, 0, negative.sum(axis=1)),
    )
