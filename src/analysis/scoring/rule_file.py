"""Read a rule file (YAML) into its pydantic model; every error names file, line and key.

Rules are data: the file is the authority, its hash is printed in the report that used it, and a
key nobody knows is an error, never ignored.
"""

import hashlib
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from analysis.errors import DataError

Model = TypeVar("Model", bound=BaseModel)


class Rule(BaseModel):
    """Base of every rule: frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Text(Rule):
    """A title in both languages."""

    zh: str
    en: str


def read_rules(path: Path | str, model: type[Model]) -> Model:
    """Read ``path`` into ``model``.

    Raises DataError naming each fault with its line, all faults at once.
    """
    path = Path(path)
    if not path.is_file():
        raise DataError(f"规则文件不存在：{path}", f"rule file not found: {path}")
    text = path.read_text(encoding="utf-8")
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
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
