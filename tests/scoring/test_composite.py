import numpy as np
import pandas as pd

from analysis.scoring.composite import best, minmax, rank, zscore

TABLE = pd.DataFrame({"more": [1.0, 2, 4, 5], "less": [8.0, 4, 2, 1]}, index=list("wxyz"))


def test_minmax_turns_the_direction():
    got = minmax(TABLE, np.array([1, -1]))
    np.testing.assert_allclose(got["more"], [0, 0.25, 0.75, 1])
    np.testing.assert_allclose(got["less"], [0, 4 / 7, 6 / 7, 1])


def test_a_column_without_spread_is_one_and_a_gap_stays():
    got = minmax(pd.DataFrame({"a": [3.0, np.nan, 3]}), np.array([1]))["a"]
    assert got[0] == got[2] == 1 and np.isnan(got[1])


def test_a_distance_from_the_mean_is_in_standard_deviations():
    got = zscore(TABLE.assign(same=3.0), np.array([1, -1, 1]))
    np.testing.assert_allclose(got["more"], np.array([-2, -1, 1, 2]) / np.sqrt(2.5))
    assert got["less"].iloc[0] == got["less"].min() and (got["same"] == 0).all()


def test_a_rank_is_the_share_of_the_others_that_are_not_better():
    got = rank(pd.DataFrame({"a": [1.0, 2, 2, np.nan, 5]}), np.array([1]))["a"]
    np.testing.assert_allclose(got, [0, 0.5, 0.5, np.nan, 1])
    assert rank(pd.DataFrame({"a": [7.0]}), np.array([1]))["a"].item() == 1


def test_a_share_of_the_best_of_less_is_the_bests_share():
    got = best(TABLE, np.array([1, -1]))
    np.testing.assert_allclose(got["more"], [0.2, 0.4, 0.8, 1])
    np.testing.assert_allclose(got["less"], [1 / 8, 1 / 4, 1 / 2, 1])
