"""What of a stock expires when, and does what expires first go out first?

A lot may be used on the day it expires, and not after it. The order is judged by ends of days:
within a day it is not known what moved first.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.registers.balance import signed
from analysis.registers.days import Day, as_day
from analysis.registers.groups import sums
from analysis.registers.inputs import Columns, dates, listed, require, require_values

UPPER_DAYS = (90, 180)


def by_expiry(
    lots: pd.DataFrame,
    on: Day,
    by: Columns = "item",
    quantity: str = "closing",
    upper_days: Sequence[int] = UPPER_DAYS,
) -> pd.DataFrame:
    """Sum the stock by the days until it expires; the classes add up to the stock.

    Parameters
    ----------
    lots
        One row per lot, as `balance` returns them: `by`, `quantity`, `expiry` (missing: unknown).
    on
        The day from which it is counted.
    by
        Columns of the groups, within which quantities have one unit.
    upper_days
        Upper ends of the classes, in days from `on`.

    Returns
    -------
    One row per group: `by`, `quantity`, `expired` (before `on`), `expires_0_90`,
    `expires_91_180`, `expires_over_180`, `no_expiry`; by `upper_days`.

    Raises
    ------
    DataError
        If a column is missing, `expiry` holds no dates, or `upper_days` do not rise from 0 on.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.to_datetime(["2022-10-01", "2023-01-31"])
    >>> lots = pd.DataFrame({"item": "mask", "closing": [5.0, 20.0], "expiry": days})
    >>> by_expiry(lots, on="2022-11-30")[["expired", "expires_0_90"]].iloc[0].tolist()
    [5.0, 20.0]
    """
    by = listed(by)
    require(lots, [*by, quantity])
    if not upper_days or any(np.diff([-1, *upper_days]) <= 0):
        raise DataError(
            f"效期分段须从小到大：{list(upper_days)}",
            f"classes of days to expiry must rise: {list(upper_days)}",
        )
    left = (dates(lots, "expiry") - as_day(on)).dt.days
    lower = [0, *(end + 1 for end in upper_days)]
    names = [f"expires_{a}_{b}" for a, b in zip(lower, upper_days, strict=False)]
    names.append(f"expires_over_{upper_days[-1]}")
    place = np.searchsorted(upper_days, left.fillna(0))
    masks = {"expired": left < 0}
    masks |= {name: left.ge(0) & (place == number) for number, name in enumerate(names)}
    masks["no_expiry"] = left.isna()
    parts = {name: lots[quantity].where(mask, 0.0) for name, mask in masks.items()}
    return sums(lots[[*by, quantity]].assign(**parts), by)


def out_of_turn(
    moves: pd.DataFrame, key: Columns = ("item", "holder"), lot: str = "lot"
) -> pd.DataFrame:
    """Movements out of a lot while one that expires earlier was in stock.

    Parameters
    ----------
    moves
        The whole book: `key`, `lot`, `date`, `direction`, `quantity` as for `balance`, and the
        lot's `expiry`. Rows without a lot or an expiry are not compared.

    Returns
    -------
    Those rows, each with `earlier_lot` and `earlier_expiry`: the first to expire of the lots of
    the same key that were in stock at the end of the day before and of the day itself. A lot that
    had expired is none of them: it must not go out.

    Raises
    ------
    DataError
        As `balance`, or if `expiry` holds no dates.

    Examples
    --------
    >>> import pandas as pd
    >>> moves = pd.DataFrame({
    ...     "date": pd.to_datetime(["2022-01-05", "2022-02-10", "2022-02-20"]),
    ...     "item": "mask", "lot": ["L1", "L1", "L2"], "holder": "H",
    ...     "direction": ["in", "out", "in"], "quantity": [100, 30, 50],
    ... })
    >>> moves["expiry"] = pd.to_datetime(["2023-06-30", "2023-06-30", "2023-01-31"])
    >>> early = moves.assign(date=pd.to_datetime(["2022-01-05", "2022-02-10", "2022-01-06"]))
    >>> out_of_turn(early)[["lot", "earlier_lot"]].values.tolist()
    [['L1', 'L2']]
    """
    key = listed(key)
    amount = signed(moves, [*key, lot])
    rows = moves.reset_index(drop=True).rename_axis("row")
    days = {column: dates(rows, column) for column in ("date", "expiry")}
    known = rows.assign(**days, amount=amount.to_numpy())
    known = known.dropna(subset=[lot, "expiry"]).infer_objects()  # keys of one kind, to be merged
    require_values(known, key)
    daily = sums(known[[*key, lot, "date", "amount"]], [*key, lot, "date"])
    daily["balance"] = daily.groupby([*key, lot], observed=True)["amount"].cumsum().round(9)
    daily = daily.drop(columns="amount").rename(columns={lot: "earlier_lot"}).sort_values("date")
    lots = known.groupby([*key, lot], observed=True)["expiry"].min().rename("earlier_expiry")
    lots = lots.reset_index().rename(columns={lot: "earlier_lot"})
    out = known[known["direction"] == "out"].reset_index()
    pairs = out[["row", *key, "date", "expiry"]].merge(lots, on=key)
    pairs = pairs[pairs["earlier_expiry"].between(pairs["date"], pairs["expiry"], "left")]
    pairs = pairs.sort_values("date")
    for same_day in (False, True):
        held = pd.merge_asof(
            pairs, daily, on="date", by=[*key, "earlier_lot"], allow_exact_matches=same_day
        )
        pairs = held[held["balance"] > 0].drop(columns="balance")
    first = pairs.sort_values(["earlier_expiry", "earlier_lot"]).drop_duplicates("row")
    found = first.set_index("row")[["earlier_lot", "earlier_expiry"]]
    joined = rows.join(found, how="inner")
    return joined.set_axis(moves.index[joined.index])
