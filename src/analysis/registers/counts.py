"""How many enterprises (家), how many rows or products (个、项)?"""

import pandas as pd

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
        If a column is missing, or a row lacks the value by which it is counted.

    Examples
    --------
    >>> import pandas as pd
    >>> held = pd.DataFrame({"holder_id": ["A", "A", "B"], "county_code": ["1", "1", "2"]})
    >>> units(held, by="county_code").values.tolist()
    [['1', 2, 1], ['2', 1, 1]]
    """
    by = listed(by)
    require(rows, by)
    marked = rows[by].assign(rows=1)
    for name, unit in (distinct or {"enterprises": "holder_id"}).items():
        unit = listed(unit)
        require_values(rows, unit)
        marked[name] = ~rows.duplicated([*by, *unit])
    return sums(marked, by)
