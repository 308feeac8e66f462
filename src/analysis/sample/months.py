"""The months of the sample, with what every enterprise lives through: holidays, shocks, prices.

Months are numbered from January 2017, a year before the first published figure, so that every
published figure has its same period of last year.
"""

import datetime

import numpy as np

FIRST_YEAR, LAST_YEAR = 2017, 2022
YEARS = np.arange(FIRST_YEAR, LAST_YEAR + 1)
MONTHS = 12 * len(YEARS)
LAST_PERIOD = "2022-11"
SPRING_FESTIVALS = (
    "2017-01-28",
    "2018-02-16",
    "2019-02-05",
    "2020-01-25",
    "2021-02-12",
    "2022-02-01",
)
SHOCKS = {
    "2020-02": -32, "2020-03": -14, "2020-04": -4, "2021-01": -3, "2021-09": -4, "2021-10": -3,
    "2022-03": -5, "2022-04": -8, "2022-05": -4, "2022-11": -6, "2022-12": -5,
}  # fmt: skip
"""Epidemic and power rationing, log percent of output for an industry of sensitivity 1."""
REAL_GROWTH = (6.0, 4.8, 5.0, 7.0, 6.3, 6.6)
"""Growth of the city's enterprises by year 2017 to 2022, log percent, before shocks and entries."""
PRICES = (3.8, 2.2, -0.2, -1.1, 5.0, 1.8)
"""Producer prices on the year before, 2017 to 2022, percent."""


def month_number(period: str) -> int:
    """Return the number of a month `YYYY-MM`; January 2017 is 0."""
    year, month = period.split("-")
    return 12 * (int(year) - FIRST_YEAR) + int(month) - 1


def month_name(number: int) -> str:
    """Return the month `YYYY-MM` of a number."""
    return f"{FIRST_YEAR + number // 12}-{number % 12 + 1:02d}"


def periods(first: str, last: str) -> list[str]:
    """Return the cumulative periods from `first` to `last`; there is no January."""
    numbers = range(month_number(first), month_number(last) + 1)
    return [month_name(number) for number in numbers if number % 12 != 0]


def festival_activity() -> np.ndarray:
    """Return the share of normal activity in each month, by the days around the Spring Festival.

    Work winds down six days before New Year's Day, rests for a week and comes back by the
    fifteenth day of the year (the Lantern Festival).
    """
    start = datetime.date(FIRST_YEAR, 1, 1)
    days = np.arange((datetime.date(LAST_YEAR + 1, 1, 1) - start).days)
    activity = np.ones(len(days))
    for festival in SPRING_FESTIVALS:
        distance = days - (datetime.date.fromisoformat(festival) - start).days
        dip = np.interp(distance, [-7, -1, 6, 16], [1.0, 0.45, 0.45, 1.0], left=1.0, right=1.0)
        activity = np.minimum(activity, dip)
    month = np.array(
        [
            12 * (d.year - FIRST_YEAR) + d.month - 1
            for d in map(datetime.date.fromordinal, (days + start.toordinal()).tolist())
        ]
    )
    return np.bincount(month, activity) / np.bincount(month)


def shocks() -> np.ndarray:
    """Return the log effect of the shocks on each month at sensitivity 1."""
    effect = np.zeros(MONTHS)
    for period, percent in SHOCKS.items():
        effect[month_number(period)] = percent / 100
    return effect


def log_growth() -> np.ndarray:
    """Return the log level of the city's real trend in each month, 0 in mid-2022."""
    steps = np.repeat(np.array(REAL_GROWTH) / 1200, 12)
    level = np.cumsum(steps)
    return level - level[MONTHS - 6]


def log_prices() -> np.ndarray:
    """Return the log level of producer prices in each month, 0 in mid-2022."""
    steps = np.repeat(np.log1p(np.array(PRICES) / 100) / 12, 12)
    level = np.cumsum(steps)
    return level - level[MONTHS - 6]
