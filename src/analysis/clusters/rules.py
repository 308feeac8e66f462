"""Dated rules in YAML: read, checked, unknown keys refused by name."""

import datetime as dt
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from analysis.errors import DataError


class Rule(BaseModel):
    """A part of a rule file: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Title(Rule):
    """A name in both languages."""

    zh: str
    en: str


class DatedRule(Rule):
    """A whole rule file: what it is, from when to when it holds, who published it."""

    name: str
    title: Title
    valid_from: dt.date
    valid_to: dt.date | None = None
    source: str

    def holds(self, day: dt.date) -> bool:
        """Whether the rule is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


DatedRuleT = TypeVar("DatedRuleT", bound=DatedRule)


def in_force(folder: Path, model: type[DatedRuleT], period: str) -> list[DatedRuleT]:
    """The rules of a folder that hold at the end of `period` (`YYYY-MM`), ordered by name.

    Raises DataError naming file, place and value where a file does not fit.
    """
    year, month = int(period[:4]), int(period[5:])
    end = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    rules = [load_rule(file, model) for file in sorted(folder.glob("*.yaml"))]
    return [rule for rule in rules if rule.holds(end)]


def load_rule(file: Path, model: type[DatedRuleT]) -> DatedRuleT:
    """Read one rule file."""
    try:
        return model.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise DataError(
            f"{file.name}不是有效的YAML：{error}", f"{file.name} is not YAML: {error}"
        ) from error
    except ValidationError as errors:
        said = "; ".join(
            f"{'.'.join(str(step) for step in e['loc'])}: {e['msg']} ({e['input']!r})"
            for e in errors.errors()
        )
        raise DataError(
            f"{file.name}不合要求：{said}", f"{file.name} does not fit: {said}"
        ) from None
