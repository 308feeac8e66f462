"""A plain table, which every function reads: a DataFrame, each column with one name of its own."""

from collections.abc import Hashable, Iterable

import numpy as np
import pandas as pd

from analysis.errors import DataError

NUMBERS = ("integer", "floating", "mixed-integer-float", "decimal", "boolean", "empty")
"""What pandas calls a column of objects that are numbers, as it reads them from a workbook."""
LARGEST = 1e100
"""Beyond it, and below its inverse, squares and sums of what is measured may fit no float."""


def refuse_unplain(frame: object, columns: Iterable[Hashable] | None = None) -> None:
    """Raise a DataError unless it is a DataFrame whose columns go by one name each.

    Parameters
    ----------
    frame
        What an analyst handed over.
    columns
        Those that are read, all by default: none stands twice. If they are given, neither does the
        index go by such a name, for pandas would not know which is meant.
    """
    if not isinstance(frame, pd.DataFrame):
        kind = type(frame).__name__
        raise DataError(
            f"应为DataFrame（只要一列时为Series），得到{kind}",
            f"give a DataFrame (a Series where one column is asked for), not {kind}",
        )
    if frame.columns.nlevels > 1:
        raise DataError(
            f"列名有{frame.columns.nlevels}层，应为一层",
            f"columns have names of {frame.columns.nlevels} levels; one is needed",
        )
    read = None if columns is None else [*columns]
    if frame.columns.has_duplicates:
        twice = frame.columns[frame.columns.duplicated()].unique()
        _refuse_twice(twice if read is None else [name for name in twice if name in read])
    if both := [name for name in frame.index.names if name is not None and name in (read or ())]:
        raise DataError(
            f"既是索引名又是列名：{_listed(both)}（reset_index(drop=True)去掉索引）",
            f"name of the index and of a column: {_listed(both)} (reset_index(drop=True) drops the "
            "index)",
        )


def refuse_repeated(labels: pd.Index) -> None:
    """Raise a DataError that names the labels which stand twice."""
    if labels.has_duplicates:
        _refuse_twice(labels[labels.duplicated()].unique())


def floats(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame's numbers as floats, missing as NaN, true and false as 1 and 0.

    Raises
    ------
    DataError
        If columns hold something else than numbers, infinite ones, or have a largest one that is
        beyond 1e100 or below 1e-100: it names them.
    """
    words = [name for name, column in frame.items() if not _is_numeric(column)]
    if words:
        raise DataError(
            f"不是数：{_listed(words)}（文本用pd.to_numeric转换，名称用set_index放进索引）",
            f"not numbers: {_listed(words)} (pd.to_numeric reads text, set_index takes names)",
        )
    found = frame.copy()
    for name, column in frame.items():
        if column.dtype == object:  # whose gaps may be None, or pd.NA
            found[name] = column.where(column.notna(), np.nan)
    found = found.astype("float64")
    if endless := [name for name, column in found.items() if np.isinf(column).any()]:
        raise DataError(f"含无穷大：{_listed(endless)}", f"infinite values in {_listed(endless)}")
    reach = found.abs().max()
    if odd := [*reach.index[(reach > LARGEST) | ((reach > 0) & (reach < 1 / LARGEST))]]:
        raise DataError(
            f"数过大或过小（应在1e-100与1e100之间，请换单位）：{_listed(odd)}",
            f"numbers too large or small, beyond 1e-100 to 1e100 (take another unit): "
            f"{_listed(odd)}",
        )
    return found


def _is_numeric(column: pd.Series) -> bool:
    kinds = pd.api.types
    if column.dtype == object:
        return kinds.infer_dtype(column, skipna=True) in NUMBERS
    if isinstance(column.dtype, pd.ArrowDtype) and kinds.is_bool_dtype(column.dtype):
        return True
    return kinds.is_numeric_dtype(column.dtype) and not kinds.is_complex_dtype(column.dtype)


def _refuse_twice(twice: Iterable[Hashable]) -> None:
    if listed := _listed(twice):
        raise DataError(f"标签重复：{listed}", f"labels stand twice: {listed}")


def _listed(labels: Iterable[Hashable]) -> str:
    return ", ".join(map(str, labels))
