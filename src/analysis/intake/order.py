"""Days and amounts of one row in their order: closed before opened, paid above the award.

It warns: which of the two is wrong, the analyst asks who filled it in.
"""

import numpy as np
import pandas as pd

from analysis.intake.faults import CellError, Fault
from analysis.intake.readings import Reading


def out_of_order(reading: Reading) -> list[Fault]:
    """Return a warning for each cell that is before, or below, the one that it must not be."""
    faults = []
    for first, second in reading.declared.order:
        for row in np.flatnonzero(reading.frame[second] < reading.frame[first]).tolist():
            error, value = _error(reading, row, first), _day(reading, row, second)
            faults.append(reading.fault(row, second, error, value, severity="warning"))
    return faults


def _error(reading: Reading, row: int, first: str) -> CellError:
    about = reading.declared.metadata(first)
    least = _day(reading, row, first)
    dated = least is not None
    least = least if dated else reading.shown(row, first)
    return CellError(
        "out_of_order",
        f"{'早' if dated else '小'}于{about['zh']}",
        f"{'before' if dated else 'below'} “{about['en']}”",
        (f"不{'早' if dated else '小'}于{least}", f"not {'before' if dated else 'below'} {least}"),
    )


def _day(reading: Reading, row: int, column: str) -> str | None:
    """A date as text; None of what is no date, which is shown in the file's unit."""
    value = reading.frame[column].iloc[row]
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else None
