"""The places of a template: every `{{ … }}`, in which paragraph it stands and what it names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes

NAMED = ("q", "rank", "say", "names")
"""What a template names by a point; and the function of examples."""
EXAMPLES = "examples"
NUMBER = "number"
"""The filter that gives a place its number in the list of the year's report's figures."""
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Place:
    """A place of a template.

    Parameters
    ----------
    id
        Its bookmark in the document.
    paragraph, text
        Where it stands: which paragraph of its part, and what is written there.
    names
        What it names: ("q", "class_a"), ("names", "city"), ("examples", "绿色工厂").
    number
        Its number in the list of the year's report's figures, if the template gives it.
    """

    id: str
    paragraph: int
    text: str
    names: tuple[tuple[str, str], ...]
    number: int | None = None


@dataclass
class Part:
    """The body, a header or a footer: its lines, of which each begins a paragraph."""

    lines: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, source: str) -> "Part":
        """Read a part as docxtpl hands it over: a line a paragraph."""
        return cls([_TAG.sub("", line) for line in source.split("\n")])

    def at(self, line: int) -> tuple[int, str]:
        """Return the number of the paragraph and what is written there."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return max(line - 1, 1), text.strip()


def named(tree: nodes.Node) -> list[tuple[str, str, int]]:
    """Return what an expression names, with its line: ("q", "class_a", 12)."""
    found = []
    for node in _every(tree, nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name in NAMED:
            found.append((node.node.name, node.attr, node.lineno))
    for node in _every(tree, nodes.Call):
        if isinstance(node.node, nodes.Name) and node.node.name == EXAMPLES and node.args:
            title = node.args[0]
            said = title.value if isinstance(title, nodes.Const) else ""
            found.append((EXAMPLES, str(said), node.lineno))
    return found


def numbered(tree: nodes.Node) -> int | None:
    """Return the number that an expression gives its place."""
    for node in _every(tree, nodes.Filter):
        if node.name == NUMBER and node.args and isinstance(node.args[0], nodes.Const):
            return int(node.args[0].value)
    return None


def attributes(tree: nodes.Node) -> list[tuple[str, int]]:
    """Return the attributes and items that an expression takes of anything else."""
    own = [
        (node.attr, node.lineno)
        for node in _every(tree, nodes.Getattr)
        if not (isinstance(node.node, nodes.Name) and node.node.name in (*NAMED, "loop"))
    ]
    return own + [("[…]", node.lineno) for node in _every(tree, nodes.Getitem)]


def _every(tree: nodes.Node, kind: type[nodes.Node]) -> Iterable[Any]:
    if isinstance(tree, kind):
        yield tree
    yield from tree.find_all(kind)
