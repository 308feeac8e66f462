"""What `city.yaml` may say to the front page."""

from pydantic import Field

from analysis.tables.question import Settings


class OverviewSettings(Settings):
    """On which day of the next month a period is told; without one, no next release is named."""

    released_on: int | None = Field(default=None, ge=1, le=28)
