"""Publication tables: titles, units and decimals as declared, fixed masks, a legend under each."""

import hashlib
import warnings
from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa
from great_tables import GT, loc, style

from analysis.display.labels import declaration, label
from analysis.display.marks import MASK, MISSING, UNDEFINED, mark
from analysis.tables import Table

LEGEND = {
    "zh": "***：为保护单个企业商业秘密不予公布（含防止推算而一并不公布的数据）；"
    "–：无此项或不可计算；…：未报送或不完整。合计数包含未公布数据。",
    "en": "***: withheld to protect the business secrets of single enterprises (or to prevent "
    "their being worked out); –: none, or cannot be computed; …: not reported or incomplete. "
    "Totals include what is withheld.",
}


def publication_table(
    frame: pd.DataFrame,
    table: Table | str,
    lang: str,
    *,
    title: str = "",
    titles: Mapping[str, str] | None = None,
    decimals: Mapping[str, int] | None = None,
    notes: Sequence[str] = (),
    bold_rows: Sequence[int] = (),
) -> GT:
    """Return `frame` as a table for publication.

    Parameters
    ----------
    frame
        Rows of a result table, or made of them; a boolean column `masked`, if there is one, marks
        rows whose numbers are withheld, and is not shown.
    table
        The declaration, or its name: headings with their units, digits after the point.
    lang
        "zh" or "en".
    title
        The table's heading; the declared one by default.
    titles
        Column → heading, of columns that the table does not declare, or that stand for something
        else here.
    decimals
        Column → digits after the point, of numbers that the table does not declare; one by default.
    notes
        Lines under the table, before the legend.
    bold_rows
        Positions of rows to set in bold (totals).

    Raises
    ------
    DataError
        If a column has no heading: neither declared nor in `titles`.
    """
    declared = declaration(table)
    title = title or (declared.zh if lang == "zh" else declared.en)
    masked = frame["masked"] if "masked" in frame else pd.Series(False, index=frame.index)
    shown = frame.drop(columns="masked", errors="ignore")
    headings = titles or {}
    places = {c: declared.decimals(c) for c in shown if c in declared.columns} | dict(
        decimals or {}
    )
    years = {c for c in shown if c in declared.columns and declared.metadata(c)["kind"] == "year"}
    numbers = [c for c in shown if pd.api.types.is_numeric_dtype(shown[c]) and c not in years]
    cells = {
        str(column): _numbers(shown[column], masked, places.get(column, 1))
        if column in numbers
        else shown[column].astype("str").fillna(UNDEFINED).tolist()
        for column in shown
    }
    made = (
        _great_table(cells, id="t" + hashlib.sha256(title.encode()).hexdigest()[:8])
        .tab_header(title=title)
        .cols_label(cases={c: headings.get(c) or label(declared, c, lang) for c in shown})
        .cols_align("right", columns=numbers)
        .cols_align("left", columns=[c for c in shown if c not in numbers])
        .tab_options(table_font_size="14px", heading_align="left", data_row_padding="5px")
    )
    if len(bold_rows):
        made = made.tab_style(style.text(weight="bold"), loc.body(rows=list(bold_rows)))
    shows_marks = any({MASK, MISSING, UNDEFINED}.intersection(texts) for texts in cells.values())
    for note in [*notes, *([LEGEND[lang]] if shows_marks else [])]:
        made = made.tab_source_note(note)
    return made


def _great_table(cells: Mapping[str, list[str]], id: str) -> GT:
    """Make a table of texts, three times faster than of a frame, whose cells it sets one by one."""
    columns = pa.table({name: pa.array(texts, pa.string()) for name, texts in cells.items()})
    with warnings.catch_warnings():
        # The tests hold a table made so equal to one made of a frame.
        warnings.filterwarnings("ignore", "PyArrow Table support is currently experimental")
        return GT(columns, id=id)


def _numbers(column: pd.Series, masked: pd.Series, places: int) -> list[str]:
    return [
        mark(hidden) if pd.isna(x) else f"{x:z,.{places}f}"
        for x, hidden in zip(column, masked, strict=True)
    ]
