"""From what a question declares to its withheld cells, once for all released audiences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.disclosure.groups import group_of
from analysis.disclosure.ledger import key_columns, no_cells
from analysis.disclosure.problem import Posed, pose
from analysis.disclosure.published import Published
from analysis.disclosure.suppress import suppress
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.result import Follow, ResultTable
from analysis.tables.spec import Free, Margin, Spec, Standing


def solved(posed: Posed) -> np.ndarray:
    """Return of each cell of a posed problem whether it is withheld; raises as `suppress`."""
    return suppress(posed.problem)


def masks_of(
    given: Given,
    solve: Callable[[Posed], np.ndarray] = solved,
    frozen: pd.DataFrame | None = None,
) -> dict[str, pd.DataFrame]:
    """Return which cells of a question's tables are withheld.

    Parameters
    ----------
    given
        What the question is given, with its `answers`.
    solve
        How problems are solved: as `solved`, or so that one is not solved twice.
    frozen
        What has been released, `Ledger.frozen()`: what was shown of the period stays shown, and
        what was shown of another (`Spec.apart`) must tell nothing.

    Returns
    -------
    dict of DataFrame
        For every answered table that has `cells` and may leave: these columns, one row a cell of
        the table, and the boolean column `masked`.
    """
    withheld = _Withheld(given, solve, no_cells() if frozen is None else frozen)
    return {
        table.name: withheld.cells(table)
        for table in given.question.answers
        if table.cells and not table.secret and table.name in given.answers
    }


class _Withheld:
    """The patterns of a question's specs, solved in the order in which populations are declared."""

    def __init__(
        self, given: Given, solve: Callable[[Posed], np.ndarray], frozen: pd.DataFrame
    ) -> None:
        self._given = given
        answered = {table.name for table in given.question.answers}
        released = frozen[frozen["table"].isin(answered)].assign(shown=frozen["value"].notna())
        self._released = {str(period): rows for period, rows in released.groupby("period")}
        self._cells: dict[tuple[str, bool], dict[str, pd.DataFrame]] = {}
        self._told: dict[tuple[Callable[..., pd.DataFrame], tuple[str, ...]], pd.DataFrame] = {}
        self._patterns: list[tuple[Spec, dict[frozenset[str], pd.DataFrame]]] = []
        for population in dict.fromkeys(spec.population for spec in _specs(given)):
            own = [spec for spec in _specs(given) if spec.population == population]
            specs = [(s, _measured(s, self._contributions(s.contributions))) for s in own]
            known = [(spec, rows) for spec, rows in specs if len(rows)]
            known += [each for spec in own for each in self._apart(spec)] if known else []
            if known:
                posed = pose(known, given.city.disclosure, self._forced, self._shown_before)
                masked = solve(posed)
            for spec in own:
                found = {
                    margin: pd.DataFrame(columns=[*margin, "masked"]) for margin in spec.published
                }
                for each in posed.published if known else ():
                    if each.spec is spec and not each.fixed:
                        found[each.keys] = each.cells.assign(masked=masked[each.cells["cell"]])
                self._patterns.append((spec, _as_in_tables(spec, found)))

    def _forced(self, spec: Spec, cells: pd.DataFrame) -> pd.Series:
        """Which cells are withheld as those of other tables are."""
        masked = pd.Series(False, index=cells.index)
        for follow in spec.follows:
            masked |= self._followed(follow, cells).fillna(False).astype(bool)
        return masked

    def _contributions(self, tell: Callable[..., pd.DataFrame], *at: str) -> pd.DataFrame:
        """What tells of contributions, enterprises under their groups; several specs take it."""
        if (tell, at) not in self._told:
            self._told[tell, at] = _by_group(tell(self._given, *at), self._given)
        return self._told[tell, at]

    def _apart(self, spec: Spec) -> list[tuple[Spec, pd.DataFrame]]:
        """What was released of a spec's sums at other periods, each sum with its contributions."""
        found = []
        for apart in spec.apart:
            at = next((p for p in apart.periods(self._given.period) if p in self._released), None)
            if at is None:
                continue
            rows = self._contributions(apart.contributions, at)
            measures = tuple(rows["measure"].unique())
            for keys in spec.published:
                cells = rows[[*keys]].drop_duplicates(ignore_index=True)
                cells = cells if keys else pd.DataFrame(index=[0])
                shown = self._standing(spec, keys, cells, at)
                withheld = self._standing(spec, keys, cells, at, shown=False) & ~shown
                stood: dict[Standing, pd.Series] = {"shown": shown, "withheld": withheld}
                for stands, them in stood.items():
                    if them.any():
                        inside = rows.merge(cells[them], on=[*keys]) if keys else rows
                        sums = replace(spec, published=(keys,), measures=measures, released=stands)
                        found.append((sums, _measured(sums, inside)))
        return found

    def _shown_before(self, published: Published) -> pd.Series:
        """Which cells of a published sum were shown in a release of the period."""
        return self._standing(published.spec, published.keys, published.cells, self._given.period)

    def _standing(
        self, spec: Spec, margin: Margin, cells: pd.DataFrame, at: str, *, shown: bool = True
    ) -> pd.Series:
        """Which cells of a published sum a period's release showed, or withheld, in any table."""
        keys, released = [*margin], self._cells_of(at, shown)
        columns = spec.cells(margin)
        said = {**{name: spec.codes[name] for name in columns - {*keys, *spec.where}}, **spec.where}
        found = pd.Series(False, index=cells.index)
        cells = cells.astype(dict.fromkeys(keys, "str"))
        for table in self._given.question.answers:
            fits = frozenset(table.cells) == columns and (not spec.of or table in spec.of)
            if fits and table.name in released:
                rows = released[table.name]
                rows = rows[_meets(rows, said)].assign(masked=True)[[*keys, "masked"]]
                found |= _known(rows.drop_duplicates(), cells, keys).fillna(False).astype(bool)
        return found

    def _cells_of(self, period: str, shown: bool) -> dict[str, pd.DataFrame]:
        """The cells that a period's release showed, or withheld, by table: their key columns."""
        asked = period, shown
        if period in self._released and asked not in self._cells:
            rows = self._released[period]
            tables = rows[rows["shown"] == shown].groupby("table")
            self._cells[asked] = {str(table): key_columns(own["key"]) for table, own in tables}
        return self._cells.get(asked, {})

    def cells(self, table: ResultTable) -> pd.DataFrame:
        """Return the cells of an answered table with `masked`."""
        answer = self._given.answers[table.name]
        wanted = dict.fromkeys([*table.cells, *(c for f in table.follows for c in f.at)])
        cells = answer[[c for c in wanted if c in answer]].drop_duplicates(ignore_index=True)
        said = self._said(table, cells)
        for follow in table.follows:
            said = _either(said, self._followed(follow, cells))
        for free in self._given.question.disclosure:
            if isinstance(free, Free) and {*free.where} <= {*cells}:
                said = said.mask(_meets(cells, free.where), False)
        masked = said.fillna(True).astype(bool)  # unknown is not safe
        return cells[[*table.cells]].assign(masked=masked)

    def _said(self, table: ResultTable, cells: pd.DataFrame) -> pd.Series:
        """What the specs say of cells; missing where none speaks of them."""
        said = pd.Series(pd.NA, index=cells.index, dtype="boolean")
        columns = frozenset(table.cells)
        for spec, patterns in self._patterns:
            if columns in patterns and (not spec.of or table in spec.of):
                found = _known(patterns[columns], cells, sorted(columns))
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
        patterns = [
            found[columns]
            for spec, found in self._patterns
            if columns in found and (not spec.of or follow.of in spec.of)
        ]
        lines = pd.concat(patterns).groupby([*follow.at], as_index=False)["masked"].any()
        found = _known(lines, cells, follow.at).fillna(True)
        return found.where(_meets(cells, follow.where))


def _specs(given: Given) -> list[Spec]:
    return [spec for spec in given.question.disclosure if isinstance(spec, Spec)]


def _measured(spec: Spec, rows: pd.DataFrame) -> pd.DataFrame:
    """The contributions to the measures that a spec speaks of."""
    spec.check(rows)
    return rows[rows["measure"].isin(spec.measures)] if spec.measures else rows


def _known(pattern: pd.DataFrame, cells: pd.DataFrame, keys: Sequence[str]) -> pd.Series:
    """Return the `masked` of cells in a pattern, by position of `cells`; missing if not in it."""
    if not keys:
        return pd.Series(bool(pattern["masked"].any()), index=cells.index, dtype="boolean")
    found = cells[[*keys]].merge(pattern, on=[*keys], how="left", validate="many_to_one")
    return found["masked"].astype("boolean").set_axis(cells.index)


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
