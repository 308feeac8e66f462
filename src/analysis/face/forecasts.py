"""Where does a series go, and how well is that known?"""

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.face.frames import numbers
from analysis.face.timeline import timeline

BOUNDS = ("lo80", "hi80", "lo95", "hi95")


def forecast(
    series: pd.Series | pd.DataFrame,
    horizon: int = 6,
    *,
    season: int | None = None,
    flow: bool = False,
) -> pd.DataFrame:
    """Forecast a series, or each column of a frame, with intervals.

    The mean of three methods (Theta, a damped trend, Holt-Winters) on logs and on amounts; the
    intervals come from the errors that earlier origins made. Columns of a frame lend each other
    the pattern of their season and the spread of their errors, so put like beside like; nothing
    is made to add up.

    Parameters
    ----------
    series
        Numbers by period, in any order: `YYYY-MM`, a PeriodIndex, dates or whole numbers. A
        period that is missing, or left out, is bridged. Without negative figures no forecast is
        negative.
    horizon
        Periods ahead of the last label.
    season
        Periods after which a season comes back (1: none). By default read from the index: months
        12, but 11 where `YYYY-MM` never names January, quarters 4, years 1, numbers 1.
    flow
        Whether figures add up over a period (output), so that they are forecast per calendar day.

    Returns
    -------
    DataFrame
        Index: the periods ahead, labelled as those of `series`; of a frame its columns before
        them. Columns `value`, `lo80`, `hi80`, `lo95`, `hi95` in the unit of `series`. A series
        without any figure has no forecast, one with fewer than three no interval.

    Raises
    ------
    DataError
        If a column holds no numbers or infinite ones, `horizon` or `season` is not at least 1, or
        the index is of no such kind or names a period twice.

    References
    ----------
    Module docstrings of `analysis.forecasting.ensemble` and `.intervals`; `docs/en/forecast.md`.

    Examples
    --------
    >>> import pandas as pd
    >>> months = pd.period_range("2020-01", "2022-12", freq="M")
    >>> series = pd.Series([100 + 10 * (m.month in (6, 7)) for m in months], index=months)
    >>> forecast(series, horizon=6)["value"].round().astype(int).tolist()
    [100, 100, 100, 100, 100, 110]
    """
    from analysis.forecasting.alone import forecast_alone

    whole_number("horizon", horizon)
    whole_number("season", 1 if season is None else season)
    frame = numbers(series.to_frame() if isinstance(series, pd.Series) else series)
    if not len(frame.columns):
        raise DataError("表没有列", "the frame has no column")
    time = timeline(frame.index, horizon, season)
    dense = np.full((frame.shape[1], time.length), np.nan)
    dense[:, time.position] = frame.to_numpy().T
    measured = np.ones(len(time.days)) if not flow else time.days
    found = forecast_alone(dense, measured, horizon, time.season)
    ends = [bound[level] for level in found.low for bound in (found.low, found.high)]
    table = pd.DataFrame(
        dict(zip(("value", *BOUNDS), (x.ravel() for x in (found.value, *ends)), strict=True))
    )
    if isinstance(series, pd.Series):
        return table.set_index(time.ahead)
    return table.set_index(pd.MultiIndex.from_product([frame.columns, time.ahead]))


def whole_number(name: str, value: object) -> None:
    """Raise a DataError unless a parameter is a whole number of at least 1."""
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < 1:
        raise DataError(
            f"{name}应为不小于1的整数，得到{value!r}",
            f"{name} should be a whole number of at least 1, not {value!r}",
        )
