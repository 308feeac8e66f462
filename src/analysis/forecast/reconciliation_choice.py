"""Which forecasts that add up serve a panel best?

Least squares (`ols`) trust the large sums, `variance` the cells; the mean of the two adds up as
well and harms neither much. It is the default, and another takes its place only where the panel's
own earlier origins show it clearly better: a dozen origins that overlap hold few independent
outcomes, and the winner by a hair is the luckiest, not the best.

Default and margin were chosen on Australian retail before 2012 (38 origins), where the least error
of the past, whatever the margin, did worse than no choice at all.

Hollyman, R., Petropoulos, F. and Tipping, M. E. (2021), *European Journal of Operational Research*
294, 149-160.
"""

from collections.abc import Mapping
from typing import Literal

import numpy as np

from analysis.forecast.hierarchy import Hierarchy
from analysis.forecast.reconciliation import WEIGHTINGS, Weighting, covariance, reconcile

Array = np.ndarray
Method = Weighting | Literal["ols_variance"]
DEFAULT: Method = "ols_variance"
METHODS: tuple[Method, ...] = (DEFAULT, *WEIGHTINGS)

MARGIN = 0.03
"""By how much, as a share of the error, another method must be better than the default."""


def coherent(
    method: Method, base: Array, tree: Hierarchy, changes: Array, non_negative: bool = True
) -> Array:
    """Forecasts (nodes, horizon) that add up, by `method`.

    `base` and `non_negative` as in `reconcile`, `changes` as in `covariance`.
    """
    if method == "ols_variance":
        ols = coherent("ols", base, tree, changes, non_negative)
        return halfway(ols, coherent("variance", base, tree, changes, non_negative))
    return reconcile(base, tree, covariance(method, tree, changes), non_negative)


def halfway(ols: Array, variance: Array) -> Array:
    """The mean of the two, which is `ols_variance`."""
    return (ols + variance) / 2


def choose(errors: Mapping[Method, Mapping[str, float]], base: Mapping[str, float]) -> Method:
    """The method with the least mean log ratio of its error to the base's over the levels.

    `errors` gives each method's, `base` the unreconciled mean absolute error of each level. The
    default stands unless the best is better by `MARGIN`.
    """
    levels = [level for level, error in base.items() if error > 0]
    score = {
        method: sum(np.log(max(by_level[level], 1e-300) / base[level]) for level in levels)
        / max(len(levels), 1)
        for method, by_level in errors.items()
    }
    best = min(score, key=lambda method: score[method])
    return best if score[best] < score[DEFAULT] - MARGIN else DEFAULT
