"""A published bulletin of sampling tubes: persons served are tubes times the size of a pool."""

import pandas as pd
import pytest

from analysis.registers import tally

TUBES = {20: 49.32, 10: 56.0, 5: 16.27, 1: 19.76}
"""Size of the pool → tubes, in ten thousand."""


def test_the_tubes_and_the_persons_they_serve_add_up_as_published():
    rows = pd.DataFrame({"pool": [*TUBES], "quantity": [*TUBES.values()], "unit": "万支"})
    rows = rows.assign(persons=rows["quantity"] * rows["pool"])
    assert tally(rows, ())["quantity"].item() == pytest.approx(141.35)
    assert tally(rows, (), "persons")["persons"].item() == pytest.approx(1647.51)
