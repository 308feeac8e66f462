"""Totals rows are compared with the sum of their rows; they are never stored."""

import re
from typing import Any

import numpy as np
import pandas as pd

from analysis.intake.blocks import Block, TotalsRow
from analysis.intake.codes import Names
from analysis.intake.column_values import convert
from analysis.intake.faults import Fault
from analysis.intake.readings import Reading
from analysis.intake.row_words import is_total
from analysis.tables.units import UNITS

CODES = {"county_code", "industry_code", "cluster_id"}
DIMENSIONS = (*sorted(CODES), "period")
SUM = re.compile("(?:合计|小计|总计|共计)$")
MAX_DECIMALS = 6
SHIFTS = 10.0 ** np.array([-4, -3, -2, -1, 1, 2, 3, 4])


def compare_totals(reading: Reading, names: Names) -> list[Fault]:
    """Warn where a totals row is not the sum of the rows it covers, within rounding.

    A totals row covers the rows of its sheet that share the codes, the names (云渚区小计) and the
    period it states; a 小计 without a code covers the rows since the totals row before. A sum over
    masked or missing cells is not compared, nor is any total of a table whose whole is data.
    """
    stated = [(b, row) for b, block in enumerate(reading.blocks) for row in block.totals]
    if not stated or reading.declared.whole:
        return []
    totals = _typed(reading, stated, names)
    figures = {
        column: reading.frame[column].to_numpy()
        for column in reading.declared.columns
        if _adds_up(reading.declared.metadata(column))
    }
    codes = {
        column: reading.frame[column].to_numpy(dtype=object)
        for column in DIMENSIONS
        if column in reading.declared.columns
    }
    rows = pd.Series(range(len(reading.block))).groupby(reading.block).indices
    faults = []
    for place, (number, row) in enumerate(stated):
        mine = rows.get(number, np.array([], dtype=np.int64))
        said = {c: code for c in codes if isinstance(code := totals[c][place], str)}
        for column, code in said.items():
            mine = mine[codes[column][mine] == code]
        if row.partial and not said.keys() & CODES:
            before = [r.line for b, r in stated if b == number and r.line < row.line]
            lines = reading.line[mine]
            mine = mine[(lines < row.line) & (lines > max(before, default=0))]
        if len(mine):
            block = reading.blocks[number]
            stands = {c: (figures[c], totals[c][place]) for c in block.sources if c in figures}
            faults += _compare(reading, block, row.line, mine, stands)
    return faults


def _adds_up(about: dict[str, Any]) -> bool:
    return about["kind"] == "quantity" and UNITS[about["unit"]].dimension != "ratio"


def _typed(
    reading: Reading, stated: list[tuple[int, TotalsRow]], names: Names
) -> dict[str, np.ndarray]:
    """Convert the cells of all totals rows; a label, or what is not allowed, becomes missing."""
    typed = {}
    for column in reading.declared.columns:
        about = reading.declared.metadata(column)
        if not _adds_up(about) and column not in DIMENSIONS:
            continue
        cells = np.empty(len(stated), dtype=object)
        cells[:] = [_covered(row.cells.get(column), column, names) for _, row in stated]
        values = convert(cells, column, about, names, np.ones(len(cells))).values
        typed[column] = values.to_numpy()
    return typed


def _covered(cell: Any, column: str, names: Names) -> Any:
    """What a label says its total covers: 云渚区 of 云渚区小计; nothing if it names none known."""
    if not is_total(cell):
        return cell
    said = SUM.sub("", "".join(cell.split()))
    return said if column in names.codes and names.known(column, said) else None


def _compare(
    reading: Reading,
    block: Block,
    line: int,
    rows: np.ndarray,
    stands: dict[str, tuple[np.ndarray, float]],
) -> list[Fault]:
    """Compare what `stands`: each column's figures of all rows, and the total stated of `rows`."""
    faults = []
    for column, (figures, total) in stands.items():
        stated = float(total)
        raw = figures[rows] / block.sources[column].factor
        if np.isnan(stated) or np.isnan(raw).any():
            continue
        rounding = 0.5 * 10.0 ** -_decimals(np.append(raw, stated)) * (len(raw) + 1)
        rounding += 1e-9 * abs(stated)
        if abs(raw.sum() - stated) > rounding:
            hint_zh, hint_en = _shifted(reading.line[rows], raw, stated, rounding)
            faults.append(
                Fault(
                    "total_differs",
                    problem_zh=f"合计与各行之和不符，各行之和为{raw.sum():.10g}{hint_zh}",
                    problem_en=f"the total is not the sum of its rows, which is {raw.sum():.10g}"
                    + hint_en,
                    value=f"{stated:.10g}",
                    severity="warning",
                    **block.place(column, line),
                )
            )
    return faults


def _shifted(lines: np.ndarray, raw: np.ndarray, stated: float, rounding: float) -> tuple[str, str]:
    """Name the one row that makes the total right if its figure is shifted by powers of ten."""
    wanted = raw - (raw.sum() - stated)
    right = np.abs(raw[:, None] * SHIFTS - wanted[:, None]) <= rounding
    found = np.argwhere(right)
    if len(found) != 1:
        return "", ""
    row, power = found[0]
    line, figure = int(lines[row]), raw[row] * SHIFTS[power]
    return (
        f"；第{line}行若为{figure:.10g}则相符，该行的单位可能有误",
        f"; it were if row {line} were {figure:.10g}: its unit may be wrong",
    )


def _decimals(values: np.ndarray) -> int:
    """Return how many decimals the raw figures carry."""
    for decimals in range(MAX_DECIMALS):
        if np.allclose(values, values.round(decimals), rtol=0, atol=1e-9 * np.abs(values).max()):
            return decimals
    return MAX_DECIMALS
