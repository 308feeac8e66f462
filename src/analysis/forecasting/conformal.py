"""How large will an error be that is like those seen, the recent ones most of all?

Weighted conformal quantiles: n errors seen count with weights w ≤ 1 and the one to come, which
may be larger than all of them, with weight 1. Its size is at most the smallest error up to which

    Σ w (errors not larger) ≥ level · (Σ w + 1)

With equal weights that is the ⌈(n + 1)·level⌉-th smallest, and holds exactly for errors that
could have come in any order; weights that fall with age keep it close where the errors drift.

Barber, R. F., Candès, E. J., Ramdas, A. and Tibshirani, R. J. (2023), *Annals of Statistics* 51,
816-845; Vovk, V., Gammerman, A. and Shafer, G. (2005), *Algorithmic Learning in a Random World*.
"""

from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Pool:
    """Errors seen, as what they say of the next.

    Parameters
    ----------
    errors
        (errors,) sizes of errors, ascending.
    reached
        (errors,) share of all weight, that of the next error included, up to each error.
    """

    errors: Array
    reached: Array

    def quantile(self, level: float) -> float:
        """The size that the next error exceeds with a probability of at most 1 − `level`.

        The largest error seen where too few speak for more.
        """
        at = int(np.searchsorted(self.reached, level * (1 - 1e-12)))
        return float(self.errors[min(at, len(self.errors) - 1)])

    def chance_beyond(self, sizes: Array) -> Array:
        """Probability that the next error is larger than each of `sizes`."""
        below = np.r_[0.0, self.reached][np.searchsorted(self.errors, sizes)]
        return 1 - below - 0.5 * (1 - self.reached[-1])


def pool(errors: Array, weights: Array) -> Pool:
    """Errors (any order) with weights of at most 1 as a `Pool`."""
    order = np.argsort(errors, kind="stable")
    return Pool(errors[order], np.cumsum(weights[order]) / (weights.sum() + 1))
