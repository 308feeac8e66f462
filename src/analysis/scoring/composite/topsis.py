"""TOPSIS: near the ideal and far from the anti-ideal (Hwang and Yoon 1981)."""

from collections.abc import Sequence

import numpy as np
import pandas as pd


def topsis(table: pd.DataFrame, weights: Sequence[float] | pd.Series | np.ndarray) -> pd.Series:
    """D⁻/(D⁺ + D⁻) per row, 0 the anti-ideal, 1 the ideal.

    ``table`` is normalised with directions turned (more is better). The ideal is the best found
    in each column, not the scale's end. Where best and worst are one, all rows are 1.
    """
    plus = np.zeros(len(table))
    minus = np.zeros(len(table))
    for name, weight in zip(table, weights, strict=True):
        x = table[name].to_numpy(dtype=float) * weight
        plus += (x - np.nanmax(x)) ** 2
        minus += (x - np.nanmin(x)) ** 2
    plus, minus = np.sqrt(plus), np.sqrt(minus)
    total = plus + minus
    return pd.Series(
        np.divide(minus, total, out=np.ones(len(table)), where=total != 0), index=table.index
    )
