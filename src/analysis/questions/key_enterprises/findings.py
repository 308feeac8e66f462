"""What in the daily reports cannot be so, or must be asked: one row an enterprise and kind."""

import pandas as pd

from analysis.questions.key_enterprises.elasticity import UNUSUAL_Z
from analysis.registers import on_list
from analysis.registers.daily_use import BASELINE, USE, sharers
from analysis.tables.key_enterprises import WORKING
from analysis.tables.origins import ORIGIN


def findings(reports: pd.DataFrame, register: pd.DataFrame, lists: pd.DataFrame) -> pd.DataFrame:
    """Return `finding`, `uscc`, `name`, `county_code`, `first_on`, `days`, `meter`.

    Parameters
    ----------
    reports
        Rows of `enterprise_day` by day, with `ORIGIN`: that of the first day is kept.
    register
        The register, with `uscc`, `name`, `county_code`.
    lists
        The dated lists: a report is held against the one in force on its day.
    """
    known = reports["uscc"].isin(register["uscc"])
    masks = {
        "not_in_register": ~known,
        "not_listed": known & ~on_list(reports, lists).fillna(True).astype(bool),
        "shared_meter": sharers(reports) > 1,
        "negative_reading": reports[USE] < 0,
        "blank_reading": reports[USE].isna(),
        "zero_at_work": (reports[USE] == 0) & reports["state"].isin(WORKING),
        "zero_without_state": (reports[USE] == 0) & reports["state"].isna(),
        "stopped_with_power": reports["state"].eq("stopped")
        & (reports[USE] > 0.5 * reports[BASELINE]),
        "on_duty_over_due": reports["on_duty_persons"] > reports["employees_persons"],
    }
    rows = pd.concat([reports[mask].assign(finding=name) for name, mask in masks.items()])
    found = rows.groupby(["finding", "uscc"], as_index=False, sort=False).agg(
        first_on=("date", "min"),
        days=("date", "nunique"),
        meter=("meter", "first"),
        **{ORIGIN: (ORIGIN, "first")},
    )
    return found.merge(register[["uscc", "name", "county_code"]], on="uscc", how="left")


def off_output(rows: pd.DataFrame) -> pd.DataFrame:
    """Return, in the columns of `findings`, whose electricity does not fit its output: see `z`.

    `rows` are the listed enterprises, with the `ORIGIN` of their monthly report; of no single day.
    """
    found = rows[rows["z"].abs() > UNUSUAL_Z]
    return found.assign(finding="electricity_off_output", first_on=pd.NaT, days=None, meter=None)
