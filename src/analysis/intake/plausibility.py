"""Figures against the month before and the year before: falls, unit jumps, restatements.

All of it warns: revisions are part of the work, and an analyst decides what they mean.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from analysis.intake.faults import CellError, Fault
from analysis.intake.readings import Reading
from analysis.intake.unit_leaps import has_multiples, is_leap, leap_error, odd_one, ratios

MAX_YEAR = 10_000
STOCKS = {"persons", "mu"}  # of a running year's figures those that do not add up
RESTATED = 0.005  # a relative difference that is more than rounding
MAX_NAMED = 20  # more of one kind in one column of a file become one warning with their number


def plausible(reading: Reading) -> list[Fault]:
    """Warn about unlikely figures in the newest vintage of a table by period."""
    if "period" not in reading.declared.key or reading.frame.empty:
        return []
    reading = newest(reading)
    line = _timeline(reading)
    order = line.order
    follows = np.diff(line.who, prepend=0) == 0
    same_year = follows & (np.diff(line.year, prepend=0) == 0)
    cumulative = dict(reading.declared.cumulative)
    faults = []
    leaps: dict[str, np.ndarray] = {}
    for column in reading.frame.columns:
        about = reading.declared.metadata(column)
        if about["kind"] != "quantity":
            continue
        values = reading.frame[column].to_numpy(dtype=float)[order]
        jumped = np.zeros(len(values), dtype=bool)
        if has_multiples(about["unit"]) and not about.get("from_nothing"):
            jumped, named = _leaps(reading, line, column, values)
            faults += named
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


def _most(flagged: np.ndarray, sheet: np.ndarray) -> np.ndarray:
    """Whether more than half of the rows of a row's sheet are flagged."""
    share = np.bincount(sheet, weights=flagged) / np.maximum(np.bincount(sheet), 1)
    return (share > 0.5)[sheet]


def _leaps(
    reading: Reading, line: _Timeline, column: str, values: np.ndarray
) -> tuple[np.ndarray, list[Fault]]:
    """Return where the level leaps or leaps back, in the order of time, and the odd figures.

    Of two figures the one further from the entity's own median is the odd one.
    """
    about = reading.declared.metadata(column)
    levels = values
    if reading.declared.metadata("period")["kind"] == "cumulative_period":
        levels = values / line.month if about["unit"] not in STOCKS else values
    ratio, before = ratios(levels, line.who)
    jumped = is_leap(ratio)
    if about["signed"]:  # profits leap of themselves; a whole sheet of them does not
        jumped &= _most(jumped, reading.block[line.order])
    against = {}  # the odd place → its ratio and the place that it is compared with
    for place in np.flatnonzero(jumped).tolist():
        then = int(before[place])
        if odd_one(levels, line.who, place, then) == place:
            against[place] = (float(ratio[place]), then)
        else:
            against.setdefault(then, (1 / float(ratio[place]), place))
    odd = np.zeros(len(values), dtype=bool)
    odd[list(against)] = True
    period = reading.frame["period"]

    def error(place: int) -> CellError:
        times, other = against[place]
        when = period.iloc[int(line.order[other])]
        row = int(line.order[place])
        return leap_error(reading, row, column, times, f"{when}水平", f"the level of {when}")

    return jumped, _named(reading, line.order, column, odd, error)


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
