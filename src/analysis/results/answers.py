"""Answers of a question, computed once for the whole city and kept.

<store>/results/<question>/<key>/<table>.parquet                 everything; never leaves
<store>/results/<question>/<key>/masks/<known>/<table>.parquet   which cells of it are withheld
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.disclosure import masks_of
from analysis.disclosure.door import protect
from analysis.disclosure.ledger import Ledger, folder_of_ledger
from analysis.errors import DataError
from analysis.results.kept import KEPT, Kept, appearing, asked_for, read, write
from analysis.results.key import given, question_key, released_apart
from analysis.results.patterns import patterns
from analysis.results.quantities import quantities
from analysis.tables.given import Given
from analysis.tables.pruning import prune
from analysis.tables.quantity import Quantity
from analysis.tables.registry import figures
from analysis.tables.result import ResultTable
from analysis.tables.store import Store


def answers(store: Store, name: str, period: str) -> Path:
    """Return the folder of a question's result tables; computed unless they are there.

    Raises
    ------
    DataError
        If the city lacks a table that the question needs, the period has no data, or the data
        cannot be answered from.
    """
    place = store.root / "results" / name / question_key(store, name, period)
    if place.is_dir():
        asked_for(place)
        return place
    answerable(store, name, period)
    asked = replace(given(store, name, period), quotes=Quoted(store))
    with appearing(place) as partial:
        declared = {table.name: table for table in asked.question.answers}
        found = asked.question.answer(asked)
        _refuse_undeclared(name, declared, found)
        for table, frame in found.items():
            write(partial / f"{table}.parquet", declared[table].validate(frame))
    prune(place.parent, keep=KEPT)
    return place


def _refuse_undeclared(
    name: str, declared: Mapping[str, ResultTable], found: Mapping[str, pd.DataFrame]
) -> None:
    """Raise a DataError if an answer gives a table that its question does not declare."""
    for table in found:
        if table not in declared:
            listed = ", ".join(declared)
            raise DataError(
                f"问题{name}的答案给出了未声明的表“{table}”，可用：{listed}",
                f"the answer of {name} gives a table {table!r} that is not declared; one of "
                f"{listed}",
            )


def withheld(asked: Given, found: Path) -> Kept:
    """Return which cells of the answers in a folder are withheld outside; worked out once.

    One table of cells with `masked` a table that has them, the same for every audience.
    """
    place = masks_folder(asked, found)
    if not place.is_dir():
        own = replace(asked, answers=Kept(found), quotes=Quoted(asked.store))
        ledger = folder_of_ledger(asked.store.root.resolve().parent)
        frozen = Ledger(ledger, copy=ledger).frozen()  # a release asks whether it is whole
        with appearing(place) as partial:
            for table, cells in masks_of(own, patterns(asked.store), frozen).items():
                write(partial / f"{table}.parquet", cells)
    return Kept(place)


def masks_folder(asked: Given, found: Path) -> Path:
    """Return where the masks of the answers in a folder lie, or will lie."""
    return found / "masks" / released_apart(asked)


class Quoted:
    """What one question quotes of others; their answers are made when they are first quoted."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: dict[tuple[str, str], Path | None] = {}
        self._read: dict[tuple[str, str, str], pd.Series | None] = {}
        self._before: dict[str, Quoted] = {}

    def values(self, figure: str, period: str) -> pd.Series | None:
        """Return a named figure by `county_code`; None where its question has no answer."""
        return self._once("value", self._values, figure, period)

    def masked(self, figure: str, period: str) -> pd.Series | None:
        """Return whether each is withheld outside; None where that cannot be said."""
        return self._once("masked", self._masked, figure, period)

    def told(self, figure: str, period: str, day: str) -> pd.Series | None:
        """Return a named figure by `county_code`, as it was told on a day."""
        if day not in self._before:
            self._before[day] = Quoted(self._store.as_of(day))
        return self._before[day].values(figure, period)

    def _once(
        self,
        column: str,
        ask: Callable[[str, str], pd.DataFrame | None],
        figure: str,
        period: str,
    ) -> pd.Series | None:
        """Ask for a figure once: of a nation it has a target in every county."""
        key = (column, figure, period)
        if figure not in figures():  # its question is broken
            return None
        if key not in self._read:
            rows = ask(figure, period)
            self._read[key] = None if rows is None else rows[column]
        return self._read[key]

    def _values(self, figure: str, period: str) -> pd.DataFrame | None:
        name, quantity = figures()[figure]
        file = self._file(name, quantity, period)
        if file is None:
            return None
        return self._taken(quantity, read(file).assign(masked=False), period)

    def _masked(self, figure: str, period: str) -> pd.DataFrame | None:
        name, quantity = figures()[figure]
        file = self._file(name, quantity, period)
        if file is None:
            return None
        pattern = None
        if quantity.table.cells:
            try:
                masks = withheld(given(self._store, name, period), file.parent)
            except DataError:  # its own release is refused for the same reason
                return None
            pattern = masks[quantity.table.name]
        safe = protect(read(file), quantity.table, pattern, "public")
        return self._taken(quantity, safe, period)

    def _file(self, name: str, quantity: Quantity, period: str) -> Path | None:
        """The table of a figure; None where the question's answer, if it has one, lacks it."""
        folder = self._answered(name, period)
        file = folder / f"{quantity.table.name}.parquet" if folder else None
        return file if file and file.is_file() else None

    def _answered(self, name: str, period: str) -> Path | None:
        if (name, period) not in self._found:
            try:
                self._found[name, period] = answers(self._store, name, period)
            except DataError:  # as on its own page, where the reason stands
                self._found[name, period] = None
        return self._found[name, period]

    def _taken(self, quantity: Quantity, rows: pd.DataFrame, period: str) -> pd.DataFrame:
        counties = [county.code for county in self._store.city().counties]
        found = quantities([quantity], {quantity.table.name: rows}, counties, period)
        return found.set_index("county_code")


def answerable(store: Store, name: str, period: str) -> None:
    """Raise a DataError that says why, if a city has no data for a question at a period."""
    asked = given(store, name, period)
    missing = asked.question.missing(asked.store.tables())
    if missing:
        zh = "，".join("或".join(table.zh for table in need) for need in missing)
        en = ", ".join(" or ".join(table.en for table in need) for need in missing)
        raise DataError(f"本市没有：{zh}", f"the city has no: {en}")
    asked.require_period()
