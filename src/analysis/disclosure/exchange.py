"""Which withheld counts does a matrix with its margins still give away?

Who knows the sums of every row and column, and of every kind of cell (moved up, moved down, …),
may solve for what is withheld. A count is safe if another table fits the same sums: one that comes
from moving enterprises round a rectangle or a hexagon of withheld cells, one up, one down by turns.
Cells are withheld until every withheld count of a line that is not empty can be moved so.

Hundepool et al., *Handbook on Statistical Disclosure Control*, 2nd edition, chapter 4.4 (the
feasibility interval of a suppressed cell); the exchanges are the moves of Diaconis and Sturmfels
(1998), *Annals of Statistics* 26(1), 363–397.
"""

from itertools import combinations, permutations

import numpy as np


def hide_counts(counts: np.ndarray, kinds: np.ndarray, minimum: int) -> np.ndarray:
    """Return which cells of a matrix of counts to withhold.

    Parameters
    ----------
    counts
        Enterprises, rows × columns; negative where there can be none.
    kinds
        A number per cell; the sum of the cells of a kind is known like those of rows and columns.
    minimum
        Counts below this are withheld, 0 too: else a withheld count would be known to be above 0.

    Returns
    -------
    Boolean matrix. Every withheld count of a row and column that are not empty has another value
    (below `minimum` still, if it is) that fits all sums, or else the whole matrix is withheld.
    """
    possible = counts >= 0
    known = np.where(possible, counts, 0)
    empty = (known.sum(axis=1) == 0)[:, None] | (known.sum(axis=0) == 0)[None, :]
    masked = possible & (counts < minimum)
    moves = _moves(possible, kinds)
    needed = possible & ~empty
    while (masked & needed & ~_moved(counts, masked, moves, minimum)).any():
        free = [tuple(cell) for cell in np.argwhere(possible & ~masked)]
        if not free:
            break
        masked[min(free, key=lambda cell: _left(counts, masked, needed, moves, minimum, cell))] = 1
    return masked


def _left(
    counts: np.ndarray,
    masked: np.ndarray,
    needed: np.ndarray,
    moves: tuple[list[np.ndarray], list[np.ndarray]],
    minimum: int,
    cell: tuple[int, ...],
) -> tuple[int, int]:
    """How many counts stay exact if `cell` is withheld too, and its size: the less the better."""
    trial = masked.copy()
    trial[cell] = True
    exact = trial & needed & ~_moved(counts, trial, moves, minimum)
    return int(exact.sum()), int(counts[cell])


def _moved(
    counts: np.ndarray,
    masked: np.ndarray,
    moves: tuple[list[np.ndarray], list[np.ndarray]],
    minimum: int,
) -> np.ndarray:
    """The cells that some move within the withheld cells changes."""
    n, hidden = counts.ravel(), masked.ravel()
    raised = hidden & (n != minimum - 1)  # one more would not have been withheld by itself
    lowered = hidden & (n > 0)
    changed = np.zeros(n.size, dtype=bool)
    for up, down in zip(*moves, strict=True):
        fits = raised[up].all(axis=1) & lowered[down].all(axis=1)
        changed[up[fits]] = changed[down[fits]] = True
    return changed.reshape(counts.shape)


def _moves(possible: np.ndarray, kinds: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Rectangles and hexagons: the cells raised and those lowered, as places in the flat matrix."""
    rows, columns = possible.shape
    place = np.arange(possible.size).reshape(possible.shape)
    raised, lowered = [], []
    for corners in (2, 3):
        found = [
            (place[r, c], place[r, np.roll(c, -1)])
            for r in map(list, combinations(range(rows), corners))
            for c in map(list, permutations(range(columns), corners))
        ]
        if not found:
            continue
        up, down = (np.array(side) for side in zip(*found, strict=True))
        kind = kinds.ravel()
        fits = (np.sort(kind[up]) == np.sort(kind[down])).all(axis=1)
        fits &= possible.ravel()[up].all(axis=1) & possible.ravel()[down].all(axis=1)
        raised.append(up[fits])
        lowered.append(down[fits])
    return raised, lowered
