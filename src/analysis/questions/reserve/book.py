"""The plan and the movements up to a day, each item in one unit."""

from dataclasses import dataclass

import pandas as pd

from analysis.errors import DataError
from analysis.questions.reserve.tables import STOCK_MOVES, STOCK_PLAN
from analysis.tables.given import Given
from analysis.tables.origins import ORIGIN

HOLDING = ["item", "holder_name"]


@dataclass(frozen=True)
class Book:
    """The plan and the movements that are counted, and those that cannot be: in another unit.

    `plan` has one row an item and holder: `unit`, `quota`, `minimum`; none where the city has no
    plan. `moves`, `other_unit` and `plan_other_unit` have the columns of their tables; `expiry` is
    the lot's, `stated` that of the row.
    """

    plan: pd.DataFrame
    plan_other_unit: pd.DataFrame
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
        If it has no movement by the period's last day, or was exported before it.
    """
    moves, rows = _moves(given), _planned(given)
    unit = _units(rows, moves)
    mixed = rows["unit"] != rows["item"].map(unit)
    other = moves["unit"] != moves["item"].map(unit)
    lot = ["item", "lot"]
    expiry = moves.dropna(subset=lot).groupby(lot)["expiry"].min().rename("of_lot")
    moves = moves.join(expiry, on=lot)
    moves = moves.assign(stated=moves["expiry"], expiry=moves["of_lot"].fillna(moves["expiry"]))
    moves = moves.drop(columns="of_lot")
    return Book(_plan(rows[~mixed]), rows[mixed], moves[~other], moves[other], unit)


def _moves(given: Given) -> pd.DataFrame:
    rows = given.read(STOCK_MOVES, origins=True)
    first, last = rows["date"].min(), pd.to_datetime(rows["vintage"]).max()
    if not first <= given.day <= last:
        raise DataError(
            f"出入库台账没有截至{given.period}期末的记录",
            f"the book of the reserve has no movements up to the end of {given.period}",
        )
    return rows[rows["date"] <= given.day]


def _planned(given: Given) -> pd.DataFrame:
    """The rows of the plan; none without one."""
    if STOCK_PLAN in given:
        return given.read(STOCK_PLAN, origins=True)
    return pd.DataFrame(columns=[*STOCK_PLAN.columns, ORIGIN])


def _plan(rows: pd.DataFrame) -> pd.DataFrame:
    """One row an item and holder: specifications add up."""
    least = rows["quota"].astype(float) * rows["min_share_pct"].astype(float) / 100
    rows = rows.assign(quota=rows["quota"].astype(float), minimum=least.fillna(0.0))
    return rows.groupby([*HOLDING, "unit"], as_index=False)[["quota", "minimum"]].sum()


def _units(planned: pd.DataFrame, moves: pd.DataFrame) -> pd.Series:
    """The unit of each item: the most frequent of the plan, else of the book."""
    of_plan, of_book = (
        rows.groupby("item")["unit"].agg(lambda units: units.mode().iloc[0])
        for rows in (planned, moves)
    )
    return of_plan.combine_first(of_book)
