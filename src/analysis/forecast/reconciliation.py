"""Which forecasts add up and stay as close as possible to those that do not?

With ŷ the base forecasts of all nodes (sums first), C = [I, −S] so that C ŷ = 0 means "adds up",
and W the assumed error variances, the nearest coherent forecasts are

    ỹ = ŷ − W C′ (C W C′)⁻¹ C ŷ

    bottom_up    the cells as they are, summed
    ols          W = I
    structural   W = number of cells a node adds
    variance     W = variance of each node's changes
    mint_shrink  W = covariance of the changes, shrunk towards its diagonal

No method wins everywhere, so a panel's own earlier origins choose (`choose`). Cells that would
turn negative are fixed at zero and the rest is reconciled again.

Wickramasuriya, S. L., Athanasopoulos, G. and Hyndman, R. J. (2019), *Journal of the American
Statistical Association* 114, 804-819; Schäfer, J. and Strimmer, K. (2005), *Statistical
Applications in Genetics and Molecular Biology* 4(1), article 32.
"""

from collections.abc import Mapping
from typing import Literal, get_args

import numpy as np

from analysis.forecast.hierarchy import Hierarchy

Array = np.ndarray
Method = Literal["bottom_up", "ols", "structural", "variance", "mint_shrink"]
METHODS: tuple[Method, ...] = get_args(Method)

ROUNDS = 10


def covariance(method: Method, tree: Hierarchy, changes: Array) -> Array:
    """The matrix W of a method, (nodes, nodes).

    `changes` is (nodes, time): past changes of each node in the measure's unit, deseasonalised;
    NaN where unknown.
    """
    nodes = len(tree.nodes)
    cells = tree.sums.shape[1]
    if method == "bottom_up":
        return np.diag(np.r_[np.ones(nodes - cells), np.zeros(cells)])
    if method == "ols":
        return np.eye(nodes)
    if method == "structural":
        return np.diag(np.r_[tree.sums.sum(axis=1), np.ones(cells)])
    known = np.where(np.isnan(changes), 0.0, changes)
    counts = np.maximum((~np.isnan(changes)).sum(axis=1), 1)
    variance = (known**2).sum(axis=1) / counts
    variance = np.maximum(variance, 1e-12 * max(float(variance.max()), 1e-300))
    if method == "variance":
        return np.diag(variance)
    return _shrunk(known, counts, variance)


def reconcile(base: Array, tree: Hierarchy, weights: Array, non_negative: bool = True) -> Array:
    """Coherent forecasts (nodes, horizon) nearest to `base` under `weights` (a matrix W).

    A node whose base forecast is NaN has no say; a cell without one counts as zero and stays so.
    The sums of the result equal the sums of its cells exactly.
    """
    count = len(tree.sums)
    cells = base[count:]
    absent = np.isnan(cells).any(axis=1)
    start = np.where(np.isnan(cells), 0.0, cells)
    if non_negative:
        start = np.maximum(start, 0.0)
    use = ~np.isnan(base[:count]).any(axis=1) & (tree.sums @ ~absent > 0)
    fixed = np.repeat(absent[:, None], base.shape[1], axis=1)
    result = start.copy()
    open_steps = np.arange(base.shape[1])
    for _ in range(ROUNDS if non_negative else 1):
        negative = np.zeros(base.shape[1], dtype=bool)
        for steps in _by_pattern(fixed, open_steps):
            result[:, steps] = _project(
                base[:count, steps], start[:, steps], tree.sums, use, weights, fixed[:, steps[0]]
            )
            negative[steps] = non_negative & (result[:, steps] < 0).any(axis=0)
        if not negative.any():
            break
        below = (result < 0) & negative
        fixed |= below
        start = np.where(below, 0.0, start)
        open_steps = np.flatnonzero(negative)
    return tree.add_up(np.maximum(result, 0.0) if non_negative else result)


def choose(errors: Mapping[Method, Mapping[str, float]], base: Mapping[str, float]) -> Method:
    """The method with the least mean log ratio of its error to the base's over the levels.

    `errors` gives each method's, `base` the unreconciled mean absolute error of each level.
    """
    levels = [level for level, error in base.items() if error > 0]
    score = {
        method: sum(np.log(max(by_level[level], 1e-300) / base[level]) for level in levels)
        for method, by_level in errors.items()
    }
    return min(score, key=lambda method: score[method])


def _project(
    sums_base: Array, cells_base: Array, sums: Array, use: Array, weights: Array, fixed: Array
) -> Array:
    """The cells' part of the projection, for steps that hold the same cells fixed."""
    count = len(sums)
    free = ~fixed
    upper = weights[:count, :count][np.ix_(use, use)]
    cross = weights[:count, count:][use] * free
    lower = weights[count:, count:] * np.outer(free, free)
    part = sums[use]
    incoherence = sums_base[use] - part @ cells_base
    middle = upper - cross @ part.T - part @ cross.T + part @ lower @ part.T
    ridge = 1e-12 * np.trace(middle) / max(len(middle), 1)
    shares = np.linalg.solve(middle + ridge * np.eye(len(middle)), incoherence)
    return cells_base - (cross.T - lower @ part.T) @ shares


def _by_pattern(fixed: Array, steps: Array) -> list[Array]:
    """Group steps that hold the same cells fixed: they share one solve."""
    groups: dict[bytes, list[int]] = {}
    for step in steps:
        groups.setdefault(fixed[:, step].tobytes(), []).append(int(step))
    return [np.array(group) for group in groups.values()]


def _shrunk(changes: Array, counts: Array, variance: Array) -> Array:
    """Schäfer and Strimmer: correlations shrunk towards zero by their own uncertainty."""
    deviation = np.sqrt(variance)
    standard = changes / deviation[:, None]
    length = int(counts.max())
    correlation = standard @ standard.T / length
    spread = (standard**2) @ (standard**2).T / length - correlation**2
    off = ~np.eye(len(changes), dtype=bool)
    strength = (correlation[off] ** 2).sum()
    shrink = float(np.clip(spread[off].sum() / length / strength, 0, 1)) if strength > 0 else 1.0
    correlation = np.where(off, (1 - shrink) * correlation, 1.0)
    return correlation * np.outer(deviation, deviation)
