"""Raw cells of one column → typed values; every cell that is not allowed is named, none coerced."""

import datetime
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from stdnum.cn import uscc

from analysis.errors import DataError
from analysis.intake.codes import Names, plain_text
from analysis.intake.faults import CellError
from analysis.intake.number_text import (
    EXCEL_ERRORS,
    MISSING,
    NOT_A_NUMBER,
    Number,
    parse_number,
)
from analysis.intake.period_text import holds_single_months, parse_month, parse_period
from analysis.intake.ticks import parse_day, parse_flag
from analysis.tables.units import UNITS, factor, money_of

CLEAN = r"-?[0-9]{1,300}(?:\.[0-9]+)?"
DAMAGED = re.compile(r"\d(?:\.\d+)?E\+?\d+|\d+\.0", re.IGNORECASE)
LARGEST = 1e15  # a cell keeps 15 digits
TOO_LARGE = (
    *("not_a_number", "数字过大", "the number is too large"),
    ("绝对值不超过1e15", "at most 1e15 in size"),
)
CODE_ALLOWED = (
    "18位统一社会信用代码（文本），校验位正确",
    "18 characters kept as text, valid check character",
)


@dataclass
class Converted:
    """The values of a column and the faults by row place."""

    values: pd.Series
    faults: dict[int, CellError] = field(default_factory=dict)


def convert(
    cells: np.ndarray, column: str, about: dict[str, Any], names: Names, factors: np.ndarray
) -> Converted:
    """Convert the raw cells of a column.

    Parameters
    ----------
    cells
        Raw cells (object array).
    column, about
        The column's name and its metadata in the dictionary.
    names
        Counties and industries.
    factors
        Per row, what a raw figure is multiplied with to stand in the dictionary's unit.
    """
    kind = about["kind"]
    if kind == "quantity":
        return _quantity(cells, about["unit"], factors)
    parse = _parser(kind, column, about, names)
    codes, uniques = pd.factorize(_spelled(cells))
    values: list[Any] = []
    wrong: dict[int, CellError] = {}
    for place, unique in enumerate(uniques):
        try:
            values.append(parse(_computed(unique)))
        except CellError as error:
            values.append(None)
            wrong[place] = error.with_traceback(None)  # its frames would hold the whole table
    taken = np.empty(len(uniques) + 1, dtype=object)
    taken[:] = [*values, about.get("blank")]
    series = _typed(taken[codes], kind)
    bad = np.flatnonzero(np.isin(codes, list(wrong)))
    return Converted(series, {int(i): wrong[int(codes[i])] for i in bad})


def _quantity(cells: np.ndarray, unit: str, factors: np.ndarray) -> Converted:
    values = np.full(len(cells), np.nan)
    if (
        pd.api.types.infer_dtype(cells, skipna=False)
        in {
            "floating",
            "integer",
            "mixed-integer-float",
        }
        and (np.abs(figures := cells.astype(float) * factors) <= LARGEST).all()
    ):
        return Converted(pd.Series(figures))
    written = np.array([isinstance(cell, str) for cell in cells], dtype=bool)
    numeric = np.array([type(cell) in (int, float) for cell in cells], dtype=bool)
    values[numeric] = cells[numeric].astype(float)
    numeric &= ~numeric | np.isfinite(values)
    empty = np.array([cell is None or cell == "" for cell in cells], dtype=bool)
    faults = {
        int(i): CellError(*NOT_A_NUMBER) for i in np.flatnonzero(~written & ~numeric & ~empty)
    }
    text = pd.Series(cells[written & ~empty], dtype="str").str.strip()
    places = np.flatnonzero(written & ~empty)
    clean = text.str.fullmatch(CLEAN).to_numpy(dtype=bool)
    values[places[clean]] = text[clean].astype(float)
    values *= factors
    odd = text[~clean]
    for raw, rows in odd.groupby(odd, sort=False).groups.items():
        where = places[np.asarray(rows, dtype=np.int64)]
        try:
            number = parse_number(str(raw), UNITS[_base(unit)].raw[0] if _base(unit) else "")
            own = factor(number.unit, unit) if number.unit else None
            _same_money(number, unit)
        except CellError as error:
            error.with_traceback(None)
            faults |= {int(i): error for i in where}
            continue
        except DataError as error:
            wrong = CellError("unknown_unit", error.zh, error.en)
            faults |= {int(i): wrong for i in where}
            continue
        if number.value is not None:
            values[where] = number.value * (factors[where] if own is None else own)
    for place in np.flatnonzero(np.abs(values) > LARGEST):
        faults[int(place)] = CellError(*TOO_LARGE)
        values[place] = np.nan
    return Converted(pd.Series(values), faults)


def _same_money(number: Number, unit: str) -> None:
    """Refuse a figure whose sign of money is not that of the column."""
    money = money_of(unit)
    if number.currencies and money not in number.currencies:
        stated = "、".join(number.currencies)
        raise CellError(
            "foreign_currency",
            f"单元格（或其数字格式）写的货币是{stated}，该列是{UNITS[unit].zh}",
            f"the cell or its number format says {stated}, the column is in {UNITS[unit].en}",
            (UNITS[unit].zh, UNITS[unit].en),
        )


def _base(unit: str) -> str:
    """Return the unit of size 1 in a unit's dimension, which 万 and 亿 multiply."""
    dimension = UNITS[unit].dimension
    return next((n for n, u in UNITS.items() if u.dimension == dimension and u.size == 1), "")


def _spelled(cells: np.ndarray) -> np.ndarray:
    """Blank cells become None, text loses its outer spaces; booleans become words."""
    spelled = np.empty(len(cells), dtype=object)
    spelled[:] = [
        (cell.strip() or None) if isinstance(cell, str) else _word(cell) for cell in cells
    ]
    return spelled


def _computed(cell: Any) -> Any:
    """Refuse an error, or a formula that nobody computed."""
    if isinstance(cell, str) and (cell in EXCEL_ERRORS or cell == "=?"):
        raise CellError(
            "formula", "公式没有结果或出错", "a formula without a result", ("文本", "text")
        )
    return cell


def _word(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return None if cell is None or cell != cell else cell


def _parser(kind: str, column: str, about: dict[str, Any], names: Names) -> Callable[[Any], Any]:
    if column in names.codes:
        return lambda cell: names.code(column, cell)
    if column.endswith("uscc"):
        return _credit_code
    if kind in {"month", "cumulative_period"}:
        return parse_month if holds_single_months(about) else parse_period
    if kind == "category":
        return lambda cell: _category(cell, about)
    parsers: dict[str, Callable[[Any], Any]] = {
        "date": lambda cell: parse_day(cell, about),
        "moment": lambda cell: parse_day(cell, about),
        "flag": lambda cell: parse_flag(cell, about),
        "year": _year,
        "text": _text,
    }
    return parsers[kind]


@lru_cache(maxsize=1_000_000)
def _credit_code(cell: Any) -> str:
    text = unicodedata.normalize("NFKC", str(cell)).strip().upper()
    if not isinstance(cell, str) or DAMAGED.fullmatch(text):
        raise CellError(
            "damaged_code",
            "信用代码被当作数字保存，末位已丢失",
            "the credit code was kept as a number and lost its last digits",
            CODE_ALLOWED,
        )
    if len(text) == 18 and text.isalnum() and not uscc.is_valid(text):
        raise CellError("bad_code", "信用代码校验位不正确", "wrong check character", CODE_ALLOWED)
    if not uscc.is_valid(text):
        raise CellError("bad_code", "不是信用代码", "not a credit code", CODE_ALLOWED)
    return uscc.compact(text)


def _category(cell: Any, about: dict[str, Any]) -> str:
    text = plain_text(cell)
    spellings = {k.casefold(): v for k, v in about["spellings"].items()}
    if (found := spellings.get(text.casefold())) is not None:
        return str(found)
    zh, _, en = about["allowed"].partition("; ")
    raise CellError("not_listed", "不在允许的取值中", "not one of the allowed values", (zh, en))


def _year(cell: Any) -> int:
    text = cell.strftime("%Y") if isinstance(cell, datetime.date) else plain_text(cell)
    text = text.removesuffix("度").removesuffix("年")
    if not re.fullmatch(r"(?:19|20)\d{2}", text):
        raise CellError("bad_year", "不是年度", "not a year", ("1990—2100", "1990 to 2100"))
    return int(text)


def _text(cell: Any) -> str | None:
    text = plain_text(cell)
    return None if text in MISSING - {"无"} else text


def _typed(values: np.ndarray, kind: str) -> pd.Series:
    if kind in {"date", "moment"}:
        return pd.Series(pd.to_datetime(values)).astype("datetime64[us]")
    if kind in {"flag", "year"}:
        return pd.Series(values, dtype=object)
    return pd.Series(values, dtype="str")
