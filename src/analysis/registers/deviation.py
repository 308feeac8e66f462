"""How far is a unit from its own usual level?

    deviation = Σ recent / Σ baseline − 1

of a mean day: for one unit and, as a ratio of sums, for a group of them. The recent days are
compared with the days directly before them; festival days count for neither. The mean is over the
days that have a reading: a day missing is no zero.
"""

from collections.abc import Collection, Mapping

import pandas as pd

from analysis.errors import DataError
from analysis.periods import refuse_duplicates
from analysis.rates import comparable_growth
from analysis.registers.days import Day, as_day
from analysis.registers.inputs import Columns, dates, listed, require, require_numbers


def own_baseline(
    readings: pd.DataFrame,
    on: Day,
    value: str = "electricity_kwh",
    unit: Columns = "uscc",
    recent_days: int = 7,
    baseline_days: int = 28,
    without: Collection[Day] = (),
) -> pd.DataFrame:
    """Mean day of each unit, recently and before.

    Parameters
    ----------
    readings
        One row per unit and day: `unit`, `date`, `value` (missing: no reading).
    on
        Last of the recent days.
    recent_days, baseline_days
        Whole weeks, so that both hold the same mix of weekdays.
    without
        Days that count for neither mean, such as those of festivals.

    Returns
    -------
    One row per unit with a reading in either span: `unit`, `recent`, `baseline` (means a day, in
    the unit of `value`), `recent_readings`, `baseline_readings`.

    Raises
    ------
    DataError
        If a column is missing, a unit and day stands twice, or a span is not of whole weeks.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.date_range("2022-02-01", periods=35)
    >>> readings = pd.DataFrame({"uscc": "A", "date": days, "electricity_kwh": 7.0})
    >>> readings.loc[28:, "electricity_kwh"] = 4.2
    >>> own_baseline(readings, on=days[-1])[["recent", "baseline"]].round(1).iloc[0].tolist()
    [4.2, 7.0]
    """
    unit = listed(unit)
    if any(days < 7 or days % 7 for days in (recent_days, baseline_days)):
        raise DataError(
            f"比较期须为整周：{recent_days}、{baseline_days}天",
            f"spans of whole weeks are needed, not {recent_days} and {baseline_days} days",
        )
    require(readings, unit)
    require_numbers(readings, [value])
    refuse_duplicates(readings, [*unit, "date"])
    day, last = dates(readings, "date"), as_day(on)
    before = last - pd.Timedelta(days=recent_days)
    first = before - pd.Timedelta(days=baseline_days)
    used = readings[value].notna() & ~day.isin([as_day(name) for name in without])
    used &= (day > first) & (day <= last)
    recent = day > before
    rows = readings[unit].assign(
        recent=readings[value].where(recent), baseline=readings[value].where(~recent)
    )[used]
    means = rows.groupby(unit, dropna=False, observed=True).agg(
        recent=("recent", "mean"),
        baseline=("baseline", "mean"),
        recent_readings=("recent", "count"),
        baseline_readings=("baseline", "count"),
    )
    return means.reset_index()


def deviation(
    rows: pd.DataFrame, value: str = "recent", baseline: str = "baseline", by: Columns = ()
) -> pd.DataFrame:
    """Deviation from the baseline, each group's as a ratio of its sums.

    Parameters
    ----------
    rows
        One row per unit: two levels in the same unit. Only units with both count (a reading that
        is missing today is no stop).
    by
        Columns of the groups; the unit's own code gives every unit's deviation.

    Returns
    -------
    One row per group: `by`, the two sums, `deviation_pct`, `level_pct` (of the baseline; 复产率),
    `rows_used`, `rows_left_out`.

    Raises
    ------
    DataError
        If a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> means = pd.DataFrame({"recent": [4.2, 9.8], "baseline": [7.0, 7.0]})
    >>> deviation(means)["deviation_pct"].round(1).tolist()
    [0.0]
    """
    by = listed(by)
    require(rows, by)
    require_numbers(rows, [value, baseline])
    ratio = comparable_growth(rows, value, baseline, by)
    return ratio.rename(columns={"growth_pct": "deviation_pct"}).assign(
        level_pct=ratio["growth_pct"] + 100
    )[[*by, value, baseline, "deviation_pct", "level_pct", "rows_used", "rows_left_out"]]


def colours(
    deviation_pct: pd.Series, limits: Mapping[str, float], otherwise: str = "green"
) -> pd.Series:
    """Colour by a rule table; a value on a limit has the worse colour, a missing value none.

    Parameters
    ----------
    limits
        Colour → the highest deviation (percent) that still has it, worst first:
        `{"red": -50, "orange": -30, "blue": -15}`.

    Raises
    ------
    DataError
        If the limits do not rise from the worst colour to the mildest.

    Examples
    --------
    >>> import pandas as pd
    >>> colours(pd.Series([-50.0, -40.0, -3.0]), {"red": -50, "orange": -30}).tolist()
    ['red', 'orange', 'green']
    """
    uppers = pd.Series(limits, dtype=float)
    if not (uppers.is_monotonic_increasing and uppers.is_unique):
        raise DataError(
            f"预警界限须由重到轻递增：{dict(limits)}", f"limits must rise: {dict(limits)}"
        )
    place = uppers.searchsorted(deviation_pct)
    names = pd.Series([*uppers.index, otherwise], dtype="str")
    return names.take(place).set_axis(deviation_pct.index).where(deviation_pct.notna())
