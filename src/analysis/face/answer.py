"""What a question answers, as an analyst takes it apart."""

from collections.abc import Mapping

import pandas as pd

from analysis.choices import one_of
from analysis.face.names import titled, with_names
from analysis.results.quantities import quantities
from analysis.tables import RESULT_TABLES
from analysis.tables.registry import question


class Answer:
    """The result tables of a question at a period, unmasked; made by `City.question`.

    Everything it returns is a new DataFrame, to be changed at will.
    """

    def __init__(
        self,
        name: str,
        period: str,
        found: Mapping[str, pd.DataFrame],
        names: Mapping[str, Mapping[str, str]],
        lang: str,
    ) -> None:
        self.name, self.period = name, period
        self._found, self._names, self._lang = found, names, lang

    @property
    def tables(self) -> pd.DataFrame:
        """The result tables by name: their `title`, and what one `row` is."""
        return titled({name: RESULT_TABLES[name] for name in self._found}, self._lang)

    def table(self, name: str) -> pd.DataFrame:
        """Return a result table, the rows of every county, names beside the codes.

        Parameters
        ----------
        name
            One of `tables`. Titles, units and meaning of its columns stand in `data/README.md`.

        Raises
        ------
        DataError
            If the question gives no such table.
        """
        one_of("table", name, list(self._found))
        return with_names(self._found[name], self._names)

    @property
    def quantities(self) -> pd.DataFrame:
        """The named figures that headlines, boards and documents take from this answer.

        Returns `quantity`, `title`, `county_code`, `county`, `value`, `rank`, `of` (counties that
        are ranked). What each is and how it is worked out stands in `data/README.md`.
        """
        declared = question(self.name).quantities
        tables = {name: rows.assign(masked=False) for name, rows in self._found.items()}
        places = list(self._names["county_code"])
        found = quantities(declared, tables, places, self.period)
        titles = {q.name: q.title(self._lang) for q in declared}
        found.insert(1, "title", found["quantity"].map(titles))
        shown = ["quantity", "title", "county_code", "value", "rank", "of"]
        return with_names(found[shown], self._names)

    def _argument_completions_(self, method: str, argument: str | None) -> list[str]:
        return list(self._found) if method == "table" else []

    def __repr__(self) -> str:
        return f"{self.name} {self.period}: {', '.join(self._found)}"
