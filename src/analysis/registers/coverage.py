"""How much of an eligible list does a title cover?

    coverage = |holders ∩ eligible| / |eligible|

Never above 100 %: holders outside the list are counted beside it. The list has its own date
(规上名单 of which month?), which belongs beside the number.
"""

import numpy as np
import pandas as pd

from analysis.registers.groups import share_pct, sums
from analysis.registers.inputs import Columns, listed, require, require_values


def coverage(
    rows: pd.DataFrame,
    eligible: pd.DataFrame,
    by: Columns = (),
    holder: str = "holder_id",
    eligible_holder: str = "uscc",
) -> pd.DataFrame:
    """Count the eligible, the covered among them, and holders outside the list.

    Parameters
    ----------
    rows
        Holders of the title: `holder`, `by`; repeated holders count once.
    eligible
        The list to be covered: `eligible_holder`, `by`; its group is the one that counts.
    by
        Columns of the groups, in both frames; none gives one row.

    Returns
    -------
    One row per group: `by`, `eligible`, `covered`, `covered_outside` (holders in no part of the
    list, by the group that `rows` gives them), `coverage_pct` (missing without any eligible).

    Raises
    ------
    DataError
        If a column is missing, or a row lacks its holder.

    Examples
    --------
    >>> import pandas as pd
    >>> held = pd.DataFrame({"holder_id": ["A", "A", "X"]})
    >>> eligible = pd.DataFrame({"uscc": ["A", "B"]})
    >>> coverage(held, eligible).iloc[0].to_dict()
    {'eligible': 2.0, 'covered': 1.0, 'covered_outside': 1.0, 'coverage_pct': 50.0}
    """
    by = listed(by)
    require(rows, by)
    require(eligible, by)
    require_values(rows, [holder])
    require_values(eligible, [eligible_holder])
    inside = eligible.drop_duplicates([*by, eligible_holder])
    holders = rows.drop_duplicates([*by, holder])
    outside = holders[~_among(holders[holder], eligible[eligible_holder])]
    marked = pd.concat(
        [
            inside[by].assign(
                eligible=1,
                covered=_among(inside[eligible_holder], holders[holder]),
                covered_outside=0,
            ),
            outside[by].assign(eligible=0, covered=False, covered_outside=1),
        ],
        ignore_index=True,
    )
    counts = sums(marked, by)
    return counts.assign(coverage_pct=share_pct(counts["covered"], counts["eligible"]))


def _among(codes: pd.Series, others: pd.Series) -> np.ndarray:
    """Whether each code is one of the others; `isin` takes six times as long with text."""
    return pd.Index(others.unique()).get_indexer(codes) >= 0
