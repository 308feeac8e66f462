"""Codes against the names that stand beside them in the same row.

A county or an industry whose name the sheet gives must be the one of the code. A name that is not
stored (city.yaml skips it, or the table holds the code of an enterprise or a cluster alone) is
compared too, but only warned of: enterprises are renamed, and a skipped column was judged before.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.intake.blocks import Block
from analysis.intake.codes import Names, plain_text
from analysis.intake.column_values import convert
from analysis.intake.faults import CellError
from analysis.intake.heading_text import normalise
from analysis.intake.number_text import MISSING, is_masked

MAX_NAMED = 20  # more doubtful names in one batch of a column become one warning


def contradicted(
    blocks: Sequence[Block], column: str, values: pd.Series, names: Names, about: dict[str, Any]
) -> dict[int, CellError]:
    """Return the error of each row whose code and name disagree, or whose name is unknown."""
    cells = _stack(blocks, [block.second.get(column) for block in blocks])
    if cells is None:
        return {}
    beside = convert(cells, column, about, names, np.ones(len(cells)))
    both = values.notna() & beside.values.notna() & (values != beside.values)
    wrong = {
        row: _of_the_name(error, cells[row])
        for row, error in beside.faults.items()
        if values.iloc[row] not in names.several(column, cells[row])
    }
    return wrong | {
        int(row): _disagreement(column, values.iloc[row], cells[row], names)
        for row in np.flatnonzero(both)
    }


def doubtful(
    blocks: Sequence[Block], column: str, values: pd.Series, names: Names
) -> dict[int, CellError]:
    """Return the warning of each row whose code and left-out name disagree.

    A name that is not known says nothing. A register's code is warned of once a name.
    """
    cells = _stack(blocks, [block.left_out.get(column) for block in blocks])
    if cells is None:
        return {}
    code, codes = pd.factorize(values)
    name, said = pd.factorize(cells)
    both = np.flatnonzero((code >= 0) & (name >= 0))
    pairs, first, pair = np.unique(
        code[both] * np.int64(len(said)) + name[both], return_index=True, return_inverse=True
    )
    registered = _registered(column, codes, names)
    wrong = np.array(
        [
            _differ(column, codes[place // len(said)], said[place % len(said)], names, registered)
            for place in pairs
        ],
        dtype=bool,
    )
    rows = both[wrong[pair]] if column in names.codes else both[np.sort(first[wrong])]
    found = {int(r): _disagreement(column, values.iloc[r], cells[r], names) for r in rows}
    if column in names.codes or len(found) <= MAX_NAMED:
        return found
    row, error = next(iter(found.items()))
    error.zh += f"；该列共{len(found)}个名称不一致"
    error.en += f"; {len(found)} names of this column"
    return {row: error}


def _stack(
    blocks: Sequence[Block], parts: Sequence[np.ndarray | None]
) -> np.ndarray[tuple[int], np.dtype[np.object_]] | None:
    if all(part is None for part in parts):
        return None
    nothing = (np.full(len(block.lines), None, dtype=object) for block in blocks)
    return np.concatenate(
        [empty if part is None else part for part, empty in zip(parts, nothing, strict=True)]
    )


def _registered(column: str, codes: pd.Index, names: Names) -> dict[str, str]:
    """Return the names of a register's codes."""
    if column not in names.registered:
        return {}
    known = names.registered[column].reindex(codes).dropna()
    return dict(zip(known.index, known, strict=True))


def _differ(column: str, code: str, cell: object, names: Names, registered: dict[str, str]) -> bool:
    text = plain_text(cell)
    if column in names.codes:
        return names.codes[column].get(normalise(text), code) != code
    known = registered.get(code, text)
    if text == known or text.casefold() in MISSING or is_masked(text):
        return False
    return normalise(text) != normalise(known)


def _of_the_name(error: CellError, cell: object) -> CellError:
    """What is wrong with the name, said at the place of the code."""
    text = plain_text(cell)
    return CellError(
        error.kind,
        f"旁边写的是“{text}”：{error.zh}",
        f"beside it stands {text!r}: {error.en}",
        error.allowed,
    )


def _disagreement(column: str, code: str, cell: object, names: Names) -> CellError:
    title = (
        names.titles[column][code]
        if column in names.titles
        else (names.registered[column][code],) * 2
    )
    text = plain_text(cell)
    meant = names.codes.get(column, {}).get(normalise(text), "")
    return CellError(
        "contradiction",
        f"代码与名称不一致：{code}是“{title[0]}”，旁边写的是“{text}”" + (meant and f"（{meant}）"),
        f"code and name disagree: {code} is {title[1]!r}, beside it stands {text!r}"
        + (meant and f" ({meant})"),
    )
