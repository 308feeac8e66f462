"""Point tables of the enterprise ladder (创新型, 专精特新) as data, dated by when they hold."""

from datetime import date
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from analysis.tables.name import Name
from analysis.tables.rules import Rule


class Edge(Rule):
    """A band of points; the edge itself belongs to it ("以上" and "以下" include the number)."""

    edge: float | None = None
    points: float = Field(ge=0)


class Ratio(Rule):
    """A column, or a quotient of two."""

    numerator: str
    denominator: str | None = None

    def columns(self) -> set[str]:
        """The columns needed."""
        return {self.numerator} | ({self.denominator} if self.denominator else set())


class Bands(Ratio):
    """Points by edges: from the edge upwards (at_least), or downwards (at_most)."""

    kind: Literal["at_least", "at_most"]
    bands: tuple[Edge, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        *upper, last = self.bands
        edges = [band.edge for band in upper if band.edge is not None]
        if last.edge is not None or len(edges) < len(upper):
            raise ValueError("every band but the last has an edge, the last has none")
        falls = [high > low for high, low in pairwise(edges)]
        if falls and set(falls) != {self.kind == "at_least"}:
            raise ValueError(f"edges of {self.kind} are not in order: {edges}")
        return self

    def most_points(self) -> float:
        """The highest number of points."""
        return max(band.points for band in self.bands)


class Levels(Rule):
    """Points by a named level; ``otherwise`` for any other value and for none."""

    kind: Literal["levels"]
    column: str
    points: dict[str, float]
    otherwise: float = 0

    def columns(self) -> set[str]:
        """The columns needed."""
        return {self.column}

    def most_points(self) -> float:
        """The highest number of points."""
        return max(self.points.values())


class Steps(Rule):
    """``points`` for every full ``each`` of the column, at most ``most``."""

    kind: Literal["steps"]
    column: str
    each: float = Field(gt=0)
    points: float
    most: float

    def columns(self) -> set[str]:
        """The columns needed."""
        return {self.column}

    def most_points(self) -> float:
        """The highest number of points."""
        return self.most


class Flags(Rule):
    """``points`` for every column that is true, at most ``most``."""

    kind: Literal["flags"]
    flags: tuple[str, ...] = Field(alias="columns")
    points: float
    most: float

    def columns(self) -> set[str]:
        """The columns needed."""
        return set(self.flags)

    def most_points(self) -> float:
        """The highest number of points."""
        return self.most


class Given(Rule):
    """Points given from outside, at most ``most``."""

    kind: Literal["given"]
    column: str
    most: float

    def columns(self) -> set[str]:
        """The columns needed."""
        return {self.column}

    def most_points(self) -> float:
        """The highest number of points."""
        return self.most


class BestOf(Rule):
    """The better of several band scores."""

    kind: Literal["best_of"]
    scores: tuple[Bands, ...] = Field(min_length=2)

    def columns(self) -> set[str]:
        """The columns needed."""
        return set().union(*(score.columns() for score in self.scores))

    def most_points(self) -> float:
        """The highest number of points."""
        return max(score.most_points() for score in self.scores)


Score = Annotated[Bands | Levels | Steps | Flags | Given | BestOf, Field(discriminator="kind")]


class Item(Rule):
    """One line of the point table."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Name
    dimension: str
    score: Score


class Way(Ratio):
    """A quantity that must reach a number."""

    at_least: float


class Condition(Rule):
    """A requirement beside the score, met in any one of its ways."""

    name: str
    title: Name
    any_of: tuple[Way, ...] = Field(min_length=1)


class Cultivation(Rule):
    """One point table with its pass marks, conditions and ways around the score."""

    rules: str
    title: Name
    source: str
    valid_from: date
    valid_to: date | None = None
    dimensions: tuple[str, ...]
    items: tuple[Item, ...] = Field(min_length=1)
    conditions: tuple[Condition, ...] = ()
    pass_mark: float
    dimension_marks: dict[str, float] = Field(default_factory=dict)
    instead_of_score: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if unknown := {item.dimension for item in self.items} ^ set(self.dimensions):
            raise ValueError(f"dimensions and items differ: {sorted(unknown)}")
        if unknown := set(self.dimension_marks) - set(self.dimensions):
            raise ValueError(f"dimension_marks of unknown dimensions {sorted(unknown)}")
        if (total := sum(item.score.most_points() for item in self.items)) != 100:
            raise ValueError(f"the items add up to {total:g} points at most, not 100")
        return self

    def columns(self) -> set[str]:
        """Every column that the table needs."""
        items = set().union(*(item.score.columns() for item in self.items))
        ways = {c for condition in self.conditions for w in condition.any_of for c in w.columns()}
        return items | ways | set(self.instead_of_score)


class LeaderIndicator(Rule):
    """One weighted column."""

    column: str
    weight: float = Field(gt=0)
    direction: Literal["higher", "lower"]
    title: Name


class Leaders(Rule):
    """Weights by which the leaders (领跑者) of a cluster are ranked."""

    leaders: str
    title: Name
    source: str
    indicators: tuple[LeaderIndicator, ...] = Field(min_length=1)
    required: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (total := sum(indicator.weight for indicator in self.indicators)) != 100:
            raise ValueError(f"weights add up to {total:g}, not 100")
        return self
