"""From what a question declares to its withheld cells, once for all released audiences."""

from collections.abc import Mapping

import pandas as pd

from analysis.disclosure.groups import group_of
from analysis.disclosure.solve import known, solve
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.result import Follow, ResultTable
from analysis.tables.spec import Free, Margin, Spec


def masks_of(given: Given) -> dict[str, pd.DataFrame]:
    """Return which cells of a question's tables are withheld.

    Parameters
    ----------
    given
        What the question is given, with its `answers`.

    Returns
    -------
    dict of DataFrame
        For every answered table that has `cells` and may leave: these columns, one row a cell of
        the table, and the boolean column `masked`.
    """
    solved = _Solved(given)
    return {
        table.name: solved.cells(table)
        for table in given.question.answers
        if table.cells and not table.secret and table.name in given.answers
    }


class _Solved:
    """The patterns of a question's specs, solved in the order of their declaration."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._contributed: dict[object, pd.DataFrame] = {}
        self._patterns: list[tuple[Spec, dict[frozenset[str], pd.DataFrame]]] = []
        before: dict[str, list[tuple[Margin, pd.DataFrame]]] = {}
        for spec in given.question.disclosure:
            if isinstance(spec, Spec):
                found = self._solve(spec, before.setdefault(spec.population, []))
                before[spec.population] += [(keys, p) for keys, p in found.items() if keys]
                self._patterns.append((spec, _as_in_tables(spec, found)))

    def cells(self, table: ResultTable) -> pd.DataFrame:
        """Return the cells of an answered table with `masked`."""
        answer = self._given.answers[table.name]
        wanted = dict.fromkeys([*table.cells, *(c for f in table.follows for c in f.at)])
        cells = answer[[c for c in wanted if c in answer]].drop_duplicates(ignore_index=True)
        said = self._said(frozenset(table.cells), cells)
        for follow in table.follows:
            said = _either(said, self._followed(follow, cells))
        for free in self._given.question.disclosure:
            if isinstance(free, Free) and {*free.where} <= {*cells}:
                said = said.mask(_meets(cells, free.where), False)
        masked = said.fillna(True).astype(bool)  # unknown is not safe
        return cells[[*table.cells]].assign(masked=masked)

    def _solve(
        self, spec: Spec, before: list[tuple[Margin, pd.DataFrame]]
    ) -> dict[Margin, pd.DataFrame]:
        given = self._given
        if spec.contributions not in self._contributed:
            contributed = spec.contributions(given)
            spec.check(contributed)
            self._contributed[spec.contributions] = _by_group(contributed, given)

        def followed(cells: pd.DataFrame) -> pd.Series:
            masked = pd.Series(False, index=cells.index)
            for follow in spec.follows:
                masked |= self._followed(follow, cells).fillna(False).astype(bool)
            return masked

        return solve(
            spec,
            self._contributed[spec.contributions],
            given.city.disclosure,
            history=None if spec.history is None else spec.history(given),
            followed=followed,
            before=before,
        )

    def _said(self, columns: frozenset[str], cells: pd.DataFrame) -> pd.Series:
        """What the specs say of cells; missing where none speaks of them."""
        said = pd.Series(pd.NA, index=cells.index, dtype="boolean")
        for spec, patterns in self._patterns:
            if columns in patterns:
                found = known(patterns[columns], cells, sorted(columns))
                found = found.fillna(spec.empty == "withheld")
                said = _either(said, found.where(_meets(cells, spec.where)))
        return said

    def _followed(self, follow: Follow, cells: pd.DataFrame) -> pd.Series:
        """Whether the table followed withholds cells; missing where it is not followed."""
        if not {*follow.at} <= {*cells}:
            if follow.via is None:
                return pd.Series(pd.NA, index=cells.index, dtype="boolean")
            via = self._given.answers[follow.via.name]
            shared = [c for c in cells if c in follow.via.cells]
            places = via[[*dict.fromkeys([*shared, *follow.at])]].drop_duplicates(shared)
            places = cells[shared].merge(places, on=shared, how="left").set_axis(cells.index)
            cells = cells.assign(**{column: places[column] for column in follow.at})
        columns = frozenset(follow.of.cells)
        patterns = [p[columns] for _, p in self._patterns if columns in p]
        lines = pd.concat(patterns).groupby([*follow.at], as_index=False)["masked"].any()
        found = known(lines, cells, follow.at).fillna(True)
        return found.where(_meets(cells, follow.where))


def _by_group(contributed: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Name enterprises of one group by it: whoever asks for one of them asks for the group.

    A question that does not read the register, or a city without groups, has enterprises alone.
    """
    if "unit" not in contributed or ENTERPRISES not in given.question.tables:
        return contributed
    if ENTERPRISES not in given:
        return contributed
    group = group_of(given.read(ENTERPRISES, columns=["uscc", "group_id"]))
    unit = contributed["unit"]
    return contributed.assign(unit=unit.map(group).fillna(unit)) if len(group) else contributed


def _as_in_tables(
    spec: Spec, found: dict[Margin, pd.DataFrame]
) -> dict[frozenset[str], pd.DataFrame]:
    """The patterns by the columns of the tables they serve: sums stand beside their parts."""
    tables: dict[frozenset[str], list[pd.DataFrame]] = {}
    for margin, pattern in found.items():
        columns = spec.cells(margin)
        codes = {name: spec.codes[name] for name in columns - {*margin, *spec.where}}
        tables.setdefault(columns, []).append(pattern.assign(**codes, **spec.where))
    return {columns: pd.concat(parts, ignore_index=True) for columns, parts in tables.items()}


def _meets(cells: pd.DataFrame, where: Mapping[str, str]) -> pd.Series:
    """Whether cells have the values that columns must have."""
    met = pd.Series(True, index=cells.index)
    for column, value in where.items():
        met &= cells[column] == value
    return met


def _either(one: pd.Series, other: pd.Series) -> pd.Series:
    """Masked where one of two says so; what says nothing does not count."""
    return one.where(other.isna(), one.fillna(False) | other)
