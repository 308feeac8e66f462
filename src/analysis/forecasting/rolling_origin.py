"""How good is a way of forecasting, beside what anyone could have done?

From each of several origins the series is forecast with what was known then. Over all forecasts

    smape      mean of 200 |a − f| / (|a| + |f|)                       percent
    mase       mean of |a − f| / mean |y_t − y_{t−m}| up to the origin
    owa        ½ (smape / smape of Naive2 + mase / mase of Naive2)     below 1: better than that
    coverage   how often the intervals held

Hyndman, R. J. and Koehler, A. B. (2006), *International Journal of Forecasting* 22, 679-688;
Makridakis, S., Spiliotis, E. and Assimakopoulos, V. (2020), *ibid.* 36, 54-74.
"""

from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Trials:
    """Forecasts and outcomes, each (origins, series, horizon), NaN where not known.

    Parameters
    ----------
    actual, forecast, benchmark
        What came, what was forecast, and what Naive2 would have said.
    scale
        (origins, series, 1) mean seasonal change up to the origin; NaN where there was none.
    inside
        Percentage → whether the outcome lay in the interval (1, 0; NaN where there was none).
    """

    actual: Array
    forecast: Array
    benchmark: Array
    scale: Array
    inside: dict[int, Array]

    def measures(self, steps: slice = slice(None)) -> dict[str, float]:
        """The measures over some of the distances, NaN where nothing is known.

        `owa` is NaN where Naive2 made no error to divide by.
        """
        ours, naive = self._errors(self.forecast, steps), self._errors(self.benchmark, steps)
        ratios = [_divided(ours[name], naive[name]) for name in ("smape_pct", "mase")]
        cover = {
            f"coverage{level}_pct": _mean(100 * seen[:, :, steps])
            for level, seen in self.inside.items()
        }
        count = int((~np.isnan(self._known[:, :, steps])).sum())
        return {**ours, "owa": float(np.mean(ratios)), **cover, "errors": count}

    @property
    def _known(self) -> Array:
        return self.actual + self.forecast + self.benchmark

    def _errors(self, forecast: Array, steps: slice) -> dict[str, float]:
        error = np.where(np.isnan(self._known), np.nan, np.abs(self.actual - forecast))
        size = np.abs(self.actual) + np.abs(forecast)
        symmetric = np.where(size > 0, 200 * error / np.where(size > 0, size, 1.0), error)
        scaled = error / np.where(self.scale > 0, self.scale, np.nan)
        return {"mase": _mean(scaled[:, :, steps]), "smape_pct": _mean(symmetric[:, :, steps])}


def seasonal_change(values: Array, period: int) -> Array:
    """Mean absolute change against the period of last year, (series,); NaN where unknown."""
    if values.shape[1] <= period:
        return np.full(len(values), np.nan)
    change = np.abs(values[:, period:] - values[:, :-period])
    known = (~np.isnan(change)).sum(axis=1)
    return np.where(known > 0, np.nansum(change, axis=1) / np.maximum(known, 1), np.nan)


def _mean(x: Array) -> float:
    known = x[~np.isnan(x)]
    return float(known.mean()) if len(known) else float("nan")


def _divided(ours: float, naive: float) -> float:
    return ours / naive if naive > 0 else float("nan")
