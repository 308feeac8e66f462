"""The catalogue of titles: names, holders, levels, how long a title holds; dated rules."""

from typing import Literal

from analysis.errors import DataError
from analysis.tables.given import Given
from analysis.tables.name import Name
from analysis.tables.question import Rules
from analysis.tables.rules import DatedRule

CATALOGUE = Rules("titles", dated=True)


class Rung(Name):
    """A rung of the ladder: the titles of which one puts a holder on it."""

    code: str
    titles: tuple[str, ...]


class Counted(Name):
    """What is counted by its holders (家), or by projects and products (个)."""

    counted: Literal["holders", "items"]


class Group(Counted):
    """Titles that are counted together."""

    titles: tuple[str, ...]


class Title(Counted):
    """A title; see the head of `data/reference/titles/titles.yaml`."""

    levels: tuple[str, ...]
    years: int | Literal["year_end"] | None = None
    grades: tuple[int, ...] = ()
    scores: tuple[float, ...] = ()
    names: tuple[str, ...] = ()
    certificate: bool = False
    outside_parks: bool = False
    least_ha: float | None = None


class Catalogue(DatedRule):
    """All titles, what of them is counted together, and the ladder from below."""

    ladder: tuple[Rung, ...]
    groups: dict[str, Group]
    titles: dict[str, Title]

    @property
    def codes(self) -> dict[str, str]:
        """Name, other name or code → code."""
        names = {code: (code, title.zh, *title.names) for code, title in self.titles.items()}
        return {name: code for code, spellings in names.items() for name in spellings}

    @property
    def places(self) -> dict[str, int]:
        """Title → its rung's number from below, of those on the ladder."""
        return {t: n for n, rung in enumerate(self.ladder, start=1) for t in rung.titles}

    @property
    def years(self) -> dict[str, int]:
        """Title → years of validity, of those that have them."""
        return {c: t.years for c, t in self.titles.items() if isinstance(t.years, int)}


def catalogue(given: Given) -> Catalogue:
    """Return the catalogue in force.

    Raises
    ------
    DataError
        If none is, or several are.
    """
    found = given.in_force(CATALOGUE, Catalogue)
    if len(found) != 1:
        raise DataError(
            f"{given.period}施行的称号目录应为一份，现有{len(found)}份",
            f"one catalogue of titles should hold in {given.period}; {len(found)} do",
        )
    return found[0]
