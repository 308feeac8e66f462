"""Whatever sums tell is worked out, by hand and in random tables; the rest is not."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.disclosure import adding_up
from analysis.disclosure.adding_up import Sum, exposed, sums_of

NAN = float("nan")
ROW = Sum((0, 1, 2), 3)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ([1, 2, NAN, 6], [2]),  # alone in its sum
        ([1, NAN, NAN, 6], []),
        ([1, NAN, NAN, 1], [1, 2]),  # nothing is left for them
        ([1, 2, 3, NAN], [3]),
        ([1, 2, 3, 7], []),  # nothing is withheld
        ([9, NAN, 3, 6], []),  # no such sum: more is shown than the total
        ([-9, NAN, NAN, 6], []),  # where values may be negative nothing bounds two of them
        ([-9, NAN, 3, 6], [1]),
    ],
)
def test_one_sum(values, told):
    assert [*exposed(np.array(values, float), [ROW])] == told


def test_two_sums_together_tell_what_neither_does():
    #  a b | 4      rows and columns of a 2 × 2 table
    #  c d | 6      5 5
    values = np.array([NAN, NAN, 4, NAN, 1, NAN, 5, 5])
    rows_and_columns = [Sum((0, 1), 2), Sum((3, 4), 5), Sum((0, 3), 6), Sum((1, 4), 7)]
    assert exposed(values, rows_and_columns) == pytest.approx({0: 0, 1: 4, 3: 5, 5: 6}, abs=1e-6)


def test_rounding_hides_no_more_than_it_moves():
    assert [*exposed(np.array([1.1, 2.2, NAN, 6.3]), [ROW], step=0.1)] == [2]
    assert [*exposed(np.array([1.1, NAN, NAN, 6.3]), [ROW], step=0.1)] == []
    assert [*exposed(np.array([1.1, NAN, NAN, 1.2]), [ROW], step=0.1)] == [1, 2]


def test_what_cannot_be_judged_is_exposed(monkeypatch):
    class Failed:
        status, fun = 4, None

    monkeypatch.setattr("scipy.optimize.linprog", lambda *a, **k: Failed())
    assert [*exposed(np.array([1, NAN, NAN, 6.0]), [ROW])] == [1, 2]


def test_sums_that_contradict_each_other_tell_nothing():
    assert exposed(np.array([NAN, 1, 4, 9]), [Sum((0, 1), 2), Sum((0, 1), 3)]) == {}


def test_sums_are_those_over_the_values_that_stand_for_all():
    cells = pd.DataFrame(
        {"county": ["city", "a", "b", "city", "a"], "industry": ["17", "17", "17", "18", "18"]}
    )
    found = sums_of(cells, ["county", "industry"], {"county": "city", "industry": "total"})
    assert found == [Sum((1, 2), 0), Sum((4,), 3)]


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 4), st.integers(2, 4), st.randoms(use_true_random=False))
def test_random_tables_against_their_null_space(rows, columns, random):
    """Without bounds a cell is known if no solution of the sums moves it: linear algebra alone."""
    numbers = np.array([[random.randint(1, 9) for _ in range(columns)] for _ in range(rows)], float)
    numbers[0, 0] = -5.0  # so that nothing is bounded
    whole = np.pad(numbers, ((0, 1), (0, 1)))
    whole[:-1, -1] = numbers.sum(axis=1)
    whole[-1] = whole[:-1].sum(axis=0)
    at = np.arange(whole.size).reshape(whole.shape)
    sums = [Sum(tuple(row[:-1].tolist()), int(row[-1])) for row in at]
    sums += [Sum(tuple(column[:-1].tolist()), int(column[-1])) for column in at.T]
    values = whole.ravel().copy()
    hidden = [c for c in range(1, values.size) if random.random() < 0.4]
    values[hidden] = NAN
    equations = np.zeros((len(sums), values.size))
    for number, line in enumerate(sums):
        equations[number, list(line.parts)] = 1
        equations[number, line.total] = -1
    _, sizes, basis = np.linalg.svd(equations[:, hidden])
    rank = int((sizes > adding_up.NEGLIGIBLE).sum())
    known = [c for c, moves in zip(hidden, basis[rank:].T, strict=True) if np.allclose(moves, 0)]
    told = [*exposed(values, sums)]
    assert told == known
