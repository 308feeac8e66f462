"""The masks of the demo city, as they were agreed.

    python -m tests.questions.demo_masks > tests/questions/demo_masks.csv

writes them anew, after a change that is meant: one row a table, with its number of cells, of those
withheld, and the hash of which they are.
"""

import hashlib
import shutil
import sys
import tempfile
from pathlib import Path

import pandas as pd

from analysis.intake import ingest
from analysis.results.answers import answers, withheld
from analysis.results.key import given
from analysis.tables.registry import names
from analysis.tables.store import Store

CITY = Path(__file__).parents[2] / "data" / "demo-city"


def demo_masks(folder: Path) -> pd.DataFrame:
    """Work out the masks of every question in a copy of the city; `folder` is empty."""
    city = folder / "demo-city"
    shutil.copytree(CITY, city, ignore=shutil.ignore_patterns("store"))
    ingest(city)
    store = Store(city / "store")
    period, rows = store.city().period, []
    for name in names():
        found = answers(store, name, period)
        for table, cells in withheld(given(store, name, period), found).items():
            ordered = cells.sort_values([*cells.columns], ignore_index=True)
            text = ordered.to_csv(index=False, lineterminator="\n")
            digest = hashlib.sha256(text.encode()).hexdigest()[:16]
            rows.append((name, table, len(cells), int(cells["masked"].sum()), digest))
    return pd.DataFrame(rows, columns=["question", "table", "cells", "withheld", "hash"])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        demo_masks(Path(place)).to_csv(sys.stdout, index=False, lineterminator="\n")
