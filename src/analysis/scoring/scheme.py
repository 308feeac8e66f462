"""A scoring scheme: the rules of one place and year, as data.

A scheme says who is evaluated, in which groups, on which ratios, against which benchmark, how the
item scores become a class by quota, and what overrides the class in which order. Nothing of a
place is written in code, so next year's rules need a new file and no programmer.
"""

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from analysis.scoring.adjustment_rules import Overrides, Points
from analysis.scoring.benchmark_rules import Benchmark, Key
from analysis.scoring.class_rules import Classes, Quota, TwoStage
from analysis.scoring.normalisation_rules import Bands, Normalisation, Ratio, Reverse
from analysis.tables.evaluation import EVALUATION
from analysis.tables.name import Name
from analysis.tables.rules import Rule, read_rules

#: The quantities of the ``evaluation`` table that an indicator may use.
QUANTITIES = tuple(
    name for name in EVALUATION.columns if EVALUATION.metadata(name)["kind"] == "quantity"
)


MissingRule = Literal["zero", "mean_score", "benchmark", "redistribute", "exclude"]


class Missing(Rule):
    """What an enterprise gets for an item whose value is missing.

    ``zero``: 0 points. ``mean_score``: the mean item score of those who have the value, within
    ``over``. ``benchmark``: the full weight. ``redistribute``: the weight is spread over the
    items that are there. ``exclude``: no score at all, the enterprise counts as lacking data.
    """

    rule: MissingRule = "zero"
    over: tuple[Key, ...] = ()


class Indicator(Rule):
    """One ratio: Σ numerator columns / Σ denominator columns, its weight and its scoring."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Name
    unit: Name
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    direction: Literal["higher", "lower"] = "higher"
    weight: float = Field(gt=0, le=100)
    normalisation: Normalisation = Ratio()
    benchmark: Benchmark | None = None
    missing: Missing = Missing()
    zero_denominator: Literal["missing", "best"] = "missing"

    @field_validator("numerator", "denominator", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("numerator", "denominator")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := sorted(set(value) - set(QUANTITIES)):
            raise ValueError(f"unknown columns {unknown}; allowed: {', '.join(QUANTITIES)}")
        return value

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        family = self.normalisation.family
        if family in ("ratio", "max_ratio") and self.direction == "lower":
            raise ValueError(f"{family} needs direction higher; for lower take reverse or minmax")
        if family == "reverse" and self.direction == "higher":
            raise ValueError("reverse needs direction lower")
        if isinstance(self.normalisation, Ratio | Reverse) != (self.benchmark is not None):
            raise ValueError("a benchmark belongs to ratio and reverse, and only to them")
        if self.zero_denominator == "best" and self.best_score() is None:
            raise ValueError("zero_denominator: best needs a family with a highest score")
        return self

    def best_score(self) -> float | None:
        """The highest item score the family can give; None if it has no end."""
        if isinstance(self.normalisation, Ratio):
            cap = self.normalisation.cap
            return None if cap is None else cap * self.weight
        if isinstance(self.normalisation, Reverse):
            return 2 * self.weight
        if isinstance(self.normalisation, Bands):
            return max(band.points for band in self.normalisation.bands)
        return self.weight


class Group(Rule):
    """Enterprises scored together: which of the table's groups, with which land, on what."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: Name
    evaluation_group: Literal["above_scale", "below_scale", "lessee"]
    min_land_mu: float | None = Field(default=None, ge=0)
    below_land_mu: float | None = Field(default=None, gt=0)
    min_years_in_production: float | None = Field(default=None, ge=0)
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    classes: Annotated[Classes, Field(discriminator="method")]

    @field_validator("indicators")
    @classmethod
    def _weights(cls, value: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
        names = [indicator.name for indicator in value]
        if len(set(names)) < len(names):
            raise ValueError(f"indicator named twice: {names}")
        total = sum(Decimal(str(indicator.weight)) for indicator in value)
        if total != 100:
            raise ValueError(f"weights add up to {total}, not 100")
        return value

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        names = {indicator.name for indicator in self.indicators}
        keys: set[str] = set()
        if isinstance(self.classes, TwoStage):
            keys = {self.classes.upper.by, self.classes.lower.by}
        if isinstance(self.classes, Quota):
            keys = set(self.classes.ties.by) - {"uscc"}
        if unknown := sorted(keys - names):
            raise ValueError(f"classes name {unknown}, not an indicator of {self.name}")
        if self.min_land_mu and self.below_land_mu and self.below_land_mu <= self.min_land_mu:
            raise ValueError("below_land_mu is not above min_land_mu")
        return self


class Scheme(Rule):
    """The rules of one place and year.

    ``year`` is the year in the scheme's own title; ``assumed`` lists what the text that was read
    leaves open and this file fills in, so that nobody takes it for the place's own rule.
    """

    scheme: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: Name
    year: int = Field(ge=2010, le=2100)
    source: str
    assumed: tuple[str, ...] = ()
    class_names: tuple[str, ...] = ("A", "B", "C", "D")
    excluded_industries: tuple[str, ...] = ()
    exempt_class: str = "T"
    score_decimals: int = Field(default=6, ge=0, le=9)
    groups: tuple[Group, ...] = Field(min_length=1)
    points: Points = Points()
    overrides: Overrides = Overrides()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.exempt_class in self.class_names:
            raise ValueError(f"exempt_class {self.exempt_class} is one of class_names")
        names = [group.name for group in self.groups]
        if len(set(names)) < len(names):
            raise ValueError(f"group named twice: {names}")
        for group in self.groups:
            if unknown := sorted(set(group.classes.names()) - set(self.class_names)):
                raise ValueError(f"{group.name}: classes {unknown} not in {self.class_names}")
        if unknown := sorted(self.overrides.classes() - set(self.class_names)):
            raise ValueError(f"overrides name classes {unknown} not in {self.class_names}")
        return self

    def group(self, name: str) -> Group:
        """The group of that name."""
        return next(group for group in self.groups if group.name == name)

    def keys(self) -> set[str]:
        """The columns by which the scheme sets enterprises side by side."""
        over: set[str] = set()
        for group in self.groups:
            over |= set(getattr(group.classes, "over", ()))
            for indicator in group.indicators:
                over |= set(getattr(indicator.normalisation, "over", ()))
                over |= set(indicator.missing.over)
                over |= set(indicator.benchmark.over if indicator.benchmark else ())
        return over

    def indicator_names(self) -> tuple[str, ...]:
        """The names of all indicators of all groups, each once."""
        named = (indicator.name for group in self.groups for indicator in group.indicators)
        return tuple(dict.fromkeys(named))


def load_scheme(path: Path | str) -> Scheme:
    """Read a scheme; raises DataError with the line of every fault."""
    return read_rules(path, Scheme)
