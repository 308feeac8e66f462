"""What the question of output forecasts: the city's own measure, and electricity beside it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.errors import DataError
from analysis.periods import PeriodsPerYear
from analysis.questions.output.tables import ELECTRICITY_MONTH
from analysis.tables import table
from analysis.tables.city import City
from analysis.tables.given import Given
from analysis.tables.rules import a_year_before
from analysis.tables.units import factor

CELL = ["county_code", "industry_code"]
ELECTRICITY = "electricity_10k_kwh"
QUARTERS = 4


@dataclass(frozen=True)
class Measured:
    """One indicator of the cells.

    Parameters
    ----------
    indicator
        Its name in the result tables.
    flow, per_year, festivals, adds_up
        As of `forecast.Target`.
    unit
        Unit of its values.
    origin
        The last period known, `YYYY-MM`.
    values
        `county_code`, `industry_code`, `period`, `value` of single periods.
    reported
        Cumulative figures restated for this year's enterprises (`forecast.city_outlook`), or None.
    latest
        `county_code`, `industry_code`, `value`, `base`: the last period beside last year's.
    counts
        `county_code`, `industry_code`, `enterprises`; None if nobody counted.
    """

    indicator: str
    flow: bool
    per_year: PeriodsPerYear
    festivals: tuple[dt.date, ...]
    unit: str
    origin: str
    values: pd.DataFrame
    reported: pd.DataFrame | None
    latest: pd.DataFrame
    counts: pd.DataFrame | None
    adds_up: bool = True

    def goals(self, city: City, day: pd.Timestamp) -> pd.DataFrame:
        """The city's targets of this indicator in force on a day, levels in its unit."""
        goals = city.targets_table(day).query("indicator == @self.indicator")
        return in_unit(goals, self.unit)


def in_unit(goals: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return targets with levels in `unit`; raises DataError if a unit does not convert."""
    size = [
        factor(said, unit) if kind == "level" else 1.0
        for kind, said in zip(goals["kind"], goals["unit"], strict=True)
    ]
    return goals.assign(target_value=goals["target_value"] * size)


def measured(given: Given, festivals: Path) -> Iterator[Measured]:
    """The indicators that the city has, the city's own measure first.

    `festivals` is the table of Spring Festivals, which single months of electricity feel where
    the city keeps it.
    """
    measure = given.city.measure
    yield _flow(given) if measure.kind == "flow" else _stock(given)
    if ELECTRICITY_MONTH in given and measure.table != ELECTRICITY_MONTH.name:
        electricity = _electricity(given, festivals)
        if electricity is not None:
            yield electricity


def _unit(city: City) -> str:
    return str(table(city.measure.table).metadata(city.measure.column)["unit"])


def _stock(given: Given) -> Measured:
    city, period = given.city, given.period
    column = city.measure.column
    stock = given.read(table(city.measure.table), columns=[*CELL, "period", column])
    stock = stock.rename(columns={column: "value"})
    months = stock["period"].str[5:].nunique()
    if 0 < months <= QUARTERS and stock["period"].nunique() > months:
        name = table(city.measure.table)
        raise DataError(
            f"“{name.zh}”每年只有{months}个月有数：只有年度或季度数据时不能作本报告",
            f"{name.en!r} has figures in {months} of the months of a year: annual or quarterly "
            "figures alone do not make this report",
        )
    latest = _beside(stock, period, stock, a_year_before(period))
    adds_up = city.measure.kind == "stock"
    return Measured(
        "output", False, 12, (), _unit(city), period, stock, None, latest, None, adds_up
    )


def _flow(given: Given) -> Measured:
    from analysis.periods import to_period_values

    city, period = given.city, given.period
    column = city.measure.column
    every = given.read(table(city.measure.table), vintages="all")
    every = every[every["period"] <= period]
    values = to_period_values(every, column)
    if len(values) and values["value"].isna().all():
        name, rows = table(city.measure.table), len(values)
        raise DataError(
            f"“{name.zh}”有{rows}行累计数，但年内都缺上一期（累计数须自1—2月起逐期报送），"
            "还原不出任何一期；只有年度或季度数据时不能作本报告",
            f"{name.en!r} has {rows} cumulative rows, none with the period before it in its year "
            "(they must come period by period from January-February on), so that no single period "
            "is known: annual or quarterly figures alone do not make this report",
        )
    now = given[table(city.measure.table)]
    now = now[now["period"] == period]
    last_year = column.replace("_ytd_", "_ytd_last_year_")
    reported = now.rename(columns={column: "ytd", last_year: "ytd_last_year"})
    before = to_period_values(every, last_year), period
    if before[0]["value"].isna().all():  # nothing restated: what was published a year ago
        before = values, a_year_before(period)
    latest = _beside(values, period, *before)
    return Measured(
        "output",
        True,
        11,
        (),
        _unit(city),
        period,
        values.drop(columns="revised"),
        reported[[*CELL, "ytd", "ytd_last_year"]],
        latest,
        now[[*CELL, "enterprises"]] if now["enterprises"].notna().any() else None,
    )


def _electricity(given: Given, festivals: Path) -> Measured | None:
    """Single months; None if no figure of the period's year has come."""
    from analysis.periods import spring_festivals

    period = given.period
    read = given.read(ELECTRICITY_MONTH, columns=[*CELL, "period", ELECTRICITY])
    values = read[read["period"] <= period].rename(columns={ELECTRICITY: "value"})
    origin = str(values["period"].max())
    if values.empty or origin[:4] != period[:4]:
        return None
    latest = _beside(values, origin, values, a_year_before(origin))
    dates = spring_festivals(festivals) if "spring_festival" in given.city.festivals else ()
    return Measured("electricity", True, 12, dates, "10k_kwh", origin, values, None, latest, None)


def _beside(
    values: pd.DataFrame, period: str, base: pd.DataFrame, base_period: str
) -> pd.DataFrame:
    """The cells' `value` of one period and their `base` of another."""
    now = values.loc[values["period"] == period, [*CELL, "value"]]
    before = base.loc[base["period"] == base_period, [*CELL, "value"]]
    return now.merge(before.rename(columns={"value": "base"}), on=CELL, validate="one_to_one")
