"""What the cells of a release tell together with everything released before."""

import re

import pandas as pd

from analysis.disclosure.adding_up import exposed, sums_of
from analysis.disclosure.ledger import NAMED, key_columns

TOTALS = {"county_code": "city", "industry_code": "total"}
"""Key columns and the value that stands for the sum over them."""
NO_SUM = re.compile(
    r"_(?:pct|pp|sd)$|_per_|^(?:lo|hi)\d|index|rank|share|ratio|median|mean|probability|growth"
)
"""Measures that do not add up."""


def told(cells: pd.DataFrame, frozen: pd.DataFrame) -> list[str]:
    """Return the masked cells that the shown ones give away, as findings.

    Parameters
    ----------
    cells
        What is to be released, `ledger.CELLS`; those that all see are looked at.
    frozen
        What all know already, `ledger.CELLS`: where it was shown, it is known now too.
    """
    known = frozen.loc[~frozen["masked"], [*NAMED, "value"]]
    seen = cells[cells["reader"] == ""].merge(known, on=NAMED, how="left", suffixes=("", "_known"))
    found = []
    for (table, measure), rows in seen.groupby(["table", "measure"]):
        if rows["masked"].any() and not NO_SUM.search(str(measure)):
            own = rows.reset_index(drop=True)
            found += [f"cell worked out: {table} {key}{measure}" for key in _told(own)]
    return found


def _told(rows: pd.DataFrame) -> list[str]:
    keys = key_columns(rows["key"])
    totals = {name: whole for name, whole in TOTALS.items() if name in keys}
    values = rows["value"].where(~rows["masked"], rows["value_known"])
    counts = bool((values.dropna() % 1 == 0).all())
    sums = sums_of(keys, [*keys], totals)
    given = exposed(values.to_numpy("float64"), sums)
    # Where a sum itself is shown to be nothing, its parts are no secret.
    nothing = {part for line in sums if values[line.total] == 0 for part in line.parts}
    return [
        str(rows["key"][cell])
        for cell, value in given.items()
        if rows["masked"][cell] and cell not in nothing and not (counts and round(value) == 0)
    ]
