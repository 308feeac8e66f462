"""No file is released before the gate has read it as a stranger would."""

import getpass
from pathlib import Path

import pandas as pd

from analysis.atomic import write_atomic
from analysis.disclosure import word_list
from analysis.disclosure.decoding import folded
from analysis.disclosure.gate import Secrets, findings
from analysis.disclosure.short_names import short_names
from analysis.disclosure.word_list import WordList
from analysis.tables import TABLES
from analysis.tables.holders import KIND, PLACES, PUBLISHED, code_columns, name_columns
from analysis.tables.rules import last_day
from analysis.tables.store import Store

SHORTEST_CODE = 8
"""Letters; a shorter code, as a number within its list, stands on a page by chance."""
SHORTEST_NAME = 8
"""Letters; a longer name is found though its letters are pulled apart."""
EVERYWHERE = {"root", "user", "admin", "administrator", "runner"}
"""Users whose names are words of style sheets, and tell nothing."""


class WithheldError(Exception):
    """A file that holds what must not leave."""


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
            of_place = rows[KIND].isin(PLACES)
            public |= _words(rows.loc[of_place, named])
            rows = rows[~of_place]
        names |= _words(rows[named])
        codes |= {code for code in _words(rows[coded]) if len(code) >= SHORTEST_CODE}
        if PUBLISHED in rows:
            public |= _words(rows.loc[rows[PUBLISHED] <= day, [*named, *coded]])
    city = store.city()
    places = {place.name.zh for place in city.counties} | {city.name.zh}
    ordinary = places | (
        {*store.read("industries")["name_zh"]} if "industries" in store.tables() else set()
    )
    full = {_close(name) for name in names - places}
    shown = {_close(word) for word in public}
    short = short_names(names, ordinary) - short_names(public, ordinary)
    lists = (
        {name for name in full if len(name) >= SHORTEST_NAME},
        {name for name in full if len(name) < SHORTEST_NAME} | short,
        {_close(code) for code in codes},
        shown,
        {_close(getpass.getuser())} - EVERYWHERE,
    )
    write_atomic(path, word_list.content([WordList.of(sorted(words)) for words in lists]))


def _words(frame: pd.DataFrame) -> set[str]:
    return {word for column in frame for word in frame[column].dropna().unique()}


def _close(word: str) -> str:
    return folded(word).replace("\n", "")


def pass_gate(content: str | bytes, kind: str, secrets: Path) -> None:
    """Raise a WithheldError, which names the findings, if a file must not leave.

    `kind` is how its name ends.
    """
    if found := findings(content, kind, Secrets(*word_list.read(secrets))):
        raise WithheldError("; ".join(found[:20]))
