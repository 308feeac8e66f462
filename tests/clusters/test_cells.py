"""Tables to arrays and back."""

import numpy as np
import pandas as pd
import pytest

from analysis.clusters.cells import cells
from analysis.errors import DataError

ROWS = pd.DataFrame(
    {
        "period": ["2022-11", "2022-11", "2022-11"],
        "county_code": ["B", "A", "A"],
        "industry_code": ["13", "13", "17"],
        "output": [3.0, 1.0, 2.0],
    }
)


def test_there_and_back():
    grid = cells(ROWS)
    dense = grid.array(ROWS["output"])
    np.testing.assert_array_equal(dense[0], [[1, 2], [3, np.nan]])
    back = grid.rows({"output": dense})
    pd.testing.assert_frame_equal(
        back, ROWS.sort_values(["county_code", "industry_code"]).reset_index(drop=True)
    )


def test_codes_may_be_categories():
    grid = cells(ROWS.astype({"county_code": "category", "industry_code": "category"}))
    assert list(grid.counties) == ["A", "B"]
    np.testing.assert_array_equal(grid.array(ROWS["output"])[0], [[1, 2], [3, np.nan]])


def test_a_county_counted_twice_is_refused_by_name():
    twice = pd.concat([ROWS, ROWS.iloc[[0]]])
    with pytest.raises(DataError, match=r"重复计入.*'county_code': 'B'.*\n1 county"):
        cells(twice)
