"""Read a rule file (YAML) into its pydantic model; every error names file, line and key.

Rules are data: the file is the authority, its hash is printed in the report that used it, and a
key nobody knows is an error, never ignored. Those of one kind lie in a folder of `data/reference`;
dated ones are chosen by the day they hold.
"""

import datetime as dt
import hashlib
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from analysis.errors import DataError
from analysis.tables.name import Name

Model = TypeVar("Model", bound=BaseModel)
LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
"""libyaml, where PyYAML has it, is several times faster: a nation's city.yaml has 150,000 words."""
REFERENCE = Path(__file__).parents[3] / "data" / "reference"
"""The rules that come with the project, a folder a kind."""


class Rule(BaseModel):
    """Base of every rule: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Dates(BaseModel):
    """From when to when a rule file holds, whatever else stands in it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    valid_from: dt.date
    valid_to: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether the rule is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class DatedRule(Rule, Dates):
    """A whole rule file: what it is, from when to when it holds, who published it."""

    model_config = ConfigDict(extra="forbid")

    name: str
    title: Name
    source: str


DatedRuleT = TypeVar("DatedRuleT", bound=DatedRule)


def files_in_force(folder: Path, period: str) -> list[Path]:
    """The files of a folder whose rules hold on the last day of `period` (`YYYY-MM`), by name."""
    day = last_day(period)
    files = sorted(folder.glob("*.yaml"))
    return [file for file in files if read_rules(file, Dates).holds(day)]


def in_force(folder: Path, model: type[DatedRuleT], period: str) -> list[DatedRuleT]:
    """The rules of a folder that hold on the last day of `period` (`YYYY-MM`), ordered by file.

    Raises DataError naming file, line and key where a file does not fit.
    """
    return [read_rules(file, model) for file in files_in_force(folder, period)]


def last_day(period: str) -> dt.date:
    """The last day of a month `YYYY-MM`."""
    year, month = int(period[:4]), int(period[5:])
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def earlier_in_the_year(period: str) -> list[str]:
    """The months of the year before one, the last first: `2022-03` → `2022-02`, `2022-01`."""
    return [f"{period[:5]}{month:02}" for month in range(int(period[5:]) - 1, 0, -1)]


def later_in_the_year(period: str) -> list[str]:
    """The months of the year after one, the first first: `2022-10` → `2022-11`, `2022-12`."""
    return [f"{period[:5]}{month:02}" for month in range(int(period[5:]) + 1, 13)]


def a_year_before(period: str) -> str:
    """The same month of the year before: `2022-11` → `2021-11`."""
    return f"{int(period[:4]) - 1}{period[4:]}"


def a_year_after(period: str) -> str:
    """The same month of the year after: `2022-11` → `2023-11`."""
    return f"{int(period[:4]) + 1}{period[4:]}"


def read_rules(path: Path | str, model: type[Model]) -> Model:
    """Read ``path`` into ``model``.

    Raises DataError naming each fault with its line, all faults at once.
    """
    path = Path(path)
    if not path.is_file():
        raise DataError(f"规则文件不存在：{path}", f"rule file not found: {path}")
    text = path.read_text(encoding="utf-8")
    try:
        node = yaml.compose(text, Loader=LOADER)
        content = yaml.load(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise DataError(
            f"{path.name}：不是合法的 YAML：{error}", f"{path.name}: not valid YAML: {error}"
        ) from None
    _refuse_duplicate_keys(node, path.name)
    try:
        return model.model_validate(content)
    except ValidationError as error:
        faults = [_fault(node, detail) for detail in error.errors()]
        raise DataError(
            f"{path.name}：" + "；".join(f"第 {line} 行 {key}：{why}" for line, key, why in faults),
            f"{path.name}: " + "; ".join(f"line {line}, {key}: {why}" for line, key, why in faults),
        ) from None


def rules_hash(path: Path | str) -> str:
    """The first 16 hexadecimal digits of the file's SHA-256."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16]


def _fault(node: yaml.Node | None, detail: ErrorDetails) -> tuple[int, str, str]:
    """Line, dotted key and reason of one pydantic error."""
    line, keys = 1, []
    for part in detail["loc"]:
        child = _child(node, part)
        if child is None:  # a missing key, or the tag of a union: stay at the parent
            keys.append(str(part))
            continue
        node, line = child
        keys.append(str(part))
    return line, ".".join(keys) or "(file)", detail["msg"].removeprefix("Value error, ")


def _child(node: yaml.Node | None, part: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part].start_mark.line + 1
    return None


def _refuse_duplicate_keys(node: yaml.Node | None, name: str) -> None:
    """PyYAML keeps the last of two equal keys silently; in a rule file that is a fault."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in seen and key.value != "<<":
                raise DataError(
                    f"{name}：第 {line} 行：键 {key.value} 重复",
                    f"{name}: line {line}: duplicate key {key.value}",
                )
            seen.add(key.value)
            _refuse_duplicate_keys(value, name)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_duplicate_keys(value, name)
