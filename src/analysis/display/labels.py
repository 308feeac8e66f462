"""Titles and units of columns in both languages, from the dictionary alone."""

from functools import cache
from typing import Any

from analysis.errors import DataError
from analysis.tables import RESULT_TABLES, TABLES
from analysis.tables.units import UNITS


@cache
def _declared(column: str) -> dict[str, Any]:
    for tables in (RESULT_TABLES, TABLES):
        for declared in tables.values():
            if column in declared.columns:
                return declared.metadata(column)
    raise DataError(f"词典中没有列“{column}”", f"the dictionary has no column {column!r}")


def label(column: str, lang: str, unit: bool = True) -> str:
    """Return the title of a column, with its unit: 总产值（万元）, Gross output (10,000 CNY)."""
    declared = _declared(column)
    title = str(declared[lang])
    if not unit or not declared.get("unit"):
        return title
    name = unit_label(declared["unit"], lang)
    if not name:
        return title
    return f"{title}（{name}）" if lang == "zh" else f"{title} ({name})"


def unit_label(unit: str, lang: str) -> str:
    """Return the name of a unit."""
    return UNITS[unit].zh if lang == "zh" else UNITS[unit].en


def value_label(column: str, value: str, lang: str) -> str:
    """Return the title of a category's value: large → 大型."""
    zh, en = _declared(column)["values"][value]
    return zh if lang == "zh" else en
