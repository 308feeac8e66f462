"""What may somebody work out who knows the shown sums, and some of the parts himself?

A table is the parts x that nobody published, and sums over them. Whoever knows the shown sums A
cannot tell x from x + d with A d = 0, x + d ≥ bound, and d = 0 where he knows the part. Such a d is
a witness: it proves that a sum t which it moves by t·d could be so much more (or less). A sum is
protected by p when one witness moves it up by p and another down.

Witnesses are found by linear programs that move as many sums at once as they can, each up to its
protection; most sums need no program of their own, and a witness serves everybody who knows no
more than it keeps still. What no witness moves far enough is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from analysis.disclosure.programs import solved

STILL = 1e-9
"""A part that moves by less does not move; parts are scaled to about 1."""
ENOUGH = 1 - 1e-6
"""The share of its protection that a sum must be moved by."""
CLOSE = 1e-7
"""What programs leave of a sum that stays as it is, beside the largest move."""
SMALL = 1e-10
WIDEST = 100.0
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
class Targets:
    """Sums to protect.

    Parameters
    ----------
    rows
        Targets × parts.
    need
        By how much each must be able to lie above its value, and below it as far as it can.
    against
        Attackers × targets: whom it is protected against.
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
        The values of the parts and the least that each may be.
    knows
        Attackers × parts: what each knows himself.
    targets
        What is protected.
    """

    NONE, NEEDLESS = -1, -2

    def __init__(
        self,
        sums: Sums,
        parts: np.ndarray,
        bounds: np.ndarray,
        knows: np.ndarray,
        targets: Targets,
    ) -> None:
        self.sums, self.targets = sums, targets
        self._room = parts - bounds
        self._knows = knows
        linked = (abs(sums.rows.T) @ abs(sums.rows)) + (abs(targets.rows.T) @ abs(targets.rows))
        self._first = targets.rows.indices[targets.rows.indptr[:-1]]
        self._cells = int(sums.cell.max(initial=-1)) + 1
        self._component = connected_components(linked, directed=False)[1]
        down = np.minimum(targets.need, targets.rows @ self._room)
        self.levels = np.stack([targets.need, down], axis=1)
        needed = targets.against[:, :, None] & (self.levels > 0)[None]
        self.proof = np.where(needed, self.NONE, self.NEEDLESS)
        self._knows_less = (~knows).astype(np.float32) @ knows.T == 0
        self._moved: list[np.ndarray] = []  # of each witness, the cells whose sums it moves

    def missing(self) -> np.ndarray:
        """Return the attackers, targets and directions (0 up, 1 down) without a witness."""
        return np.argwhere(self.proof == self.NONE)

    def withdraw(self, cell: int) -> None:
        """Forget the proofs that move a cell, which is shown from now on."""
        bad = [number for number, moved in enumerate(self._moved) if moved[cell]]
        self.proof[np.isin(self.proof, bad)] = self.NONE

    def search(self, shown: np.ndarray) -> None:
        """Look for missing witnesses where these cells are shown, without linear programs.

        Those who know most are asked first: what they cannot tell, nobody can who knows less.
        """
        asked = self._component[self._first]
        for label in np.unique(asked[(self.proof == self.NONE).any(axis=(0, 2))]):
            parts, equations = self._free(None, label, shown)
            if not len(parts):
                continue
            region = _Region.of(parts, self.sums.rows[:, parts], equations, self._room[parts])
            for attacker in np.argsort(-self._knows.sum(axis=1), kind="stable"):
                missing = (self.proof[attacker] == self.NONE).any(axis=1)
                targets = np.flatnonzero(missing & (asked == label))
                if len(targets):
                    wanted = self.targets.rows[targets][:, parts]
                    moves = region.moves(wanted, np.flatnonzero(self._knows[attacker, parts]))
                    for direction in (0, 1):
                        self._prove(attacker, targets, direction, region, wanted, moves)

    def complete(self, shown: np.ndarray) -> bool:
        """Whether nobody can tell a target where these cells are shown; ends at the first."""
        self.search(shown)
        return all(self.prove(k, target, way, shown) for k, target, way in self.missing())

    def prove(self, attacker: int, target: int, direction: int, shown: np.ndarray) -> bool:
        """Whether an attacker cannot tell a target in a direction, if need be by a program."""
        if self.proof[attacker, target, direction] == self.NONE:
            parts, equations = self._free(attacker, self._component[self._first[target]], shown)
            if len(parts):
                self.add(attacker, self._farthest(parts, equations, target, direction))
        return bool(self.proof[attacker, target, direction] != self.NONE)

    def of_component(self, target: int) -> np.ndarray:
        """Return which parts can be moved with a target."""
        return self._component == self._component[self._first[target]]

    def _free(
        self, attacker: int | None, label: int, shown: np.ndarray
    ) -> tuple[np.ndarray, csr_array]:
        """The parts that the attacker cannot tell at once, and the equations between them."""
        free = self._component == label
        if attacker is not None:
            free &= ~self._knows[attacker]
        rows = self.sums.rows[shown[self.sums.cell]]
        rows = rows[np.diff(rows[:, free].indptr) > 0]
        while True:
            inside = rows[:, free]
            count = np.diff(inside.indptr)
            alone = np.unique(inside[count == 1].indices)
            if not len(alone):
                return np.flatnonzero(free), inside[count > 1]
            free[np.flatnonzero(free)[alone]] = False

    def _prove(
        self,
        attacker: int,
        targets: np.ndarray,
        direction: int,
        region: "_Region",
        wanted: csr_array,
        moves: np.ndarray,
    ) -> None:
        """Let moves, a column a target, each as far as it goes, prove a direction of theirs."""
        one_way = moves * (1 - 2 * direction)
        limits = np.full(one_way.shape, np.inf)
        room = np.broadcast_to(region.room[:, None], one_way.shape)
        np.divide(room, -one_way, out=limits, where=one_way < 0)
        most = np.abs(one_way).max(axis=0, initial=0)
        far = limits.min(axis=0, initial=np.inf)
        far = np.minimum(far, FARTHEST / np.where(most > 0, most, 1))
        reach = np.abs(np.asarray(wanted.multiply(moves.T).sum(axis=1)).ravel()) * far
        enough = reach >= self.levels[targets, direction] * ENOUGH
        enough &= self.proof[attacker, targets, direction] == self.NONE
        if not enough.any():
            return
        steps = moves[:, enough] * far[enough]
        changes = np.abs(region.sums @ steps) > CLOSE * np.abs(steps).max(axis=0)
        followers = np.flatnonzero(self._knows_less[attacker])
        for target, changed in zip(targets[enough], changes.T, strict=True):
            proof = self.proof[followers, target, direction]
            self.proof[followers, target, direction] = np.where(
                proof == self.NONE, len(self._moved), proof
            )
            moved = np.zeros(self._cells, dtype=bool)
            moved[self.sums.cell[changed]] = True
            self._moved.append(moved)

    def _farthest(
        self, parts: np.ndarray, equations: csr_array, target: int, direction: int
    ) -> np.ndarray:
        """The moves that change a target most, by a linear program."""
        aim = self.targets.rows[[target]][:, parts].toarray()[0] * (1 - 2 * direction)
        need = self.levels[target, direction]
        moves = np.zeros(len(self._room))
        moves[parts] = solved(
            -aim,
            concerning=[self.targets.names[target]],
            A_ub=aim[None],
            b_ub=[need],
            A_eq=equations,
            b_eq=np.zeros(equations.shape[0]),
            bounds=np.stack([-self._room[parts], np.full(len(parts), FARTHEST)], axis=1),
        )
        return moves

    def add(self, attacker: int, moves: np.ndarray) -> None:
        """Let moves prove of every target what they can, up and down."""
        parts = np.flatnonzero(np.abs(moves) > STILL)
        wanted = self.targets.rows[:, parts]
        reach = wanted @ moves[parts]
        targets = np.flatnonzero(np.abs(reach) > STILL)
        columns = moves[parts, None] * np.where(reach[targets] < 0, -1, 1)
        region = _Region(self.sums.rows[:, parts], self._room[parts], np.zeros((0, 0)))
        for direction in (0, 1):
            self._prove(attacker, targets, direction, region, wanted[targets], columns)


@dataclass(frozen=True)
class _Region:
    """Parts that move together: the sums over them, the room below each, a projection.

    With R the room, the moves that change a target t most within the ellipsoid of the bounds are
    R P R t, P the projection on what leaves the shown sums as they are (Dikin, 1967), and where
    some parts S are known P − P_S (P_SS)⁺ P_S′. Where that is 0 the target is told exactly.
    """

    sums: csr_array
    room: np.ndarray
    projection: np.ndarray

    @classmethod
    def of(
        cls, parts: np.ndarray, sums: csr_array, equations: csr_array, room: np.ndarray
    ) -> "_Region":
        """Project on what leaves `equations` as they are."""
        scaled = (equations.toarray() * np.minimum(room, WIDEST)).T
        turned, size, _ = np.linalg.svd(scaled, full_matrices=False)
        turned = turned[:, size > SMALL * size.max(initial=0)]
        return cls(sums, room, np.eye(len(parts)) - turned @ turned.T)

    def moves(self, targets: csr_array, known: np.ndarray) -> np.ndarray:
        """A column for each target, none of which moves the known parts."""
        room = np.minimum(self.room, WIDEST)
        wanted = (targets.toarray() * room).T
        inside = self.projection @ wanted
        if len(known):
            across = self.projection[:, known]
            within = np.linalg.pinv(across[known], rcond=SMALL, hermitian=True)
            inside -= across @ (within @ inside[known])
            inside[known] = 0
        inside[np.abs(inside) < SMALL * max(1.0, room.max())] = 0
        return room[:, None] * inside
