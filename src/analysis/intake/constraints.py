"""Every row against the dictionary: required values, allowed ranges and lists, unique keys."""

import numpy as np
import pandas as pd

from analysis.errors import how_many
from analysis.intake.faults import CellError, Fault, of_file
from analysis.intake.readings import Reading

SLICE = 100_000  # rows checked together
COUNTED = {"count", "items", "times"}
ROUNDING = 1e-6
NOT_WHOLE = CellError(
    "not_whole",
    "不是整数，可能错列或单位不对",
    "no whole number; of another column or unit perhaps",
    ("整数", "a whole number"),
)
PLACEHOLDERS = {"flag": False, "year": 2000}
MISSING = CellError(
    "missing_value", "必填项为空", "a required value is missing", ("不可为空", "a value")
)


def stand_in(reading: Reading) -> None:
    """Write the text of another column where the dictionary says that it stands in for a code."""
    frame = reading.frame
    for column in reading.declared.columns:
        if instead := reading.declared.metadata(column).get("instead"):
            held = frame[column].astype("str")
            frame[column] = held.fillna(frame[instead].astype("str")).astype("category")


def required(reading: Reading) -> list[Fault]:
    """Name the cells that are empty where the dictionary requires a value."""
    faults = []
    for column in reading.declared.columns:
        if reading.declared.metadata(column).get("optional"):
            continue
        empty = reading.frame[column].isna().to_numpy() & ~reading.broken[column].to_numpy()
        # A column that a sheet lacks is one fault of the sheet, not one of each of its rows.
        given = np.array([column in block.sources for block in reading.blocks])[reading.block]
        faults += [
            reading.fault(int(row), column, MISSING) for row in np.flatnonzero(empty & given)
        ]
        reading.broken[column] |= empty
    return faults


def without_figures(reading: Reading) -> list[Fault]:
    """Name the sheets of a table by period whose figures are all empty, none of them withheld."""
    declared = reading.declared
    figures = [c for c in declared.columns if declared.metadata(c)["kind"] == "quantity"]
    if not figures or "period" not in declared.key:
        return []
    rows = np.bincount(reading.block, minlength=len(reading.blocks))
    faults = []
    for block, number in zip(reading.blocks, rows, strict=True):
        read = [column for column in figures if column in block.sources]
        if read and number and block.missing == number * len(read):
            error = CellError(
                "no_figures",
                f"{number}行中没有一个数",
                f"{how_many(number, 'row')} and not one figure",
                ("数字，或***", "figures, or ***"),
            )
            faults.append(of_file(block.file, error, block.sheet))
    return faults


def known_then(reading: Reading) -> list[Fault]:
    """Name the figures of a period that had not begun on the day of their version."""
    frame = reading.frame
    if not {"period", "vintage"} <= set(frame.columns):
        return []
    period, vintage = frame["period"].cat, frame["vintage"].cat
    later = np.array(
        [[month > day[:7] for day in (*vintage.categories, "9999")] for month in
         (*period.categories, "")], dtype=bool,
    )  # fmt: skip
    late = later[period.codes.to_numpy(), vintage.codes.to_numpy()]  # -1: nothing is given
    faults = [
        reading.fault(
            int(row),
            "period",
            CellError(
                "after_vintage",
                f"报告期晚于数据日期（vintage：{frame['vintage'].iloc[row]}）",
                f"the period is later than the data (vintage: {frame['vintage'].iloc[row]})",
                ("不晚于数据日期；或改正city.yaml的vintage", "not later; or mend vintage"),
            ),
        )
        for row in np.flatnonzero(late)
    ]
    reading.broken["period"] |= late
    return faults


def parts_of_one(reading: Reading) -> list[Fault]:
    """Warn of 3.5 enterprises: a figure of what is counted by ones stands in another column."""
    faults = []
    for column in reading.declared.columns:
        about = reading.declared.metadata(column)
        if about["kind"] != "quantity" or about["unit"] not in COUNTED:
            continue
        values = reading.frame[column].to_numpy(dtype=float)
        broken = np.abs(values - np.round(values)) > ROUNDING
        faults += [
            reading.fault(int(row), column, NOT_WHOLE, severity="warning")
            for row in np.flatnonzero(broken)
        ]
    return faults


def ranges(reading: Reading) -> list[Fault]:
    """Name the values that the dictionary's checks do not let pass."""
    starts = range(0, len(reading.frame), SLICE)
    return [fault for start in starts for fault in _slice(reading, start)]


def _slice(reading: Reading, start: int) -> list[Fault]:
    frame = reading.frame.iloc[start : start + SLICE].copy()
    for column in reading.declared.columns:
        kind = reading.declared.metadata(column)["kind"]
        if isinstance(frame[column].dtype, pd.CategoricalDtype):
            frame[column] = frame[column].astype("str")
        optional = reading.declared.metadata(column)["optional"]
        if kind == "flag" and optional:
            frame[column] = frame[column].astype("boolean")
        elif kind in PLACEHOLDERS:  # a fault is named already; the column's type must hold
            held = frame[column].where(frame[column].notna(), PLACEHOLDERS[kind])
            frame[column] = held.astype(bool if kind == "flag" else int)
    cases = reading.declared.failures(frame)
    cases = cases[cases["index"].notna() & (cases["check"] != "not_nullable")]
    faults = []
    for case in cases.itertuples():
        if case.column not in reading.frame or case.check == "multiple_fields_uniqueness":
            continue
        row = int(case.index)
        faults.append(reading.fault(row, case.column, _refusal(str(case.check), case.failure_case)))
        reading.broken.iloc[row, reading.broken.columns.get_loc(case.column)] = True
    return faults


def _refusal(check: str, value: object) -> CellError:
    """Return the fault of a value that one of the dictionary's checks, said in words, refuses."""
    zh, _, en = check.partition("; ")
    allowed = (zh, en or zh)
    if str(value).endswith("-01"):
        return CellError(
            "january",
            "累计报告期不能单独为1月",
            "January alone is not a cumulative period",
            allowed,
        )
    return CellError("out_of_range", "超出允许范围", "the value is not allowed", allowed)


def unique_keys(reading: Reading) -> list[Fault]:
    """Name the rows whose key stands already in the same vintage, with the first one's place.

    An optional part of a key may be empty: that is a value of its own.
    """
    key = [*reading.declared.key, *(["vintage"] if "vintage" in reading.frame else [])]
    needed = [column for column in key if not reading.declared.metadata(column).get("optional")]
    whole = reading.frame[needed].notna().all(axis=1)
    again = reading.frame[key].duplicated(keep="first") & whole
    if not again.any():
        return []
    first = reading.frame[key].duplicated(keep=False) & ~again & whole
    places = reading.frame.loc[first, key].assign(first=np.flatnonzero(first))
    pairs = reading.frame.loc[again, key].assign(row=np.flatnonzero(again))
    pairs = pairs.merge(places, on=key, how="left")
    faults = []
    for pair in pairs.itertuples():
        there = reading.blocks[int(reading.block[pair.first])]
        line = int(reading.line[pair.first])
        place = there.file + (f"〔{there.sheet}〕" if there.sheet else "")
        error = CellError(
            "duplicate_key",
            f"与{place}第{line}行重复",
            f"the same key as row {line} of {there.file}"
            + (f" [{there.sheet}]" if there.sheet else ""),
            ("每个主键只出现一次", "each key once"),
        )
        shown = "、".join(str(getattr(pair, name)) for name in reading.declared.key)
        faults.append(reading.fault(int(pair.row), key[0], error, value=shown))
        reading.broken.iloc[int(pair.row), 0] = True
    return faults
