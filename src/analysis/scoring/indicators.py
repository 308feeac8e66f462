"""The ratios of a scheme: declared numerators over denominators, never coded one by one."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.scoring.scheme import Indicator


def total(table: pd.DataFrame, columns: Sequence[str]) -> np.ndarray:
    """Sum of ``columns`` per row; a missing part counts as 0, all missing gives NaN.

    An enterprise without a boiler reports no SO₂; only one without any figure is unknown.
    """
    parts = [table[column].to_numpy(dtype=float) for column in columns]
    if len(parts) == 1:
        return parts[0]
    result, none = np.zeros(len(table)), np.ones(len(table), dtype=bool)
    for part in parts:
        missing = np.isnan(part)
        result += np.where(missing, 0.0, part)
        none &= missing
    result[none] = np.nan
    return result


def ratio(table: pd.DataFrame, indicator: Indicator) -> np.ndarray:
    """The indicator's value per row, NaN where it is missing.

    A zero denominator is missing, or ``inf`` if the scheme gives the best score for it (nothing
    emitted); a negative one is a fault of the data and missing.
    """
    numerator = total(table, indicator.numerator)
    denominator = total(table, indicator.denominator)
    positive = denominator > 0
    value = np.divide(numerator, denominator, out=np.full(len(table), np.nan), where=positive)
    if indicator.zero_denominator == "best":
        value[(denominator == 0) & ~np.isnan(numerator)] = np.inf
    return value
