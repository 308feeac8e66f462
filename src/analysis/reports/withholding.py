"""No page is released before the gate has read it as a stranger would."""

from pathlib import Path

import pandas as pd

from analysis.atomic import write_atomic
from analysis.disclosure import word_list
from analysis.disclosure.gate import Secrets, findings, package_findings
from analysis.disclosure.word_list import WordList
from analysis.tables import TABLES
from analysis.tables.holders import KIND, PLACES, PUBLISHED, code_columns, name_columns
from analysis.tables.rules import last_day
from analysis.tables.store import Store

SHORTEST_CODE = 8
"""Letters; a shorter code, as a number within its list, stands on a page by chance."""


class WithheldError(Exception):
    """A page that holds what must not leave."""


def write_secrets(data: Path, period: str, path: Path) -> None:
    """Write the names and codes that a store holds, once for all runs of a batch.

    They are those of the enterprises, and of the holders and projects of every register; and,
    beside them, those that a list names which is public on the last day of the period.
    """
    store, day = Store(data), pd.Timestamp(last_day(period))
    names: set[str] = set()
    codes: set[str] = set()
    public: set[str] = set()
    for table in store.tables():
        columns = TABLES[table].columns
        named, coded = name_columns(columns), code_columns(columns)
        if not coded:
            continue
        said = [name for name in (PUBLISHED, KIND) if name in columns]
        rows = store.read(table, columns=[*named, *coded, *said])
        if KIND in rows:
            rows = rows[~rows[KIND].isin(PLACES)]
        names |= _words(rows[named])
        codes |= {code for code in _words(rows[coded]) if len(code) >= SHORTEST_CODE}
        if PUBLISHED in rows:
            public |= _words(rows.loc[rows[PUBLISHED] <= day, [*named, *coded]])
    city = store.city()
    places = {place.name.zh for place in city.counties} | {city.name.zh}
    lists = (names - places, codes, public)
    write_atomic(path, word_list.content([WordList.of(sorted(words)) for words in lists]))


def _words(frame: pd.DataFrame) -> set[str]:
    return {word for column in frame for word in frame[column].dropna().unique()}


def pass_gate(page: str | bytes, secrets: Path) -> None:
    """Raise a WithheldError, which names the findings, if the page must not leave.

    Bytes are those of a Word document or a workbook.
    """
    known = Secrets(*word_list.read(secrets))
    found = findings(page, known) if isinstance(page, str) else package_findings(page, known)
    if found:
        raise WithheldError("; ".join(found[:20]))
