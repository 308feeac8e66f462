"""Publication tables: titles from the dictionary, fixed masks, a legend under each."""

import hashlib
import warnings
from collections.abc import Mapping, Sequence

import pandas as pd
import pyarrow as pa
from great_tables import GT, loc, style

from analysis.display.labels import label

MASK = "***"
MISSING = "…"
UNDEFINED = "–"
LEGEND = {
    "zh": "***：为保护单个企业商业秘密不予公布（含防止推算而一并不公布的数据）；"
    "–：无此项或不可计算；…：未报送或不完整。合计数包含未公布数据。",
    "en": "***: withheld to protect the business secrets of single enterprises (or to prevent "
    "their being worked out); –: none, or cannot be computed; …: not reported or incomplete. "
    "Totals include what is withheld.",
}


def publication_table(
    frame: pd.DataFrame,
    lang: str,
    *,
    title: str,
    decimals: Mapping[str, int] | None = None,
    titles: Mapping[str, str] | None = None,
    notes: Sequence[str] = (),
    bold_rows: Sequence[int] = (),
) -> GT:
    """Return `frame` as a table for publication.

    Parameters
    ----------
    frame
        Result table; a boolean column `masked`, if there is one, marks rows whose numbers are
        withheld, and is not shown.
    lang
        "zh" or "en".
    title
        The table's heading.
    decimals
        Column → digits after the point; one digit by default.
    titles
        Column → heading, for columns that are not the dictionary's.
    notes
        Lines under the table, before the legend.
    bold_rows
        Positions of rows to set in bold (totals).
    """
    masked = frame["masked"] if "masked" in frame else pd.Series(False, index=frame.index)
    shown = frame.drop(columns="masked", errors="ignore")
    places = dict(decimals or {})
    headings = dict(titles or {})
    numbers = [c for c in shown if pd.api.types.is_numeric_dtype(shown[c])]
    cells = {
        str(column): _numbers(shown[column], masked, places.get(column, 1))
        if column in numbers
        else shown[column].astype("str").fillna(UNDEFINED).tolist()
        for column in shown
    }
    table = (
        _great_table(cells, id="t" + hashlib.sha256(title.encode()).hexdigest()[:8])
        .tab_header(title=title)
        .cols_label(cases={c: headings.get(c) or label(c, lang) for c in shown})
        .cols_align("right", columns=numbers)
        .cols_align("left", columns=[c for c in shown if c not in numbers])
        .tab_options(table_font_size="14px", heading_align="left", data_row_padding="5px")
    )
    if len(bold_rows):
        table = table.tab_style(style.text(weight="bold"), loc.body(rows=list(bold_rows)))
    shows_marks = any({MASK, MISSING, UNDEFINED}.intersection(texts) for texts in cells.values())
    for note in [*notes, *([LEGEND[lang]] if shows_marks else [])]:
        table = table.tab_source_note(note)
    return table


def _great_table(cells: Mapping[str, list[str]], id: str) -> GT:
    """Make a table of texts, three times faster than of a frame, whose cells it sets one by one."""
    columns = pa.table({name: pa.array(texts, pa.string()) for name, texts in cells.items()})
    with warnings.catch_warnings():
        # The tests hold a table made so equal to one made of a frame.
        warnings.filterwarnings("ignore", "PyArrow Table support is currently experimental")
        return GT(columns, id=id)


def _numbers(column: pd.Series, masked: pd.Series, places: int) -> list[str]:
    withheld = masked & column.isna()
    return [
        MASK if hidden else (UNDEFINED if pd.isna(x) else f"{x:z,.{places}f}")
        for x, hidden in zip(column, withheld, strict=True)
    ]
