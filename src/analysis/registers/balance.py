"""What is in stock, and does the book close?

    closing = opening + received − issued          per item, lot and holder

The opening of a span is the sum of every movement before it, so each closing is the next opening.
A balance below zero is a fault of the book (an allocation booked twice, a purchase without its
lot): it is named, not hidden.
"""

import pandas as pd

from analysis.errors import DataError
from analysis.registers.days import Day, as_span
from analysis.registers.groups import sums
from analysis.registers.inputs import Columns, dates, listed, require, require_numbers

KEY = ("item", "lot", "holder")


def balance(moves: pd.DataFrame, since: Day, until: Day, key: Columns = KEY) -> pd.DataFrame:
    """Opening, received, issued, closing of a span of days.

    Parameters
    ----------
    moves
        The whole book up to `until`: `date`, `direction` (in, out), `quantity` (not negative, one
        unit an item), `key`. Later rows are left out; a first count enters as a movement in.
    since, until
        First and last day of the span, both included.

    Returns
    -------
    One row per key with a movement by `until`, a missing lot being a key of its own: `key`,
    `opening`, `received`, `issued`, `closing`.

    Raises
    ------
    DataError
        If a column is missing, a date is, a direction is neither in nor out, or a quantity is
        negative or missing.

    Examples
    --------
    >>> import pandas as pd
    >>> moves = pd.DataFrame({
    ...     "date": pd.to_datetime(["2022-01-05", "2022-02-10", "2022-02-20"]),
    ...     "item": "mask", "lot": ["L1", "L1", "L2"], "holder": "H",
    ...     "direction": ["in", "out", "in"], "quantity": [100, 30, 50],
    ... })
    >>> book = balance(moves, "2022-02-01", "2022-02-28")
    >>> book[["lot", "opening", "issued", "closing"]].values.tolist()
    [['L1', 100.0, 30.0, 70.0], ['L2', 0.0, 0.0, 50.0]]
    """
    key = listed(key)
    first, last = as_span(since, until)
    amount = signed(moves, key)
    day = dates(moves, "date")
    within = day.between(first, last)
    known = moves[key].assign(
        opening=amount.where(day < first, 0.0),
        received=amount.where(within & (amount > 0), 0.0),
        issued=amount.where(within & (amount < 0), 0.0).abs(),
    )
    totals = sums(known[day <= last], key)
    return totals.assign(closing=totals["opening"] + totals["received"] - totals["issued"])


def overdrawn(moves: pd.DataFrame, key: Columns = KEY) -> pd.DataFrame:
    """Days at whose end more had gone out than had come in.

    Reads and raises as `balance`. Returns one row per key and such day with a movement: `key`,
    `date`, `balance` (negative). Within a day the order of movements is not known, so only its
    end counts.

    Examples
    --------
    >>> import pandas as pd
    >>> moves = pd.DataFrame({
    ...     "date": pd.to_datetime(["2022-01-05", "2022-02-10", "2022-02-20"]),
    ...     "item": "mask", "lot": ["L1", "L1", "L2"], "holder": "H",
    ...     "direction": ["in", "out", "in"], "quantity": [100, 30, 50],
    ... })
    >>> overdrawn(moves.assign(quantity=[20, 30, 50]))[["lot", "balance"]].values.tolist()
    [['L1', -10.0]]
    """
    key = listed(key)
    balances = signed(moves, key)
    daily = moves[key].assign(date=dates(moves, "date"), balance=balances)
    daily = sums(daily, [*key, "date"])  # sorted by key, then date
    running = daily.groupby(key, dropna=False, observed=True)["balance"].cumsum().round(9)
    return daily.assign(balance=running)[running < 0].reset_index(drop=True)


def signed(moves: pd.DataFrame, key: list[str]) -> pd.Series:
    """Return the quantity of each movement, what goes out negative; raises as `balance`."""
    require(moves, [*key, "direction"])
    quantity = require_numbers(moves, ["quantity"])["quantity"]
    wrong = ~moves["direction"].isin(["in", "out"])
    wrong |= ~(quantity >= 0) | dates(moves, "date").isna()
    if wrong.any():
        row = moves.loc[wrong].iloc[0].to_dict()
        raise DataError(
            f"{int(wrong.sum())}行出入库有误（方向须为in或out，数量须非负，须有日期），首行：{row}",
            f"{int(wrong.sum())} movements are no movement in or out of a quantity on a day, "
            f"first {row}",
        )
    return quantity.where(moves["direction"] == "in", -quantity)
