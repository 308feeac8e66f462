"""Composite indicators: bring indicators of different units to one scale.

Tables have one row per unit and one column per indicator; ``direction`` is an array in the order of
the columns, +1 where more is better and −1 where less is. On every scale more is better, and a gap
stays a gap.

    minmax   (x − min)/(max − min)            0 the worst, 1 the best
    zscore   (x − mean)/standard deviation    0 the mean; of a column without spread 0
    rank     share of the others not better   0 the last, 1 the first, ties counted half
    best     x/max, of less is better min/x   1 the best; levels above 0

OECD and JRC (2008). *Handbook on Constructing Composite Indicators*.
"""

import numpy as np
import pandas as pd


def minmax(
    table: pd.DataFrame,
    direction: np.ndarray,
    low: np.ndarray | None = None,
    high: np.ndarray | None = None,
) -> pd.DataFrame:
    """(x − min)/(max − min), so 0 is the worst and 1 the best; NaN stays NaN.

    ``low`` and ``high`` fix the goalposts (values beyond them lie outside [0, 1]); without them,
    or where one is NaN, the column's own smallest and largest value count. A column without
    spread is 1 throughout.
    """
    scaled = np.empty((table.shape[1], len(table)))
    for j, name in enumerate(table):
        x = table[name].to_numpy(dtype=float)
        if np.isnan(x).all():
            scaled[j] = np.nan
            continue
        bottom = np.nanmin(x) if low is None or np.isnan(low[j]) else low[j]
        top = np.nanmax(x) if high is None or np.isnan(high[j]) else high[j]
        if top == bottom:
            scaled[j] = np.where(np.isnan(x), np.nan, 1.0)
            continue
        np.subtract(x, bottom if direction[j] > 0 else top, out=scaled[j])
        scaled[j] /= top - bottom if direction[j] > 0 else bottom - top
    # Transposed, these are the columns as pandas keeps them: nothing is copied.
    return pd.DataFrame(scaled.T, index=table.index, columns=table.columns, copy=False)


def zscore(table: pd.DataFrame, direction: np.ndarray) -> pd.DataFrame:
    """Distance from the mean in standard deviations of the units."""
    spread = table.std(ddof=0)
    return ((table - table.mean()) / spread.where(spread > 0)).where(
        (spread > 0) | table.isna(), 0.0
    ) * direction


def rank(table: pd.DataFrame, direction: np.ndarray) -> pd.DataFrame:
    """Share of the other units that are not better; 1 for a unit alone."""
    others = table.notna().sum() - 1
    places = (table * direction).rank(method="average")
    return ((places - 1) / others.where(others > 0)).where((others > 0) | table.isna(), 1.0)


def best(table: pd.DataFrame, direction: np.ndarray) -> pd.DataFrame:
    """Share of the best value, where more is better; the best's share of it, where less is."""
    more = table / table.max()
    less = table.min() / table.where(table > 0)
    return more.where(np.broadcast_to(direction > 0, table.shape), less)
