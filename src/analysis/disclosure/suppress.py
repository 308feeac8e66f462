"""Which cells are withheld so that none of the targets is told?

From the unsafe cells on, cells are added where an attacker could tell a target: the cheapest set
whose sums a witness moves by the target's protection (Hundepool et al., *Handbook on Statistical
Disclosure Control*, 2nd edition, chapter 4.3; Fischetti and Salazar, 2000, for the exact problem).
What was added and is not needed is shown again. All choices are in order: the same problem has the
same answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array, hstack, vstack

from analysis.disclosure.attack import FARTHEST, SPARING, Audit, Learnt, Sums, Targets
from analysis.disclosure.programs import solved, unprotected

NEEDED = 1e-6
"""A sum that a witness moves by less, beside the largest move, need not be withheld."""


Asked = dict[int, tuple[int, int, int]]
"""Cell → attacker, target and direction for which it was withheld."""


@dataclass(frozen=True)
class Problem:
    """Sums over parts, of which some are withheld.

    Parameters
    ----------
    sums
        All sums that could be shown, by cell.
    parts, bounds
        The values of the parts; the least and the most that each may be, parts × 2; scaled to
        about 1.
    floors
        Sums of parts that are known not to be negative, sums × parts.
    knows
        Attackers × parts: what each knows himself; the first is the public.
    learnt
        The sums that each knows himself besides.
    targets
        What is protected whatever is shown.
    told
        From the withheld cells to further targets, those that they are in sum; from a cell too to
        those of the lines it stands in.
    unsafe, fixed
        Of each cell: withheld from the start; never withheld, because it is known already.
    cost
        What it costs to withhold each cell.
    """

    sums: Sums
    parts: np.ndarray
    bounds: np.ndarray
    floors: csr_array
    knows: np.ndarray
    learnt: Learnt
    targets: Targets
    told: Callable[..., Targets]
    unsafe: np.ndarray
    fixed: np.ndarray
    cost: np.ndarray


def suppress(problem: Problem) -> np.ndarray:
    """Return of each cell whether it is withheld.

    Raises
    ------
    DataError
        If a target cannot be protected, because what is known already tells it, or the solver
        fails: it names the targets.
    """
    masked = problem.unsafe & ~problem.fixed
    audit = audit_of(problem, _ours(problem, problem.targets))
    asked = _protect(problem, audit, masked)
    while (told := _ours(problem, problem.told(masked))).against.any():
        _protect(problem, audit_of(problem, told), masked)
    _clean(problem, audit, masked, asked)
    return masked


def _ours(problem: Problem, targets: Targets) -> Targets:
    """The targets less what sums known from elsewhere tell by themselves: that is not ours.

    They may tell that a sum is no more than it is, and not that it is no less.
    """
    elsewhere = problem.fixed.any() or problem.learnt.by.any()
    if not elsewhere or not len(targets.names):
        return targets
    audit = audit_of(problem, targets)
    against = targets.against.copy()
    for attacker, target, direction in audit.missing():
        if not audit.prove(attacker, target, direction, problem.fixed):
            against[attacker, target, direction] = False
    return replace(targets, against=against)


def audit_of(problem: Problem, targets: Targets) -> Audit:
    """Return the audit of a problem for these targets, without a witness yet."""
    return Audit(
        problem.sums,
        problem.parts,
        problem.bounds,
        problem.floors,
        problem.knows,
        problem.learnt,
        targets,
    )


def _protect(problem: Problem, audit: Audit, masked: np.ndarray) -> Asked:
    """Withhold more, in `masked`, until every target of the audit has its witnesses.

    Returns for whom each cell was withheld.
    """
    asked: Asked = {}
    # What anybody can tell, all others can too: so the public comes first.
    for stage in (slice(0, 1), slice(1, None)):
        missing = audit.missing()
        missing = missing[np.isin(missing[:, 0], np.arange(len(problem.knows))[stage])]
        order = np.lexsort((*missing.T[::-1], -audit.levels[tuple(missing.T)]))
        for attacker, target, direction in missing[order]:
            if audit.proof[attacker, target, direction] != audit.NONE:
                continue  # what was withheld for another one protects it too
            moves = _cheapest(problem, audit, masked, attacker, target, direction)
            moved = np.abs(problem.sums.rows @ moves) > NEEDED * np.abs(moves).max(initial=0)
            for cell in np.unique(problem.sums.cell[moved]):
                if not masked[cell]:
                    masked[cell] = True
                    asked[int(cell)] = (attacker, target, direction)
            audit.add(moves)
            if audit.proof[attacker, target, direction] == audit.NONE:
                raise unprotected([audit.targets.names[target]])
    return asked


def _cheapest(
    problem: Problem,
    audit: Audit,
    masked: np.ndarray,
    attacker: int,
    target: int,
    direction: int,
) -> np.ndarray:
    """The moves of a target's protection that change the cheapest sums that are shown now."""
    free = np.flatnonzero(audit.of_component(target) & ~problem.knows[attacker])
    shown = problem.sums.rows[~masked[problem.sums.cell]][:, free]
    cell = problem.sums.cell[~masked[problem.sums.cell]]
    there = np.diff(shown.indptr) > 0
    shown, cell = shown[there], cell[there]
    change = np.flatnonzero(~problem.fixed[cell])
    learnt = audit.learnt(attacker)[:, free]
    count, n = len(change), len(free)
    slack = csr_array((np.ones(count), (change, np.arange(count))), shape=(len(cell), count))
    aim = audit.targets.rows[[target]][:, free]
    level = audit.levels[attacker, target, direction] * (1 - 2 * direction)
    price = problem.cost[cell[change]]
    floors, above = audit.not_below(free)
    found = solved(
        np.concatenate([np.full(2 * n, SPARING), price, price]),
        concerning=[audit.targets.names[target]],
        A_eq=vstack(
            [
                hstack([shown, -shown, -slack, slack]),
                hstack([learnt, -learnt, csr_array((learnt.shape[0], 2 * count))]),
                hstack([aim, -aim, csr_array((1, 2 * count))]),
            ],
            format="csr",
        ),
        b_eq=np.append(np.zeros(len(cell) + learnt.shape[0]), level),
        A_ub=hstack([floors, csr_array((len(above), 2 * count))], format="csr"),
        b_ub=above,
        bounds=np.concatenate([audit.within(free), np.tile([0.0, FARTHEST], (2 * count, 1))]),
    )
    moves = np.zeros(len(problem.parts))
    moves[free] = found[:n] - found[n : 2 * n]
    return moves


def _clean(problem: Problem, audit: Audit, masked: np.ndarray, asked: Asked) -> None:
    """Show again, from the dearest down, what was withheld and is not needed.

    Those for whom a cell was withheld are asked first whether they still need it.
    """
    added = np.flatnonzero(masked & ~problem.unsafe)
    for cell in added[np.argsort(-problem.cost[added], kind="stable")]:
        masked[cell] = False
        proof = audit.proof.copy()
        audit.withdraw(cell)
        first = asked.get(int(cell))
        if (
            (first is None or audit.prove(*first, ~masked))
            and not _ours(problem, problem.told(masked, cell)).against.any()
            and audit.complete(~masked)
        ):
            continue
        masked[cell] = True
        audit.proof = proof
