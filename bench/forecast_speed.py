"""How long do 1,000 and 10,000 series take, with intervals, and how much memory?

    python bench/forecast_speed.py

Series of 60 to 140 months, 12 ahead. Ours runs the ensemble twice, at the present origin and a
year earlier, from which the intervals come; on two cores each half of the series has its own
process. Seconds are processor time, of the longer half where there are two, so that a busy
machine does not count. The peers (statsforecast's mean of AutoETS, AutoCES and
DynamicOptimizedTheta, and a loop of two statsmodels methods) are measured on the first series
only and scaled.
"""

import multiprocessing
import resource
import time

import numpy as np
from competition import ask_peers

from analysis.forecasting.base import base_forecasts
from analysis.forecasting.intervals import calibrate

HORIZON, SEASON = 12, 12
PEER_SERIES = 60
STATSFORECAST = ["AutoETS", "AutoCES", "DynamicOptimizedTheta"]
STATSMODELS = ["smTheta", "smDamped"]


def some(count: int, seed: int = 0) -> np.ndarray:
    """Seasonal random walks in logs, (series, 140), NaN before each one starts."""
    rng = np.random.default_rng(seed)
    length = 140
    season = rng.normal(0, 0.1, (count, SEASON))[:, np.arange(length) % SEASON]
    level = 6 + np.cumsum(rng.normal(0.003, 0.03, (count, length)), axis=1)
    values = np.exp(level + season + rng.normal(0, 0.05, (count, length)))
    values[np.arange(length) < length - rng.integers(60, 141, (count, 1))] = np.nan
    return values


def forecast(values: np.ndarray) -> tuple[float, float]:
    """Forecast with intervals; return processor seconds and the process's peak bytes."""
    before = time.process_time()
    no_days = np.ones(values.shape[1] + HORIZON)
    alone = np.arange(len(values))
    now = base_forecasts(values, no_days, HORIZON, SEASON, alone)
    then = base_forecasts(values[:, :-HORIZON], no_days[:-HORIZON], HORIZON, SEASON, alone)
    error = np.log(values[:, -HORIZON:]) - np.log(then.values)
    half = calibrate(error[None], now.sigma).half_widths(80)
    if np.isnan(now.values + half).any():
        raise RuntimeError("a forecast or its interval is missing")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0
    return time.process_time() - before, peak


def measured(count: int, cores: int) -> tuple[float, float]:
    """Seconds and peak bytes for `count` series on `cores` cores, in fresh processes."""
    halves = np.array_split(some(count), cores)
    with multiprocessing.get_context("spawn").Pool(cores) as pool:
        pool.map(forecast, [some(20)] * cores)  # imports and first calls are not counted
        found = pool.map(forecast, halves, chunksize=1)
    return max(seconds for seconds, _ in found), sum(peak for _, peak in found)


def main() -> None:
    """Time ours and the peers."""
    print(f"{'series':>7s} {'cores':>6s} {'seconds':>9s} {'s/1000':>8s} {'peak GB':>8s}")
    rows = {}
    for count in (1_000, 10_000):
        for cores in (1, 2):
            seconds, peak = measured(count, cores)
            each = 1000 * seconds / count
            rows[count, cores] = (each, peak / 1e9)
            print(f"{count:7d} {cores:6d} {seconds:9.2f} {each:8.2f} {peak / 1e9:8.2f}")
    cpu = rows[1_000, 1][0]
    answers = ask_peers(some(1_000)[:PEER_SERIES], [*STATSFORECAST, *STATSMODELS])
    peers = {
        name: sum(float(answers[f"{m}.seconds"]) for m in methods) * 1000 / PEER_SERIES
        for name, methods in (("statsforecast", STATSFORECAST), ("statsmodels", STATSMODELS))
    }
    print(f"\nprocessor seconds for 1,000 series: ours {cpu:.2f} (with intervals)")
    for name, seconds in peers.items():
        print(
            f"  {name:14s} {seconds:8.1f} (from {PEER_SERIES} series), {seconds / cpu:.0f} × ours"
        )
    print(
        f"RESULT seconds_per_1000={cpu:.2f} ratio_statsforecast={peers['statsforecast'] / cpu:.1f} "
        f"ratio_statsmodels={peers['statsmodels'] / cpu:.1f} "
        f"peak_gb={max(peak for _, peak in rows.values()):.2f}"
    )


if __name__ == "__main__":
    main()
