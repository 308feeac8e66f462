"""What a published table holds beyond the enterprises' reports that judge it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.tables.dictionary import Table

if TYPE_CHECKING:
    from analysis.tables.given import Given

ROUNDED = 0.5
"""What rounding to a whole unit may take from every report, and from the published figure."""


def with_unreported(
    reported: pd.DataFrame,
    given: "Given",
    published: Table,
    cell: Sequence[str],
    figures: Sequence[str],
) -> pd.DataFrame:
    """Add, to each published cell, what the reports do not add up to.

    An enterprise that did not report may rule a cell whose reports look harmless. Only figures of
    the same period are held against each other. A cell of which nobody reports is all
    unreported; a cell that is not published, or whose published figure is missing, shows nothing
    that the reports could contradict. A table of another scope (all enterprises, reports from some
    only) does not agree anywhere, and nothing of it is told to be safe.

    Parameters
    ----------
    reported
        The period's rows, one an enterprise: `cell`, `figures` and others.
    given
        What the question is given; it may lack the published table.
    published
        The table that shows the figures: `cell`, `period`, `figures`, of one scope.
    cell
        The columns that name a cell.
    figures
        Columns of both, in one unit.

    Returns
    -------
    DataFrame
        `reported` and, for each cell that differs by more than rounding in one of the figures, a
        row without enterprise: what is published less what is reported (of a figure not
        published: 0). `unreported` marks these rows.
    """
    cell, figures = list(cell), list(figures)
    rows = reported.assign(unreported=False)
    if published not in given:
        return rows
    shown = given.read(published, columns=[*cell, "period", *figures], periods=[given.period])
    sums = shown.groupby(cell)[figures].sum(min_count=1)
    of_cell = reported.groupby(cell)
    rest = sums - of_cell[figures].sum().reindex(sums.index, fill_value=0.0)
    rounding = ROUNDED * (1 + of_cell.size().reindex(sums.index, fill_value=0))
    beyond = rest[rest.abs().gt(rounding, axis=0).any(axis=1)].fillna(0.0)
    if beyond.empty:
        return rows
    return pd.concat([rows, beyond.reset_index().assign(unreported=True)], ignore_index=True)
