"""What may have a target: its name, its kinds, and the figures that tell how it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LEVEL, GROWTH = "level", "growth_pct"


@dataclass(frozen=True)
class Figures:
    """The named figures that tell how a target of one kind stands.

    Parameters
    ----------
    done
        What is reached by the period.
    year_end, lo80, hi80
        What a model expects of the whole year, and its interval of 80 %; empty without one.
    chance
        The probability, in percent, that the target is reached.
    needed_growth
        The growth that the rest of the year must bring, in percent.
    asked_growth
        The growth over last year, as comparable, that the target amounts to, in percent.
    """

    done: str
    year_end: str = ""
    lo80: str = ""
    hi80: str = ""
    chance: str = ""
    needed_growth: str = ""
    asked_growth: str = ""


@dataclass(frozen=True)
class Indicator:
    """What may have a target in `city.yaml`: its name, in which kinds, and its figures by kind."""

    zh: str
    en: str
    kinds: tuple[str, ...] = (LEVEL, GROWTH)
    figures: Mapping[str, Figures] = field(default_factory=dict)
