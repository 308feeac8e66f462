"""An attacker of his own making: what do released tables tell, by plain linear programs?

He reads the tables as they left, total beside parts, and knows what each attacker knows. Nothing
here is taken from the code that chose what is withheld.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import linprog

Cell = tuple[str, ...]
Sum = tuple[Cell, Collection[Cell]]
"""A cell and the cells it is the sum of."""


@dataclass(frozen=True)
class Released:
    """One figure as it left: cell → value (None: withheld), and which cells add up to which."""

    values: Mapping[Cell, float | None]
    sums: Sequence[Sum]

    def interval(
        self, wanted: Collection[Cell], known: Mapping[Cell, float] | None = None
    ) -> tuple[float, float]:
        """Between what bounds the sum of some cells lies, for one who knows some of them."""
        seen = {cell: value for cell, value in self.values.items() if value is not None}
        seen |= dict(known or {})
        hidden = [cell for cell in self.values if cell not in seen]
        place = {cell: number for number, cell in enumerate(hidden)}
        rows, right = [], []
        for total, parts in self.sums:
            row, rest = np.zeros(len(hidden)), 0.0
            for cell, sign in ((total, -1.0), *((part, 1.0) for part in parts)):
                if cell in place:
                    row[place[cell]] += sign
                else:
                    rest -= sign * seen[cell]
            if row.any():
                rows.append(row)
                right.append(rest)
        fixed = sum(seen[cell] for cell in wanted if cell in seen)
        aim = np.zeros(len(hidden))
        for cell in wanted:
            if cell in place:
                aim[place[cell]] = 1.0
        if not aim.any():
            return fixed, fixed
        equations = {"A_eq": np.array(rows), "b_eq": np.array(right)} if rows else {}
        ends = []
        for sign in (1.0, -1.0):
            found = linprog(sign * aim, bounds=(0, None), **equations)
            assert found.status in (0, 3), found.message
            ends.append(sign * found.fun if found.status == 0 else np.inf)
        return fixed + ends[0], fixed + ends[1]


def two_way(cells: pd.DataFrame, row: str, column: str, whole: tuple[str, str]) -> list[Sum]:
    """The sums of a table by two columns, whose totals stand under the values `whole`."""
    keys = set(zip(cells[row], cells[column], strict=True))
    rows = sorted({r for r, _ in keys} - {whole[0]})
    columns = sorted({c for _, c in keys} - {whole[1]})
    found: list[Sum] = [((r, whole[1]), [(r, c) for c in columns if (r, c) in keys]) for r in rows]
    found += [((whole[0], c), [(r, c) for r in rows if (r, c) in keys]) for c in columns]
    found += [(whole, [(r, whole[1]) for r in rows]), (whole, [(whole[0], c) for c in columns])]
    return [(total, parts) for total, parts in found if total in keys and parts]


def told(amounts: Sequence[float], interval: tuple[float, float], p: float) -> bool:
    """Whether bounds tell a cell of these amounts (one an enterprise) closer than p per cent."""
    ordered = sorted((abs(amount) for amount in amounts), reverse=True)
    total = sum(ordered)
    first, rest = ordered[0], sum(ordered[2:])
    if len(ordered) >= 3 and rest > p / 100 * first * (1 + 1e-9):
        return False
    room = max(p / 100 * first - rest, 0.0) * (1 - 1e-4)
    low, high = interval
    return high < total + room - 1e-9 or low > max(total - room, 0.0) + 1e-6 * max(total, 1)
