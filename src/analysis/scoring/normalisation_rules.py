"""The families that turn a ratio x into an item score; w is the weight, b the benchmark.

    ratio      w·x/b, at most cap·w, at least floor·w
    minmax     w·[base + (100−base)·(x−min)/(max−min)]/100     base 20 旌德, 60 efficacy coefficient
    rank       w·(share of the others that are not better), an order only
    reverse    w·(2 − x/b), within 0 and 2w                    lower is better
    max_ratio  w·x/max
    bands      the points of the band in which x lies           absolute lines

The seventh family of the texts, two stages, is a way to form classes (``class_rules``).
"""

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, field_validator

from analysis.scoring.benchmark_rules import Key
from analysis.tables.rules import Rule


class Ratio(Rule):
    """w·x/b with a cap and a floor in multiples of the weight; no cap if ``cap`` is null."""

    family: Literal["ratio"] = "ratio"
    cap: float | None = Field(default=None, gt=0)
    floor: float = 0


class MinMax(Rule):
    """From ``base`` percent of the weight at the worst to the whole weight at the best."""

    family: Literal["minmax"]
    base: float = Field(default=0, ge=0, lt=100)
    over: tuple[Key, ...] = ()


class Rank(Rule):
    """The weight times the share of the others that are not better; ties take their mean."""

    family: Literal["rank"]
    over: tuple[Key, ...] = ()


class Reverse(Rule):
    """w·(2 − x/b), clipped to [0, 2w]."""

    family: Literal["reverse"]


class MaxRatio(Rule):
    """w·x/max, at least 0."""

    family: Literal["max_ratio"]
    over: tuple[Key, ...] = ()


class Band(Rule):
    """From ``at_least`` (the number itself included) upwards: ``points``."""

    at_least: float | None = None
    points: float


class Bands(Rule):
    """Points by absolute lines, written from the highest band to the lowest."""

    family: Literal["bands"]
    bands: tuple[Band, ...] = Field(min_length=2)

    @field_validator("bands")
    @classmethod
    def _descending(cls, value: tuple[Band, ...]) -> tuple[Band, ...]:
        *upper, last = value
        if last.at_least is not None or any(band.at_least is None for band in upper):
            raise ValueError("every band but the last has at_least, the last has none")
        edges = [band.at_least for band in upper if band.at_least is not None]
        if any(low >= high for high, low in pairwise(edges)):
            raise ValueError(f"bands do not descend: {edges}")
        return value


Normalisation = Annotated[
    Ratio | MinMax | Rank | Reverse | MaxRatio | Bands, Field(discriminator="family")
]
