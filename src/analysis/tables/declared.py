"""What the parts of `city.yaml` are made of: strict models, codes, months and days."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from analysis.tables.territory import COUNTY_CODE

Code = Annotated[str, StringConstraints(pattern=rf"^{COUNTY_CODE}$")]
Month = Annotated[str, StringConstraints(pattern=r"^(19|20)\d{2}-(0[1-9]|1[0-2])$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Declared(BaseModel):
    """A part of city.yaml: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)
