"""Enterprises in cells (county, sector, size): one statistic per cell, given back to the rows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

#: Every table of cells carries all three keys; "" means that the key does not divide.
KEYS = ("county_code", "industry_code", "size")
ALL = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """``codes`` gives each row's cell; row i of ``labels`` names cell i by all of ``KEYS``."""

    codes: np.ndarray
    labels: pd.DataFrame

    def __len__(self) -> int:
        return len(self.labels)

    def count(self, where: np.ndarray) -> np.ndarray:
        """Rows per cell for which ``where`` holds."""
        return np.bincount(self.codes[where], minlength=len(self))

    def sum(self, values: np.ndarray) -> np.ndarray:
        """Sum per cell; a NaN counts as absent."""
        return np.bincount(self.codes, weights=np.nan_to_num(values), minlength=len(self))

    def mean(self, values: np.ndarray) -> np.ndarray:
        """Mean per cell over the rows that have a value; NaN where none has."""
        n = self.count(~np.isnan(values))
        return np.divide(self.sum(values), n, out=np.full(len(self), np.nan), where=n > 0)

    def minimum(self, values: np.ndarray) -> np.ndarray:
        """Smallest value per cell, NaN where there is none."""
        low = np.full(len(self), np.inf)
        np.fmin.at(low, self.codes, values)
        return np.where(np.isinf(low), np.nan, low)

    def maximum(self, values: np.ndarray) -> np.ndarray:
        """Largest value per cell, NaN where there is none."""
        return -self.minimum(-values)

    def quantile(self, values: np.ndarray, q: float) -> np.ndarray:
        """Quantile per cell (linear between the neighbours), NaN where there is none."""
        by_cell = pd.Series(values).groupby(self.codes).quantile(q)
        return by_cell.reindex(range(len(self))).to_numpy()

    def look_up(self, table: pd.DataFrame, column: str) -> np.ndarray:
        """``column`` of a table keyed by ``KEYS``, one number per cell, NaN where not listed."""
        # A few thousand keys at most, asked for often: a dictionary beats a MultiIndex here.
        keyed = dict(zip(_names(table), table[column].tolist(), strict=True))
        return np.array([keyed.get(name, np.nan) for name in _names(self.labels)], dtype=float)


def _names(table: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(zip(*(table[key].tolist() for key in KEYS), strict=True))


def cells(table: pd.DataFrame, over: Sequence[str]) -> Cells:
    """The cells of ``table`` by the columns ``over``; one cell of all rows if there are none."""
    codes = np.zeros(len(table), dtype=np.intp)
    uniques: list[pd.Index] = []
    for column in over:
        code, unique = pd.factorize(table[column], sort=True, use_na_sentinel=False)
        codes = codes * len(unique) + code
        uniques.append(pd.Index(unique))
    if len(over) > 1:  # only the combinations that occur
        present, codes = np.unique(codes, return_inverse=True)
    else:
        present = np.arange(len(uniques[0]) if over else 1)
    labels = pd.DataFrame({key: pd.Series([ALL] * len(present), dtype="str") for key in KEYS})
    for column, unique in reversed(list(zip(over, uniques, strict=True))):
        labels[column] = unique.take(present % len(unique)).astype("str")
        present = present // len(unique)
    return Cells(codes, labels)
