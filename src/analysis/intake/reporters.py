"""Enterprises that report but stand in no register, and those that stop reporting."""

from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.errors import how_many
from analysis.intake.faults import CellError, Fault, of_file
from analysis.intake.plausibility import newest
from analysis.intake.readings import Reading

MAX_SILENT = 0.02
NOT_REGISTERED = CellError(
    "not_in_register",
    "企业不在企业名录中",
    "the enterprise is not in the register",
    ("企业名录中的信用代码", "a credit code of the register"),
)


def compare_register(reading: Reading, register: pd.Index | None) -> list[Fault]:
    """Warn once about each credit code of a table that the register lacks."""
    if register is None or "uscc" not in reading.frame:
        return []
    codes = reading.frame["uscc"]
    strange = codes.notna() & ~codes.isin(register) & ~codes.duplicated()
    return [
        reading.fault(int(row), "uscc", NOT_REGISTERED, severity="warning")
        for row in np.flatnonzero(strange)
    ]


def missing_reporters(reading: Reading) -> list[Fault]:
    """Warn of each period that lacks enterprises which carried over 2 % of the month before.

    The share is of the cumulative figure of the period before; January starts a new list, so
    years are not compared.
    """
    declared = reading.declared
    if declared.key != ("uscc", "period") or not declared.cumulative or reading.frame.empty:
        return []
    column = declared.cumulative[0][0]
    reading = newest(reading)
    reports = pd.DataFrame(
        {
            "uscc": reading.frame["uscc"].cat.codes,
            "period": reading.frame["period"],
            column: reading.frame[column],
            "vintage": reading.frame["vintage"].cat.codes,
            "block": reading.block,
        }
    ).sort_values("vintage", kind="stable")
    by_period = dict(list(reports.groupby("period")))
    faults = []
    for before, now in pairwise(by_period):
        if before[:4] != now[:4]:
            continue
        gone = ~by_period[before]["uscc"].isin(by_period[now]["uscc"])
        share = by_period[before].loc[gone, column].sum() / by_period[before][column].sum()
        if share > MAX_SILENT:
            block = reading.blocks[int(by_period[now]["block"].iloc[0])]
            error = CellError(
                "missing_reporters",
                f"{now}：上一期报送的{gone.sum()}家企业本期未报，占上一期的{share:.1%}",
                f"{now}: {how_many(gone.sum(), 'enterprise')} of the period before not reporting,"
                f" {share:.1%} of its figure",
            )
            faults.append(of_file(block.file, error, block.sheet, severity="warning"))
    return faults
