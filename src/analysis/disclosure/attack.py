"""What may somebody work out who knows the shown sums, and some of the parts himself?

A table is the parts x that nobody published, and sums over them. Whoever knows the shown sums A
cannot tell x from x + d with A d = 0, x + d within its bounds, and d = 0 where he knows the part.
Such a d is a witness: it proves that a sum t which it moves by t·d could be so much more (or less).
A sum is protected by p when one witness moves it up by p and another down.

Witnesses are found by linear programs that move as little else as they can: so one serves all who
know none of the parts that it moves, for all sums that it moves far enough, and outlasts most
cells that are shown later. What no witness moves far enough is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, hstack, vstack
from scipy.sparse.csgraph import connected_components

from analysis.disclosure.programs import solved

STILL = 1e-9
"""A part that moves by less does not move; parts are scaled to about 1."""
ENOUGH = 1 - 1e-6
"""The share of its protection that a sum must be moved by."""
CLOSE = 1e-7
"""What programs leave of a sum that stays as it is, beside the largest move."""
SPARING = 1e-4
"""What it costs to move a part by 1, where a target's move by 1 is worth 1."""
FARTHEST = 1e4


@dataclass(frozen=True)
class Sums:
    """Sums over parts, by rows of 0 and 1.

    Parameters
    ----------
    rows
        Sums × parts.
    cell
        Of each sum, the number of the cell in which it is shown: a cell may hold several.
    """

    rows: csr_array
    cell: np.ndarray


@dataclass(frozen=True)
class Learnt:
    """Sums that some attackers know, though nobody showed them: their own figures of before.

    Parameters
    ----------
    rows
        Sums × parts.
    by
        Attackers × sums.
    """

    rows: csr_array
    by: np.ndarray


@dataclass(frozen=True)
class Targets:
    """Sums to protect.

    Parameters
    ----------
    rows
        Targets × parts.
    need
        By how much each must be able to lie above its value, and below it as far as it can.
    against
        Attackers × targets × directions (0 up, 1 down): whom it is protected against.
    names
        What each is called where it cannot be protected.
    """

    rows: csr_array
    need: np.ndarray
    against: np.ndarray
    names: Sequence[str]


def matrix(row: Sequence[int], column: Sequence[int], rows: int, columns: int) -> csr_array:
    """Return a matrix of 0, with 1 at these places."""
    ones = np.ones(len(row))
    return csr_array((ones, (np.asarray(row, int), np.asarray(column, int))), shape=(rows, columns))


class Audit:
    """The witnesses found so far: for every attacker, target and direction, or none yet.

    Parameters
    ----------
    sums
        All sums that are or could be shown.
    parts, bounds
        The values of the parts; the least and the most that each may be, parts × 2.
    floors
        Sums of parts that are known not to be negative, sums × parts.
    knows
        Attackers × parts: what each knows himself.
    learnt
        The sums that each knows himself besides.
    targets
        What is protected.
    """

    NONE, NEEDLESS = -1, -2

    def __init__(
        self,
        sums: Sums,
        parts: np.ndarray,
        bounds: np.ndarray,
        floors: csr_array,
        knows: np.ndarray,
        learnt: Learnt,
        targets: Targets,
    ) -> None:
        self.sums, self.targets = sums, targets
        self._rooms = bounds[:, 1] - parts, parts - bounds[:, 0]
        self._floors, self._above = floors, floors @ parts
        self._knows, self._learnt = knows, learnt
        linked = (abs(sums.rows.T) @ abs(sums.rows)) + (abs(targets.rows.T) @ abs(targets.rows))
        self._first = targets.rows.indices[targets.rows.indptr[:-1]]
        self._cells = int(sums.cell.max(initial=-1)) + 1
        self._component = connected_components(linked, directed=False)[1]
        # Nobody doubts what he knows himself, nor believes a sum to lie where it cannot.
        ways = [(targets.rows @ np.where(knows, 0.0, room).T).T for room in self._rooms]
        self.levels = np.stack([np.minimum(targets.need, most) for most in ways], axis=2)
        needed = targets.against & (self.levels > STILL)
        self.proof = np.where(needed, self.NONE, self.NEEDLESS)
        self._moved: list[np.ndarray] = []  # of each witness, the cells whose sums it moves

    def missing(self) -> np.ndarray:
        """Return the attackers, targets and directions (0 up, 1 down) without a witness."""
        return np.argwhere(self.proof == self.NONE)

    def withdraw(self, cell: int) -> None:
        """Forget the proofs that move a cell, which is shown from now on."""
        lost = np.array([*(moved[cell] for moved in self._moved), False, False])  # for −2 and −1
        self.proof[lost[self.proof]] = self.NONE

    def complete(self, shown: np.ndarray) -> bool:
        """Whether nobody can tell a target where these cells are shown; ends at the first."""
        return all(self.prove(k, target, way, shown) for k, target, way in self.missing())

    def prove(self, attacker: int, target: int, direction: int, shown: np.ndarray) -> bool:
        """Whether an attacker cannot tell a target in a direction, if need be by a program."""
        if self.proof[attacker, target, direction] == self.NONE:
            parts, equations = self._free(attacker, self._component[self._first[target]], shown)
            if len(parts):
                self.add(self._farthest(parts, equations, attacker, target, direction))
        return bool(self.proof[attacker, target, direction] != self.NONE)

    def of_component(self, target: int) -> np.ndarray:
        """Return which parts can be moved with a target."""
        return self._component == self._component[self._first[target]]

    def learnt(self, attacker: int) -> csr_array:
        """Return the sums that an attacker knows besides, as rows over the parts."""
        return self._learnt.rows[self._learnt.by[attacker]]

    def within(self, parts: np.ndarray) -> np.ndarray:
        """Return the bounds of moves of parts: those up, then those down."""
        most = np.concatenate([room[parts] for room in self._rooms])
        return np.stack([np.zeros(len(most)), np.minimum(most, FARTHEST)], axis=1)

    def not_below(self, parts: np.ndarray) -> tuple[csr_array, np.ndarray]:
        """Return the floors of moves of parts, up then down, as rows that stay below a limit."""
        falls = -self._floors[:, parts]
        there = np.diff(falls.indptr) > 0
        return hstack([falls, -falls], format="csr")[there], self._above[there]

    def add(self, moves: np.ndarray) -> None:
        """Let moves, each way as far as they go, prove of every target what they can."""
        moves = np.where(np.abs(moves) > STILL, moves, 0.0)
        most = np.abs(moves).max(initial=0.0)
        if not most:
            return
        changed = np.abs(self.sums.rows @ moves) > CLOSE * most
        learns = self._learnt.by @ (np.abs(self._learnt.rows @ moves) > CLOSE * most)
        asking = np.flatnonzero(~self._knows[:, moves != 0].any(axis=1) & ~learns)
        up, down = self._rooms
        for way in (moves, -moves):
            rises, falls = way > 0, way < 0
            far = (up[rises] / way[rises]).min(initial=FARTHEST / most)
            far = (down[falls] / -way[falls]).min(initial=far)
            sinks = self._floors @ way
            far = (self._above[sinks < -STILL] / -sinks[sinks < -STILL]).min(initial=far)
            reach = self.targets.rows @ way * far
            for direction, reached in enumerate((reach, -reach)):
                moved = np.flatnonzero(reached > STILL)
                there = np.ix_(asking, moved, np.array([direction]))
                enough = reached[moved, None] >= self.levels[there] * ENOUGH
                enough &= self.proof[there] == self.NONE
                self.proof[there] = np.where(enough, len(self._moved), self.proof[there])
        cells = np.zeros(self._cells, dtype=bool)
        cells[self.sums.cell[changed]] = True
        self._moved.append(cells)

    def _free(self, attacker: int, label: int, shown: np.ndarray) -> tuple[np.ndarray, csr_array]:
        """The parts that the attacker cannot tell at once, and the equations between them."""
        free = (self._component == label) & ~self._knows[attacker]
        rows = vstack([self.sums.rows[shown[self.sums.cell]], self.learnt(attacker)], format="csr")
        rows = rows[np.diff(rows[:, free].indptr) > 0]
        while True:
            inside = rows[:, free]
            count = np.diff(inside.indptr)
            alone = np.unique(inside[count == 1].indices)
            if not len(alone):
                return np.flatnonzero(free), inside[count > 1]
            free[np.flatnonzero(free)[alone]] = False

    def _farthest(
        self,
        parts: np.ndarray,
        equations: csr_array,
        attacker: int,
        target: int,
        direction: int,
    ) -> np.ndarray:
        """The moves that change a target by its protection, and little else, by a program."""
        aim = self.targets.rows[[target]][:, parts].toarray()[0] * (1 - 2 * direction)
        floors, above = self.not_below(parts)
        found = solved(
            np.concatenate([SPARING - aim, SPARING + aim]),
            concerning=[self.targets.names[target]],
            A_ub=vstack([csr_array(np.concatenate([aim, -aim])[None]), floors]),
            b_ub=np.append(self.levels[attacker, target, direction], above),
            A_eq=hstack([equations, -equations], format="csr"),
            b_eq=np.zeros(equations.shape[0]),
            bounds=self.within(parts),
        )
        moves = np.zeros(len(self._component))
        moves[parts] = found[: len(parts)] - found[len(parts) :]
        return moves
