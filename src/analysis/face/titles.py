"""Titles for a frame of one's own, as declared tables have them."""

from collections.abc import Mapping

from analysis.errors import DataError
from analysis.tables import Table
from analysis.tables.result_columns import number


def titles(columns: Mapping[str, str | tuple[str, int]], title: str = "") -> Table:
    """Declare the columns of a frame of one's own: what `figures` and `publication_table` ask for.

    Parameters
    ----------
    columns
        Column → its title, with its unit ("产值（亿元）"), or (title, digits after the point); one
        digit by default.
    title
        Of the whole table.

    Returns
    -------
    Table
        To be given as `table=`; its titles are the same in both languages.

    Raises
    ------
    DataError
        If titles do not go by column, or one is neither a text nor (text, digits).

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures
    >>> rows = pd.DataFrame({"town": ["East", "West"], "output": [3.0, 5.0]})
    >>> declared = titles({"town": "镇", "output": ("产值（亿元）", 2)}, title="各镇产值")
    >>> figure = figures.bars(rows, name="town", value="output", table=declared, lang="zh")
    >>> figure.axes[0].get_xlabel()
    '产值（亿元）'
    """
    declared = {}
    if not isinstance(columns, Mapping):
        raise DataError("按列给出标题：{列: 标题}", "titles go by column: {column: title}")
    for column, said in columns.items():
        match said:
            case str():
                text, digits = said, 1
            case (str(text), int(digits)) if digits >= 0:
                pass
            case _:
                raise DataError(
                    f"{column}的标题应为文字，或（文字，小数位数）：{said!r}",
                    f"the title of {column} is a text, or (text, digits), not {said!r}",
                )
        declared[column] = number(text, text, "fraction", decimals=digits)
    return Table("own", title, title, ("", ""), (), declared)
