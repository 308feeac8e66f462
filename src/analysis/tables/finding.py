"""What a question finds in stored rows: where it stands, what stands there, what is allowed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.tables.dictionary import Column, Table, category, text
from analysis.tables.origins import ORIGIN, Sheet, sheet_and_row

FOUND = ("place", "heading", "value", "allowed")
"""The columns of a table of findings that say where, and against what."""


@dataclass(frozen=True)
class Check:
    """One kind of finding: the column it stands in, what it is, what is allowed (zh, en)."""

    column: str
    says: tuple[str, str]
    allowed: tuple[str, str]


def found_columns(checks: Mapping[str, Check]) -> dict[str, Column]:
    """Return `finding` and the columns `FOUND`, for the declaration of a table of findings."""
    return {
        "finding": category(
            "问题", "Finding", {name: check.says for name, check in checks.items()}
        ),
        "place": text(
            "出处",
            "Place",
            optional=True,
            meaning="[file]sheet!cell, or row:row; [文件]工作表!单元格",
        ),
        "heading": text("列", "Column", optional=True, meaning="as the file has it; 原表列名"),
        "value": text("填报", "Value", optional=True, meaning="in the file's unit; 按原表单位"),
        "allowed": category(
            "应为",
            "Allowed",
            {name: check.allowed for name, check in checks.items()},
        ),
    }


def located(
    rows: pd.DataFrame,
    stored: pd.DataFrame,
    table: Table,
    checks: Mapping[str, Check],
    sheets: Sequence[Sheet],
) -> pd.DataFrame:
    """Return findings with the columns `FOUND`.

    Parameters
    ----------
    rows
        `finding`, `ORIGIN`, and where a finding may stand in several columns, `at`.
    stored
        Every stored row of the table, with `ORIGIN`.
    table
        The table that the findings are about.
    checks
        Finding → where it stands, and what is allowed.
    sheets
        The sheets that the rows came from; without them places and headings are missing.
    """
    known = stored.drop_duplicates(ORIGIN).set_index(ORIGIN)
    names = rows["at"] if "at" in rows else rows["finding"].map(lambda n: checks[n].column)
    said: dict[str, list[str | None]] = {"place": [], "heading": [], "value": []}
    for origin, column in zip(rows[ORIGIN], names, strict=True):
        number, row = sheet_and_row(int(origin))
        sheet = sheets[number] if 0 <= number < len(sheets) else None
        heading, _, factor = (sheet.columns if sheet else {}).get(column, ("", "", 1.0))
        value = known.loc[int(origin), column] if sheet else None
        said["place"].append(sheet.cell(row, column) if sheet else None)
        said["heading"].append(heading or (table.metadata(column)["zh"] if sheet else None))
        said["value"].append(_as_written(value, table.metadata(column), factor))
    made = {name: pd.Series(texts, rows.index, dtype="str") for name, texts in said.items()}
    return rows.assign(**made, allowed=rows["finding"])


def _as_written(value: Any, about: Mapping[str, Any], factor: float) -> str | None:
    """A stored value as a file has it: in its unit, a category by its Chinese title."""
    if pd.isna(value):
        return None
    if about["kind"] == "quantity":
        return f"{value / factor:.10g}"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d %H:%M}" if about["kind"] == "moment" else f"{value:%Y-%m-%d}"
    if isinstance(value, bool | np.bool_):
        return "是" if value else "否"
    return str(about.get("values", {}).get(value, (value,))[0])
