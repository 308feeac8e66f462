"""Does the festival handling help, and do the intervals hold, where New Year moves?

    python bench/forecast_festival.py

Revenue of 28 industries in Taiwan, 2007 to 2020, single months; every month from December 2016
to November 2020 is an origin, 1 to 12 months ahead. The level breaks in 2013-01. Errors are mean
symmetric percentage errors; January and February also by year, for 2020 is a case of its own: New
Year fell in January, so February was due to be strong, and then the epidemic came. Settings of the
festival were chosen on origins before 2017. The period-11 rows sum January and February before
forecasting, and are compared with the sums of the twelve-period forecasts of the same origins.
"""

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.forecasting.base import Base, base_forecasts
from analysis.forecasting.festival import festival_regressors
from analysis.forecasting.intervals import calibrate, widening
from analysis.periods import PeriodsPerYear, days, period_numbers, spring_festivals

DATA = Path("../shared/data/tw_industry_revenue_monthly/dev_2007_2020.csv")
FIRST, CALIBRATE_FROM, LAST = "2016-12", "2013-12", "2020-11"
ORDINARY = (2017, 2018, 2019)
MEMORY = 24
"""Origins behind an interval: the last two years, as in the engine."""


def panel() -> tuple[np.ndarray, np.ndarray]:
    """Revenue (series, months) and the period numbers of the months."""
    table = pd.read_csv(DATA)
    wide = table.pivot_table(index="industry", columns="period", values="revenue_thousand_twd")
    return wide.to_numpy(float), period_numbers(wide.columns, 12)


def blocks(values: np.ndarray, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """January and February summed: values and numbers of the 11-period year."""
    months = numbers % 12
    summed = values.copy()
    summed[:, months == 1] += values[:, months == 0]
    keep = months != 0
    return summed[:, keep], numbers[keep] // 12 * 11 + months[keep] - 1


def run(
    values: np.ndarray,
    numbers: np.ndarray,
    per_year: PeriodsPerYear,
    end: int,
    festivals: tuple[dt.date, ...] = (),
) -> Base:
    """Base forecasts one year ahead from the column `end`."""
    ahead = np.arange(numbers[0], numbers[end] + per_year + 1)
    regressors = festival_regressors(ahead, festivals) if festivals else None
    alone = np.arange(len(values))
    return base_forecasts(
        values[:, : end + 1],
        days(ahead, per_year),
        per_year,
        per_year,
        alone,
        festival=regressors,
    )


def symmetric(forecast: np.ndarray, actual: np.ndarray) -> np.ndarray:
    """Symmetric percentage errors."""
    return 200 * np.abs(forecast - actual) / (np.abs(forecast) + np.abs(actual))


def main() -> None:
    """Forecast from every origin by each way, and compare."""
    values, numbers = panel()
    sums, eleven = blocks(values, numbers)
    festivals = spring_festivals("data/reference/spring_festival.csv")
    start, first, last = (
        int(np.flatnonzero(numbers == period_numbers([p], 12)[0])[0])
        for p in (CALIBRATE_FROM, FIRST, LAST)
    )
    origins = range(start, last + 1)
    horizon, series = 12, len(values)
    shape = (len(origins), series, horizon)
    found = {name: np.full(shape, np.nan) for name in ("plain", "festival", "naive")}
    actual, number = np.full(shape, np.nan), np.zeros((len(origins), horizon), dtype=int)
    sigma = np.zeros((len(origins), series))
    eleven_error: list[tuple[int, np.ndarray, np.ndarray, np.ndarray]] = []
    for i, end in enumerate(origins):
        steps = min(horizon, values.shape[1] - 1 - end)
        actual[i, :, :steps] = values[:, end + 1 : end + 1 + steps]
        number[i] = numbers[end] + 1 + np.arange(horizon)
        plain = run(values, numbers, 12, end)
        moved = run(values, numbers, 12, end, festivals)
        found["plain"][i], found["festival"][i] = plain.values, moved.values
        found["naive"][i], sigma[i] = plain.naive, moved.sigma
        if numbers[end] % 12 == 0:
            continue  # after January the block of the year is half known
        at = int(np.flatnonzero(eleven == numbers[end] // 12 * 11 + numbers[end] % 12 - 1)[0])
        ahead = min(11, sums.shape[1] - 1 - at)
        block = run(sums, eleven, 11, at).values[:, :ahead]
        split, _ = blocks(moved.values, numbers[end] + 1 + np.arange(12))
        bins = (eleven[at] + 1 + np.arange(ahead)) % 11
        truth = sums[:, at + 1 : at + 1 + ahead]
        if end >= first:
            eleven_error.append(
                (end, bins, symmetric(block, truth), symmetric(split[:, :ahead], truth))
            )
    month = number % 12 + 1
    tested = np.array([end >= first for end in origins])
    both = ~np.isnan(actual[tested])
    print(f"{series} industries, {int(tested.sum())} origins, sMAPE")
    print(f"{'':22s} {'Jan':>6s} {'Feb':>6s} {'Jan+Feb':>8s} {'Mar':>6s} {'all':>6s}")
    table: dict[str, list[float]] = {}
    for name, forecast in found.items():
        error = np.where(both, symmetric(forecast[tested], actual[tested]), np.nan)
        by_month = [np.nanmean(error.transpose(0, 2, 1)[month[tested] == m]) for m in (1, 2, 3)]
        joint = _january_and_february(forecast[tested], actual[tested], month[tested])
        table[name] = [by_month[0], by_month[1], joint, by_month[2], float(np.nanmean(error))]
        print(f"{name:22s} " + " ".join(f"{x:7.2f}" for x in table[name]))
    yearly = _by_year(
        symmetric(found["plain"][tested], actual[tested]),
        symmetric(found["festival"][tested], actual[tested]),
        number[tested],
    )
    ordinary = [np.mean([yearly[m, y] for y in ORDINARY], axis=0) for m in (1, 2)]
    eleven_rows = np.concatenate([e.T for _, _, e, _ in eleven_error])
    split_rows = np.concatenate([e.T for _, _, _, e in eleven_error])
    where = np.concatenate([b for _, b, _, _ in eleven_error])
    print(f"\n{'eleven periods a year':22s} {'Jan+Feb':>8s} {'Mar':>6s} {'all':>6s}")
    summary = {}
    for name, rows in (("period 11", eleven_rows), ("period 12, summed", split_rows)):
        summary[name] = [rows[where == 0].mean(), rows[where == 1].mean(), rows.mean()]
        print(f"{name:22s} " + " ".join(f"{x:7.2f}" for x in summary[name]))
    inside = _coverage(found["festival"], actual, sigma, tested)
    cover = {level: 100 * np.nanmean(x, axis=(0, 1)) for level, x in inside.items()}
    years = (number[tested, 0] - 1) // 12
    print("\ncoverage of the intervals, by distance")
    for level, by_h in cover.items():
        print(f"{level} %: " + " ".join(f"{x:5.1f}" for x in by_h) + f"   all {by_h.mean():.1f}")
    print("by the year in which the forecast was made")
    for year in np.unique(years):
        shares = [100 * np.nanmean(x[years == year]) for x in inside.values()]
        print(f"{year}: " + " ".join(f"{share:5.1f}" for share in shares))
    print(
        f"RESULT jan_ratio={table['festival'][0] / table['plain'][0]:.3f} "
        f"feb_ratio={table['festival'][1] / table['plain'][1]:.3f} "
        f"jan_ratio_2017_2019={ordinary[0][1] / ordinary[0][0]:.3f} "
        f"feb_ratio_2017_2019={ordinary[1][1] / ordinary[1][0]:.3f} "
        f"janfeb_ratio={table['festival'][2] / table['plain'][2]:.3f} "
        f"all_ratio={table['festival'][4] / table['plain'][4]:.3f} "
        f"naive_ratio={table['festival'][4] / table['naive'][4]:.3f} "
        f"period11_ratio={summary['period 11'][2] / summary['period 12, summed'][2]:.3f} "
        f"coverage80={cover[80].mean():.1f} coverage95={cover[95].mean():.1f}"
    )


def _by_year(
    plain: np.ndarray, moved: np.ndarray, number: np.ndarray
) -> dict[tuple[int, int], tuple[float, float]]:
    """Print and return the errors without and with the festival, by month and year."""
    result = {}
    print(f"\n{'':22s} {'Jan':>15s} {'Feb':>15s}   (plain, festival)")
    for year in range(int(FIRST[:4]) + 1, int(LAST[:4]) + 1):
        for m in (1, 2):
            here = number == 12 * year + m - 1
            both = [float(np.nanmean(x.transpose(0, 2, 1)[here])) for x in (plain, moved)]
            result[m, year] = (both[0], both[1])
        pairs = "   ".join(f"{a:6.2f} {b:6.2f}" for a, b in (result[1, year], result[2, year]))
        print(f"{year:<22d} {pairs}")
    return result


def _january_and_february(forecast: np.ndarray, actual: np.ndarray, month: np.ndarray) -> float:
    errors = []
    for f, a, m in zip(forecast, actual, month, strict=True):
        january = int(np.flatnonzero(m == 1)[0])
        if january == 11 or np.isnan(a[:, january + 1]).any():
            continue
        two = slice(january, january + 2)
        errors.append(symmetric(f[:, two].sum(axis=1), a[:, two].sum(axis=1)))
    return float(np.mean(errors))


def _coverage(
    forecast: np.ndarray, actual: np.ndarray, sigma: np.ndarray, tested: np.ndarray
) -> dict[int, np.ndarray]:
    """Whether each outcome was inside: (origins, series, horizon), NaN where it is not known."""
    error = np.log(actual) - np.log(forecast)
    horizon = error.shape[2]
    inside: dict[int, list[np.ndarray]] = {80: [], 95: []}
    for i in np.flatnonzero(tested):
        known = error[max(0, i - MEMORY) : i].copy()
        age = np.arange(len(known), 0, -1)
        known[np.broadcast_to(age[:, None, None] < np.arange(1, horizon + 1), known.shape)] = np.nan
        learnt = calibrate(known, sigma[i], backs=age)
        for level in inside:
            held = np.abs(error[i]) <= widening(learnt.half_widths(level))
            inside[level].append(np.where(np.isnan(error[i]), np.nan, held))
    return {level: np.stack(held) for level, held in inside.items()}


if __name__ == "__main__":
    main()
