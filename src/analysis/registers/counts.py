"""How many enterprises (家), how many rows or products (个、项)?"""

import pandas as pd

from analysis.errors import DataError
from analysis.registers.groups import sums
from analysis.registers.inputs import Columns, listed, require, require_values


def units(rows: pd.DataFrame, by: Columns = (), **distinct: Columns) -> pd.DataFrame:
    """Count rows, and distinct holders or whatever else is named.

    Parameters
    ----------
    rows
        What is to be counted: a register, or what `stock`, `new`, `pending` … returned of it.
    by
        Columns of the groups; none gives one row for everything, 0 for no rows.
    distinct
        Name of the count = the column or columns that make one unit; without any,
        `enterprises="holder_id"`. So `units(rows, enterprises="holder_id",
        products=["holder_id", "product"])`.

    Returns
    -------
    One row per group: `by`, `rows` and one column a count. A count never exceeds `rows`, and one
    by more columns is never smaller (enterprises ≤ products).

    Raises
    ------
    DataError
        If a column is missing, a row lacks the value by which it is counted, or a count has the
        name of a group.

    Examples
    --------
    >>> import pandas as pd
    >>> held = pd.DataFrame({"holder_id": ["A", "A", "B"], "county_code": ["1", "1", "2"]})
    >>> units(held, by="county_code").values.tolist()
    [['1', 2, 1], ['2', 1, 1]]
    """
    by, counted = listed(by), distinct or {"enterprises": "holder_id"}
    require(rows, by)
    if taken := [name for name in ("rows", *counted) if name in by]:
        raise DataError(
            f"分组列与计数同名，请改名：{'、'.join(taken)}",
            f"a group and a count of one name, rename one: {', '.join(taken)}",
        )
    marked = rows[by].assign(rows=1)
    for name, unit in counted.items():
        unit = listed(unit)
        require_values(rows, unit)
        marked[name] = ~rows.duplicated([*by, *unit])
    return sums(marked, by)
