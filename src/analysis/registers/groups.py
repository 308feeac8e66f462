"""Groups of rows and their totals: every total is counted over its rows, never over its groups.

Distinct holders do not add up over titles, and ratios do not add up at all. So a total is a group
of its own: `with_totals` repeats the rows under the code of the sum, and whatever verb counts
them by group then counts the total the same way.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.errors import DataError
from analysis.registers.inputs import Columns, listed, require, require_numbers


def with_totals(rows: pd.DataFrame, codes: Mapping[str, str]) -> pd.DataFrame:
    """Repeat the rows once for each sum, and for each sum of sums.

    Parameters
    ----------
    codes
        Column → the code of its sum: `{"county_code": "139900", "title": "all"}` makes four
        copies of each row, those of the county, the title, of all titles, of the city.

    Raises
    ------
    DataError
        If a column is missing, or a row already has the code of the sum.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"county_code": ["1", "2"]})
    >>> with_totals(rows, {"county_code": "city"})["county_code"].tolist()
    ['1', '2', 'city', 'city']
    """
    require(rows, codes)
    for column, code in codes.items():
        if rows[column].eq(code).any():
            raise DataError(
                f"{column} 中已有合计代码“{code}”", f"{column} has rows of the sum {code!r} already"
            )
        rows = pd.concat([rows, rows.assign(**{column: code})], ignore_index=True)
    return rows


def with_empty_groups(counts: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of every group: 0 where nothing was counted, and no ratio there.

    Parameters
    ----------
    counts
        What a verb returned: the columns of the groups, counts, sums, and ratios (`…_pct`).
    groups
        The columns of the groups alone (`rows[["county_code"]]`), repeated or not; their order
        is kept. Without a column the counts come back as they are.

    Examples
    --------
    >>> import pandas as pd
    >>> counts = pd.DataFrame({"county_code": ["1"], "rows": [3]})
    >>> with_empty_groups(counts, pd.DataFrame({"county_code": ["1", "2"]})).values.tolist()
    [['1', 3], ['2', 0]]
    """
    by = list(groups.columns)
    if not by:
        return counts
    require(counts, by)
    require(groups, by)
    filled = groups.drop_duplicates().merge(counts, on=by, how="left")
    values = [name for name in counts if name not in by and not name.endswith("_pct")]
    gaps = [name for name in values if filled[name].isna().any()]
    require_numbers(counts, gaps)
    filled[gaps] = filled[gaps].fillna(0)
    return filled.astype({name: counts[name].dtype for name in values})


def sums(values: pd.DataFrame, by: Columns) -> pd.DataFrame:
    """Sum the other columns: one row a group, one row in all (also of no rows) without groups."""
    by = listed(by)
    if by:
        return values.groupby(by, as_index=False, dropna=False, observed=True).sum()
    return pd.DataFrame({name: [values[name].sum()] for name in values})


def share_pct(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Percent of the whole; missing where there is no whole."""
    return 100 * part / whole.where(whole > 0)
