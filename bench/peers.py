"""Run in the peers' own environment: forecasts of public libraries, one series after the other.

    .venv-bench/bin/python bench/peers.py series.npz answers.npz HORIZON NAME…

`series.npz` holds `values` (series, time), aligned at the end, NaN before a series starts. For each
name `answers.npz` gets the forecasts (series, horizon), `lo80…hi95` where the library gives
them, and `seconds` of processor time. `memory` is the peak of the process in bytes.
"""

import resource
import sys
import time
import warnings
from collections.abc import Callable

import numpy as np

Forecast = dict[str, np.ndarray]
Peer = Callable[[np.ndarray, int], Forecast]

BOUNDS = ("lo-80", "hi-80", "lo-95", "hi-95")


def statsforecast_peer(name: str) -> Peer:
    """A statsforecast model with season length 12 and its own intervals."""
    from statsforecast import models

    model = getattr(models, name)(season_length=12)

    def forecast(values: np.ndarray, horizon: int) -> Forecast:
        answer = model.forecast(y=values, h=horizon, level=[80, 95])
        bounds = {b.replace("-", ""): answer[b] for b in BOUNDS}
        return {"mean": np.asarray(answer["mean"]), **bounds}

    return forecast


def statsmodels_theta(values: np.ndarray, horizon: int) -> Forecast:
    """The ThetaModel of statsmodels."""
    import pandas as pd
    from statsmodels.tsa.forecasting.theta import ThetaModel

    index = pd.period_range("1990-01", periods=len(values), freq="M")
    fitted = ThetaModel(pd.Series(values, index=index), period=12).fit()
    return {"mean": fitted.forecast(horizon).to_numpy()}


def statsmodels_damped(values: np.ndarray, horizon: int) -> Forecast:
    """Holt-Winters with a damped trend by statsmodels."""
    from statsmodels.tsa.holtwinters import ExponentialSmoothing

    model = ExponentialSmoothing(
        values, trend="add", damped_trend=True, seasonal="mul", seasonal_periods=12
    )
    return {"mean": np.asarray(model.fit().forecast(horizon))}


def peer(name: str) -> Peer:
    """The forecast function of a name."""
    own: dict[str, Peer] = {"smTheta": statsmodels_theta, "smDamped": statsmodels_damped}
    return own.get(name) or statsforecast_peer(name)


def main() -> None:
    """Read the series, forecast them by every name, write the answers."""
    source, target, horizon = sys.argv[1], sys.argv[2], int(sys.argv[3])
    values = np.load(source)["values"]
    answers: dict[str, np.ndarray] = {}
    warnings.simplefilter("ignore")
    for name in sys.argv[4:]:
        forecast = peer(name)
        forecast(values[0][~np.isnan(values[0])], horizon)  # the first call loads code
        before = time.process_time()
        rows = [forecast(row[~np.isnan(row)], horizon) for row in values]
        answers[f"{name}.seconds"] = np.array(time.process_time() - before)
        for key in rows[0]:
            answers[f"{name}.{key}"] = np.array([row[key] for row in rows])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    np.savez(target, allow_pickle=False, memory=np.array(peak), **answers)


if __name__ == "__main__":
    main()
