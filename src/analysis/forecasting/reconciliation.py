"""Which forecasts add up and stay as close as possible to those that do not?

With ŷ the base forecasts of all nodes (sums first), C = [I, −S] so that C ŷ = 0 means "adds up",
and W the assumed error variances, the nearest coherent forecasts are

    ỹ = ŷ − W C′ (C W C′)⁻¹ C ŷ

    bottom_up    the cells as they are, summed
    ols          W = I
    structural   W = number of cells a node adds
    variance     W = variance of each node's changes
    mint_shrink  W = covariance of the changes, shrunk towards its diagonal

No method wins everywhere (`reconciliation_choice`). Cells that would turn negative are fixed at
zero and the rest is reconciled again.

W is never written out: of a nation's 100,000 nodes it would take 80 GB. A covariance of T changes
has rank T, so every W here is a diagonal and a product, W = D + A A′, and C W C′ = M + B B′ with M
sparse (a cell is in three sums) is solved through M and a T × T matrix (Sherman, Morrison and
Woodbury); the forecasts are the same.

Wickramasuriya, S. L., Athanasopoulos, G. and Hyndman, R. J. (2019), *Journal of the American
Statistical Association* 114, 804-819; Schäfer, J. and Strimmer, K. (2005), *Statistical
Applications in Genetics and Molecular Biology* 4(1), article 32.
"""

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from scipy.sparse import csr_array

from analysis.forecasting.hierarchy import Hierarchy

Array = np.ndarray
Method = Literal["bottom_up", "ols", "structural", "variance", "mint_shrink"]
METHODS: tuple[Method, ...] = get_args(Method)

ROUNDS = 10
RIDGE = 1e-12
SAME = 1e-6
"""Sums that vary so little apart from their cells are the same; there is nothing to solve."""


@dataclass(frozen=True)
class Covariance:
    """W = diag(`own`) + `shared` `shared`′.

    Parameters
    ----------
    own
        (nodes,) the variance that is a node's own.
    shared
        (nodes, time) what moves nodes together; no column if nothing does.
    """

    own: Array
    shared: Array


def covariance(method: Method, tree: Hierarchy, changes: Array) -> Covariance:
    """The matrix W of a method.

    `changes` is (nodes, time): past changes of each node in the measure's unit, deseasonalised;
    NaN where unknown.
    """
    nodes, cells = len(tree.nodes), tree.sums.shape[1]
    nothing = np.empty((nodes, 0))
    if method == "bottom_up":
        return Covariance(np.r_[np.ones(nodes - cells), np.zeros(cells)], nothing)
    if method == "ols":
        return Covariance(np.ones(nodes), nothing)
    if method == "structural":
        return Covariance(np.r_[tree.sums.sum(axis=1), np.ones(cells)], nothing)
    known = np.where(np.isnan(changes), 0.0, changes)
    counts = np.maximum((~np.isnan(changes)).sum(axis=1), 1)
    variance = (known**2).sum(axis=1) / counts
    variance = np.maximum(variance, 1e-12 * max(float(variance.max()), 1e-200))
    if method == "variance":
        return Covariance(variance, nothing)
    return _shrunk(known, counts, variance)


def reconcile(
    base: Array, tree: Hierarchy, weights: Covariance, non_negative: bool = True
) -> Array:
    """Coherent forecasts (nodes, horizon) nearest to `base` under `weights`.

    A node whose base forecast is NaN has no say; a cell without one counts as zero and stays so.
    The sums of the result equal the sums of its cells exactly.
    """
    count = tree.count
    cells = base[count:]
    absent = np.isnan(cells).any(axis=1)
    start = np.where(np.isnan(cells), 0.0, cells)
    if non_negative:
        start = np.maximum(start, 0.0)
    use = ~np.isnan(base[:count]).any(axis=1) & (tree.sums @ (~absent).astype(float) > 0)
    fixed = np.repeat(absent[:, None], base.shape[1], axis=1)
    result = start.copy()
    open_steps = np.arange(base.shape[1])
    for _ in range(ROUNDS if non_negative else 1):
        negative = np.zeros(base.shape[1], dtype=bool)
        for steps in _by_pattern(fixed, open_steps):
            result[:, steps] = _project(
                base[:count, steps][use],
                start[:, steps],
                tree.sums[use],
                Covariance(
                    np.r_[weights.own[:count][use], weights.own[count:] * ~fixed[:, steps[0]]],
                    np.concatenate(
                        [
                            weights.shared[:count][use],
                            weights.shared[count:] * ~fixed[:, steps[:1]],
                        ]
                    ),
                ),
            )
            negative[steps] = non_negative & (result[:, steps] < 0).any(axis=0)
        if not negative.any():
            break
        below = (result < 0) & negative
        fixed |= below
        start = np.where(below, 0.0, start)
        open_steps = np.flatnonzero(negative)
    return tree.add_up(np.maximum(result, 0.0) if non_negative else result)


def _project(sums_base: Array, cells_base: Array, sums: csr_array, weights: Covariance) -> Array:
    """The cells' part of the projection; cells that are held fixed have no variance."""
    from scipy.sparse import diags_array, eye_array
    from scipy.sparse.linalg import splu

    own_sums, own = np.split(weights.own, [sums.shape[0]])
    shared_sums, shared = np.split(weights.shared, [sums.shape[0]])
    together = shared_sums - sums @ shared
    middle = diags_array(own_sums) + sums @ diags_array(own) @ sums.T
    apart = middle.trace() + (together**2).sum()
    least = SAME * (own_sums.sum() + (shared_sums**2).sum())
    ridge = RIDGE * max(apart, least) / len(own_sums)
    solver = splu((middle + ridge * eye_array(len(own_sums))).tocsc())
    parts = solver.solve(sums_base - sums @ cells_base)
    if together.shape[1]:
        through = solver.solve(together)
        inner = np.eye(together.shape[1]) + together.T @ through
        parts = parts - through @ np.linalg.solve(inner, together.T @ parts)
    return cells_base - shared @ (together.T @ parts) + own[:, None] * (sums.T @ parts)


def _by_pattern(fixed: Array, steps: Array) -> list[Array]:
    """Group steps that hold the same cells fixed: they share one solve."""
    groups: dict[bytes, list[int]] = {}
    for step in steps:
        groups.setdefault(fixed[:, step].tobytes(), []).append(int(step))
    return [np.array(group) for group in groups.values()]


def _shrunk(changes: Array, counts: Array, variance: Array) -> Covariance:
    """Schäfer and Strimmer: correlations shrunk towards zero by their own uncertainty.

    The squared correlations of all pairs are summed through the (time, time) products.
    """
    squares = changes**2 / variance[:, None]
    standard = changes / np.sqrt(variance)[:, None]
    length = int(counts.max())
    own = squares.sum(axis=1) / length
    strength = float(((standard.T @ standard) ** 2).sum()) / length**2 - float((own**2).sum())
    together = float((squares.sum(axis=0) ** 2).sum() - (squares**2).sum()) / length
    if strength > 0:
        shrink = float(np.clip((together - strength) / length / strength, 0, 1))
    else:
        shrink = 1.0
    return Covariance(
        variance * np.maximum(1 - (1 - shrink) * own, 0.0),
        changes * np.sqrt((1 - shrink) / length),
    )
