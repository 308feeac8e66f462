"""The question of the clusters: which really grow, which will reach their target?"""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError
from analysis.tables import table
from analysis.tables.given import Given
from analysis.tables.question import Rules, Tables
from analysis.tables.rules import a_year_before

if TYPE_CHECKING:
    from analysis.clusters.stars import StarScheme

WANTED = (
    "counties", "clusters", "cluster_month", "cluster_members", "enterprises", "enterprise_month",
    "establishments_quarter",
)  # fmt: skip
REVENUE = "revenue_ytd_10k_cny"
MIN_PERIODS = 22
Z80 = 1.2816
TARGET = "cluster_revenue"
DEFAULT_TARGET_PCT = 15.0
STARS = Rules("stars", dated=True)
ELIGIBILITY = Rules("eligibility", dated=True)


def answer(given: Given) -> Tables:
    """All result tables of the question for the whole city."""
    from analysis.clusters import Comparison, compare
    from analysis.clusters.screens import Screen

    city, period = given.city, given.period
    chosen = Comparison(
        measure=city.measure,
        currency=city.currency,
        scheme=star_scheme(given),
        screens=tuple(given.in_force(ELIGIBILITY, Screen)),
        target_pct=_target(given),
    )
    if city.measure.kind == "index":
        raise DataError(
            "各县各行业的指数不能相加，比较不了结构和贡献",
            "indices of counties and industries make no sum: no structure, no contributions",
        )
    wanted = {*WANTED, city.measure.table} & {*given.store.tables()}
    if city.measure.table not in wanted:
        raise DataError(
            "本市没有分县分行业数，比较不了结构和贡献",
            "the city has no panel of counties and industries: no structure, no contributions",
        )
    read = {"enterprise_month": two_years(period)}
    listed = {"clusters", "cluster_month"} <= wanted
    if not listed:  # reports of clusters whose industry nobody states
        wanted -= {"cluster_month"}
    if city.measure.kind == "flow" and listed:  # a stock is averaged over the months of the year
        read[city.measure.table] = [f"{year}{period[4:]}" for year in range(1990, 2101)]
    tables = {name: given.read(table(name), periods=read.get(name)) for name in wanted}
    forecast = rest_of_year(tables["cluster_month"], period) if listed else None
    return compare(tables, period, chosen, forecast)


def two_years(period: str) -> list[str]:
    """The period and the same one a year before: all that is compared of a nation's reports."""
    return [a_year_before(period), period]


def rest_of_year(reports: pd.DataFrame, period: str) -> pd.DataFrame:
    """What the forecast engine expects of each cluster for the rest of the year.

    Returns `cluster_id`, `scope`, `rest_value` and `rest_sd` (10k CNY); the deviation is that of
    the engine's 80 % interval. A list with less than two years of periods has no forecast.
    """
    from analysis.forecasting import Target, city_outlook
    from analysis.periods import to_period_values

    known = reports[reports["period"] <= period].rename(columns={"cluster_id": "industry_code"})
    parts = []
    for scope, rows in known.groupby("scope"):
        if rows["period"].nunique() < MIN_PERIODS:
            continue
        columns = ["county_code", "industry_code", "period", REVENUE, "vintage"]
        values = to_period_values(rows[columns], REVENUE).drop(columns="revised")
        ends = city_outlook(values, Target(flow=True, per_year=11), period)["outlook"]
        cells = ends[ends["level"] == "cell"].rename(columns={"industry_code": "cluster_id"})
        sd = (cells["hi80"] - cells["lo80"]) / (2 * Z80)
        parts.append(cells[["cluster_id", "rest_value"]].assign(scope=scope, rest_sd=sd))
    types = {"cluster_id": "str", "scope": "str", "rest_value": "float64", "rest_sd": "float64"}
    found = pd.concat(parts) if parts else pd.DataFrame(columns=list(types))
    return found[list(types)].astype(types)


def star_scheme(given: Given) -> "StarScheme":
    """The star scheme in force at the end of the period."""
    from analysis.clusters.stars import StarScheme

    return given.rule(STARS, StarScheme)


def _target(given: Given) -> float:
    """The year's growth target of the clusters' revenue in `city.yaml`."""
    for target in given.city.targets:
        if (target.indicator, target.kind, target.year) == (TARGET, "growth_pct", given.day.year):
            return target.on(given.day)
    return DEFAULT_TARGET_PCT
