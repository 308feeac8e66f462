"""How many days does a stock last at the rate at which it went out lately?

days of supply = stock / (all that went out in the last days / those days)
"""

import pandas as pd

from analysis.registers.balance import signed
from analysis.registers.days import Day, as_day, within
from analysis.registers.groups import sums, with_empty_groups
from analysis.registers.inputs import Columns, listed, require, require_numbers

DAYS = 14


def days_of_supply(
    lots: pd.DataFrame,
    moves: pd.DataFrame,
    on: Day,
    by: Columns = "item",
    stock: str = "closing",
    days: int = DAYS,
) -> pd.DataFrame:
    """Stock, daily use, and how many days the stock lasts.

    Parameters
    ----------
    lots
        What is in stock, as `balance` returns it: `by`, `stock`.
    moves
        The book: `by`, `date`, `direction`, `quantity` as for `balance`, in the same units.
    on
        The last of the `days` calendar days, included.

    Returns
    -------
    One row per group of `lots`: `by`, `stock`, `used` (all that went out), `daily_use`,
    `supply_days` (missing where nothing went out or nothing is there).

    Raises
    ------
    DataError
        As `balance`.

    Examples
    --------
    >>> import pandas as pd
    >>> moves = pd.DataFrame({
    ...     "date": pd.to_datetime(["2022-01-05", "2022-02-10", "2022-02-20"]),
    ...     "item": "mask", "lot": ["L1", "L1", "L2"], "holder": "H",
    ...     "direction": ["in", "out", "in"], "quantity": [100, 30, 50],
    ... })
    >>> lots = pd.DataFrame({"item": ["mask"], "closing": [120.0]})
    >>> found = days_of_supply(lots, moves, on="2022-02-15", days=10)
    >>> found[["daily_use", "supply_days"]].values.tolist()
    [[3.0, 40.0]]
    """
    by = listed(by)
    require(lots, by)
    require_numbers(lots, [stock])
    last = as_day(on)
    amount = signed(moves, by)
    out = moves[by].assign(date=moves["date"], used=-amount.where(amount < 0, 0.0))
    out = within(out, last - pd.Timedelta(days - 1, "D"), last)
    held = sums(lots[[*by, stock]], by)
    used = with_empty_groups(sums(out.drop(columns="date"), by), held[by])
    rows = held.merge(used, on=by)
    daily = rows["used"] / days
    lasts = rows[stock] / daily.where(daily > 0)
    return rows.assign(daily_use=daily, supply_days=lasts.where(rows[stock] >= 0))
