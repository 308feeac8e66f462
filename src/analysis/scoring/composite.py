"""Composite indicators: bring indicators of different units to one scale, and add them up.

Tables have one row per unit and one column per indicator; ``direction`` is +1 where more is
better and −1 where less is.

OECD and JRC (2008). *Handbook on Constructing Composite Indicators*.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd


def minmax(
    table: pd.DataFrame,
    direction: Sequence[int] | np.ndarray,
    low: Sequence[float] | None = None,
    high: Sequence[float] | None = None,
) -> pd.DataFrame:
    """(x − min)/(max − min), so 0 is the worst and 1 the best; NaN stays NaN.

    ``low`` and ``high`` fix the goalposts (values beyond them lie outside [0, 1]); without them
    the column's own smallest and largest value count. A column without spread is 1 throughout.
    """
    scaled = np.empty((table.shape[1], len(table)))
    for j, name in enumerate(table):
        x = table[name].to_numpy(dtype=float)
        bottom = np.nanmin(x) if low is None else low[j]
        top = np.nanmax(x) if high is None else high[j]
        if top == bottom:
            scaled[j] = np.where(np.isnan(x), np.nan, 1.0)
            continue
        np.subtract(x, bottom if direction[j] > 0 else top, out=scaled[j])
        scaled[j] /= top - bottom if direction[j] > 0 else bottom - top
    # Transposed, these are the columns as pandas keeps them: nothing is copied.
    return pd.DataFrame(scaled.T, index=table.index, columns=table.columns, copy=False)


def weighted_sum(table: pd.DataFrame, weights: Sequence[float] | np.ndarray) -> pd.Series:
    """Σ w·x / Σ w: full compensation. A row with a gap is NaN."""
    w = np.asarray(weights, dtype=float)
    return pd.Series(table.to_numpy(dtype=float) @ (w / w.sum()), index=table.index)
