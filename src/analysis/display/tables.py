"""Publication tables: titles, units and decimals as declared, fixed masks, a legend under each."""

import hashlib
import warnings
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import pyarrow as pa
from great_tables import GT, loc, style

from analysis.choices import one_of
from analysis.display.entries import BETWEEN
from analysis.display.labels import declaration, label
from analysis.display.marks import MASK, MISSING, UNDEFINED, mark
from analysis.display.sentences import REPORT, sentences
from analysis.errors import DataError
from analysis.plain import refuse_unplain
from analysis.tables import Table

_MARKS = {"withheld": MASK, "none": UNDEFINED, "missing": MISSING}
"""The labels of the legend, and the marks that they explain."""


def publication_table(
    frame: pd.DataFrame,
    table: Table | str,
    lang: str,
    *,
    title: str = "",
    titles: Mapping[str, str] | None = None,
    decimals: Mapping[str, int] | None = None,
    notes: str | Sequence[str] = (),
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
        A line under the table, or lines, before the legend.
    bold_rows
        Positions of rows to set in bold (totals).

    Raises
    ------
    DataError
        If it is no plain frame, its index has names that would be lost, a column has no heading:
        neither declared nor in `titles`; or `decimals` or `bold_rows` name what is not there.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import titles
    >>> rows = pd.DataFrame({"town": ["East", "West"], "output": [3.0, 5.25]})
    >>> declared = titles({"town": "Town", "output": ("Output", 2)}, title="Output of towns")
    >>> "5.25" in publication_table(rows, declared, "en").as_raw_html()
    True
    """
    refuse_unplain(frame)
    if not pd.api.types.is_integer_dtype(frame.index.dtype):
        raise DataError(
            "表不印索引，名称用reset_index变成列",
            "a table does not print its index; reset_index makes names a column",
        )
    declared = declaration(table)
    title = title or (declared.zh if lang == "zh" else declared.en)
    masked = frame["masked"] if "masked" in frame else pd.Series(False, index=frame.index)
    shown = frame.drop(columns="masked", errors="ignore")
    _refuse_absent(shown, decimals or {}, bold_rows)
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
    for note in [*([notes] if isinstance(notes, str) else notes), *_legend(cells.values(), lang)]:
        made = made.tab_source_note(note)
    return made


def _refuse_absent(
    shown: pd.DataFrame, decimals: Mapping[str, int], bold_rows: Sequence[int]
) -> None:
    """Raise a DataError unless digits are of columns, and bold rows places, that are there."""
    for column in decimals:
        one_of("decimals", column, [*map(str, shown)])
    for place in bold_rows:
        if place not in range(len(shown)):
            raise DataError(
                f"bold_rows应为行的位置，0至{len(shown) - 1}，得到{place!r}",
                f"bold_rows are places of rows, 0 to {len(shown) - 1}, not {place!r}",
            )


def _legend(cells: Iterable[list[str]], lang: str) -> list[str]:
    """What the marks that stand in a table mean, as one line or none."""
    shown = {text for texts in cells for text in texts}
    meanings = sentences(REPORT).labels("legend", lang)
    said = [meanings[name] for name, mark in _MARKS.items() if mark in shown]
    return [BETWEEN[lang].join(said)] if said else []


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
