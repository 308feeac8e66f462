"""What a declaration or an answer names must be there: columns, said with what there is."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError

if TYPE_CHECKING:
    from analysis.tables.dictionary import Table


def require_columns(table: "Table", columns: Iterable[str], asked_by: str) -> None:
    """Raise a DataError if a table lacks a column that a declaration names.

    It says whose declaration that is, the nearest column and all that there are.
    """
    for column in columns:
        if column not in table.columns:
            near = next(iter(get_close_matches(column, table.columns, n=1, cutoff=0.0)), "–")
            listed = ", ".join(table.columns)
            raise DataError(
                f"{asked_by}：表{table.name}没有列“{column}”，最相近的是“{near}”；可用：{listed}",
                f"{asked_by}: table {table.name} has no column {column!r}, the nearest is "
                f"{near!r}; it has: {listed}",
            )


def refuse_other_columns(table: "Table", frame: pd.DataFrame) -> None:
    """Raise a DataError if a frame lacks declared columns or has others."""
    lacking = [column for column in table.columns if column not in frame]
    others = [str(column) for column in frame if column not in table.columns]
    if lacking or others:
        missing, more = ", ".join(lacking) or "–", ", ".join(others) or "–"
        listed = ", ".join(table.columns)
        raise DataError(
            f"表“{table.zh}”（{table.name}）缺列：{missing}；多列：{more}；应为：{listed}",
            f"table {table.name!r} lacks the columns {missing} and has others: {more}; it is "
            f"declared with: {listed}",
        )
