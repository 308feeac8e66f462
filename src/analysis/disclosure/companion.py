"""Which further cells must be withheld so that no single one is found by subtraction?

In a table of two directions with totals, what is withheld in a line is known together: the total
less what is shown. A withheld cell that stands alone in its line is thereby known, and several are
as good as known when one enterprise rules their sum. Companions are withheld, the smallest first,
until in every line the withheld cells are at least two and their sum is safe, or the whole line is
withheld. This stops plain subtraction; intervals and several linked tables are judged by the joint
suppression over all counties.
"""

import pandas as pd

from analysis.disclosure.primary import unsafe_cells
from analysis.tables.city import DisclosureRules


def hide(
    cells: pd.DataFrame,
    row: str,
    column: str,
    size: str,
    contributions: pd.DataFrame | None = None,
    rules: DisclosureRules | None = None,
) -> pd.DataFrame:
    """Add `masked`: the unsafe cells and their companions.

    Parameters
    ----------
    cells
        One row a cell: `row`, `column`, `unsafe` and `size` (what a companion costs).
    row, column
        The two directions whose totals are published (county and industry).
    size
        The column that says how large a cell is.
    contributions, rules
        The enterprises in the cells (`row`, `column`, `unit`, `measure`, `value`) and the rules
        their sum must pass; without them only the number of withheld cells is looked at.

    Returns
    -------
    DataFrame
        `cells` with the boolean column `masked`; in every row and every column the number of
        masked cells is 0 or at least 2, unless the line has one cell only.
    """
    ordered = cells.sort_values([size, row, column], kind="stable")
    masked = ordered["unsafe"].copy()
    changed = True
    while changed:
        changed = False
        for line, other in ((row, column), (column, row)):
            open_lines = masked.groupby(ordered[line]).transform("sum") == 1
            if contributions is not None and rules is not None:
                ruled = _ruled(ordered[masked], contributions, row, column, line, rules)
                open_lines = open_lines | ordered[line].isin(ruled)
            candidates = ordered[open_lines & ~masked]
            if candidates.empty:
                continue
            # Prefer a cell whose other line already has a masked cell: it costs no third one.
            shared = masked.groupby(ordered[other]).transform("sum")[candidates.index] > 0
            chosen = (
                candidates.assign(shared=~shared)
                .sort_values(["shared", size], kind="stable")
                .drop_duplicates(line)
                .index
            )
            masked.loc[chosen] = True
            changed = True
    return cells.assign(masked=masked.reindex(cells.index))


def _ruled(
    withheld: pd.DataFrame,
    contributions: pd.DataFrame,
    row: str,
    column: str,
    line: str,
    rules: DisclosureRules,
) -> list[str]:
    """The lines in which what is withheld, taken together, tells about one enterprise."""
    together = contributions.merge(withheld[[row, column]], on=[row, column])
    if together.empty:
        return []
    judged = unsafe_cells(together, [line], rules)
    return judged.loc[judged["unsafe"], line].tolist()
