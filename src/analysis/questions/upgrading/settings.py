"""What a city says of its upgrading."""

from typing import Literal

from analysis.tables.question import Settings


class UpgradingSettings(Settings):
    """`electronics`: by division 39, or by the bureau's own list of the year in the register."""

    electronics: Literal["division_39", "bureau_list"] = "division_39"
