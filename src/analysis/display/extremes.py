"""Which of the rows drawn is highest, and which lowest: what most figures of rows show."""

from collections.abc import Mapping

import pandas as pd

from analysis.display.labels import decimals_of, declaration, label, unit_label
from analysis.display.numbers import SCALES, amounts, fixed
from analysis.display.sentences import REPORT, of_release
from analysis.tables import Table
from analysis.tables.release import Release
from analysis.tables.units import UNITS, in_currency

BEHIND = {"zh": ("", ""), "en": ("", " ")}
"""Between a number and a percent sign, and between it and another unit."""
BETWEEN = {"zh": "的", "en": ", "}
"""Between the names of a cell's row and column."""
POINTS = {"zh": "个百分点", "en": " points"}


def extremes(
    release: Release,
    rows: pd.DataFrame,
    name: str,
    value: str,
    table: Table | str,
    lang: str,
    *,
    of: str = "",
    signed: bool = False,
    least: bool = True,
) -> str:
    """Say which rows are highest and which lowest; empty where no row has a number.

    Rows whose numbers are printed alike share a place. Where some rows have no number it is said
    among how many that have one.

    Parameters
    ----------
    rows
        As drawn, without the sum of all.
    name, value
        Columns: what a row is called; the number that is compared.
    table
        The declaration of the numbers: title, unit, digits.
    of
        Column that `value` is a part of; the shares are compared then, in percent.
    signed
        Whether numbers carry their sign.
    least
        Whether the lowest is said too: not where most of many cells are zero.
    """
    numbers = rows[value] if not of else (100 * rows[value] / rows[of]).where(rows[of] > 0)
    digits = 1 if of else decimals_of(table, value)
    printed = numbers.map(lambda number: float(fixed(number, digits)), na_action="ignore")
    unit = "pct" if of else declaration(table).metadata(value).get("unit", "")
    ends = [printed.max(), printed.min()] if printed.notna().any() else []
    high, low = _said(ends, unit, digits, signed, lang, release.city.currency) or (None, None)
    most, fewest = ([*rows.loc[printed == end, name]] for end in ends) if ends else (None, None)
    return of_release(release, REPORT).say(
        "extremes",
        lang,
        measure=label(table, value, lang, unit=False),
        of=label(table, of, lang, unit=False) if of else None,
        most=most,
        high=high,
        least=fewest if least else None,
        low=low,
        known=int(printed.count()),
        every=len(rows),
    )


def cells(
    rows: pd.DataFrame,
    x: str,
    y: str,
    names: tuple[Mapping[str, str], Mapping[str, str]],
    lang: str,
) -> pd.DataFrame:
    """Return the rows that a heat map draws, with `cell`: what each cell is called."""
    across, down = names
    drawn = rows[rows[x].isin(across) & rows[y].isin(down)]
    called = drawn[y].map(down) + BETWEEN[lang] + drawn[x].map(across)
    return drawn.assign(cell=called)


def _said(
    ends: list[float], unit: str, digits: int, signed: bool, lang: str, currency: str
) -> list[str]:
    """The numbers as printed, both in the unit that suits the larger."""
    unit = in_currency(unit, currency)
    if f"{unit} {lang}" in SCALES:
        return amounts(ends, unit, lang, change=signed)
    sign = "+" if signed else ""
    return [f"{end:{sign}z,.{digits}f}{_behind(unit, lang)}" for end in ends]


def _behind(unit: str, lang: str) -> str:
    """What stands behind a number; English says of a count what it counts, or nothing."""
    if not unit or (lang == "en" and UNITS[unit].dimension == "count"):
        return ""
    return POINTS[lang] if unit == "pp" else BEHIND[lang][unit != "pct"] + unit_label(unit, lang)
