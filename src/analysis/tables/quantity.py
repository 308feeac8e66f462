"""A quantity: a named figure of the bureau, one address for every page and document.

A headline, the board of targets, the front page and the year's report take a number from here, so
that it has one value, one mask, one unit and one way back to the rows it came from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from analysis.tables.name import Name
from analysis.tables.result import ResultTable

NONE = Name(zh="", en="")
PERIOD = "{period}"
"""In a filter: the period that is reported on."""


@dataclass(frozen=True)
class Quantity:
    """One named figure: a cell of a result table, for each county and for the whole city.

    Parameters
    ----------
    name
        Its name, unique in the project.
    table, column
        Where it stands; its unit and titles are the column's unless `title` says more.
    where
        Column → value: which row of a county it is, beside `county_code`.
    title, definition, formula, owner
        What it is called and means, how it is worked out, who answers for it. In a title or
        definition `{measure}` stands for what the city measures.
    counted
        Of a count: the measure word and the noun, in both languages (家企业, enterprises).
    numbers
        Its numbers in the list of the year's report's figures.
    measured
        Whether its unit is that of what the city measures (`measure` of `city.yaml`).
    ranked
        Whether a rank among the counties makes sense, and which end is first: "high", "low" or "".
    """

    name: str
    table: ResultTable
    column: str
    title: Name
    where: Mapping[str, str] = field(default_factory=dict)
    definition: Name = NONE
    formula: str = ""
    owner: Name = NONE
    counted: Name = NONE
    numbers: tuple[int, ...] = ()
    measured: bool = False
    ranked: str = ""

    def __post_init__(self) -> None:
        for column in (self.column, *self.where):
            if column not in self.table.columns:
                near = get_close_matches(column, self.table.columns, n=1, cutoff=0.0)[0]
                raise ValueError(
                    f"quantity {self.name}: {self.table.name} has no column {column!r}, "
                    f"the nearest one is {near!r}"
                )

    @property
    def unit(self) -> str:
        """The unit of its values."""
        return str(self.table.metadata(self.column).get("unit", ""))
