"""How scores become classes: by quota, by absolute lines, or in two stages."""

from decimal import Decimal
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from analysis.scoring.benchmark_rules import Key
from analysis.tables.rules import Rule

Rounding = Literal["floor", "round", "ceil"]


class Share(Rule):
    """A class and its share of the enterprises in percent.

    The line under the class lies at the cumulated share of n enterprises, rounded by
    ``rounding`` to a count; where it falls exactly on an enterprise, ``inclusive`` says whether
    that enterprise is still above the line ("20%(含)") or already under it ("20%(不含)").
    "A ≤ 20 %" and "D ≥ 5 %" both mean rounding down the line.
    """

    name: str
    percent: Decimal = Field(ge=0, le=100)
    rounding: Rounding = "floor"
    inclusive: bool = True


class Ties(Rule):
    """Equal scores at a line: all up, or ordered by indicators and at last by credit code."""

    rule: Literal["higher_class", "ordered"] = "ordered"
    by: tuple[str, ...] = ("uscc",)

    @model_validator(mode="after")
    def _reproducible(self) -> Self:
        if self.rule == "ordered" and (not self.by or self.by[-1] != "uscc"):
            raise ValueError("ordered ties end with uscc, else the order of rows would decide")
        return self


class Quota(Rule):
    """Classes by share of the enterprises within ``over`` (and the group)."""

    method: Literal["quota"]
    over: tuple[Key, ...] = ("county_code",)
    shares: tuple[Share, ...] = Field(min_length=2)
    ties: Ties = Ties()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (total := sum(share.percent for share in self.shares)) != 100:
            raise ValueError(f"quotas add up to {total}%, not 100%")
        return self

    def names(self) -> tuple[str, ...]:
        """The classes, best first."""
        return tuple(share.name for share in self.shares)


class Line(Rule):
    """A class from ``at_least`` points upwards; the last class has none."""

    name: str
    at_least: float | None = None


class Thresholds(Rule):
    """Classes by absolute lines of the score, best first; the number itself is included."""

    method: Literal["thresholds"]
    lines: tuple[Line, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _descending(self) -> Self:
        *upper, last = self.lines
        edges = [line.at_least for line in upper if line.at_least is not None]
        if last.at_least is not None or len(edges) < len(upper):
            raise ValueError("every class but the last has at_least, the last has none")
        if any(low >= high for high, low in pairwise(edges)):
            raise ValueError(f"lines do not descend: {edges}")
        return self

    def names(self) -> tuple[str, ...]:
        """The classes, best first."""
        return tuple(line.name for line in self.lines)


class Stage(Rule):
    """In one half: the class given to ``percent`` of all enterprises by an indicator."""

    name: str
    by: str
    percent: Decimal = Field(gt=0, le=50)
    rounding: Rounding = "round"


class TwoStage(Rule):
    """The upper half by score, best by one indicator; the lower half, last by another.

    郑州 2018: A is 15 % of all, the best of the upper half by tax per mu; C is 10 % of all, the
    last of the lower half by output per unit of energy; B is the rest.
    """

    method: Literal["two_stage"]
    over: tuple[Key, ...] = ()
    upper: Stage
    middle: str
    lower: Stage

    def names(self) -> tuple[str, ...]:
        """The classes, best first."""
        return (self.upper.name, self.middle, self.lower.name)


Classes = Quota | Thresholds | TwoStage
