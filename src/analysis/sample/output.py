"""Published aggregates of the enterprises on the list: output, value added, electricity."""

import numpy as np
import pandas as pd

from analysis.sample.activity import AMOUNTS, Panel
from analysis.sample.months import FIRST_YEAR, MONTHS, month_name, month_number, periods

BELOW_SCALE_POWER = 0.22  # electricity of units not on the list, share of those on it


def on_list(register: pd.DataFrame, period: str) -> np.ndarray:
    """Return which enterprises the reports of a cumulative period cover."""
    month = month_number(period)
    return ((register["listed_from"] <= month) & (month < register["listed_until"])).to_numpy()


def enterprise_month(
    rng: np.random.Generator,
    register: pd.DataFrame,
    panel: Panel,
    counties: pd.DataFrame,
    industries: pd.DataFrame,
    year: int,
    last: str,
) -> pd.DataFrame:
    """Reports of one year: amounts in 1k CNY, electricity in 10k kWh, about 4 % of it missing."""
    number = year - FIRST_YEAR
    now = {name: panel.cumulative(name)[:, number] for name in AMOUNTS}
    before = {name: panel.last_year(name, year) for name in AMOUNTS}
    power = panel.electricity.reshape(len(register), -1, 12)[:, number].cumsum(axis=1)
    unmetered = rng.random(len(register)) < 0.04
    code = counties["county_code"].to_numpy(object)[register["county"]]
    industry = industries["code"].to_numpy(object)[register["industry"]]
    uscc = register["uscc"].to_numpy(object)
    parts = []
    for period in periods(f"{year}-02", last):
        rows, month = on_list(register, period), month_number(period) % 12
        part: dict[str, object] = {
            "uscc": uscc[rows],
            "county_code": code[rows],
            "industry_code": industry[rows],
            "period": period,
        }
        for name in AMOUNTS:
            part[f"{name}_ytd"] = now[name][rows, month]
            part[f"{name}_ytd_last_year"] = before[name][rows, month]
        part["electricity_ytd"] = np.where(unmetered[rows], np.nan, np.round(power[rows, month], 1))
        part["employees"] = np.maximum(
            1, np.rint(panel.employees[rows] * rng.normal(1, 0.02, rows.sum()))
        )
        parts.append(pd.DataFrame(part))
    return pd.concat(parts, ignore_index=True)


def industry_month(
    register: pd.DataFrame, panel: Panel, industries: int, year: int, last: str
) -> pd.DataFrame:
    """Output of one year: `county`, `industry`, `period`, `enterprises`, `output_ytd` and
    `output_ytd_last_year` in 1k CNY, the exact sums over the enterprises on the list."""
    now, before = (
        panel.cumulative("output")[:, year - FIRST_YEAR],
        panel.last_year("output", year),
    )
    cell = (register["county"] * industries + register["industry"]).to_numpy()
    parts = []
    for period in periods(f"{year}-02", last):
        rows, month = on_list(register, period), month_number(period) % 12
        count = np.bincount(cell[rows])
        filled = np.flatnonzero(count)
        parts.append(
            pd.DataFrame(
                {
                    "county": filled // industries,
                    "industry": filled % industries,
                    "period": period,
                    "enterprises": count[filled],
                    "output_ytd": np.bincount(cell[rows], now[rows, month])[filled],
                    "output_ytd_last_year": np.bincount(cell[rows], before[rows, month])[filled],
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def value_added_growth(
    register: pd.DataFrame, panel: Panel, industries: pd.DataFrame, first: str, last: str
) -> pd.DataFrame:
    """Real growth on the same enterprises' last year: `county` (−1 for all), `period`,
    `growth_ytd_pct`, `growth_month_pct` (missing for January–February)."""
    rate = industries["va"].to_numpy()[register["industry"]]
    county = register["county"].to_numpy()
    size = county.max() + 1
    shape = (len(register), -1, 12)
    real, nominal = panel.amounts["real"].reshape(shape), panel.amounts["output"].reshape(shape)
    parts = []
    previous: np.ndarray = np.zeros((2, size + 1))
    for period in periods(first, last):
        rows, (year, month) = on_list(register, period), divmod(month_number(period), 12)
        now = real[rows, year, : month + 1].sum(axis=1) * rate[rows]
        before = nominal[rows, year - 1, : month + 1].sum(axis=1) * rate[rows]
        before = before * panel.restated[rows, year]
        by_county = np.array([np.bincount(county[rows], v, size) for v in (now, before)])
        sums = np.column_stack([by_county.sum(axis=1), by_county])
        grown = 100 * (sums[0] / sums[1] - 1)
        step = sums - previous if month > 1 else np.full_like(sums, np.nan)
        parts.append(
            pd.DataFrame(
                {
                    "county": np.arange(-1, size),
                    "period": period,
                    "growth_ytd_pct": np.round(grown, 1),
                    "growth_month_pct": np.round(100 * (step[0] / step[1] - 1), 1),
                }
            )
        )
        previous = sums
    return pd.concat(parts, ignore_index=True)


def electricity_month(
    rng: np.random.Generator, register: pd.DataFrame, panel: Panel, industries: int, last: str
) -> pd.DataFrame:
    """Electricity by county and industry from 2018-01, 10k kWh: `county`, `industry`, one column
    a month; all consumers, on the list or not."""
    cell = (register["county"] * industries + register["industry"]).to_numpy()
    above = register["above_scale"].to_numpy()
    filled = np.flatnonzero(np.bincount(cell[above]))
    frame = pd.DataFrame({"county": filled // industries, "industry": filled % industries})
    share = rng.lognormal(np.log(BELOW_SCALE_POWER), 0.5, len(filled))
    closed = register["exit"].isin(["stopped", "deregistered", "moved_out"]).to_numpy()
    until = np.where(closed, register["listed_until"], MONTHS)
    for month in range(month_number("2018-01"), month_number(last) + 1):
        working = above & (month < until)
        metered = np.bincount(cell[working], panel.electricity[working, month], filled[-1] + 1)[
            filled
        ]
        used = metered * (1 + share * rng.lognormal(0, 0.04, len(filled)))
        frame[month_name(month)] = np.where(used > 0, np.round(used, 2), np.nan)
    return frame
