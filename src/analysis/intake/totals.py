"""Totals rows are compared with the sum of their rows; they are never stored."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.intake.blocks import Block
from analysis.intake.columns import convert
from analysis.intake.faults import CellError, Fault
from analysis.intake.names import Names
from analysis.intake.readings import Reading
from analysis.intake.rows import is_total
from analysis.tables.units import UNITS

DIMENSIONS = ("county_code", "industry_code", "period", "cluster_id")
MAX_DECIMALS = 6


def compare_totals(reading: Reading, names: Names) -> list[Fault]:
    """Warn where a totals row is not the sum of the rows it covers, within rounding.

    A totals row covers the rows of its sheet that share the codes and the period it states; a
    sum over masked or missing cells is not compared.
    """
    faults = []
    for number, block in enumerate(reading.blocks):
        if not block.totals:
            continue
        rows = np.flatnonzero(reading.block == number)
        for line, cells in block.totals:
            faults += _compare(reading, block, rows, line, cells, names)
    return faults


def _compare(
    reading: Reading,
    block: Block,
    rows: np.ndarray,
    line: int,
    cells: dict[str, Any],
    names: Names,
) -> list[Fault]:
    declared = reading.declared
    part = reading.frame.iloc[rows]
    covered = np.ones(len(rows), dtype=bool)
    for column in DIMENSIONS:
        said = cells.get(column)
        if column not in declared.columns or said in (None, "") or is_total(said):
            continue
        value = _one(said, column, declared.metadata(column), names).iloc[0]
        if isinstance(value, str):
            covered &= (part[column] == value).to_numpy(dtype=bool)
    if not covered.any():
        return []
    faults = []
    for column, source in block.sources.items():
        about = declared.metadata(column)
        if about["kind"] != "quantity" or UNITS[about["unit"]].dimension == "ratio":
            continue
        stated = _one(cells.get(column), column, about, names).iloc[0]
        figures = part[column].to_numpy(dtype=float)[covered]
        if np.isnan(stated) or np.isnan(figures).any():
            continue
        raw = figures / source.factor
        rounding = 0.5 * 10.0 ** -_decimals(np.append(raw, stated)) * (len(raw) + 1)
        if abs(raw.sum() - stated) > rounding + 1e-9 * abs(stated):
            error = CellError(
                "total_differs",
                f"合计与各行之和不符，各行之和为{raw.sum():.10g}",
                f"the total is not the sum of its rows, which is {raw.sum():.10g}",
            )
            place = block.place(column, line)
            faults.append(
                Fault(
                    error.kind,
                    problem_zh=error.zh,
                    problem_en=error.en,
                    value=f"{stated:.10g}",
                    severity="warning",
                    **place,
                )
            )
    return faults


def _one(cell: Any, column: str, about: dict[str, Any], names: Names) -> pd.Series:
    """Convert one cell in its raw unit; what is not allowed in a totals row becomes missing."""
    cells = np.empty(1, dtype=object)
    cells[0] = cell
    return convert(cells, column, about, names, np.ones(1)).values


def _decimals(values: np.ndarray) -> int:
    """Return how many decimals the raw figures carry."""
    for decimals in range(MAX_DECIMALS):
        if np.allclose(values, values.round(decimals), rtol=0, atol=1e-9 * np.abs(values).max()):
            return decimals
    return MAX_DECIMALS
