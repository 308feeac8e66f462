"""Who stands where (位次), and who rose or fell since the last period?

The place is one more than the number of units that are better; equal measures share it, and the
next place is left free (1, 2, 2, 4). The order of the rows never decides.
"""

from typing import Literal

import pandas as pd

from analysis.choices import one_of
from analysis.periods import refuse_duplicates
from analysis.registers.inputs import Columns, listed, require, require_numbers, require_values


def ranking(
    rows: pd.DataFrame,
    measure: str,
    within: Columns = (),
    best: Literal["highest", "lowest"] = "highest",
) -> pd.DataFrame:
    """Add each row's place by a measure or by points.

    Parameters
    ----------
    rows
        One row per unit; `measure` is compared as it is, so round before if the published
        decimals should tie.
    within
        Columns of the groups that are ranked apart (groups of counties).

    Returns
    -------
    The rows, in their order, with `place` (1 is best; missing where the measure is), `tied`
    (another one has the same place) and `of`, how many are ranked.

    Raises
    ------
    DataError
        If a column is missing, or `best` is neither.

    Examples
    --------
    >>> import pandas as pd
    >>> counties = pd.DataFrame({"county_code": ["1", "2", "3"], "rate": [80.0, 90.0, 80.0]})
    >>> ranking(counties, "rate")["place"].tolist()
    [2, 1, 2]
    """
    one_of("best", best, ("highest", "lowest"))
    groups = listed(within)
    require(rows, groups)
    require_numbers(rows, [measure])
    keys = [rows[name] for name in groups] or [pd.Series(0, index=rows.index)]
    ranked = rows[measure].groupby(keys, dropna=False, observed=True)
    place = ranked.rank(method="min", ascending=best == "lowest")
    shared = rows[measure].groupby([*keys, rows[measure]], dropna=False, observed=True)
    return rows.assign(
        place=place.astype("Int64"),
        tied=(shared.transform("size") > 1) & place.notna(),
        of=ranked.transform("count").astype("Int64"),
    )


def ranking_change(
    now: pd.DataFrame, before: pd.DataFrame, key: Columns = "county_code"
) -> pd.DataFrame:
    """Add the place of the period before and the change; each period is ranked among its own.

    Parameters
    ----------
    now, before
        What `ranking` returned for two periods; `key` names a unit in both.

    Returns
    -------
    `now` with `place_before` and `change` (places gained: 3 → 1 is 2); both missing for a unit
    that had no place.

    Raises
    ------
    DataError
        If a column is missing, a key is empty or stands twice.

    Examples
    --------
    >>> import pandas as pd
    >>> now = ranking(pd.DataFrame({"county_code": ["1", "2"], "rate": [95.0, 90.0]}), "rate")
    >>> before = ranking(pd.DataFrame({"county_code": ["1", "2"], "rate": [80.0, 90.0]}), "rate")
    >>> ranking_change(now, before)["change"].tolist()
    [1, -1]
    """
    unit = listed(key)
    for ranked in (now, before):
        require_values(ranked, unit)
        require_numbers(ranked, ["place"])
        refuse_duplicates(ranked, unit)
    earlier = before[[*unit, "place"]].rename(columns={"place": "place_before"})
    joined = now.merge(earlier, on=unit, how="left").set_axis(now.index)
    return joined.assign(change=joined["place_before"] - joined["place"])
