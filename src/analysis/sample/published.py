"""What is published of the enterprises on the list: their reports, output by industry."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.sample.activity import AMOUNTS, Panel
from analysis.sample.months import FIRST_YEAR, month_number, periods

STOCKS_SINCE = 2022
PILED_UP = 17


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
    """Reports of one year: amounts in 1k CNY, electricity in 10k kWh, about 4 % of it missing.

    Finished goods are about a mean month's revenue, and with every `PILED_UP`th enterprise more
    than a year ago. They stand on the forms since `STOCKS_SINCE`.
    """
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
        part: dict[str, Any] = {
            "uscc": uscc[rows],
            "county_code": code[rows],
            "industry_code": industry[rows],
            "period": period,
        }
        for name in AMOUNTS:
            part[f"{name}_ytd"] = now[name][rows, month]
            part[f"{name}_ytd_last_year"] = before[name][rows, month]
        if year >= STOCKS_SINCE:
            part |= _finished_goods(part, month + 1, np.flatnonzero(rows))
        part["electricity_ytd"] = np.where(unmetered[rows], np.nan, np.round(power[rows, month], 1))
        part["employees"] = np.maximum(
            1, np.rint(panel.employees[rows] * rng.normal(1, 0.02, rows.sum()))
        )
        parts.append(pd.DataFrame(part))
    return pd.concat(parts, ignore_index=True)


def _finished_goods(part: dict[str, Any], months: int, number: np.ndarray) -> dict[str, np.ndarray]:
    """Stocks of finished goods now and a year ago; nothing is drawn."""
    more = np.where(number % PILED_UP == 0, 1.3, 1 + 0.04 * np.sin(number))
    return {
        "finished_goods": np.rint(part["revenue_ytd"] / months * more),
        "finished_goods_last_year": np.rint(part["revenue_ytd_last_year"] / months),
    }


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
