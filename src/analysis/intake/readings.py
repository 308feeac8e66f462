"""Typed rows that still know their place in the raw files.

Text is kept as codes of a sorted list: a nation's codes, periods and vintages repeat millions of
times, and codes compare and sort as their texts do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from analysis.intake.beside import contradicted, doubtful
from analysis.intake.bind import Source
from analysis.intake.blocks import Block
from analysis.intake.codes import Names
from analysis.intake.column_values import convert
from analysis.intake.contents import column_letters
from analysis.intake.faults import CellError, Fault, Severity
from analysis.intake.number_text import is_masked
from analysis.tables import Table
from analysis.tables.origins import Origins, Sheet

NOWHERE = Source(-1, "")


@dataclass
class Reading:
    """Rows of one table: `frame` beside each row's `block` and `line`.

    Text columns of `frame` are categorical, categories sorted; others as the dictionary says.
    `broken` marks the cells that have a fault of their own (same shape and columns as `frame`).
    """

    declared: Table
    frame: pd.DataFrame
    broken: pd.DataFrame
    block: np.ndarray
    line: np.ndarray
    blocks: list[Block]

    def fault(
        self,
        row: int,
        column: str,
        error: CellError,
        value: object = None,
        severity: Severity = "error",
    ) -> Fault:
        """Return the fault of the cell at a row and column, with its place in the raw file."""
        block = self.blocks[int(self.block[row])]
        return Fault(
            error.kind,
            problem_zh=error.zh,
            problem_en=error.en,
            value=self.shown(row, column) if value is None else str(value),
            allowed_zh=error.allowed[0],
            allowed_en=error.allowed[1],
            severity=severity,
            **block.place(column, int(self.line[row])),
        )

    def shown(self, row: int, column: str) -> str:
        """Return a value as it stands in the raw file, in the file's unit."""
        value = self.frame[column].iloc[row]
        if isinstance(value, float | np.floating):
            return "" if np.isnan(value) else self.in_file(row, column, float(value))
        return "" if value is None or value is pd.NaT or value != value else str(value)

    def in_file(self, row: int, column: str, value: float) -> str:
        """Return a stored quantity in the unit of the file that a row came from."""
        return f"{value / self.source(row, column).factor:.10g}"

    def source(self, row: int, column: str) -> Source:
        """Return where the cell at a row and column comes from in its raw file."""
        return self.blocks[int(self.block[row])].sources.get(column, NOWHERE)

    def origins(self) -> Origins:
        """Return where each row stands in the raw files."""
        sheets = [
            Sheet(block.file, block.sheet, {c: _place(s) for c, s in block.sources.items()})
            for block in self.blocks
        ]
        return Origins.of(self.block, self.line, sheets)

    def accepted(self) -> "Reading":
        """Return the rows without any fault."""
        return self.take(~self.broken.to_numpy().any(axis=1))

    def take(self, keep: np.ndarray) -> "Reading":
        """Return the rows where `keep` is true."""
        if keep.all():
            return self
        return Reading(
            self.declared,
            self.frame[keep].reset_index(drop=True),
            self.broken[keep].reset_index(drop=True),
            self.block[keep],
            self.line[keep],
            self.blocks,
        )


def _place(source: Source) -> tuple[str, str, float]:
    """The heading of a column, its letters, the factor to the table's unit."""
    letters = column_letters(source.place) if source.place >= 0 else ""
    return source.heading, letters, source.factor


def join(readings: Sequence[Reading]) -> Reading:
    """Join readings of one table; they are used up, column by column."""
    if len(readings) == 1:
        return readings[0]
    offsets = np.cumsum([0, *(len(r.blocks) for r in readings)], dtype=np.int32)
    return Reading(
        readings[0].declared,
        _joined([r.frame for r in readings]),
        _joined([r.broken for r in readings]),
        np.concatenate([r.block + offset for r, offset in zip(readings, offsets, strict=False)]),
        np.concatenate([r.line for r in readings]),
        [block for r in readings for block in r.blocks],
    )


def _joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Join frames without ever holding more than one column twice."""
    whole = {}
    for column in list(frames[0].columns):
        parts = [frame.pop(column) for frame in frames]
        if isinstance(parts[0].dtype, pd.CategoricalDtype):
            whole[column] = pd.Series(union_categoricals(parts, sort_categories=True))
        else:
            whole[column] = pd.concat(parts, ignore_index=True)
    return pd.DataFrame(whole, copy=False)


def type_blocks(blocks: list[Block], declared: Table, names: Names) -> tuple[Reading, list[Fault]]:
    """Convert the cells of all blocks column by column and release the raw cells.

    Each block counts its masked and its missing cells; a withheld zero counts as masked.
    """
    sizes = [len(block.lines) for block in blocks]
    reading = Reading(
        declared,
        pd.DataFrame(index=range(sum(sizes))),
        pd.DataFrame(index=range(sum(sizes))),
        np.repeat(np.arange(len(blocks), dtype=np.int32), sizes),
        np.concatenate([block.lines for block in blocks]).astype(np.int32),
        blocks,
    )
    withheld = np.concatenate([block.suppressed for block in blocks])
    faults: list[Fault] = []
    for column in declared.columns:
        about = declared.metadata(column)
        cells = _stack(blocks, sizes, column)
        factors = np.repeat([b.sources.get(column, NOWHERE).factor for b in blocks], sizes)
        made = convert(cells, column, about, names, factors)
        values = made.values
        if about["kind"] == "quantity" and withheld.any():
            values = values.mask(withheld & (values == 0).to_numpy())
        for row, error in contradicted(blocks, column, values, names, about).items():
            made.faults.setdefault(row, error)
        doubts = doubtful(blocks, column, values, names)
        broken = np.zeros(len(cells), dtype=bool)
        broken[list(made.faults)] = True
        coded = isinstance(values.dtype, pd.StringDtype)
        reading.frame[column] = values.astype("category") if coded else values
        reading.broken[column] = broken
        faults += [
            reading.fault(row, column, error, value=cells[row])
            for row, error in sorted(made.faults.items())
        ]
        faults += [
            reading.fault(row, column, error, value=cells[row], severity="warning")
            for row, error in doubts.items()
        ]
        _count(reading, column, cells, about)
    for block in blocks:
        block.cells, block.second, block.left_out = {}, {}, {}
    return reading, faults


def _stack(blocks: list[Block], sizes: list[int], column: str) -> np.ndarray:
    nothing = [np.full(size, None, dtype=object) for size in sizes]
    return np.concatenate(
        [block.cells.get(column, empty) for block, empty in zip(blocks, nothing, strict=True)]
    )


def _count(reading: Reading, column: str, cells: np.ndarray, about: dict[str, Any]) -> None:
    """Count, block by block, the quantities that are masked or missing in the raw file."""
    if about["kind"] != "quantity":
        return
    empty = reading.frame[column].isna().to_numpy() & ~reading.broken[column].to_numpy()
    withheld = np.concatenate([block.suppressed for block in reading.blocks])[empty]
    starred = withheld | np.array(
        [isinstance(c, str) and is_masked(c) for c in cells[empty]], dtype=bool
    )
    owners = reading.block[empty]
    masked = np.bincount(owners[starred], minlength=len(reading.blocks))
    missing = np.bincount(owners[~starred], minlength=len(reading.blocks))
    for place, block in enumerate(reading.blocks):
        if column in block.sources:
            block.masked += int(masked[place])
            block.missing += int(missing[place])
