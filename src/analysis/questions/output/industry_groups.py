"""Groups of industries (装备, 消费品, 原材料, 能源): what a county tells where industries are few.

The grouping is a file of `data/reference/industry_groups`, which `city.yaml` names; its codes are
those of the city's own classification, so that without a name there are no groups.
"""

from collections.abc import Mapping
from typing import Self

import pandas as pd
from pydantic import model_validator

from analysis.tables.given import Given
from analysis.tables.name import Name
from analysis.tables.question import Rules, Settings
from analysis.tables.rules import Rule, read_rules

GROUP = "industry_group"
OTHER = "other"
"""The group of what the grouping does not name."""
OTHER_TITLE = Name(zh="其他行业", en="Other industries")


class OutputSettings(Settings):
    """Which grouping of industries is shown: a file's name without its ending; none by default."""

    industry_groups: str | None = None


class IndustryGroup(Rule):
    """One group: what it is called, and the codes of its industries."""

    title: Name
    industries: tuple[str, ...]


class Grouping(Rule):
    """Groups of industries; no industry is in two."""

    name: str
    title: Name
    groups: Mapping[str, IndustryGroup]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        codes = [code for group in self.groups.values() for code in group.industries]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise ValueError(f"industries in two groups: {', '.join(twice)}")
        return self


def _chosen(settings: OutputSettings) -> list[str]:
    return [f"{settings.industry_groups}.yaml"] if settings.industry_groups else []


GROUPINGS = Rules("industry_groups", chosen=_chosen)


def grouping(given: Given) -> Grouping | None:
    """Return the grouping that the city names; None if it names none.

    Raises
    ------
    DataError
        If there is no such file, or it does not fit; it names file, line and key.
    """
    return next((read_rules(file, Grouping) for file in given.files(GROUPINGS)), None)


def groups_of(industries: pd.Series, held: Grouping | None) -> pd.Series:
    """Return the group of each industry's code; missing everywhere without a grouping."""
    if held is None:
        return pd.Series(None, index=industries.index, dtype="str")
    named = {code: name for name, group in held.groups.items() for code in group.industries}
    return industries.map(named).fillna(OTHER).astype("str")


def titled(rows: pd.DataFrame, held: Grouping) -> pd.DataFrame:
    """Return rows of groups with `title_zh`, `title_en` and `industries`, the codes of each."""
    titles = {name: group.title for name, group in held.groups.items()} | {OTHER: OTHER_TITLE}
    codes = {name: " ".join(group.industries) for name, group in held.groups.items()}
    return rows.assign(
        title_zh=[titles[name].zh for name in rows[GROUP]],
        title_en=[titles[name].en for name in rows[GROUP]],
        industries=rows[GROUP].map(codes).fillna("").astype("str"),
    )
