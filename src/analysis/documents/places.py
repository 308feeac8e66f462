"""The places of a template: every `{{ … }}`, where it stands and what it names."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jinja2 import nodes

from analysis.documents.parts import Line

NAMED = ("q", "rank", "say", "names")
"""What a template names by a point; and the function of examples."""
EXAMPLES = "examples"
NUMBER = "number"
"""The filter that gives a place its number in the list of the year's report's figures."""


@dataclass(frozen=True)
class Place:
    """A place of a template.

    Parameters
    ----------
    id
        Its bookmark in the document.
    at
        Where it stands, and what is written there.
    names
        What it names: ("q", "class_a"), ("names", "city"), ("examples", "绿色工厂").
    number
        Its number in the list of the year's report's figures, if the template gives it.
    """

    id: str
    at: Line
    names: tuple[tuple[str, str], ...]
    number: int | None = None


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
