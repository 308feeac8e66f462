"""How a raw file writes the values of a column: by its kind in the dictionary, or as asked."""

from collections.abc import Mapping
from typing import Any, Literal

import pandas as pd

from analysis.sample.raw_industry import period_words
from analysis.sample.world import World
from analysis.tables.units import factor

Spelling = Literal["name", "percent", "month"] | Mapping[Any, str]
"""A code as its name, a share as text (129%), a day as its month (2022年9月), or value by value."""
TICKS: Mapping[Any, str] = {True: "√"}
"""Flags as ticks: nothing is written for no."""
YES_NO: Mapping[Any, str] = {True: "是", False: "否"}


def spelled(
    values: pd.Series, about: Mapping[str, Any], how: Spelling | None, unit: str, world: World
) -> pd.Series:
    """Return a column as the file writes it.

    Parameters
    ----------
    values
        Typed values, in the dictionary's unit.
    about
        The column's metadata in the dictionary; empty for a column that no table has.
    how
        The spelling asked for; None for that of the column's kind.
    unit
        The raw unit of a quantity; "" for the dictionary's.
    world
        The city, for names; where it is `flat` days are text.
    """
    kind = about.get("kind")
    if how == "name":
        return values.map(names(values.name, world))
    if how == "percent":
        return values.map(lambda share: f"{share:g}%", na_action="ignore")
    if how == "month":
        return values.map(lambda day: f"{day.year}年{day.month}月", na_action="ignore")
    if how is not None:
        return values.map(how)
    if kind == "quantity" and unit:
        return (values / factor(unit, about["unit"])).round(6)
    if kind == "category":
        return values.map({value: zh for value, (zh, _) in about["values"].items()})
    if kind == "flag":
        return values.map(YES_NO)
    if kind in ("cumulative_period", "month"):
        return values.map(period_words if kind == "cumulative_period" else month_words)
    if kind == "date" and world.flat:
        return values.dt.strftime("%Y-%m-%d")
    if kind == "moment":
        return _moments(values, about["end"])
    return values


def _moments(values: pd.Series, end: bool) -> pd.Series:
    """Moments as text; what ends at 0:00 ends at 24:00 of the day before."""
    whole = values.eq(values.dt.normalize()) & end
    days = values.where(~whole, values - pd.Timedelta(days=1))
    return days.dt.strftime("%Y-%m-%d ") + values.dt.strftime("%H:%M").mask(whole, "24:00")


def names(column: Any, world: World) -> dict[str, str]:
    """Return the names of the codes of `county_code` or `industry_code`."""
    counties, kinds = world.counties, world.kinds
    if column == "county_code":
        return dict(zip(counties["county_code"], counties["name_zh"], strict=True))
    return dict(zip(kinds["code"], kinds["name"], strict=True))


def month_words(month: str) -> str:
    """Return a month in words: 2022年11月."""
    return f"{month[:4]}年{int(month[5:])}月"
