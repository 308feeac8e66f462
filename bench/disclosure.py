"""What it costs to choose what is withheld of a table, and how much of it is.

    python bench/disclosure.py [--rows 20] [--columns 40] [--seed 1]

A table of counties by industries with its totals is drawn, about two fifths of its cells unsafe;
nobody is told one of them: the public, each county, each enterprise alone in a cell.
"""

import argparse
import time

import numpy as np
import pandas as pd

from analysis.disclosure.problem import pose
from analysis.disclosure.suppress import suppress
from analysis.tables.disclosure_rules import DisclosureRules
from analysis.tables.spec import Spec

CELL = ("county_code", "industry_code")
SUMS = (CELL, CELL[:1], CELL[1:], ())


def drawn(rows: int, columns: int, seed: int) -> pd.DataFrame:
    """Enterprises of unequal size, as `Spec.contributions`."""
    rng = np.random.default_rng(seed)
    cells = [(f"c{c:02}", f"i{i:02}") for c in range(rows) for i in range(columns)]
    numbers = rng.poisson(4.5, len(cells))
    found = [
        (*cell, f"{'-'.join(cell)}-{k}", "output", float(rng.lognormal(3, 1)))
        for cell, number in zip(cells, numbers, strict=True)
        for k in range(number)
    ]
    return pd.DataFrame(found, columns=[*CELL, "unit", "measure", "value"])


def main() -> None:
    """Print the seconds, the cells withheld and their share of all value."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, default in (("rows", 20), ("columns", 40), ("seed", 1)):
        asked.add_argument(f"--{name}", type=int, default=default)
    given = asked.parse_args()
    city = drawn(given.rows, given.columns, given.seed)
    began, spent = time.perf_counter(), time.process_time()
    spec = Spec("output", lambda _: city, SUMS)
    posed = pose([(spec, city)], DisclosureRules())
    masked = suppress(posed.problem)
    finest = posed.published[0]
    size = finest.rows.groupby("cell")["value"].sum()
    hidden = size[masked[size.index]].sum() / size.sum()
    print(
        f"RESULT disclosure {given.rows}x{given.columns} cells={len(masked)} "
        f"primaries={int(posed.problem.unsafe.sum())} "
        f"companions={int((masked & ~posed.problem.unsafe).sum())} "
        f"attackers={len(posed.problem.knows)} value_hidden_pct={100 * hidden:.1f} "
        f"wall_s={time.perf_counter() - began:.1f} cpu_s={time.process_time() - spent:.1f}"
    )


if __name__ == "__main__":
    main()
