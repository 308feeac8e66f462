"""Everything that is read into one table: its feeds joined, checked and typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.intake.accounting import account
from analysis.intake.faults import Fault
from analysis.intake.feeds import read_feed
from analysis.intake.names import Names
from analysis.intake.plausibility import plausible
from analysis.intake.readings import join
from analysis.intake.register import compare_register, missing_reporters
from analysis.intake.totals import compare_totals
from analysis.intake.validity import ranges, required, unique_keys
from analysis.tables.city import Feed


@dataclass(frozen=True)
class Checked:
    """A table read from raw files.

    `table` holds the rows without an error (None if no file gave any row), `codes` every credit
    code that was read.
    """

    table: pd.DataFrame | None = None
    faults: list[Fault] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    codes: pd.Series | None = None


def check_table(
    feeds: Sequence[Feed], raw: Path, names: Names, register: pd.Series | None
) -> Checked:
    """Read and check the feeds of one table.

    Parameters
    ----------
    feeds
        All feeds of the table.
    raw
        The folder of raw files.
    names
        Counties and industries.
    register
        The credit codes of the register; None if the city has none, or this is the register.
    """
    feds = [read_feed(raw, feed, names) for feed in feeds]
    faults = [fault for fed in feds for fault in fed.faults]
    sources = [source for fed in feds for source in fed.sources]
    readings = [fed.reading for fed in feds if fed.reading is not None]
    if not readings:
        return Checked(None, faults, account(sources, []))
    whole = join(readings)
    faults += required(whole) + ranges(whole) + unique_keys(whole) + compare_totals(whole, names)
    accepted = whole.accepted()
    faults += plausible(accepted) + missing_reporters(accepted)
    faults += compare_register(accepted, register)
    frame = whole.declared.schema.coerce_dtype(accepted.frame)[list(whole.declared.columns)]
    return Checked(frame, faults, account(sources, [whole]), whole.frame.get("uscc"))
