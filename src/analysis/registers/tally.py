"""How much was done in all: permits issued, enterprises trained, rounds of purchase?"""

import pandas as pd

from analysis.errors import DataError
from analysis.registers.groups import sums
from analysis.registers.inputs import Columns, listed, require, require_numbers


def tally(
    activities: pd.DataFrame, by: Columns = ("kind", "unit"), quantity: str = "quantity"
) -> pd.DataFrame:
    """Sum a quantity.

    Parameters
    ----------
    activities
        One row per act or day's count: `by`, `quantity` (or `enterprises`, not persons) and
        `unit`.
    by
        Columns of the groups; none gives one row for everything.

    Returns
    -------
    One row per group: `by`, the sum, `rows`, and `unreported`, rows without the quantity.

    Raises
    ------
    DataError
        If a column is missing, or `quantity` would be added over several units.

    Examples
    --------
    >>> import pandas as pd
    >>> acts = pd.DataFrame({"kind": "training", "unit": "家", "quantity": [30.0, 12.0, None]})
    >>> tally(acts).values.tolist()
    [['training', '家', 42.0, 3, 1]]
    """
    by = listed(by)
    require(activities, by)
    require_numbers(activities, [quantity])
    if quantity == "quantity":
        _refuse_mixed_units(activities, by)
    counted = activities[[*by, quantity]].assign(rows=1, unreported=activities[quantity].isna())
    return sums(counted, by)


def _refuse_mixed_units(activities: pd.DataFrame, by: list[str]) -> None:
    require(activities, ["unit"])
    kinds = activities[[*by, *({"unit"} - set(by))]].drop_duplicates()
    mixed = kinds.duplicated(by, keep=False) if by else pd.Series(len(kinds) > 1, kinds.index)
    if mixed.any():
        named = "、".join(sorted(kinds.loc[mixed, "unit"].astype(str).unique()))
        raise DataError(f"单位不同不能相加：{named}", f"units cannot be added: {named}")
