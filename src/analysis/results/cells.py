"""The cells that an audience's tables show or mask, as the ledger keeps them."""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from analysis.choices import Audience
from analysis.disclosure.ledger import CELLS, no_cells
from analysis.results.answers import masks_folder
from analysis.results.kept import read
from analysis.results.key import given, question_key
from analysis.results.releasing import release
from analysis.tables import RESULT_TABLES
from analysis.tables.registry import questions
from analysis.tables.result import ResultTable
from analysis.tables.store import Store
from analysis.tables.territory import WHOLE

OWN = ".own"


def released_cells(
    store: Store, period: str, audience: Audience, asked: Iterable[str]
) -> pd.DataFrame:
    """Return the cells of questions' tables, as handed out to an audience: `ledger.CELLS`.

    They are those of the tables whose figures stem from enterprises. What each county receives
    alone names it as its `reader`.

    Raises
    ------
    DataError
        If a question has no answer.
    """
    frames = []
    for name in asked:
        place = release(store, name, period, audience)
        for file in sorted(place.glob("*/*.parquet")):
            table = RESULT_TABLES.get(file.stem.removesuffix(OWN))
            if table is not None and table.cells:
                alone = audience == "county" and file.parent.name != WHOLE
                rows = read(file)
                if file.stem.endswith(OWN):  # of the others it shows what all see
                    rows = rows[rows["county_code"] == file.parent.name]
                frames.append(_cells(table, rows, period, file.parent.name if alone else ""))
    return pd.concat(frames, ignore_index=True) if frames else no_cells()


def masks_said(store: Store, period: str) -> Iterator[dict[str, Any]]:
    """Yield what is said of each masked cell, for the private log: `table`, and all columns."""
    for name in questions():
        found = store.root / "results" / name / question_key(store, name, period)
        folder = masks_folder(given(store, name, period), found)
        for file in sorted(folder.glob("*.parquet")):
            masked = read(file)
            for row in masked[masked["masked"]].to_dict("records"):
                yield {"table": file.stem, "period": period, **_plain(row)}


def _cells(table: ResultTable, frame: pd.DataFrame, period: str, reader: str) -> pd.DataFrame:
    keys = [name for name in table.key if name in frame]
    measures = [name for name in table.measures if pd.api.types.is_numeric_dtype(frame[name])]
    key = pd.Series("", index=frame.index)
    for name in keys:
        key += name + "=" + frame[name].astype("str") + ";"
    about = {"table": table.name, "key": key, "period": period, "reader": reader}
    columns = [
        pd.DataFrame({**about, "measure": name, "value": frame[name].astype("float64")}).assign(
            masked=frame["masked"]
        )
        for name in measures
    ]
    return pd.concat(columns, ignore_index=True)[[*CELLS]] if columns else no_cells()


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row as JSON can say it."""
    return {
        str(name): value.item() if hasattr(value, "item") else value
        for name, value in row.items()
        if not (isinstance(value, float) and value != value)
    }
