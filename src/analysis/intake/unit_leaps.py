"""Figures ten, a hundred, a thousand or ten thousand times what they were: units gone wrong."""

import math

import numpy as np

from analysis.intake.faults import CellError
from analysis.intake.readings import Reading
from analysis.tables.units import CURRENCIES, UNITS, unit_of_size

POWERS = np.array([1.0, 2.0, 3.0, 4.0])  # of ten
SPREAD = 1.5  # 6.7 to 15 times counts as ×10: the figure itself may have grown or fallen
MULTIPLE_UNITS = {"cny", "electricity", "energy", "area", "mass", "persons"} | {
    code.lower() for code in CURRENCIES
}


def has_multiples(unit: str) -> bool:
    """Whether files give a quantity of this unit in units of several sizes."""
    return UNITS[unit].dimension in MULTIPLE_UNITS


def is_leap(ratio: np.ndarray) -> np.ndarray:
    """Whether ratios are ×10 to ×10,000 in powers of ten, or ÷ the same, within the spread."""
    size = np.abs(np.log10(ratio))
    near = np.abs(size[:, None] - POWERS).min(axis=1)
    return near <= np.log10(SPREAD)


def ratios(levels: np.ndarray, who: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Compare each level with the last one above 0 of the same entity.

    Parameters
    ----------
    levels, who
        (rows,) figures a month and the number of their entity, in the order of time.

    Returns
    -------
    tuple
        (rows,) ratios, 1 where there is nothing to compare, and the places compared with.
    """
    filled = levels > 0
    last = np.maximum.accumulate(np.where(filled, np.arange(len(levels)), -1))
    before = np.r_[-1, last[:-1]][: len(levels)]
    both = filled & (before >= 0) & (who[before] == who)
    ratio = np.ones(len(levels))
    ratio[both] = levels[both] / levels[before[both]]
    return ratio, before


def odd_one(levels: np.ndarray, who: np.ndarray, place: int, before: int) -> int:
    """Return which of two places stands further from the median level of their entity."""
    first, last = np.searchsorted(who, who[place]), np.searchsorted(who, who[place], "right")
    own = levels[first:last]
    median = np.median(own[own > 0])
    further = np.abs(np.log(levels[[place, before]] / median))
    return before if further[1] > further[0] + 1e-9 else place


def leap_error(
    reading: Reading, row: int, column: str, ratio: float, zh: str, en: str
) -> CellError:
    """Return the fault of a figure `ratio` times what it is compared with, and the likely unit.

    `zh` and `en` say what it is compared with.
    """
    times_zh, times_en = (
        (f"{_times(ratio)}倍", f"{_times(ratio)} times")
        if ratio > 1
        else (f"1/{_times(1 / ratio)}", f"1/{_times(1 / ratio)} of")
    )
    unit = UNITS[reading.declared.metadata(column)["unit"]]
    size = unit.size * reading.source(row, column).factor / 10.0 ** round(math.log10(ratio))
    likely = unit_of_size(unit.dimension, size)
    return CellError(
        "unit_jump",
        f"是{zh}的{times_zh}，单位可能有误" + (f"，也许是{likely.zh}" if likely else ""),
        f"{times_en} {en}; the unit may be wrong"
        + (f", perhaps it is {likely.en}" if likely else ""),
    )


def _times(ratio: float) -> str:
    return f"{ratio:.4g}" if ratio < 1_000 else f"{ratio:,.0f}"
