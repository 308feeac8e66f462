"""Faults planted in typed rows, with the list that says where: what checks must find."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.tables import Table


@dataclass(frozen=True)
class Fault:
    """A reporter's error: its name, the column it spoils, and what is reported for some rows.

    `where` says which rows can have it; None for all.
    """

    name: str
    column: str
    wrong: Callable[[pd.DataFrame], pd.Series]
    where: Callable[[pd.DataFrame], pd.Series] | None = None


def plant(
    rng: np.random.Generator, declared: Table, rows: pd.DataFrame, faults: list[Fault], each: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows with faults planted, at most one in a row, and the list of them.

    Parameters
    ----------
    rng
        Chooses the rows.
    declared
        The table of the rows.
    rows
        Typed rows.
    faults
        What to plant.
    each
        In how many rows each is planted, fewer where not so many can have it.

    Returns
    -------
    rows, list
        The list has one row a fault: table, key (the row's key columns joined by /), column,
        fault, true_value, reported_value.
    """
    frame = rows.reset_index(drop=True)
    free = pd.Series(True, index=frame.index)
    notes = []
    for fault in faults:
        able = frame.index[free & fault.where(frame)] if fault.where else frame.index[free]
        chosen = rng.choice(able, min(each, len(able)), replace=False)
        spoiled = frame.loc[chosen]
        reported = fault.wrong(spoiled)
        parts = spoiled[[*declared.key]].astype(str).fillna("").to_numpy()
        notes.append(
            pd.DataFrame(
                {
                    "table": declared.name,
                    "key": ["/".join(row) for row in parts],
                    "column": fault.column,
                    "fault": fault.name,
                    "true_value": spoiled[fault.column],
                    "reported_value": reported,
                }
            )
        )
        frame.loc[chosen, fault.column] = reported
        free[chosen] = False
    return frame, pd.concat(notes, ignore_index=True)
