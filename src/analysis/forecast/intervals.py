"""How far off were forecasts of this kind, on this panel, at this distance?

Pooled conformal intervals. The errors that earlier origins made, each divided by its series' own
scale, are pooled over all series of one kind (sums apart from cells, whose errors grow slower
with the distance) at each distance; their quantiles, times the scale of a series, are its
half-widths. Scale and errors live on the model scale (logs), so an interval of a positive
series cannot reach zero. A series' scale mixes the size of its ordinary changes with the size of
its own past errors:

    scale = σ^(1−k) · r^k,   k = 0.3

with r the root mean square of its past errors relative to the panel's at the same distance.

Series of one place fall together: the errors of one origin are partly one shock, and origins
closer than the distance see the same one, so that a span of n periods holds n/h independent
outcomes, not one a series. With c the share of the errors' variance that is common to all series
of an origin, the widths are multiplied by √(1 − c + c f²), f the ratio of Student's quantile with
n/h degrees of freedom to the normal one (Cornish and Fisher's expansion).

Vovk, V., Gammerman, A. and Shafer, G. (2005), *Algorithmic Learning in a Random World*.
"""

from dataclasses import dataclass
from functools import cache
from statistics import NormalDist

import numpy as np

Array = np.ndarray

OWN_ERRORS = 0.3
"""k: chosen on 517 industrial series among 0, 0.3, 0.5 and 0.7."""
LEVELS = (80, 95)
FEWEST = 2.0
"""Independent outcomes assumed at least: Student's quantiles mean little below."""


@dataclass(frozen=True)
class Calibration:
    """What the panel's past errors say.

    Parameters
    ----------
    scale
        (series,) model-scale size of a series' errors.
    kind
        (series,) which pool a series belongs to.
    pooled
        For each pool and distance the sorted absolute errors over scale; distance 1 comes first.
    """

    scale: Array
    kind: Array
    pooled: tuple[tuple[Array, ...], ...]

    def half_widths(self, level: float) -> Array:
        """Half-widths (series, horizon) of the central interval of `level` percent."""
        quantiles = [[_quantile(z, level / 100) for z in pool] for pool in self.pooled]
        return self.scale[:, None] * np.array(quantiles)[self.kind]

    def chance_above(self, distance: int, needed: Array, expected: Array) -> Array:
        """Probability that the outcome exceeds `needed`, all on the model scale, (series,)."""
        z = (needed - expected) / np.where(self.scale > 0, self.scale, 1e-12)
        beyond = np.empty(len(z))
        for kind, pool in enumerate(self.pooled):
            errors, own = pool[distance - 1], self.kind == kind
            smaller = np.searchsorted(errors, np.abs(z[own]))
            beyond[own] = (len(errors) - smaller + 0.5) / (len(errors) + 1)
        return np.where(z > 0, 0.5 * beyond, 1 - 0.5 * beyond)


def calibrate(
    errors: Array, sigma: Array, kind: Array | None = None, span: int | None = None
) -> Calibration:
    """Learn from past errors.

    Parameters
    ----------
    errors
        (origins, series, horizon) actual − forecast on the model scale; NaN where unknown.
    sigma
        (series,) size of ordinary changes on the model scale.
    kind
        (series,) 0, 1, …: series of one kind share their errors. One kind by default.
    span
        Periods from the first origin to the last; None if the series have nothing in common.

    Notes
    -----
    A distance nobody was measured at takes the errors of the distance before it, grown with the
    square root of the distance; without any error at all, normal quantiles of σ√h stand in.
    """
    floor = np.nanmedian(sigma[sigma > 0]) * 0.05 if (sigma > 0).any() else 1e-6
    sigma = np.maximum(sigma, floor)
    relative = errors / sigma[:, None]
    known = ~np.isnan(relative)
    squares = np.where(known, relative, 0.0) ** 2
    count_h = known.sum(axis=(0, 1))
    panel = np.sqrt(squares.sum(axis=(0, 1)) / np.maximum(count_h, 1))
    panel = np.where(panel > 0, panel, 1.0)
    count = known.sum(axis=(0, 2))
    own = np.sqrt((squares / panel**2).sum(axis=(0, 2)) / np.maximum(count, 1))
    own = np.where(count > 0, np.maximum(own, 0.1), 1.0)
    scale = sigma * own**OWN_ERRORS
    kind = np.zeros(len(sigma), dtype=int) if kind is None else kind
    relative = errors / scale[:, None]
    pools = [_pools(relative[:, kind == k], span) for k in range(int(kind.max()) + 1)]
    return Calibration(scale, kind, tuple(pools))


def _pools(relative: Array, span: int | None) -> tuple[Array, ...]:
    """Sorted sizes of errors at each distance, from (origins, series, horizon)."""
    common = 0.0 if span is None else _common_share(relative)
    pooled: list[Array] = []
    for h in range(relative.shape[2]):
        z = np.sort(np.abs(relative[:, :, h][~np.isnan(relative[:, :, h])]))
        if len(z) == 0:
            z = pooled[-1] * np.sqrt((h + 1) / h) if pooled else _half_normal()
        elif span is not None:
            z = z * _student(len(z), common, max(span / (h + 1), FEWEST))
        pooled.append(z)
    return tuple(pooled)


def _common_share(relative: Array) -> float:
    """Share of the errors' variance that all series of an origin have in common."""
    known = ~np.isnan(relative)
    count = known.sum(axis=1)
    total = np.where(known, relative, 0.0).sum(axis=1)
    squares = np.where(known, relative, 0.0) ** 2
    whole = squares.sum(axis=1)
    pairs = (count * (count - 1)).sum()
    if pairs == 0 or whole.sum() == 0:
        return 1.0
    # Mean product of two different series' errors over the mean square of one.
    together = (total**2 - whole).sum() / pairs
    return float(np.clip(together / (whole.sum() / count.sum()), 0.0, 1.0))


def _student(size: int, common: float, outcomes: float) -> Array:
    """Factor on each of `size` sorted errors for a common part seen `outcomes` times."""
    ranks = (np.arange(size) + 0.5) / size
    z = np.interp(ranks, *_normal_table())
    ratio = 1 + (z**2 + 1) / (4 * outcomes) + (5 * z**4 + 16 * z**2 + 3) / (96 * outcomes**2)
    return np.sqrt(1 - common + common * ratio**2)


@cache
def _normal_table() -> tuple[Array, Array]:
    """Probabilities of |z| and its quantiles, for interpolation."""
    inside = np.r_[np.linspace(0, 0.99, 100), 0.995, 0.999]
    return inside, np.array([NormalDist().inv_cdf(0.5 + p / 2) for p in inside])


def widening(half_widths: Array) -> Array:
    """Half-widths that never shrink with the distance, (series, horizon)."""
    return np.maximum.accumulate(half_widths, axis=1)


def _quantile(errors: Array, level: float) -> float:
    """Conformal quantile: the ⌈(n + 1)·level⌉-th smallest error, or the largest."""
    rank = int(np.ceil((len(errors) + 1) * level))
    return float(errors[min(rank, len(errors)) - 1])


def _half_normal() -> Array:
    return np.array([NormalDist().inv_cdf(0.5 + 0.5 * (i + 0.5) / 999) for i in range(999)])
