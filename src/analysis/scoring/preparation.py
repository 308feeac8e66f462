"""Before indicators are compared: what they are per, what stands in a gap, what lies far out.

Tables have one row per unit and one column per indicator.

OECD and JRC (2008). *Handbook on Constructing Composite Indicators*, steps 3 to 5.
"""

from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd

MOST_SKEW, MOST_KURTOSIS = 2.0, 3.5
"""Beyond both a column has outliers (absolute skewness, excess kurtosis), as JRC's audits do."""
MOST_WINSORISED = 5
"""Values that are pulled in at most: if they do not do, the distribution is skew as a whole."""


def denominated(table: pd.DataFrame, per: Mapping[str, str]) -> pd.DataFrame:
    """Divide columns by others; missing where the divisor is not positive."""
    divided = {name: table[name] / table[by].where(table[by] > 0) for name, by in per.items()}
    return table.assign(**divided)


def imputed(table: pd.DataFrame, how: Literal["mean", "median"]) -> pd.DataFrame:
    """Fill gaps with the mean or median of their column."""
    return table.fillna(table.mean() if how == "mean" else table.median())


def known_enough(table: pd.DataFrame, share: float) -> pd.Series:
    """Whether each row knows at least this share of its columns."""
    return table.notna().mean(axis=1) >= share - 1e-12


def winsorised(table: pd.DataFrame) -> pd.DataFrame:
    """Pull the farthest values in to the next ones, one by one, until a column has no outliers.

    A column that still has some after `MOST_WINSORISED` stays so: take its logs.
    """
    return table.apply(_winsorised)


def _winsorised(column: pd.Series) -> pd.Series:
    for _ in range(MOST_WINSORISED):
        skew, kurtosis = column.skew(), column.kurt()
        if not (abs(skew) > MOST_SKEW and kurtosis > MOST_KURTOSIS):
            break
        order = np.unique(column.dropna())
        end, inner = (order[-1], order[-2]) if skew > 0 else (order[0], order[1])
        column = column.mask(column == end, inner)
    return column
