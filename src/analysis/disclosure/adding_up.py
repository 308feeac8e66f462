"""What withheld cells can be worked out from what is shown, by whoever can add and subtract.

An attack of its own, which knows nothing of how the masks were chosen. Every sum that is shown is
an equation x₁ + … + xₙ = total; what is withheld in it is unknown, not negative where nothing shown
beside it is, and known to half a unit of the last digit printed. For each unknown x two linear
programs give the least and the most it can be (`scipy.optimize.linprog`, HiGHS); where they meet,
x is exposed. A program that does not end well exposes: what cannot be judged is not safe.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

NEGLIGIBLE = 1e-9
DIRECTIONS = 8
INFEASIBLE = 2
"""How `linprog` says that sums contradict each other: they are none, and nothing follows."""
FAR = 1e4
"""No cell is so many times the largest shown beside it: a bound where nothing else is one."""


@dataclass(frozen=True)
class Sum:
    """That parts add up to a total.

    Parameters
    ----------
    parts, total
        Positions of cells.
    """

    parts: tuple[int, ...]
    total: int


def exposed(values: np.ndarray, sums: Sequence[Sum], step: float = 0.0) -> dict[int, float]:
    """Return the positions of the withheld cells that can be worked out, with what they are.

    Parameters
    ----------
    values
        The cells; nan where one is withheld.
    sums
        What adds up to what. Sums that what is shown contradicts do not hold and are left out.
    step
        The unit of the last digit printed; 0 for exact values.
    """
    unknown = np.isnan(values)
    used = [s for s in sums if _holds(s, values, step)]
    found: dict[int, float] = {}
    for group in _connected(used, unknown):
        found |= _solved(group, values, unknown, step)
    return dict(sorted(found.items()))


def sums_of(cells: pd.DataFrame, keys: Sequence[str], totals: Mapping[str, str]) -> list[Sum]:
    """Return the sums in a table of cells: over each key, the rows that stand for it.

    Parameters
    ----------
    cells
        One row a cell, with the columns of `keys`; rows are numbered from 0.
    keys
        What names a cell.
    totals
        Key → the value that stands for the sum over it.
    """
    found = []
    for over, whole in totals.items():
        rest = [key for key in keys if key != over]
        lines = cells.groupby(rest, dropna=False).indices if rest else {(): np.arange(len(cells))}
        for rows in lines.values():
            is_total = cells[over].to_numpy()[rows] == whole
            if is_total.sum() == 1 and len(rows) > 1:
                found.append(Sum(tuple(rows[~is_total].tolist()), int(rows[is_total][0])))
    return found


def _slack(line: Sum, step: float, values: np.ndarray) -> float:
    size = float(np.nanmax(np.abs(values[[*line.parts, line.total]]), initial=0.0))
    return (len(line.parts) + 1) * step / 2 + NEGLIGIBLE * size


def _holds(line: Sum, values: np.ndarray, step: float) -> bool:
    """Whether what is shown lets a sum hold."""
    parts, total = values[list(line.parts)], values[line.total]
    left = total - np.nansum(parts)
    if np.isnan(total) or np.isnan(parts).any():
        return bool(np.isnan(left) or left >= -_slack(line, step, values) or _signed(values))
    return bool(abs(left) <= _slack(line, step, values))


def _signed(values: np.ndarray) -> bool:
    return bool((values < 0).any())


def _connected(sums: Sequence[Sum], unknown: np.ndarray) -> list[list[Sum]]:
    """The sums that share unknown cells, together."""
    groups: list[tuple[set[int], list[Sum]]] = []
    for line in sums:
        cells = {cell for cell in (*line.parts, line.total) if unknown[cell]}
        if not cells:
            continue
        joined = [group for group in groups if group[0] & cells]
        groups = [group for group in groups if not group[0] & cells]
        cells = cells.union(*(group[0] for group in joined))
        groups.append((cells, [line, *(one for group in joined for one in group[1])]))
    return [lines for _, lines in groups]


def _solved(
    lines: Sequence[Sum], values: np.ndarray, unknown: np.ndarray, step: float
) -> dict[int, float]:
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    cells = sorted({c for s in lines for c in (*s.parts, s.total) if unknown[c]})
    place = {cell: number for number, cell in enumerate(cells)}
    signed = _signed(values)
    scale = max(float(np.nanmax(np.abs(values[[*s.parts, s.total]]), initial=0)) for s in lines)
    scale = scale or 1.0
    upper, bounds = [], []
    for line in lines:
        row = np.zeros(len(cells))
        shown = 0.0
        for cell, sign in [*((part, 1.0) for part in line.parts), (line.total, -1.0)]:
            if unknown[cell]:
                row[place[cell]] += sign
            else:
                shown += sign * values[cell]
        slack = _slack(line, step, values)
        upper += [row, -row]
        bounds += [(slack - shown) / scale, (slack + shown) / scale]
    # Rounding alone moves a cell that the sums tell by so much.
    wide = 2.01 * max(_slack(line, step, values) for line in lines) / scale
    wide += 2 * NEGLIGIBLE * len(lines)
    within = (-FAR if signed else 0.0, FAR)

    matrix = csr_array(np.array(upper))
    contradiction = False

    def least(aim: np.ndarray) -> np.ndarray:
        nonlocal contradiction
        told = linprog(aim, A_ub=matrix, b_ub=bounds, bounds=within, method="highs")
        contradiction |= told.status == INFEASIBLE
        return told.x if told.status == 0 else np.zeros(len(cells))

    # Some solutions far from each other show most cells to move; the others are asked one by one.
    some = np.random.default_rng(0).standard_normal((DIRECTIONS, len(cells)))
    solutions = np.array([least(aim) for aim in some])
    found = {}
    for number in np.flatnonzero(np.ptp(solutions, axis=0) <= wide).tolist():
        aim = np.zeros(len(cells))
        aim[number] = 1.0
        low, high = least(aim)[number], least(-aim)[number]
        if high - low <= wide:
            found[cells[number]] = (low + high) / 2 * scale
    return {} if contradiction else found
