"""The plan and the movements up to a day, each item in one unit."""

from dataclasses import dataclass

import pandas as pd

from analysis.errors import DataError
from analysis.questions.reserve.tables import STOCK_MOVES, STOCK_PLAN
from analysis.tables.given import Given

HOLDING = ["item", "holder_name"]


@dataclass(frozen=True)
class Book:
    """The plan, the movements that are counted, and those that cannot be: in another unit.

    `plan` has one row an item and holder: `unit`, `quota`, `minimum`; none where the city has no
    plan. `moves` and `other_unit` have the columns of the table; `expiry` is the lot's.
    """

    plan: pd.DataFrame
    moves: pd.DataFrame
    other_unit: pd.DataFrame
    unit: pd.Series

    def in_plan(self, rows: pd.DataFrame) -> pd.Series:
        """Whether a row's holder has a quota of its item, or nobody has one."""
        held = pd.MultiIndex.from_frame(self.plan[HOLDING])
        planned = pd.MultiIndex.from_frame(rows[HOLDING]).isin(held)
        return planned | ~rows["item"].isin(self.plan["item"])


def read_book(given: Given) -> Book:
    """Return the book at the end of the period.

    Raises
    ------
    DataError
        If it has no movement by the period's last day, or was exported before it; or the plan has
        one item in two units.
    """
    moves, plan = _moves(given), _plan(given)
    unit = _units(plan, moves)
    other = moves["unit"] != moves["item"].map(unit)
    lot = ["item", "lot"]
    expiry = moves.dropna(subset=lot).groupby(lot)["expiry"].min().rename("of_lot")
    moves = moves.join(expiry, on=lot)
    moves = moves.assign(expiry=moves["of_lot"].fillna(moves["expiry"])).drop(columns="of_lot")
    return Book(plan, moves[~other], moves[other], unit)


def _moves(given: Given) -> pd.DataFrame:
    rows = given.read(STOCK_MOVES, origins=True)
    first, last = rows["date"].min(), pd.to_datetime(rows["vintage"]).max()
    if not first <= given.day <= last:
        raise DataError(
            f"出入库台账没有截至{given.period}期末的记录",
            f"the book of the reserve has no movements up to the end of {given.period}",
        )
    return rows[rows["date"] <= given.day]


def _plan(given: Given) -> pd.DataFrame:
    """One row an item and holder: specifications add up."""
    columns = [*HOLDING, "unit", "quota", "min_share_pct"]
    rows = given[STOCK_PLAN] if STOCK_PLAN in given else pd.DataFrame(columns=columns)
    kinds = rows.drop_duplicates(["item", "unit"])
    mixed = kinds.loc[kinds.duplicated("item"), "item"]
    if len(mixed):
        named = "、".join(mixed.unique())
        raise DataError(
            f"储备计划中同一品种计量单位不一：{named}",
            f"the plan of the reserve has items in two units: {named}",
        )
    least = rows["quota"].astype(float) * rows["min_share_pct"].astype(float) / 100
    rows = rows.assign(quota=rows["quota"].astype(float), minimum=least.fillna(0.0))
    return rows.groupby([*HOLDING, "unit"], as_index=False)[["quota", "minimum"]].sum()


def _units(plan: pd.DataFrame, moves: pd.DataFrame) -> pd.Series:
    """The unit of each item: the plan's, else the most frequent in the book."""
    often = moves.groupby("item")["unit"].agg(lambda units: units.mode().iloc[0])
    return plan.groupby("item")["unit"].first().combine_first(often)
