"""Weights that the data themselves give.

Functions of a matrix (unit, indicator) of scores of which more is better, without gaps; they return
(indicator,) weights that add up to 1. Where the data tell nothing apart, the weights are equal.

    equal                1/n
    standard_deviation   ∝ σ
    entropy              ∝ 1 + Σ p ln p / ln m, p = x/Σx: what differs more weighs more
    critic               ∝ σ_j Σ_k (1 − r_jk): what differs, and says what the others do not
    merec                ∝ Σ |ln-performance without the indicator − with it|; scores above 0
    pca                  of the components that explain more than a tenth, rotated (varimax), each
                         indicator's squared loading on its own one

Diakoulaki, D. et al. (1995), *Computers & Operations Research* 22, 763-770 (CRITIC);
Keshavarz-Ghorabaee, M. et al. (2021), *Symmetry* 13, 525 (MEREC); Nicoletti, G., Scarpetta, S. and
Boylaud, O. (2000), OECD Economics Department WP 226, and the *Handbook on Constructing Composite
Indicators* (2008), 6.1 (PCA).
"""

import numpy as np

Array = np.ndarray

LEAST_EXPLAINED = 0.1
"""Share of the variance, as the handbook's step 2 asks."""
ROUNDING = 1e-9
"""Correlations that differ by less from 1 are 1."""


def equal(scores: Array) -> Array:
    """The same for each."""
    return np.full(scores.shape[1], 1 / scores.shape[1])


def standard_deviation(scores: Array) -> Array:
    """By their standard deviation over the units."""
    return _shares(scores.std(axis=0))


def entropy(scores: Array) -> Array:
    """By one less their entropy; scores ≥ 0."""
    total = scores.sum(axis=0)
    p = scores / np.where(total > 0, total, 1.0)
    log = np.log(p, out=np.zeros_like(p), where=p > 0)
    told = 1 + (p * log).sum(axis=0) / np.log(max(len(scores), 2))
    # Rounding leaves a column of equal scores a little beside 0.
    return _shares(np.where((total > 0) & (np.ptp(scores, axis=0) > 0), told, 0.0))


def critic(scores: Array) -> Array:
    """By their standard deviation and by how little they go along with the others."""
    sigma = scores.std(axis=0)
    centred = scores - scores.mean(axis=0)
    norm = np.sqrt((centred**2).sum(axis=0))
    unit = centred / np.where(norm > 0, norm, 1.0)
    apart = 1 - unit.T @ unit
    apart[apart < ROUNDING] = 0.0  # of indicators that say the same, rounding says nothing
    return _shares(sigma * apart.sum(axis=1))


def merec(scores: Array) -> Array:
    """By how much the units' performance changes without the indicator; scores above 0."""
    n = scores.shape[1]
    logs = np.abs(np.log(scores.min(axis=0) / scores))
    whole = logs.sum(axis=1, keepdims=True)
    performance = np.log1p(whole / n)
    without = np.log1p((whole - logs) / n)
    return _shares(np.abs(without - performance).sum(axis=0))


def pca(scores: Array) -> Array:
    """By their squared loading on the rotated component that they belong to most."""
    weights = np.zeros(scores.shape[1])
    varying = scores.std(axis=0) > 0
    if varying.any():
        weights[varying] = (loadings(scores[:, varying]) ** 2).max(axis=1)
    return _shares(weights)


def loadings(scores: Array) -> Array:
    """Varimax-rotated loadings (indicator, component), of indicators that vary.

    The components kept explain more than `LEAST_EXPLAINED` each; one at least.
    """
    from statsmodels.multivariate.factor_rotation import rotate_factors

    values, vectors = np.linalg.eigh(np.atleast_2d(np.corrcoef(scores.T)))
    kept = np.flatnonzero(values > LEAST_EXPLAINED * len(values))[::-1]
    kept = kept if len(kept) else np.array([len(values) - 1])
    plain = vectors[:, kept] * np.sqrt(values[kept])
    if len(kept) == 1:
        return plain
    with np.errstate(divide="ignore"):  # it notes the log of its gradient: 0 where it is done
        return rotate_factors(plain, "varimax")[0]


METHODS = {
    "equal": equal,
    "standard_deviation": standard_deviation,
    "entropy": entropy,
    "critic": critic,
    "merec": merec,
    "pca": pca,
}
"""Name → function."""


def _shares(weights: Array) -> Array:
    total = weights.sum()
    return weights / total if total > 0 else np.full(len(weights), 1 / len(weights))
