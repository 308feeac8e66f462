"""Which further cells must be withheld so that no single one is found by subtraction?

In a table with totals, what is withheld in a line is known together: the total less what is shown.
A withheld cell that stands alone in its line is thereby known, and several are as good as known
when one enterprise rules their sum. Companions are withheld, the smallest first, until what each
line withholds tells nothing, or the whole line is withheld. This stops plain subtraction;
intervals and several linked tables are judged by the joint suppression over all counties.
"""

from collections.abc import Callable, Collection, Sequence

import pandas as pd

from analysis.disclosure.primary import unsafe_cells
from analysis.tables.city import DisclosureRules

Telling = Callable[[pd.DataFrame], Collection[int]]
"""From the withheld cells, with `line`, to the lines in which they tell."""


def hide(
    cells: pd.DataFrame,
    keys: Sequence[str],
    lines: Sequence[Sequence[str]],
    telling: Telling,
) -> pd.DataFrame:
    """Add `masked`: the unsafe cells and their companions.

    Parameters
    ----------
    cells
        One row a cell: the columns of `keys` and `lines`, `unsafe` and `size` (what a companion
        costs).
    keys
        The columns that name a cell; they settle ties.
    lines
        The sums that are known, each by its columns: cells alike in them make a line.
    telling
        Which lines tell; `alone`, `ruled` or `exhausted`.

    Returns
    -------
    DataFrame
        `cells` with the boolean column `masked`.
    """
    ordered = cells.sort_values(["size", *keys], kind="stable")
    masked = ordered["unsafe"].copy()
    numbers = [_numbers(ordered, line) for line in lines]
    changed = True
    while changed:
        changed = False
        for place, number in enumerate(numbers):
            found = telling(ordered[masked].assign(line=number[masked]))
            candidates = ordered[number.isin(found) & ~masked]
            if candidates.empty:
                continue
            # Prefer a cell whose other line already has a masked cell: it costs no third one.
            apart = pd.Series(True, index=candidates.index)
            for other in numbers[:place] + numbers[place + 1 :]:
                apart &= ~masked.groupby(other).transform("any")[candidates.index]
            chosen = (
                candidates.assign(apart=apart, line=number)
                .sort_values(["apart", "size"], kind="stable")
                .drop_duplicates("line")
                .index
            )
            masked.loc[chosen] = True
            changed = True
    return cells.assign(masked=masked.reindex(cells.index))


def alone(withheld: pd.DataFrame) -> list[int]:
    """The lines with one withheld cell."""
    size = withheld.groupby("line").size()
    return size.index[size == 1].tolist()


def ruled(contributions: pd.DataFrame, keys: Sequence[str], rules: DisclosureRules) -> Telling:
    """Lines also tell whose withheld cells, taken together, tell about one enterprise.

    `contributions` are the enterprises in the cells: `keys`, `unit`, `measure`, `value`.
    """

    own = contributions[[*keys, "unit", "measure", "value"]]

    def telling(withheld: pd.DataFrame) -> set[int]:
        together = own.merge(withheld[[*keys, "line"]], on=[*keys])
        if together.empty:
            return set()
        judged = unsafe_cells(together, ["line"], rules)
        return {*alone(withheld), *judged.loc[judged["unsafe"], "line"]}

    return telling


def exhausted(rules: DisclosureRules) -> Telling:
    """Of counts: lines tell whose withheld cells are as many as they could be, or one alone.

    Where all are empty, nobody is told of.
    """

    def telling(withheld: pd.DataFrame) -> list[int]:
        lines = withheld.groupby("line")["size"].agg(["sum", "size"])
        most = (rules.minimum_units - 1) * lines["size"]
        told = (lines["sum"] > 0) & ((lines["size"] == 1) | (lines["sum"] == most))
        return told.index[told].tolist()

    return telling


def _numbers(cells: pd.DataFrame, line: Sequence[str]) -> pd.Series:
    """The number of each cell's line; without columns all cells are in one."""
    if not line:
        return pd.Series(0, index=cells.index)
    return cells.groupby([*line], sort=False, dropna=False).ngroup()
