import numpy as np
import pandas as pd
import pytest

from analysis.sample.planting import Fault, plant
from analysis.tables import TABLES

EVENTS = TABLES["roster_events"]
FAULTS = [
    Fault("later", "period", lambda rows: rows["period"].str.replace("2021", "2022")),
    Fault("moved", "county_code", lambda rows: rows["county_code"] + "0", lambda r: r["moves"]),
]


@pytest.fixture
def rows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "uscc": [f"U{number}" for number in range(10)],
            "event": "stopped",
            "period": "2021-03",
            "county_code": "139901",
            "moves": [True] * 2 + [False] * 8,
        }
    )


def test_what_is_listed_is_what_differs(rows):
    wrong, notes = plant(np.random.default_rng(1), EVENTS, rows, FAULTS, each=4)
    for note in notes.itertuples():
        uscc, event, period = note.key.split("/")
        place = rows.index[rows["uscc"] == uscc][0]
        assert (event, period) == ("stopped", "2021-03")  # the true key
        assert rows.loc[place, note.column] == note.true_value != note.reported_value
        assert wrong.loc[place, note.column] == note.reported_value
    assert (wrong != rows).to_numpy().sum() == len(notes)
    assert notes["key"].is_unique
    assert notes["table"].unique().tolist() == ["roster_events"]


def test_only_rows_that_can_have_a_fault_get_it(rows):
    _, notes = plant(np.random.default_rng(1), EVENTS, rows, FAULTS[1:], each=4)
    assert sorted(notes["key"].str[:2]) == ["U0", "U1"]
