"""A result table: a declared table that also says what of it may leave, and to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.errors import DataError
from analysis.tables.dictionary import Table
from analysis.tables.named import require_columns


@dataclass(frozen=True)
class ResultTable(Table):
    """A declared result table.

    Parameters
    ----------
    cells
        The key columns that name a disclosure cell (county and industry, cluster, …). A row whose
        cell is unsafe loses its `measures`. Empty: nothing in the table stems from few enterprises.
    measures
        The columns that are withheld together: a figure, its growth and its shares are one group.
    follows
        What is withheld because a cell of another table is.
    free
        Why nothing in a table without `cells` is ever withheld.
    secret
        Rows are enterprises: the table never leaves the bureau.
    citywide
        Every county's report may show all rows; otherwise a county sees its own.
    """

    cells: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    follows: tuple["Follow", ...] = ()
    free: str = ""
    secret: bool = False
    citywide: bool = False

    def __post_init__(self) -> None:
        require_columns(self, (*self.key, *self.cells, *self.measures), f"ResultTable {self.name}")
        held = [c for c in self.measures if not self._may_be_missing(c)]
        if held:
            listed = ", ".join(held)
            raise DataError(
                f"ResultTable {self.name}：{listed}不能列入measures，保密时须能为空："
                "是/否列用flag(…, optional=True)，年度不能保密",
                f"ResultTable {self.name}: {listed} cannot be among the measures, for what is "
                "withheld is missing: a flag is declared flag(…, optional=True), a year never is",
            )

    def _may_be_missing(self, column: str) -> bool:
        about = self.metadata(column)
        return bool(about["optional"]) or about["kind"] not in {"flag", "year"}

    @property
    def by_county(self) -> bool:
        """Whether each county receives its own rows only."""
        return not self.citywide and "county_code" in self.columns


@dataclass(frozen=True)
class Follow:
    """Cells are withheld where those of another table are.

    Parameters
    ----------
    of
        The other table; a spec speaks of its cells.
    at
        The key columns that both share. Where `of` has more, any withheld cell of it counts.
    where
        Column → value: these rows follow only.
    via
        A table of the same answer that has, by the columns it shares with this one, those of `at`.
    """

    of: ResultTable
    at: tuple[str, ...]
    where: Mapping[str, str] = field(default_factory=dict)
    via: ResultTable | None = None
