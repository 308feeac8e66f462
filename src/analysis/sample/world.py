"""The invented city that every question's sample describes, and what a sample gives back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from analysis.sample.activity import Panel
from analysis.sample.months import LAST_PERIOD, month_number
from analysis.sample.published import industry_month
from analysis.sample.raw_file import RawFile
from analysis.tables.target import Target

YEARS = range(2018, 2023)  # years of published output


@dataclass(frozen=True)
class World:
    """A group of counties, their enterprises and what each produced.

    `counties` and `kinds` (industries) are numbered through, and `firms` (the register, see
    `enterprises.register`) and the rows of `panel` point to them by these numbers. `before` counts
    the counties of the groups before this one; `last` is the last period; `flat` says that files
    become CSV with one heading row, `whole` that there is no other group.
    """

    counties: pd.DataFrame
    kinds: pd.DataFrame
    firms: pd.DataFrame
    panel: Panel
    flat: bool = False
    before: int = 0
    whole: bool = True
    last: str = LAST_PERIOD

    @cached_property
    def output(self) -> dict[int, pd.DataFrame]:
        """Output by year as published: county, industry, period, sums in 1k CNY."""
        return {
            year: industry_month(
                self.firms, self.panel, len(self.kinds), year, min(f"{year}-12", self.last)
            )
            for year in YEARS
        }

    @cached_property
    def enterprises(self) -> pd.DataFrame:
        """The register in the dictionary's terms, row by row as `firms`.

        Columns uscc, name, county_code, industry_code, above_scale (on the list in the last
        period) and level_10k_cny (output of a normal year).
        """
        month = month_number(self.last)
        since, until = self.firms["listed_from"], self.firms["listed_until"]
        return pd.DataFrame(
            {
                "uscc": self.firms["uscc"].astype(object),
                "name": self.firms["name"],
                "county_code": self.counties["county_code"].to_numpy(object)[self.firms["county"]],
                "industry_code": self.kinds["code"].to_numpy(object)[self.firms["industry"]],
                "above_scale": (since <= month) & (month < until),
                "level_10k_cny": self.firms["level_10k_cny"],
            }
        )


@dataclass(frozen=True)
class Planted:
    """Faults planted on purpose: the file that lists them and what they are, in both languages."""

    file: str
    rows: pd.DataFrame
    zh: str
    en: str


@dataclass(frozen=True)
class Sample:
    """What one part of the sample adds to a group of counties.

    `settings` stand in `city.yaml` under the question's name. `targets` for the whole city are the
    same in every group. `calibrated` says in both languages which published figure the part meets,
    for the README.
    """

    files: list[RawFile]
    planted: list[Planted] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    calibrated: tuple[str, str] | None = None


Sampler = Callable[[World, np.random.Generator], Sample]


def target(
    indicator: str,
    county: str,
    year: int,
    value: float,
    kind: str = "growth_pct",
    unit: str = "%",
    **more: object,
) -> Target:
    """Return a target of `city.yaml`; `county` is a code, or "city" for the whole.

    `more` is what else may be said of one: owner, schedule, direction, revised.
    """
    return Target.model_validate(
        {
            "indicator": indicator,
            "county": county,
            "year": year,
            "value": value,
            "kind": kind,
            "unit": unit,
            **more,
        }
    )
