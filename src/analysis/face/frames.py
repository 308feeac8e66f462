"""What an analyst hands over, looked at before it is used: columns, numbers, labels.

Every fault is one sentence that names all columns or labels that have it.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from analysis.errors import DataError


def require(frame: pd.DataFrame, *columns: str | None) -> None:
    """Raise a DataError that names every column, but None, that a frame does not have."""
    lacking = [str(c) for c in columns if c is not None and c not in frame.columns]
    if lacking:
        missing, there = ", ".join(lacking), ", ".join(map(str, frame.columns)) or "–"
        raise DataError(
            f"缺列：{missing}；现有：{there}", f"no column {missing}; there are: {there}"
        )


def numbers(frame: pd.DataFrame, *, negative: bool = True) -> pd.DataFrame:
    """Return a frame as floats, missing as NaN.

    Raises
    ------
    DataError
        If labels stand twice, or columns hold what is no number, is infinite or, unless
        `negative`, is below zero: it names those columns.
    """
    for axis in (frame.index, frame.columns):
        if axis.has_duplicates:
            twice = _listed(axis[axis.duplicated()].unique())
            raise DataError(f"标签重复：{twice}", f"labels stand twice: {twice}")
    words = [c for c in frame.columns if not pd.api.types.is_numeric_dtype(frame[c].dtype)]
    if words:
        raise DataError(f"不是数：{_listed(words)}", f"not numbers: {_listed(words)}")
    found = frame.astype("float64")
    _refuse(np.isinf(found), "含无穷大", "infinite values in")
    if not negative:
        _refuse(found < 0, "含负数", "negative values in")
    return found


def levels(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of levels: as `numbers`, none negative, at least one row and column.

    Raises
    ------
    DataError
        As `numbers`, or if there is nothing.
    """
    found = numbers(frame, negative=False)
    if found.empty:
        raise DataError("表是空的", "the frame is empty")
    return found


def by_label(
    given: Mapping | pd.Series, labels: pd.Index, what: str, *, further: bool = False
) -> pd.Series:
    """Return numbers by label in the order of `labels`; a Series is never taken by position.

    `further` says whether there may be others, that are left out.

    Raises
    ------
    DataError
        If labels are missing or unknown: it names them all.
    """
    found = given if isinstance(given, pd.Series) else pd.Series(given, dtype="float64")
    lacking = labels.difference(found.index)
    others = found.index[:0] if further else found.index.difference(labels)
    if len(lacking) or len(others) or found.index.has_duplicates:
        missing, more = _listed(lacking) or "–", _listed(others) or "–"
        raise DataError(
            f"{what}须按名称一一对应；缺：{missing}；多：{more}",
            f"{what} go by name, one each; lacking: {missing}; unknown: {more}",
        )
    return found.reindex(labels).astype("float64")


def _refuse(wrong: pd.DataFrame, zh: str, en: str) -> None:
    columns = list(wrong.columns[wrong.any()])
    if columns:
        raise DataError(f"{zh}：{_listed(columns)}", f"{en} {_listed(columns)}")


def _listed(labels: Iterable) -> str:
    return ", ".join(map(str, labels))
