"""No withheld count is found by whoever solves for it."""

from itertools import product

import numpy as np
import pytest

from analysis.disclosure.exchange import hide_counts

#: A, B, C last year (rows) to A, B, C this year: unchanged 0, down 1, up 2.
KINDS = np.array([[0, 1, 1], [2, 0, 1], [2, 2, 0]])


def solutions(counts, masked, kinds):
    """Every matrix that fits what is published: shown cells, sums of rows, columns and kinds."""
    lines = []
    for row, hidden in zip(counts, masked, strict=True):
        values = [range(row.sum() + 1) if h else [n] for n, h in zip(row, hidden, strict=True)]
        lines.append([line for line in product(*values) if sum(line) == row.sum()])
    tables = np.array(list(product(*lines)))
    fits = (tables.sum(axis=1) == counts.sum(axis=0)).all(axis=1)
    for kind in np.unique(kinds):
        fits &= tables[:, kinds == kind].sum(axis=1) == counts[kinds == kind].sum()
    return tables[fits]


def test_a_single_one_is_given_away_by_its_row_and_then_hidden():
    counts = np.array([[4, 1, 3], [3, 5, 3], [4, 3, 5]])
    alone = counts < 3
    assert len(solutions(counts, alone, KINDS)) == 1  # 8 − 4 − 3 = 1
    masked = hide_counts(counts, KINDS, 3)
    fitting = solutions(counts, masked, KINDS)
    assert (np.ptp(fitting[:, masked], axis=0) > 0).all()


def test_nothing_small_is_nothing_withheld():
    assert not hide_counts(np.full((3, 3), 3), KINDS, 3).any()


@pytest.mark.parametrize("seed", range(8))
def test_no_withheld_count_is_determined(seed):
    counts = np.random.default_rng(seed).integers(0, 4, (3, 3)) + np.eye(3, dtype=int) * 2
    masked = hide_counts(counts, KINDS, 3)
    assert masked[counts < 3].all()
    fitting = solutions(counts, masked, KINDS)
    exact = np.ptp(fitting[:, masked], axis=0) == 0
    assert not exact.any() or masked.all()
