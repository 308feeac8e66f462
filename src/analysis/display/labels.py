"""Titles and units of columns in both languages, from the declaration of their table alone.

The same column may be titled otherwise in another table (上缴税金 of a cluster, 实缴税收 of an
evaluated enterprise), so a title is asked for by table and column.
"""

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from analysis.choices import LANGUAGES, one_of
from analysis.errors import DataError
from analysis.tables import RESULT_TABLES, TABLES, Table
from analysis.tables.units import UNITS

if TYPE_CHECKING:
    import pandas as pd

SHOWN_AS = {"date": "%Y-%m-%d", "moment": "%Y-%m-%d %H:%M"}
INDUSTRY_WORDS = ("Manufacture of ", "Processing of ")


def declaration(table: Table | str) -> Table:
    """Return the declaration of a result table, or of a table of the store, by its name.

    Raises
    ------
    DataError
        If no table has that name, or it is neither a declaration nor a name.
    """
    if isinstance(table, Table):
        return table
    if not isinstance(table, str):
        raise DataError(
            "table应为表名，或analysis.titles({列: 标题})",
            "table is the name of a table, or analysis.titles({column: title})",
        )
    for tables in (RESULT_TABLES, TABLES):
        if table in tables:
            return tables[table]
    near = _near(table, [*RESULT_TABLES, *TABLES])
    raise DataError(f"没有名为“{table}”的表{near[0]}", f"no table {table!r}{near[1]}")


def label(table: Table | str, column: str, lang: str, unit: bool = True) -> str:
    """Return the title of a table's column, with its unit: 总产值（万元）, Output (10,000 CNY).

    Raises
    ------
    DataError
        If the table does not declare the column, or there is no such language.
    """
    one_of("lang", lang, LANGUAGES)
    declared = _metadata(table, column)
    title = str(declared[lang])
    name = unit_label(declared["unit"], lang) if unit and declared.get("unit") else ""
    if not name:
        return title
    return f"{title}（{name}）" if lang == "zh" else f"{title} ({name})"


def decimals_of(table: Table | str, column: str) -> int:
    """Return the digits after the point of a table's column.

    Raises
    ------
    DataError
        If the table does not declare the column.
    """
    return int(_metadata(table, column).get("decimals", 0))


def unit_label(unit: str, lang: str) -> str:
    """Return the name of a unit."""
    return UNITS[unit].zh if lang == "zh" else UNITS[unit].en


def value_label(table: Table | str, column: str, value: str, lang: str) -> str:
    """Return the title of a category's value: large → 大型.

    Raises
    ------
    DataError
        If the table does not declare the column, or the column not the value.
    """
    values = _metadata(table, column).get("values", {})
    if value not in values:
        near = _near(value, values)
        raise DataError(
            f"列“{column}”没有值“{value}”{near[0]}", f"{column} is never {value!r}{near[1]}"
        )
    zh, en = values[value]
    return str(zh if lang == "zh" else en)


def in_words(rows: "pd.DataFrame", table: Table | str, lang: str) -> "pd.DataFrame":
    """Return rows of a table as people read them: codes of categories by their titles, days.

    Missing values stay missing; columns that the table does not declare stay as they are.
    """
    declared, made = declaration(table), {}
    for column in rows.columns.intersection([*declared.columns]):
        metadata = declared.metadata(column)
        if "values" in metadata:
            words = {code: value_label(declared, column, code, lang) for code in metadata["values"]}
            made[column] = rows[column].map(words, na_action="ignore")
        elif pattern := SHOWN_AS.get(metadata["kind"]):
            made[column] = rows[column].dt.strftime(pattern)
    return rows.assign(**made)


def short_industry(name: str) -> str:
    """Return an industry's name without the words that all share."""
    for words in INDUSTRY_WORDS:
        name = name.removeprefix(words)
    return name[:1].upper() + name[1:]


def _metadata(table: Table | str, column: str) -> dict[str, Any]:
    declared = declaration(table)
    if column not in declared.columns:
        near = _near(str(column), declared.columns)
        raise DataError(
            f"表“{declared.zh or declared.name}”没有列“{column}”{near[0]}",
            f"table {declared.name!r} has no column {column!r}{near[1]}",
        )
    return declared.metadata(column)


def _near(word: str, known: Any) -> tuple[str, str]:
    close = get_close_matches(word, list(known), n=1)
    return (f"，是否为“{close[0]}”？", f"; {close[0]!r}?") if close else ("", "")
