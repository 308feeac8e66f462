"""Figures against the month before and the year before: falls, unit jumps, restatements.

All of it warns: revisions are part of the work, and an analyst decides what they mean.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from analysis.intake.faults import CellError, Fault
from analysis.intake.readings import Reading
from analysis.tables.units import UNITS

JUMPS = (10.0, 100.0, 1_000.0, 10_000.0)
JUMP_SPREAD = 1.25  # 8 to 12.5 times counts as ×10
MULTIPLE_UNITS = {"cny", "usd", "electricity", "energy", "area", "mass"}
MAX_YEAR = 10_000
RESTATED = 0.005  # a relative difference that is more than rounding
MAX_NAMED = 20  # more of one kind in one column of a file become one warning with their number


def plausible(reading: Reading) -> list[Fault]:
    """Warn about unlikely figures in the newest vintage of a table by period."""
    if "period" not in reading.declared.key or reading.frame.empty:
        return []
    reading = newest(reading)
    line = _timeline(reading)
    order, month = line.order, line.month
    follows = np.diff(line.who, prepend=0) == 0
    gap = np.diff(line.year * 12 + month, prepend=0)
    same_year = follows & (np.diff(line.year, prepend=0) == 0)
    cumulative = dict(reading.declared.cumulative)
    running = reading.declared.metadata("period")["kind"] == "cumulative_period"
    sheet = reading.block[order]
    faults = []
    leaps: dict[str, np.ndarray] = {}
    for column in reading.frame.columns:
        about = reading.declared.metadata(column)
        if about["kind"] != "quantity":
            continue
        values = reading.frame[column].to_numpy(dtype=float)[order]
        jumped = np.zeros(len(values), dtype=bool)
        if UNITS[about["unit"]].dimension in MULTIPLE_UNITS:
            ratio = _ratio(values / month if running else values)
            jumped = _is_jump(ratio) & follows & (gap <= 2)
            if about["signed"]:  # profits leap of themselves; a whole sheet of them does not
                jumped &= _most(jumped, sheet)
            faults += _named(reading, order, column, jumped, partial(_jump, ratio))
        leaps[column] = np.zeros(len(values), dtype=bool)
        leaps[column][order] = jumped
        if column in cumulative:
            before = np.r_[np.nan, values[:-1]]
            fell = same_year & (before - values > _rounding(values)) & ~jumped
            faults += _named(
                reading, order, column, fell, partial(_fall, reading, order, column, before)
            )
    for column, last_year in reading.declared.cumulative:
        faults += _restated(reading, line, column, last_year, leaps[last_year])
    return faults


def newest(reading: Reading) -> Reading:
    """Return the rows of each key's newest vintage."""
    if "vintage" not in reading.frame or len(reading.frame["vintage"].cat.categories) == 1:
        return reading
    vintages = reading.frame["vintage"].cat.codes
    keys = [reading.frame[column] for column in reading.declared.key]
    last = vintages.groupby(keys, observed=True, sort=False).transform("max")
    return reading.take((vintages == last).to_numpy(dtype=bool))


@dataclass(frozen=True)
class _Timeline:
    """The rows in the order of their entities and periods: (rows,) places, numbers from 1."""

    order: np.ndarray
    who: np.ndarray
    year: np.ndarray
    month: np.ndarray


def _timeline(reading: Reading) -> _Timeline:
    frame = reading.frame
    entity = [frame[c].cat.codes.to_numpy() for c in reading.declared.key if c != "period"]
    period = frame["period"].cat.codes.to_numpy()
    order = np.lexsort([period, *entity[::-1]])
    changes = [np.diff(codes[order], prepend=-1) != 0 for codes in entity]
    names = frame["period"].cat.categories
    years, months = (names.str[part].astype(int).to_numpy() for part in (slice(4), slice(5, 7)))
    return _Timeline(
        order, np.cumsum(np.any(changes, axis=0)), years[period][order], months[period][order]
    )


def _rounding(values: np.ndarray) -> np.ndarray:
    """A fall of 0.001 %, or of one unit, is rounding."""
    return np.maximum(1.0, 1e-5 * np.abs(values))


def _ratio(values: np.ndarray) -> np.ndarray:
    before = np.r_[np.nan, values[:-1]]
    both = (values > 0) & (before > 0)
    return np.divide(values, before, out=np.ones(len(values)), where=both)


def _is_jump(ratio: np.ndarray) -> np.ndarray:
    size = np.maximum(ratio, 1 / ratio)
    return np.any([np.abs(np.log(size / jump)) <= np.log(JUMP_SPREAD) for jump in JUMPS], axis=0)


def _most(flagged: np.ndarray, sheet: np.ndarray) -> np.ndarray:
    """Whether more than half of the rows of a row's sheet are flagged."""
    share = np.bincount(sheet, weights=flagged) / np.maximum(np.bincount(sheet), 1)
    return (share > 0.5)[sheet]


def _jump(ratios: np.ndarray, row: int) -> CellError:
    ratio = ratios[row]
    zh, en = (
        (f"{_times(ratio)}倍", f"{_times(ratio)} times")
        if ratio > 1
        else (f"1/{_times(1 / ratio)}", f"1/{_times(1 / ratio)} of")
    )
    return CellError(
        "unit_jump",
        f"是上一期水平的{zh}，单位可能有误",
        f"{en} the level of the period before; the unit may be wrong",
    )


def _times(ratio: float) -> str:
    return f"{ratio:.4g}" if ratio < 1_000 else f"{ratio:,.0f}"


def _fall(
    reading: Reading, order: np.ndarray, column: str, before: np.ndarray, row: int
) -> CellError:
    then = reading.in_file(int(order[row]), column, before[row])
    return CellError(
        "cumulative_fell",
        f"累计数小于上一期（按本文件单位为{then}）",
        f"the cumulative figure is below the period before, {then} in this file's unit",
        ("累计数逐期不减", "cumulative figures do not fall"),
    )


def _restated(
    reading: Reading, line: _Timeline, column: str, last_year: str, leaps: np.ndarray
) -> list[Fault]:
    """Compare last year's column with last year's own report of the same entity and period.

    What leaps against the month before has a fault of its own.
    """
    stamp = (line.who * MAX_YEAR + line.year) * 12 + line.month
    before = np.searchsorted(stamp, stamp - 12)
    reported = reading.frame[column].to_numpy(dtype=float)[line.order][before]
    then = np.empty(len(stamp))
    then[line.order] = np.where(stamp[before] == stamp - 12, reported, np.nan)
    now = reading.frame[last_year].to_numpy(dtype=float)
    differs = (np.abs(now - then) > np.maximum(1.0, RESTATED * np.abs(then))) & ~leaps

    def error(row: int) -> CellError:
        reported = reading.in_file(row, last_year, then[row])
        return CellError(
            "restated",
            f"上年同期数与上年报表不一致（上年报表按本文件单位为{reported}），已调整口径或修订",
            f"not what last year's file reports, {reported} in this file's unit: restated",
        )

    return _named(reading, np.arange(len(then)), last_year, differs, error)


def _named(
    reading: Reading,
    order: np.ndarray,
    column: str,
    flagged: np.ndarray,
    error: Callable[[int], CellError],
) -> list[Fault]:
    """Return a warning for each flagged row, or one for many in the same file."""
    places = np.flatnonzero(flagged)
    if not len(places):
        return []
    owners = np.array([reading.blocks[b].file for b in reading.block[order[places]]])
    faults = []
    for owner in np.unique(owners):
        mine = places[owners == owner]
        shown = mine if len(mine) <= MAX_NAMED else mine[:1]
        for place in shown:
            said = error(int(place))
            if len(mine) > MAX_NAMED:
                said.zh += f"；该列共{len(mine)}处"
                said.en += f"; {len(mine)} cells of this column"
            faults.append(reading.fault(int(order[place]), column, said, severity="warning"))
    return faults
