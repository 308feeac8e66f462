"""What a city measures by county and industry: its column, its name, its unit."""

from typing import Literal

from analysis.tables import table
from analysis.tables.declared import Declared
from analysis.tables.name import Name
from analysis.tables.units import in_currency

NAMES = {
    "flow": Name(zh="规模以上工业总产值", en="gross output of industry above designated size"),
    "stock": Name(zh="工业就业人数", en="industrial employment"),
    "index": Name(zh="工业生产指数", en="index of industrial production"),
}


class Measure(Declared):
    """What "output" means in this city.

    A flow adds up over the year (output), a stock is averaged (employment); an index is averaged
    and is no part of a sum: what it is of a county says nothing of the whole. `name` and `unit`,
    one of `units.UNITS`, stand in the place of the column's own.
    """

    table: str
    column: str
    kind: Literal["flow", "stock", "index"]
    name: Name | None = None
    unit: str | None = None

    def noun(self, lang: str) -> str:
        """Return what it is called."""
        return (self.name or NAMES[self.kind])(lang)

    def unit_in(self, currency: str) -> str:
        """Return the unit of its figures in a city of this currency."""
        if self.kind == "index":
            return "index"
        own = str(table(self.table).metadata(self.column)["unit"])
        return in_currency(self.unit or own, currency)
