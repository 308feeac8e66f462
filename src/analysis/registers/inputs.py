"""What every verb asks of its rows: the columns are there, and dates are dates."""

from collections.abc import Iterable

import pandas as pd

from analysis.errors import DataError, how_many
from analysis.plain import floats, refuse_unplain

Columns = str | Iterable[str]
"""One column, or several."""


def listed(columns: Columns) -> list[str]:
    """Return one column's name or several as a list."""
    return [columns] if isinstance(columns, str) else list(columns)


def require(rows: pd.DataFrame, columns: Iterable[str]) -> None:
    """Raise a DataError that names the columns which the rows lack, or that are not plain."""
    columns = list(columns)
    refuse_unplain(rows, columns)
    if absent := [name for name in columns if name not in rows]:
        there = ", ".join(map(str, rows.columns)) or "–"
        raise DataError(
            f"缺少列：{'、'.join(absent)}；现有：{there}",
            f"columns are missing: {', '.join(absent)}; there are: {there}",
        )


def require_numbers(rows: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Return columns as floats; raise a DataError if one is missing, or holds no numbers."""
    columns = list(columns)
    require(rows, columns)
    return floats(rows[columns])


def require_values(rows: pd.DataFrame, columns: Iterable[str]) -> None:
    """Raise a DataError if a column is missing, or empty in some row: it could not be counted."""
    columns = list(columns)
    require(rows, columns)
    for name in columns:
        if empty := int(rows[name].isna().sum()):
            raise DataError(
                f"{name} 有{empty}行为空，无法计数",
                f"{name} is empty in {how_many(empty, 'row')}: no count",
            )


def dates(rows: pd.DataFrame, column: str) -> pd.Series:
    """Return a column of dates; missing where nothing happened yet. A time is its day.

    Raises
    ------
    DataError
        As `moments`.
    """
    return moments(rows, column).dt.normalize()


def moments(rows: pd.DataFrame, column: str) -> pd.Series:
    """Return a column of times, each in its own zone; missing where nothing happened yet.

    Raises
    ------
    DataError
        If the column is absent, or holds something else than dates.
    """
    require(rows, [column])
    values = rows[column]
    if values.isna().all():
        return pd.Series(pd.NaT, index=rows.index, dtype="datetime64[us]")
    if values.dtype == object and pd.api.types.infer_dtype(values) in ("date", "datetime"):
        values = pd.to_datetime(values)
    if not pd.api.types.is_datetime64_any_dtype(values):
        raise DataError(
            f"{column} 不是日期列（{values.dtype}；文本用pd.to_datetime转换）",
            f"{column} holds no dates ({values.dtype}; pd.to_datetime reads text)",
        )
    if values.dt.tz is not None:
        values = values.dt.tz_localize(None)
    if isinstance(values.dtype, pd.ArrowDtype):
        values = values.astype("datetime64[us]")
    return values
