import numpy as np
import pandas as pd

from analysis.scoring.composite import minmax, weighted_sum

TABLE = pd.DataFrame({"more": [1.0, 2, 4, 5], "less": [8.0, 4, 2, 1]}, index=list("wxyz"))


def test_minmax_turns_the_direction():
    got = minmax(TABLE, [1, -1])
    np.testing.assert_allclose(got["more"], [0, 0.25, 0.75, 1])
    np.testing.assert_allclose(got["less"], [0, 4 / 7, 6 / 7, 1])


def test_a_column_without_spread_is_one_and_a_gap_stays():
    got = minmax(pd.DataFrame({"a": [3.0, np.nan, 3]}), [1])["a"]
    assert got[0] == got[2] == 1 and np.isnan(got[1])


def test_weights_need_not_add_up_to_one():
    table = pd.DataFrame({"a": [0.5, 0.1], "b": [0.5, 0.9]})
    np.testing.assert_allclose(weighted_sum(table, [3, 1]), [0.5, 0.3])
