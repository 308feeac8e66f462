"""Which further cells must be withheld so that no single one is found by subtraction?

In a table of two directions with totals, a withheld cell that stands alone in its row or column
is the total less the others. Companions are withheld until none stands alone; the smallest are
taken first. This stops plain subtraction; intervals and several linked tables are judged by the
joint suppression over all counties.
"""

import pandas as pd


def hide(cells: pd.DataFrame, row: str, column: str, size: str) -> pd.DataFrame:
    """Add `masked`: the unsafe cells and their companions.

    Parameters
    ----------
    cells
        One row a cell: `row`, `column`, `unsafe` and `size` (what a companion costs).
    row, column
        The two directions whose totals are published (county and industry).

    Returns
    -------
    DataFrame
        `cells` with the boolean column `masked`; in every row and every column the number of
        masked cells is 0 or at least 2, unless the line has one cell only.
    """
    by_size = cells.sort_values([size, row, column], kind="stable")
    masked = by_size["unsafe"].copy()
    changed = True
    while changed:
        changed = False
        for line, other in ((row, column), (column, row)):
            alone = masked.groupby(by_size[line]).transform("sum") == 1
            candidates = by_size[alone & ~masked]
            if candidates.empty:
                continue
            # Prefer a cell whose other line already has a masked cell: it costs no third one.
            shared = masked.groupby(by_size[other]).transform("sum")[candidates.index] > 0
            chosen = (
                candidates.assign(shared=~shared)
                .sort_values(["shared", size], kind="stable")
                .drop_duplicates(line)
                .index
            )
            masked.loc[chosen] = True
            changed = True
    return cells.assign(masked=masked.reindex(cells.index))
