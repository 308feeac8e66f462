"""Standards of the ladder of good small enterprises as data, dated by the day of application.

A standard is a list of conditions, and often a table of points whose sum is one of them. Both
speak of named measures (`questions/ladder/measures.py`) in the units of the dictionary: 10k CNY,
percent, years; a tick is 1 or 0. "以上" and "以下" include the number itself.
"""

import datetime as dt
from typing import Literal, Self

from pydantic import Field, model_validator

from analysis.errors import DataError
from analysis.tables.name import Name
from analysis.tables.rules import DatedRule, Rule

Rung = Literal["innovative", "specialised", "little_giant"]


class Demand(Rule):
    """A measure that must reach a number, or stay within one."""

    measure: str
    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _one_side(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("a demand has at_least or at_most, and not both")
        return self


class Band(Rule):
    """The enterprises that a way is for: the lower limit belongs to the band, the upper not."""

    measure: str
    at_least: float | None = None
    below: float | None = None


class Way(Demand):
    """One way to meet a condition; `also` is demanded with it, `band` says whom it is for."""

    also: tuple[Demand, ...] = ()
    band: Band | None = None

    @property
    def demands(self) -> tuple[Demand, ...]:
        """All that is demanded."""
        return (self, *self.also)


class Condition(Rule):
    """A requirement, met in any one of its ways."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Name
    any_of: tuple[Way, ...] = Field(min_length=1)


class Scale(Rule):
    """Points of a measure: edge → points from it on, or the measure itself, capped."""

    measure: str
    at_least: dict[float, float] = Field(default_factory=dict)
    at_most: dict[float, float] = Field(default_factory=dict)
    given_up_to: float | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if bool(self.at_least) + bool(self.at_most) + (self.given_up_to is not None) != 1:
            raise ValueError("a scale has one of at_least, at_most, given_up_to")
        for edges, falling in ((self.at_least, False), (self.at_most, True)):
            points = [edges[edge] for edge in sorted(edges, reverse=falling)]
            if points != sorted(set(points)):
                raise ValueError(f"a harder edge must give more points: {edges}")
        return self

    @property
    def most(self) -> float:
        """The highest number of points."""
        return self.given_up_to or max([*self.at_least.values(), *self.at_most.values()])


class Item(Rule):
    """One line of the table of points: the best of its scales."""

    name: str
    title: Name
    part: str
    best_of: tuple[Scale, ...] = Field(min_length=1)

    @property
    def most(self) -> float:
        """The highest number of points."""
        return max(scale.most for scale in self.best_of)


class Part(Name):
    """A part of the table of points, with its own pass mark where there is one."""

    mark: float | None = None


class Score(Rule):
    """A table of a hundred points, its pass mark, and what stands in its stead."""

    mark: float
    parts: dict[str, Part]
    items: tuple[Item, ...]
    instead: tuple[Way, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if unknown := {item.part for item in self.items} ^ set(self.parts):
            raise ValueError(f"parts and items differ: {sorted(unknown)}")
        if (total := sum(item.most for item in self.items)) != 100:
            raise ValueError(f"the items add up to {total:g} points at most, not 100")
        return self

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The sum and the parts with a mark as conditions of measures `points…`."""
        whole = Part(zh="评价总分", en="Score", mark=self.mark)
        marked = {"points": whole} | {f"points_{code}": part for code, part in self.parts.items()}
        return tuple(
            Condition(
                name=name,
                title=Name(zh=part.zh, en=part.en),
                any_of=(Way(measure=name, at_least=part.mark), *self.instead),
            )
            for name, part in marked.items()
            if part.mark is not None
        )


class Standard(DatedRule):
    """What an enterprise must meet to reach a rung, if it applies while the rule holds.

    `confirmed` is false where nobody has yet held the file against the published text.
    """

    rung: Rung
    confirmed: bool
    conditions: tuple[Condition, ...] = ()
    score: Score | None = None

    @property
    def every_condition(self) -> tuple[Condition, ...]:
        """The conditions, those of the score last."""
        return (*self.conditions, *(self.score.conditions if self.score else ()))

    @property
    def measures(self) -> set[str]:
        """Every measure that must be known."""
        ways = [way for condition in self.every_condition for way in condition.any_of]
        named = {demand.measure for way in ways for demand in way.demands}
        named |= {way.band.measure for way in ways if way.band}
        items = self.score.items if self.score else ()
        scored = {scale.measure for item in items for scale in item.best_of}
        return {name for name in named if not name.startswith("points")} | scored


def standard_for(standards: list[Standard], rung: Rung, day: dt.date) -> Standard | None:
    """Return the standard of a rung in force on the day of application; None if there is none.

    Raises
    ------
    DataError
        If several are.
    """
    held = [each for each in standards if each.rung == rung and each.holds(day)]
    if len(held) > 1:
        names = ", ".join(each.name for each in held)
        raise DataError(
            f"{day}有多份标准同时施行：{names}", f"several standards hold on {day}: {names}"
        )
    return held[0] if held else None
