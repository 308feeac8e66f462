"""Whom a template names: `names`, those of the city, and `examples`, those of public lists.

{{ names.city }}                    a name, or a list of them, of `document` in `city.yaml`
{{ examples("绿色工厂", level="province") | named(2) }}    whom a public list names, as it does
"""

from collections.abc import Mapping
from functools import cached_property

from jinja2 import Undefined

from analysis.display.templates import unknown
from analysis.documents.figures import Quantities, Said
from analysis.errors import DataError
from analysis.tables.name import Name
from analysis.tables.recognitions import LEVELS
from analysis.tables.territory import WHOLE

PUBLISHED = "title_names"
"""The result table of whom public lists name, in the order in which examples are named."""


class Names(Said):
    """`names`: what `city.yaml` names under `document`, the city and the place itself."""

    kind = ("名称", "name")

    @cached_property
    def known(self) -> Mapping[str, list[str]]:
        """Name → what is named."""
        own = {"city": [self.release.city.name(self.lang)]}
        place = {"place": [self.release.place_name(self.lang)]}
        given = self.release.city.document.names
        return own | place | {name: [*map(self._said, each)] for name, each in given.items()}

    def value(self, name: str) -> str | list[str]:
        """Return the name, or a list of them for the filters `listed` and `named`."""
        listed = self.known[name]
        return listed[0] if len(listed) == 1 else listed

    def _said(self, name: Name | str) -> str:
        return name if isinstance(name, str) else name(self.lang)


class Examples:
    """`examples(title)`: whom public lists name, those flagged first, the largest award first."""

    def __init__(self, figures: Quantities) -> None:
        self.figures = figures

    def __call__(self, title: str, level: str = "", ahead: int = 0) -> list[str] | Undefined:
        """Return holders, or products with their holders, of the list of a year.

        Parameters
        ----------
        title
            Name or code of the catalogue of titles.
        level
            county, city, province, nation; all without.
        ahead
            0 is the list of this year, 1 that of the next.
        """
        figures, release = self.figures, self.figures.release
        try:
            rows = release.table(PUBLISHED)
            catalogue = release.table("titles")
        except DataError as error:
            return figures.gap(title, error)
        codes = {name: row.title for row in catalogue.itertuples() for name in row[1:4]}
        if title not in codes:
            raise DataError(*unknown(("称号", "title"), title, codes))
        if level and level not in LEVELS:
            raise DataError(*unknown(("级别", "level"), level, LEVELS))
        rows = rows[rows["title"] == codes[title]]
        rows = rows[rows["year"] == int(release.period[:4]) + ahead]
        if level:
            rows = rows[rows["level"] == level]
        if release.county != WHOLE:
            rows = rows[rows["county_code"] == release.county]
        rows = rows.sort_values("place")
        said = [*dict.fromkeys(rows["holder_name"] + rows["product"])]
        return said or figures.gap(title, "missing")
