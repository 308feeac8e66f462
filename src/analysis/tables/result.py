"""A result table: a declared table that also says what of it may leave, and to whom."""

from dataclasses import dataclass

from analysis.tables.dictionary import Table


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
    secret
        Rows are enterprises: the table never leaves the bureau.
    citywide
        Every county's report may show all rows; otherwise a county sees its own.
    """

    cells: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    secret: bool = False
    citywide: bool = False

    @property
    def by_county(self) -> bool:
        """Whether each county receives its own rows only."""
        return not self.citywide and "county_code" in self.columns
