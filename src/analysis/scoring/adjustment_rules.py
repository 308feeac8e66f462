"""Bonus and penalty points, and what overrides a class, in which order."""

from typing import Literal, Self

from pydantic import Field, model_validator

from analysis.tables.rules import Rule

Step = Literal["protect", "direct", "veto", "manual"]


class Points(Rule):
    """Points added to the sum of the items.

    ``bonus`` and ``penalty`` give the points of a known item; an adjustment of an item that is
    not listed must bring its own points. Caps limit the total of each kind per enterprise.
    """

    bonus: dict[str, float] = Field(default_factory=dict)
    penalty: dict[str, float] = Field(default_factory=dict)
    bonus_cap: float | None = Field(default=None, ge=0)
    penalty_cap: float | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _positive(self) -> Self:
        for kind in ("bonus", "penalty"):
            if low := [item for item, points in getattr(self, kind).items() if points < 0]:
                raise ValueError(f"{kind} points are written without sign: {low}")
        return self


class Overrides(Rule):
    """What happens to a class after the quota, step by step in ``order``.

    ``protect``: not below this class. ``direct``: raised to this class. ``veto``: not above this
    class. ``manual``: the class its row names, with a reason. A row's own ``target_class`` goes
    before the default given here. ``veto_is_final``: no later step lifts an enterprise above
    its veto. The sum of points comes before the classes, always.
    """

    order: tuple[Step, ...] = ("protect", "direct", "veto", "manual")
    protect_not_below: str = "C"
    direct_to: str = "A"
    veto_not_above: str = "C"
    veto_is_final: bool = True

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if sorted(self.order) != sorted(("protect", "direct", "veto", "manual")):
            raise ValueError("order names each of protect, direct, veto and manual once")
        return self

    def classes(self) -> set[str]:
        """The classes named here."""
        return {self.protect_not_below, self.direct_to, self.veto_not_above}
