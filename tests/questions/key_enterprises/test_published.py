"""Published reports of real cities: what they print follows from the figures that they print."""

import pandas as pd
import pytest

from analysis.rates import contributions


def test_an_own_plant_that_leaves_the_figure_pulls_like_one_that_falls():
    """Guangyuan: 20 million kWh of waste heat a month pull −7.34 points, a smelter −10.36.

    What the month of last year was follows from the first pull: 272.5 million; so does the fall of
    the smelter, 28.2 million. Both are pulls on one total and add up.
    """
    whole = 2000 / 0.0734
    rows = pd.DataFrame(
        {"now": [4000.0, 1000.0, whole - 9823], "before": [6000.0, 3823.0, whole - 9823]},
        index=["cement", "smelter", "others"],
    )
    pulls = contributions(rows, "now", "before")["pull_pp"]
    assert pulls.round(2).tolist() == [-7.34, -10.36, 0]
    growth = 100 * (rows["now"].sum() / rows["before"].sum() - 1)
    assert pulls.sum() == pytest.approx(growth)
    assert growth == pytest.approx(-17.70, abs=0.005)
