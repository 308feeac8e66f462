"""Every raw row is accounted for: used, refused, a total, a note, or filtered out."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from analysis.intake.readings import Reading


def account(sources: Iterable[dict[str, Any]], reading: Reading | None) -> list[dict[str, Any]]:
    """Return the sources with the fate of their rows.

    `rows_in` = `rows_used` + `rows_refused` + `rows_totals` + `rows_notes` + `rows_filtered` +
    `rows_blank` are rows of the raw file; `rows` are the rows stored (a crosstab's row holds
    several); `masked` and `missing` are cells.
    """
    counted = _counted(reading) if reading is not None else {}
    nothing = {"rows": 0, "rows_used": 0, "rows_refused": 0, "masked": 0, "missing": 0}
    accounted = []
    for source in sources:
        counts = dict(counted.get(id(source), nothing))
        counts["rows_refused"] += source["rows_refused"]
        accounted.append({**source, **counts})
    return accounted


def _counted(reading: Reading) -> dict[int, dict[str, int]]:
    blocks = pd.DataFrame(
        {
            "origin": [id(block.origin) for block in reading.blocks],
            "sheet": [block.sheet for block in reading.blocks],
            "masked": [block.masked for block in reading.blocks],
            "missing": [block.missing for block in reading.blocks],
        }
    )
    sheets = blocks.groupby(["origin", "sheet"], sort=False)
    owners = sheets.head(1)["origin"].to_numpy()
    broken = reading.broken.to_numpy().any(axis=1)
    # A crosstab's row stands in several blocks of its sheet: it is one row of the file.
    place = sheets.ngroup().to_numpy()[reading.block]
    last = int(reading.line.max(initial=0)) + 1
    lines = np.unique(place * last + reading.line)
    refused = np.unique(place[broken] * last + reading.line[broken])
    counts = blocks.groupby("origin")[["masked", "missing"]].sum()
    counts["rows"] = pd.Series(owners[place[~broken]]).value_counts()
    counts["rows_refused"] = pd.Series(owners[refused // last]).value_counts()
    counts["rows_used"] = pd.Series(owners[lines // last]).value_counts()
    filled = counts.fillna(0).astype(np.int64)
    filled["rows_used"] -= filled["rows_refused"]
    return {
        int(str(origin)): {str(k): int(v) for k, v in c.items()} for origin, c in filled.iterrows()
    }
