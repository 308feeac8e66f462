"""What every part of city.yaml is."""

from pydantic import BaseModel, ConfigDict


class Declared(BaseModel):
    """A part of city.yaml: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)
