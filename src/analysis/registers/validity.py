"""Until when does a title hold, if the list does not say?

A rule of the title fixes a number of years. The day of the grant counts, so three years from
1 July 2022 end on 30 June 2025, the day before the anniversary; where there is no anniversary
(29 February) the last day is the end of February.
"""

from collections.abc import Mapping
from numbers import Integral

import pandas as pd

from analysis.errors import DataError
from analysis.registers.inputs import dates, require


def fill_valid_until(rows: pd.DataFrame, years: Mapping[str, int]) -> pd.DataFrame:
    """Fill `valid_until` where it is missing and the title has a fixed validity.

    Parameters
    ----------
    rows
        `title`, `granted_on`, `valid_until`. A date that is there stays: a renewal moves it.
    years
        Title → years of validity. A title that is not named never lapses; its date stays missing.

    Raises
    ------
    DataError
        If a column is missing or holds no dates, or a validity is not at least one year.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> rows = pd.DataFrame({
    ...     "title": ["srdi"], "granted_on": day(["2022-07-01"]), "valid_until": day([None])
    ... })
    >>> fill_valid_until(rows, {"srdi": 3})["valid_until"].dt.strftime("%Y-%m-%d").tolist()
    ['2025-06-30']
    """
    if wrong := [f"{t}: {n!r}" for t, n in years.items() if not isinstance(n, Integral) or n < 1]:
        raise DataError(
            f"有效期须为正整数年：{'、'.join(wrong)}",
            f"a validity is a whole number of years: {', '.join(wrong)}",
        )
    require(rows, ["title"])
    granted, filled = dates(rows, "granted_on"), dates(rows, "valid_until")
    terms = rows["title"].map(dict(years))
    for term in sorted(set(years.values())):
        anniversary = granted + pd.DateOffset(years=term)
        day_before = anniversary - pd.Timedelta(days=1)
        end = day_before.where(anniversary.dt.day == granted.dt.day, anniversary)
        filled = filled.fillna(end.where(terms == term))
    return rows.assign(valid_until=filled)
