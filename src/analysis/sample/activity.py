"""What each enterprise produces in each month, and what it books and uses."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.sample.industries import SEASONS
from analysis.sample.months import (
    FIRST_YEAR,
    MONTHS,
    YEARS,
    festival_activity,
    log_growth,
    log_prices,
    shocks,
)

AMOUNTS = ("output", "revenue", "profit", "tax")
RESTATED = 0.015  # enterprises whose last year's figures are restated each year
TAX_RELIEF = {2019: 0.97, 2020: 0.90, 2021: 0.90, 2022: 0.83}
"""Taxes of a year beside 2018's rates; 2022 had the large refunds of value-added tax."""


@dataclass(frozen=True)
class Panel:
    """Enterprise × month arrays (72 months from 2017-01); rows as in the register.

    `amounts` holds output, revenue, profit, tax and `real` output at last year's prices, all in
    10k CNY; `electricity` in 10k kWh; `restated` is enterprise × year, the factor on last year's
    figures as this year's reports give them; `employees` persons in mid-2022.
    """

    amounts: dict[str, np.ndarray]
    electricity: np.ndarray
    restated: np.ndarray
    employees: np.ndarray

    def cumulative(self, amount: str) -> np.ndarray:
        """Year-to-date sums, enterprise × year × month, in 1k CNY and whole as on the forms."""
        return np.rint(10 * _year_to_date(self.amounts[amount]))

    def last_year(self, amount: str, year: int) -> np.ndarray:
        """Last year's year-to-date as the reports of `year` give them, 1k CNY."""
        number = year - FIRST_YEAR
        factor = self.restated[:, number, None]
        return np.rint(10 * _year_to_date(self.amounts[amount])[:, number - 1] * factor)


def simulate(rng: np.random.Generator, register: pd.DataFrame, industries: pd.DataFrame) -> Panel:
    """Simulate all months of the enterprises of a register."""
    n = len(register)
    kind = register["industry"].to_numpy()
    trait = {name: industries[name].to_numpy()[kind] for name in industries.columns}
    volume = _log_volume(rng, register, trait, industries)
    level = register["level_10k_cny"].to_numpy()[:, None] / 12
    sensitivity = trait["price"] / _mean(register, trait["price"])
    price = sensitivity[:, None] * log_prices()
    alive = np.arange(MONTHS) >= register["active_from"].to_numpy()[:, None]
    output = level * np.exp(volume + price) * alive
    yearly = np.concatenate([price[:, :12] * 0, price[:, 12:] - price[:, :-12]], axis=1)
    revenue = output * rng.uniform(0.90, 1.04, (n, 1)) * rng.lognormal(0, 0.04, (n, MONTHS))
    margin = trait["margin"][:, None] / 100 + rng.normal(0, 0.03, (n, 1))
    profit = revenue * (margin - 0.10 * yearly + rng.normal(0, 0.02, (n, MONTHS)))
    relief = np.repeat([TAX_RELIEF.get(year, 1.0) for year in YEARS.tolist()], 12)
    rate = trait["tax"][:, None] / 100 * rng.lognormal(-0.10, 0.45, (n, 1))
    tax = revenue * rate * relief * rng.lognormal(-0.045, 0.3, (n, MONTHS))
    intensity = trait["kwh"][:, None] * rng.lognormal(-0.18, 0.6, (n, 1))
    used = np.exp(0.9 * volume + rng.normal(0, 0.05, (n, MONTHS))) * level * alive
    restated = np.where(
        rng.random((n, len(YEARS))) < RESTATED, rng.uniform(0.92, 1.05, (n, len(YEARS))), 1.0
    )
    productivity = 85 * rng.lognormal(0, 0.5, n) * (1 + trait["output"] / 60000)
    employees = np.maximum(3, np.rint(register["level_10k_cny"].to_numpy() / productivity))
    return Panel(
        {
            "output": output,
            "revenue": revenue,
            "profit": profit,
            "tax": tax,
            "real": output / np.exp(yearly),
        },
        intensity * used,
        restated,
        employees,
    )


def _log_volume(
    rng: np.random.Generator,
    register: pd.DataFrame,
    trait: dict[str, np.ndarray],
    industries: pd.DataFrame,
) -> np.ndarray:
    n = len(register)
    months = np.arange(MONTHS)
    season = np.array([SEASONS[kind] for kind in industries["season"]]) / 100
    season = season - season.mean(axis=1, keepdims=True)
    cell = register["county"].to_numpy() * len(industries) + register["industry"].to_numpy()
    cells, member = np.unique(cell, return_inverse=True)
    wander = np.cumsum(rng.normal(0, 0.012, (len(cells), MONTHS)), axis=1)
    wander -= wander[:, [MONTHS - 6]]
    slope = rng.normal(0, 0.025, len(cells))[member] + rng.normal(0, 0.05, n)
    slope = slope + trait["growth"] / 100 - 0.02
    own = slope[:, None] * (months - (MONTHS - 6)) / 12 + wander[member]
    left = (register["exit"] != "").to_numpy()
    decline = np.minimum(0, (register["listed_until"].to_numpy()[:, None] - 18) - months) * 0.03
    age = months - register["active_from"].to_numpy()[:, None]
    ramp = np.log(np.clip(0.35 + 0.65 * age / 9, 0.35, 1.0))
    exposure = rng.lognormal(0, 0.35, register["county"].max() + 1)[register["county"]]
    festival = np.log(festival_activity()) * rng.uniform(0.7, 1.2, (n, 1))
    return (
        log_growth()
        + season[register["industry"]][:, months % 12]
        + own
        - _mean(register, own)
        + festival
        + shocks() * (trait["shock"] * exposure)[:, None]
        + np.where(left[:, None], decline, 0.0)
        + ramp
        + _disturbance(rng, n)
    )


def _mean(register: pd.DataFrame, values: np.ndarray) -> np.ndarray:
    """The mean over today's list, weighted by output: what differs from it is relative."""
    listed = (register["kind"] == "stayed").to_numpy()
    return np.average(values[listed], axis=0, weights=register["level_10k_cny"][listed])


def _disturbance(rng: np.random.Generator, n: int, memory: float = 0.6) -> np.ndarray:
    """First-order autoregressive noise of the enterprise, 8 % a month."""
    noise = rng.normal(0, 0.08 * np.sqrt(1 - memory**2), (n, MONTHS))
    noise[:, 0] /= np.sqrt(1 - memory**2)
    for month in range(1, MONTHS):
        noise[:, month] += memory * noise[:, month - 1]
    return noise


def _year_to_date(monthly: np.ndarray) -> np.ndarray:
    return monthly.reshape(len(monthly), len(YEARS), 12).cumsum(axis=2)
