"""County × industry tables as dense arrays, and back.

Everything here is exact bookkeeping: a cell nobody reported (or which the office suppressed)
is missing, never zero, and a cell that comes twice is an error, because then its county would
count twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import DataError

Array = np.ndarray


@dataclass(frozen=True, eq=False)
class Cells:
    """The axes (period, county, industry) of dense arrays, and where each table row lies.

    Attributes
    ----------
    periods, counties, industries
        Sorted labels of the three axes.
    position
        For each row of the table the flat index of its cell.
    """

    periods: pd.Index
    counties: pd.Index
    industries: pd.Index
    position: Array

    @property
    def shape(self) -> tuple[int, int, int]:
        """Number of periods, counties and industries."""
        return len(self.periods), len(self.counties), len(self.industries)

    def array(self, column: pd.Series) -> Array:
        """The column as an array of `shape`; missing where the table has no row."""
        dense = np.full(np.prod(self.shape), np.nan)
        dense[self.position] = column.to_numpy(dtype=float, na_value=np.nan)
        return dense.reshape(self.shape)

    def rows(self, arrays: Mapping[str, Array]) -> pd.DataFrame:
        """One row per cell that has any value: the three keys and one column per array."""
        flat = {name: np.broadcast_to(a, self.shape).ravel() for name, a in arrays.items()}
        known = np.zeros(np.prod(self.shape), dtype=bool)
        for values in flat.values():
            known |= ~np.isnan(values)
        period, county, industry = np.unravel_index(np.flatnonzero(known), self.shape)
        return pd.DataFrame(
            {
                "period": self.periods[period],
                "county_code": self.counties[county],
                "industry_code": self.industries[industry],
                **{name: values[known] for name, values in flat.items()},
            }
        )


def cells(rows: pd.DataFrame) -> Cells:
    """Lay out a table with `period`, `county_code` and `industry_code`.

    Raises DataError where a cell comes twice (a development zone counted in its county as well).
    """
    axes = [_axis(rows[name]) for name in ("period", "county_code", "industry_code")]
    shape = tuple(len(labels) for _, labels in axes)
    position = axes[0][0].astype(np.int64)
    for (codes, _), length in zip(axes[1:], shape[1:], strict=True):
        position *= length
        position += codes
    seen = np.zeros(np.prod(shape), dtype=bool)
    seen[position] = True
    if seen.sum() < len(position):
        twice = rows.duplicated(["period", "county_code", "industry_code"], keep="first")
        where = rows.loc[twice, ["county_code", "industry_code", "period"]].iloc[0].to_dict()
        raise DataError(
            f"有 {twice.sum()} 个“县×行业”重复计入（如开发区与所在县各报一次），首个：{where}；"
            "每个县、行业、时期只能有一行。",
            f"{twice.sum()} county × industry cells are counted twice (a development zone beside "
            f"its county?), first: {where}; one row a county, industry and period is allowed.",
        )
    periods, counties, industries = (labels for _, labels in axes)
    return Cells(periods, counties, industries, position)


def comparable(base: Array, end: Array) -> tuple[Array, Array, Array]:
    """Both arrays with 0 wherever one of them is missing, and the mask of usable cells."""
    usable = ~(np.isnan(base) | np.isnan(end))
    return np.where(usable, base, 0.0), np.where(usable, end, 0.0), usable


def ratio(numerator: Array, denominator: Array) -> Array:
    """The quotient; missing where the denominator is not positive."""
    return np.divide(
        numerator,
        denominator,
        out=np.full(np.broadcast_shapes(np.shape(numerator), np.shape(denominator)), np.nan),
        where=np.asarray(denominator) > 0,
    )


def _axis(labels: pd.Series) -> tuple[Array, pd.Index]:
    """Sorted labels and the code of each row."""
    if isinstance(labels.dtype, pd.CategoricalDtype):
        codes, found = labels.cat.codes.to_numpy(), labels.cat.categories
        present = np.bincount(codes, minlength=len(found)) > 0
        if present.all():
            return codes, found
        return (np.cumsum(present) - 1)[codes], found[present]
    codes, found = pd.factorize(labels, sort=True)
    return codes, pd.Index(found)
