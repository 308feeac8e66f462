"""The masks of the demo city, as they were agreed.

    python -m tests.questions.demo_masks

writes them anew, after a change that is meant, each question's into `masks.csv` of its tests: one
row a table, with its number of cells, of those withheld, and the hash of which they are.
"""

import hashlib
import shutil
import tempfile
from pathlib import Path

import pandas as pd

from analysis.intake import ingest
from analysis.results.answers import answers, withheld
from analysis.results.key import given
from analysis.tables.registry import names
from analysis.tables.store import Store

CITY = Path(__file__).parents[2] / "data" / "demo-city"
AGREED = Path(__file__).parent


def demo_masks(folder: Path) -> dict[str, pd.DataFrame]:
    """Work out each question's masks in a copy of the city; `folder` is empty."""
    city = folder / "demo-city"
    shutil.copytree(CITY, city, ignore=shutil.ignore_patterns("store"))
    ingest(city)
    store = Store(city / "store")
    period, masks = store.city().period, {}
    for name in names():
        rows = []
        found = answers(store, name, period)
        for table, cells in withheld(given(store, name, period), found).items():
            ordered = cells.sort_values([*cells.columns], ignore_index=True)
            text = ordered.to_csv(index=False, lineterminator="\n")
            digest = hashlib.sha256(text.encode()).hexdigest()[:16]
            rows.append((table, len(cells), int(cells["masked"].sum()), digest))
        if rows:
            masks[name] = pd.DataFrame(rows, columns=["table", "cells", "withheld", "hash"])
    return masks


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for question, rows in demo_masks(Path(place)).items():
            (AGREED / question).mkdir(exist_ok=True)
            rows.to_csv(AGREED / question / "masks.csv", index=False, lineterminator="\n")
