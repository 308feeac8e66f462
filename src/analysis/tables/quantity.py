"""A quantity: a named figure of the bureau, one address for every page and document.

A headline, the board of targets, the front page and the year's report take a number from here, so
that it has one value, one mask, one unit and one way back to the rows it came from.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from analysis.errors import DataError
from analysis.tables.indicator import GROWTH, LEVEL, Figures, Indicator
from analysis.tables.name import Name
from analysis.tables.named import require_columns
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
        What it is called and means, how it is worked out, who answers for it. Names of columns in
        a formula are shown by their titles; one that is notation alone is the same text for both
        languages. In a title or definition `{measure}` stands for what the city measures.
    counted, one
        Of a count: the measure word and the noun, in both languages (家企业, enterprises); and the
        English noun for a single one, where that is not the plural without its s.
    numbers
        Its numbers in the list of the year's report's figures.
    measured
        Whether its unit is that of what the city measures (`measure` of `city.yaml`).
    ranked
        Whether a rank among the counties makes sense, and which end is first: "high", "low" or "".
    change
        Whether it is a growth or a difference, printed with its sign, of which zero has a rank.
    """

    name: str
    table: ResultTable
    column: str
    title: Name
    where: Mapping[str, str] = field(default_factory=dict)
    definition: Name = NONE
    formula: Name | str = ""
    owner: Name = NONE
    counted: Name = NONE
    one: str = ""
    numbers: tuple[int, ...] = ()
    measured: bool = False
    ranked: Literal["high", "low", ""] = ""
    change: bool = False

    def __post_init__(self) -> None:
        require_columns(self.table, (self.column, *self.where), f"Quantity {self.name}")
        for column, value in self.where.items():
            values = self.table.metadata(column).get("values", {value: ""})
            if value not in values:
                listed = ", ".join(values)
                raise DataError(
                    f"Quantity {self.name}：列“{column}”没有值“{value}”，可用：{listed}",
                    f"Quantity {self.name}: {column} is never {value!r}; one of {listed}",
                )

    def noun(self, number: str, lang: str) -> str:
        """Return what is counted, in English as it is said of one or of many."""
        if lang == "zh" or number.lstrip("+-") != "1":
            return self.counted(lang)
        return self.one or self.counted.en.removesuffix("s")

    @property
    def indicator(self) -> Indicator:
        """What a target of this figure is a target of, where its question says no more."""
        kind = GROWTH if self.change and self.unit == "pct" else LEVEL
        return Indicator(self.title.zh, self.title.en, (kind,), {kind: Figures(self.name)})

    @property
    def unit(self) -> str:
        """The unit of its values."""
        return str(self.table.metadata(self.column).get("unit", ""))
