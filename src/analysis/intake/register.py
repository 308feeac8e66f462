"""Enterprises that report but stand in no register."""

from collections.abc import Mapping

import numpy as np

from analysis.intake.faults import CellError, Fault
from analysis.intake.readings import Reading

NOT_REGISTERED = CellError(
    "not_in_register",
    "企业不在企业名录中",
    "the enterprise is not in the register",
    ("企业名录中的信用代码", "a credit code of the register"),
)


def compare_register(readings: Mapping[str, Reading]) -> list[Fault]:
    """Warn about each credit code of the other tables that the register lacks, once a table."""
    if "enterprises" not in readings:
        return []
    known = readings["enterprises"].frame["uscc"]
    faults = []
    for name, reading in readings.items():
        if name == "enterprises" or "uscc" not in reading.frame:
            continue
        codes = reading.frame["uscc"]
        strange = codes.notna() & ~codes.isin(known) & ~codes.duplicated()
        faults += [
            reading.fault(int(row), "uscc", NOT_REGISTERED, severity="warning")
            for row in np.flatnonzero(strange)
        ]
    return faults
