"""How well would a series have been forecast?"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.face.forecasts import BOUNDS, whole_number
from analysis.face.frames import numbers, require
from analysis.face.timeline import timeline

Method = Callable[[pd.DataFrame, int], pd.DataFrame]
Told = tuple[np.ndarray, dict[int, tuple[np.ndarray, np.ndarray]]]
"""Forecasts (series, horizon), and percentage → the ends of their interval."""

ROUNDING = 1e-9
"""Share of a figure by which it may miss an interval and still lie in it."""


def evaluate_forecasts(
    series: pd.Series | pd.DataFrame,
    horizon: int = 6,
    *,
    origins: int = 12,
    season: int | None = None,
    flow: bool = False,
    method: Method | None = None,
) -> pd.DataFrame:
    """Forecast a series from earlier origins and compare with what came (rolling origin).

    Parameters
    ----------
    series, horizon, season, flow
        As `forecast` takes them.
    origins
        How many of the last periods to start from; each uses what was known then alone.
    method
        A way of forecasting of one's own: from (frame of history, horizon) to a frame with `value`
        and, if it has intervals, `lo80`, `hi80`, `lo95`, `hi95`, a row for each column of the
        history and period ahead, in that order. By default `forecast`.

    Returns
    -------
    DataFrame
        A row a distance, and "all": `mase` (of the seasonal naive error), `smape_pct`, `owa`
        (beside Naive2, below 1 is better), `coverage80_pct`, `coverage95_pct` (how often the
        intervals held) and `errors`, how many stand behind it. Missing where nothing was known or
        the benchmark made no error.

    Raises
    ------
    DataError
        As `forecast`; if `origins` is not at least 1, or the series is too short for them: each
        keeps a year of history, three periods at least.

    References
    ----------
    Formulas and sources: `analysis.forecasting.rolling_origin`, `analysis.forecasting.naive2`.

    Examples
    --------
    >>> import pandas as pd
    >>> months = pd.period_range("2016-01", "2022-12", freq="M")
    >>> season = [100 + 10 * m.month + 3 * (i % 5) for i, m in enumerate(months)]
    >>> found = evaluate_forecasts(pd.Series(season, index=months), horizon=3, origins=6)
    >>> bool(found.loc["all", "owa"] < 1), found.loc["all", "errors"].item()
    (True, 15.0)
    """
    from analysis.forecasting.alone import forecast_alone

    for name, value in (("horizon", horizon), ("origins", origins), ("season", season or 1)):
        whole_number(name, value)
    if method is not None and not callable(method):
        raise DataError(
            "method应为函数：(历史, 期数) → 表", "a method is a function of (history, horizon)"
        )
    frame = numbers(series.to_frame() if isinstance(series, pd.Series) else series)
    if not len(frame.columns):
        raise DataError("表没有列", "the frame has no column")
    time = timeline(frame.index, horizon, season)
    fewest = max(time.season, 3)
    if time.length - origins < fewest:
        raise DataError(
            f"序列有{time.length}期，{origins}个起点各需保留{fewest}期历史",
            f"the series has {time.length} periods; {origins} origins keep {fewest} of them each",
        )
    dense = np.full((frame.shape[1], time.length), np.nan)
    dense[:, time.position] = frame.to_numpy().T
    measured = time.days if flow else np.ones(len(time.days))
    earlier: dict[int, np.ndarray] = {}

    def told(known: int) -> Told:
        """What would have been said when so many periods were known."""
        if method is not None:
            return _told(method(frame[time.position < known], horizon), len(dense), horizon)
        found = forecast_alone(
            dense[:, :known], measured[: known + horizon], horizon, time.season, earlier
        )
        return found.value, {level: (found.low[level], found.high[level]) for level in found.low}

    return _measured(dense, horizon, origins, time.season, told)


def _measured(
    dense: np.ndarray, horizon: int, origins: int, season: int, told: Callable[[int], Told]
) -> pd.DataFrame:
    """The measures of what was told at each origin of series (series, time)."""
    from analysis.forecasting.naive2 import naive2
    from analysis.forecasting.rolling_origin import Trials, seasonal_change

    shape = (origins, len(dense), horizon)
    actual, made, naive = (np.full(shape, np.nan) for _ in range(3))
    scale = np.full((origins, len(dense), 1), np.nan)
    inside = {level: np.full(shape, np.nan) for level in (80, 95)}
    for i, known in enumerate(range(dense.shape[1] - origins, dense.shape[1])):
        past, came = dense[:, :known], dense[:, known : known + horizon]
        actual[i, :, : came.shape[1]] = came
        made[i], bounds = told(known)
        scale[i, :, 0] = seasonal_change(past, season)
        for j, own in enumerate(past):
            if not np.isnan(own).all():
                naive[i, j] = naive2(own, horizon, season)
        for level, (low, high) in bounds.items():
            noise = ROUNDING * np.abs(actual[i])  # an interval may be as narrow as a point
            held = (low <= actual[i] + noise) & (actual[i] - noise <= high)
            inside[level][i] = np.where(np.isnan(actual[i] + low + high), np.nan, held)
    trials = Trials(actual, made, naive, scale, inside)
    rows = {str(h + 1): trials.measures(slice(h, h + 1)) for h in range(horizon)}
    found = pd.DataFrame.from_dict({**rows, "all": trials.measures()}, orient="index")
    return found.rename_axis("horizon").astype("float64")


def _told(found: pd.DataFrame, series: int, horizon: int) -> Told:
    """A method's frame as arrays (series, horizon)."""
    require(found, "value")
    if len(found) != series * horizon:
        raise DataError(
            f"method应给出{series * horizon}行（序列×期数），得到{len(found)}行",
            f"the method should give {series * horizon} rows, a series and period ahead each, "
            f"not {len(found)}",
        )
    read = found[[name for name in ("value", *BOUNDS) if name in found]].reset_index(drop=True)
    arrays = {name: x.to_numpy().reshape(series, horizon) for name, x in numbers(read).items()}
    levels = [n for n in (80, 95) if {f"lo{n}", f"hi{n}"} <= arrays.keys()]
    return arrays["value"], {n: (arrays[f"lo{n}"], arrays[f"hi{n}"]) for n in levels}
