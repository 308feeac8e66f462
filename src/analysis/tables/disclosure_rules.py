"""When a sum would tell about a single enterprise: the rules of a city, kept private."""

from typing import Annotated

from pydantic import Field, PositiveInt

from analysis.tables.declared import Declared

PRIVATE_FILE = "disclosure.yaml"
"""The rules of disclosure stand beside `city.yaml`, in a file that is not handed out."""


class DisclosureRules(Declared):
    """When a cell is unsafe; keep the real city's values out of what is published.

    Enterprises in a sum, in one that may be negative, in a mean or quantile; p; optionally (n, k);
    whether sums of 0 are hidden; credit codes of enterprises that waive their protection.
    """

    released_by_source: bool = False
    minimum_units: int = Field(default=3, ge=3)
    signed_units: int = Field(default=5, ge=3)
    mean_units: int = Field(default=10, ge=3)
    p_percent: float = Field(default=15.0, gt=0, le=100)
    dominance: tuple[PositiveInt, Annotated[float, Field(gt=0, le=100)]] | None = None
    protect_zero_sums: bool = False
    waivers: list[str] = Field(default_factory=list)


PRIVATE = {name for name in DisclosureRules.model_fields if name != "released_by_source"}
"""What is never handed out: whoever knows the rules can undo them."""
