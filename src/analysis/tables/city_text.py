"""The YAML of city.yaml: each key once, keys and advice as they are written, no endless aliases."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from analysis.errors import DataError

MAX_NODES = 10_000_000
"""Words, lists and mappings of a city.yaml with its aliases written out; a nation's has 150,000."""
TEXT, MERGE = "tag:yaml.org,2002:str", "tag:yaml.org,2002:merge"


class _Twice(yaml.YAMLError):
    """A key that stands twice in one mapping: (key, line)."""


class _Loader(yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader):  # type: ignore[misc]
    """Keys are texts, 2022 and yes too; refuses one that stands twice, whose last YAML takes.

    libyaml, where PyYAML has it, is several times faster: a nation's city.yaml has 150,000 words.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.tag != MERGE:
                key.tag = TEXT
                if key.value in keys:
                    raise _Twice(key.value, key.start_mark.line + 1)
                keys.add(key.value)
        made: dict[Any, Any] = super().construct_mapping(node, deep)
        return made


@dataclass(frozen=True)
class Said:
    """The content of a city.yaml: `value`, and the nodes that know how it is written."""

    value: Any
    root: yaml.Node | None

    def written(self, location: tuple[int | str, ...]) -> str | None:
        """Return a single value as it is written: 010203, which YAML reads as 4227.

        Parameters
        ----------
        location
            Keys, and places in lists from 0. None is returned where no single value stands.
        """
        node = self.root
        for step in location:
            if isinstance(node, yaml.MappingNode):
                inner = {key.value: value for key, value in node.value if not _nested(key)}
                node = inner.get(str(step))
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step] if step < len(node.value) else None
            else:
                return None
        return node.value if isinstance(node, yaml.ScalarNode) else None


def read_yaml(path: Path) -> Said:
    """Read a city.yaml.

    Raises
    ------
    DataError
        If it is not YAML in UTF-8, a key stands twice, or its aliases repeat each other.
    """
    content = path.read_bytes()
    if not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            raise DataError(
                f"{path}不是UTF-8编码，请用记事本另存为UTF-8",
                f"{path} is not in UTF-8; save it as UTF-8",
            ) from None
    loader = None
    try:
        loader = _Loader(content)
        root = loader.get_single_node()
        if root is None:
            return Said(None, None)
        if _size(root, {}) > MAX_NODES:
            raise DataError(
                f"{path}中的别名（*）互相重复，展开后过大",
                f"{path}: its aliases (*) repeat each other and grow too large",
            )
        return Said(loader.construct_document(root), root)
    except _Twice as twice:
        key, line = twice.args
        raise DataError(
            f"{path}第{line}行：“{key}”在同一处写了两次",
            f"{path}, line {line}: {key!r} stands twice",
        ) from None
    except RecursionError:
        raise DataError(f"{path}嵌套过深", f"{path} is nested too deeply") from None
    except yaml.YAMLError as error:
        raise DataError(f"{path}不是有效的YAML：{error}", f"{path} is not YAML: {error}") from error
    finally:
        if loader is not None:
            loader.dispose()


def _nested(node: yaml.Node) -> bool:
    return not isinstance(node, yaml.ScalarNode)


def _size(node: yaml.Node, known: dict[int, float]) -> float:
    """Return how many nodes a node is with its aliases written out, inf if it holds itself.

    `known`: the sizes of nodes by their identity.
    """
    if id(node) not in known:
        known[id(node)] = math.inf  # until its parts are known
        parts: list[yaml.Node] = []
        if isinstance(node, yaml.SequenceNode):
            parts = node.value
        elif isinstance(node, yaml.MappingNode):
            parts = [each for pair in node.value for each in pair]
        known[id(node)] = 1 + sum(_size(each, known) for each in parts)
    return known[id(node)]
