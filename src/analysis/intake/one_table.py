"""Everything that is read into one table: its feeds joined, checked and typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.intake.absence import absent
from analysis.intake.absent_cells import absent_cells
from analysis.intake.accounting import SheetAccount, account, account_sheets, count_rows
from analysis.intake.codes import Names
from analysis.intake.constraints import (
    known_then,
    parts_of_one,
    ranges,
    required,
    stand_in,
    unique_keys,
    without_figures,
)
from analysis.intake.faults import Fault
from analysis.intake.feeds import read_feed
from analysis.intake.headings import REGISTERS
from analysis.intake.order import out_of_order
from analysis.intake.plausibility import plausible
from analysis.intake.readings import Reading, join
from analysis.intake.reporters import compare_register, missing_reporters
from analysis.intake.totals import compare_totals
from analysis.tables import Table
from analysis.tables.city import Feed


@dataclass(frozen=True)
class Checked:
    """A table read from raw files.

    `rows` are those without an error (None if no file gave any row), `codes` every credit code
    that was read, `names` the names of a register indexed by its codes.
    """

    rows: Reading | None = None
    faults: list[Fault] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    sheets: list[SheetAccount] = field(default_factory=list)
    codes: pd.Index | None = None
    names: pd.Series | None = None


def check_table(
    feeds: Sequence[Feed], raw: Path, names: Names, declared: Table, register: pd.Index | None
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
    declared
        The table, as the city has it.
    register
        The credit codes of the register; None if the city has none, or this is the register.
    """
    feds = [read_feed(raw, feed, names, declared) for feed in feeds]
    faults = [fault for fed in feds for fault in fed.faults]
    sources = [source for fed in feds for source in fed.sources]
    sheets = [sheet for fed in feds for sheet in fed.sheets]
    readings = [reading for fed in feds for reading in fed.readings]
    if not readings:
        return Checked(None, faults, account(sources, None), account_sheets(sheets, None))
    for fed in feds:
        fed.readings.clear()
    whole = join(readings)
    readings.clear()
    stand_in(whole)
    faults += required(whole) + ranges(whole) + known_then(whole) + without_figures(whole)
    faults += parts_of_one(whole) + unique_keys(whole) + compare_totals(whole, names)
    known = names.of(whole.declared)
    faults += absent(whole, known) + absent_cells(whole, known)
    accepted = whole.accepted()
    faults += plausible(accepted) + out_of_order(accepted) + missing_reporters(accepted)
    faults += compare_register(accepted, register)
    codes = whole.frame["uscc"].cat.categories if "uscc" in whole.frame else None
    counted = count_rows(whole)
    return Checked(
        accepted,
        faults,
        account(sources, counted),
        account_sheets(sheets, counted),
        codes,
        _names(accepted),
    )


def _names(register: Reading) -> pd.Series | None:
    """Return the names of a register of enterprises or clusters, None of any other table."""
    code = register.declared.key[0]
    if REGISTERS.get(code) != register.declared.name:
        return None
    last = register.frame.drop_duplicates(code, keep="last")
    return pd.Series(last["name"].astype("str").to_numpy(), index=last[code].astype("str"))
