"""Weights from the data themselves, each adding up to 1.

They say how indicators vary, not how much they matter: beside a scheme's weights they are a
check of robustness, not a replacement.
"""

import numpy as np
import pandas as pd

from analysis.errors import DataError


def equal_weights(table: pd.DataFrame) -> pd.Series:
    """1/k each."""
    return pd.Series(1 / table.shape[1], index=table.columns)


def entropy_weights(table: pd.DataFrame) -> pd.Series:
    """(1 − e_j)/Σ(1 − e), with e_j = −Σ p ln p / ln n and p = x/Σx; 0·ln 0 is 0.

    Shannon's entropy: an indicator that is alike everywhere tells nothing and weighs nothing.
    Raises DataError for negative values, which have no shares.
    """
    x = _complete(table)
    if (x < 0).any():
        raise DataError("熵权法不接受负值", "entropy weights need values that are not negative")
    p = x / x.sum(axis=0)
    logs = np.log(p, out=np.zeros_like(p), where=p > 0)
    divergence = 1 + (p * logs).sum(axis=0) / np.log(len(x))
    return pd.Series(divergence / divergence.sum(), index=table.columns)


def critic_weights(table: pd.DataFrame) -> pd.Series:
    """C_j/ΣC, with C_j = σ_j · Σ_k (1 − r_jk): contrast times conflict.

    ``table`` is normalised to [0, 1] with directions turned; σ has n − 1 below. Diakoulaki,
    Mavrotas and Papayannakis (1995), *Computers & Operations Research* 22(7), 763–770.
    """
    x = _complete(table)
    conflict = (1 - np.corrcoef(x, rowvar=False)).sum(axis=0)
    information = x.std(axis=0, ddof=1) * conflict
    return pd.Series(information / information.sum(), index=table.columns)


def pca_weights(table: pd.DataFrame, factors: int | None = None) -> pd.Series:
    """Squared loadings of the rotated factors, as the handbook does it (chapter 6.1).

    The first ``factors`` principal components are kept, or those with an eigenvalue of the
    correlation matrix above 1, and rotated (varimax).
    Each indicator takes its largest squared loading: as a share of its factor's variance, times
    the factor's share of the variance of all kept, the factor's variance cancels.
    """
    x = _complete(table)
    values, vectors = np.linalg.eigh(np.corrcoef(x, rowvar=False))
    values, vectors = values[::-1], vectors[:, ::-1]
    kept = values > 1 if factors is None else np.arange(len(values)) < factors
    if not kept.any():
        raise DataError("指标互不相关，没有主成分", "the indicators are uncorrelated: no component")
    loadings = _varimax(vectors[:, kept] * np.sqrt(values[kept]))
    squared = loadings**2
    belongs = squared.argmax(axis=1)
    each = np.arange(len(squared))
    weight = squared[each, belongs]
    return pd.Series(weight / weight.sum(), index=table.columns)


def _varimax(loadings: np.ndarray, rounds: int = 200, tolerance: float = 1e-10) -> np.ndarray:
    """Orthogonal rotation that maximises the variance of the squared loadings (Kaiser 1958)."""
    p, k = loadings.shape
    rotation, before = np.eye(k), 0.0
    for _ in range(rounds):
        rotated = loadings @ rotation
        gradient = loadings.T @ (rotated**3 - rotated * (rotated**2).sum(axis=0) / p)
        u, s, v = np.linalg.svd(gradient)
        rotation = u @ v
        if s.sum() < before * (1 + tolerance):
            break
        before = s.sum()
    return loadings @ rotation


def _complete(table: pd.DataFrame) -> np.ndarray:
    x = table.to_numpy(dtype=float)
    if np.isnan(x).any():
        rows = int(np.isnan(x).any(axis=1).sum())
        raise DataError(
            f"有 {rows} 行缺值，先补齐再定权", f"{rows} rows have gaps; fill them first"
        )
    return x
