"""Bring indicators of different units to one scale."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

Direction = Sequence[int] | np.ndarray


def minmax(
    table: pd.DataFrame,
    direction: Direction,
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
    return _frame(scaled, table)


def zscore(table: pd.DataFrame, direction: Direction) -> pd.DataFrame:
    """(x − mean)/standard deviation (n − 1), sign turned where less is better."""
    return _by_column(table, direction, lambda x: (x - np.nanmean(x)) / np.nanstd(x, ddof=1))


def rank(table: pd.DataFrame, direction: Direction) -> pd.DataFrame:
    """1 for the worst up to n for the best; ties share their mean."""
    return _by_column(table, direction, lambda x: pd.Series(x).rank().to_numpy())


def percentile(table: pd.DataFrame, direction: Direction) -> pd.DataFrame:
    """Share of the others that are not better, 0 to 1, ties counted half."""

    def share(x: np.ndarray) -> np.ndarray:
        n = np.count_nonzero(~np.isnan(x))
        return (pd.Series(x).rank().to_numpy() - 1) / (n - 1) if n > 1 else np.ones(len(x))

    return _by_column(table, direction, share)


def distance_to_target(
    table: pd.DataFrame, direction: Direction, target: Sequence[float]
) -> pd.DataFrame:
    """x/target where more is better, target/x where less is; 1 is on target."""
    columns = [
        table[name].to_numpy(dtype=float) / target[j]
        if direction[j] > 0
        else target[j] / table[name].to_numpy(dtype=float)
        for j, name in enumerate(table)
    ]
    return _frame(np.stack(columns), table)


def _by_column(
    table: pd.DataFrame, direction: Direction, scale: Callable[[np.ndarray], np.ndarray]
) -> pd.DataFrame:
    columns = [
        scale(np.sign(direction[j]) * table[name].to_numpy(dtype=float))
        for j, name in enumerate(table)
    ]
    return _frame(np.stack(columns), table)


def _frame(columns: np.ndarray, table: pd.DataFrame) -> pd.DataFrame:
    """A table of the rows of ``columns``, which is how pandas keeps them: nothing is copied."""
    return pd.DataFrame(columns.T, index=table.index, columns=table.columns, copy=False)
