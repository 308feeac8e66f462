"""Positions within cells, reproducible: the order of the rows never decides."""

import numpy as np
import pandas as pd


def positions(codes: np.ndarray, keys: list[np.ndarray], uscc: pd.Series) -> np.ndarray:
    """Position of each row in its cell, 0 for the first.

    Rows are ordered by ``keys``, the first key first and high values first, NaN last; what is
    still equal is ordered by credit code.
    """
    if len(codes) and codes.max() < 2**16:
        codes = codes.astype(np.uint16)  # sixteen bits are sorted by radix, in linear time
    falling = [np.where(np.isnan(key), np.inf, -key) for key in keys]
    order = np.lexsort((*reversed(falling), codes))
    equal = np.ones(max(len(order) - 1, 0), dtype=bool)
    for key in (codes, *falling):
        equal &= key[order[1:]] == key[order[:-1]]
    if equal.any():  # credit codes are compared only where they decide: sorting text is slow
        tied = np.zeros(len(order), dtype=bool)
        tied[order[1:][equal]] = tied[order[:-1][equal]] = True
        by_code = np.zeros(len(order))
        by_code[tied] = uscc[tied].rank(method="first").to_numpy()
        order = np.lexsort((by_code, *reversed(falling), codes))
    position = np.empty(len(order), dtype=np.int64)
    position[order] = np.arange(len(order)) - _starts(codes)[codes[order]]
    return position


def _starts(codes: np.ndarray) -> np.ndarray:
    counts = np.bincount(codes, minlength=1)
    return np.concatenate(([0], np.cumsum(counts)[:-1]))
