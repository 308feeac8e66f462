"""How much was awarded, how much of it was paid, and does the list hold?"""

import pandas as pd

from analysis.registers.groups import share_pct, sums
from analysis.registers.inputs import Columns, listed, require, require_numbers

AMOUNTS = ["award_10k_cny", "paid_10k_cny"]


def money(rows: pd.DataFrame, by: Columns = ()) -> pd.DataFrame:
    """Sum awards and payments.

    Parameters
    ----------
    rows
        `award_10k_cny` (missing: no money goes with it, or not known), `paid_10k_cny` (missing:
        nothing paid yet), in ten thousand yuan.
    by
        Columns of the groups; none gives one row for everything.

    Returns
    -------
    One row per group: `by`, the two sums, `awards` (rows with an award), `rows`, and `paid_pct`,
    the ratio of the sums; missing where nothing was awarded.

    Raises
    ------
    DataError
        If a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> grants = pd.DataFrame({"award_10k_cny": [100.0, 300.0], "paid_10k_cny": [100.0, None]})
    >>> money(grants)["paid_pct"].item()
    25.0
    """
    by = listed(by)
    require(rows, by)
    require_numbers(rows, AMOUNTS)
    totals = sums(rows[[*by, *AMOUNTS]].assign(awards=rows[AMOUNTS[0]].notna(), rows=1), by)
    return totals.assign(paid_pct=share_pct(totals["paid_10k_cny"], totals["award_10k_cny"]))


def overpaid(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows that were paid more than awarded, or without an award. Reads and raises as `money`.

    Examples
    --------
    >>> import pandas as pd
    >>> grants = pd.DataFrame({"award_10k_cny": [100.0, 300.0], "paid_10k_cny": [120.0, None]})
    >>> overpaid(grants).index.tolist()
    [0]
    """
    require_numbers(rows, AMOUNTS)
    return rows[rows["paid_10k_cny"].fillna(0) > rows["award_10k_cny"].fillna(0)]


def awarded_twice(
    rows: pd.DataFrame, programme: Columns = ("year",), holder: str = "holder_id"
) -> pd.DataFrame:
    """Rows with an award whose holder has another one in the same programme.

    Parameters
    ----------
    programme
        Columns within which a holder gets money once: `("year",)` for one programme a year in
        all, `("title", "year")` for one award a title and year.

    Raises
    ------
    DataError
        If a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> grants = pd.DataFrame({"holder_id": list("AAB"), "award_10k_cny": [1.0, 2.0, 3.0]})
    >>> grants = grants.assign(year=2022)
    >>> awarded_twice(grants).index.tolist()
    [0, 1]
    """
    key = [*listed(programme), holder]
    require(rows, key)
    require_numbers(rows, ["award_10k_cny"])
    awarded = rows[rows["award_10k_cny"] > 0]
    return awarded[awarded.duplicated(key, keep=False) & awarded[holder].notna()]
