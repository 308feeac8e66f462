"""What the parts of `city.yaml` are made of: strict models, codes, months and days."""

import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from analysis.tables.territory import COUNTY_CODE

Code = Annotated[str, StringConstraints(pattern=rf"^{COUNTY_CODE}$")]
Month = Annotated[str, StringConstraints(pattern=r"^(19|20)\d{2}-(0[1-9]|1[0-2])$")]


def _in_calendar(day: str) -> str:
    datetime.date.fromisoformat(day)
    return day


Day = Annotated[
    str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(_in_calendar)
]


class Declared(BaseModel):
    """A part of city.yaml: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)
