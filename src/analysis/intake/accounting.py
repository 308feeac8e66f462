"""Every raw row is accounted for: used, refused, a total, a note, or filtered out."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from analysis.intake.readings import Reading


def account(sources: Iterable[dict[str, Any]], readings: Iterable[Reading]) -> list[dict[str, Any]]:
    """Return the sources with the fate of their rows.

    `rows_in` = `rows_used` + `rows_refused` + `rows_totals` + `rows_notes` + `rows_filtered` +
    `rows_blank` are rows of the raw file; `rows` are the rows stored (a crosstab's row holds
    several); `masked` and `missing` are cells.
    """
    counted: dict[int, dict[str, int]] = {}
    for reading in readings:
        for place, counts in _of_reading(reading).items():
            counted[place] = counts
    nothing = {"rows": 0, "rows_used": 0, "rows_refused": 0, "masked": 0, "missing": 0}
    accounted = []
    for source in sources:
        counts = dict(counted.get(id(source), nothing))
        counts["rows_refused"] += source["rows_refused"]
        accounted.append({**source, **counts})
    return accounted


def _of_reading(reading: Reading) -> dict[int, dict[str, int]]:
    blocks = pd.DataFrame(
        {
            "origin": [id(block.origin) for block in reading.blocks],
            "sheet": [block.sheet for block in reading.blocks],
            "masked": [block.masked for block in reading.blocks],
            "missing": [block.missing for block in reading.blocks],
        }
    )
    rows = blocks.loc[reading.block, ["origin", "sheet"]].assign(
        line=reading.line, whole=~reading.broken.to_numpy().any(axis=1)
    )
    lines = rows.groupby(["origin", "sheet", "line"], sort=False)["whole"].all()
    counts = blocks.groupby("origin")[["masked", "missing"]].sum()
    counts["rows"] = rows.groupby("origin")["whole"].sum()
    counts["rows_used"] = lines.groupby(level="origin").sum()
    counts["rows_refused"] = (~lines).groupby(level="origin").sum()
    filled = counts.fillna(0).astype(np.int64)
    return {
        int(str(origin)): {str(k): int(v) for k, v in c.items()} for origin, c in filled.iterrows()
    }
