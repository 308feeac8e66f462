"""A Jinja text that knows where it stands: checked when it is read, compiled when it is said.

Templates are sandboxed and strict: they see their slots, `lang` through the filters, and nothing
else. An unknown slot, filter or test is an error with file, line and the nearest known name.
"""

import difflib
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2 import Template as Compiled
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeVisitor

from analysis.display.filters import FILTERS, TESTS, LeftOutError, missing, plain
from analysis.errors import DataError

PARTS = ("part", "parts")
"""What every text may say beside its slots: the city's word for a county, and for several."""


@dataclass(frozen=True)
class Place:
    """Where something stands in a file."""

    file: str
    line: int

    def refuse(self, zh: str, en: str) -> NoReturn:
        """Raise what is wrong here.

        Raises
        ------
        DataError
            Always.
        """
        raise DataError(f"{self.file}第{self.line}行：{zh}", f"{self.file}, line {self.line}: {en}")


def unknown(kind: tuple[str, str], name: str, known: Iterable[str]) -> tuple[str, str]:
    """Say, zh and en, that there is no such thing, and the nearest that there is."""
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.0)
    zh = f"，最相近的是“{near[0]}”" if near else ""
    en = f"; the nearest is {near[0]!r}" if near else ""
    return f"没有{kind[0]}“{name}”{zh}", f"no {kind[1]} {name!r}{en}"


@functools.cache
def environment() -> ImmutableSandboxedEnvironment:
    """Return the environment of all sentences."""
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, finalize=plain)
    made.globals.clear()
    made.filters = dict(FILTERS)
    made.tests = dict(TESTS)
    return made


def slots(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what templates may say of the values given: a missing one raises when it is used."""
    return {
        name: StrictUndefined(name=name, exc=LeftOutError) if missing(value) else value
        for name, value in given.items()
    }


class Template:
    """One text of a file.

    Parameters
    ----------
    source
        Jinja's language.
    place
        Where its first line stands.
    names
        The slots it may use.

    Raises
    ------
    DataError
        If it cannot be read, or uses what it may not.
    """

    def __init__(self, source: str, place: Place, names: Iterable[str]) -> None:
        self.place = place
        self._plain = None if "{" in source else source.rstrip("\n")
        if self._plain is not None:
            return
        try:
            tree = environment().parse(source, filename=place.file)
        except TemplateSyntaxError as error:
            at = Place(place.file, place.line + error.lineno - 1)
            at.refuse(f"写法有误：{error.message}", f"cannot be read: {error.message}")
        _Check(place, (*names, *PARTS)).visit(tree)
        code = environment().compile(tree, place.file, place.file)
        self._compiled = Compiled.from_code(environment(), code, {})

    def render(self, lang: str, values: Mapping[str, Any]) -> str:
        """Return the text.

        Raises
        ------
        LeftOutError
            If a slot that it uses is missing, or a quotient has no value.
        DataError
            If a value is not what a filter takes.
        """
        if self._plain is not None:
            return self._plain
        try:
            return self._compiled.render(values, lang=lang)
        except ZeroDivisionError as error:
            raise LeftOutError("a division by zero") from error
        except (TypeError, ValueError, OverflowError, SecurityError) as error:
            self.place.refuse(f"无法成句：{error}", f"cannot be said: {error}")


class _Check(NodeVisitor):
    """Refuses names that are not known, which Jinja would find only when it comes to them.

    Counts lines in the file, not in the text.
    """

    def __init__(self, place: Place, names: Iterable[str]) -> None:
        self.place = place
        self.names = {*names}

    def generic_visit(self, node: nodes.Node, *_: Any, **__: Any) -> None:
        """Check a node, then what it is made of."""
        if node.lineno is not None:
            node.lineno += self.place.line - 1
        super().generic_visit(node)

    def _among(self, node: Any, kind: tuple[str, str], known: Iterable[str]) -> None:
        self.generic_visit(node)
        if node.name not in known:
            Place(self.place.file, node.lineno).refuse(*unknown(kind, node.name, known))

    def visit_Name(self, node: nodes.Name) -> None:  # noqa: N802
        """Check a slot, or remember a name that the text gives."""
        if node.ctx == "store":
            self.names.add(node.name)
        self._among(node, ("空位", "slot"), self.names)

    def visit_Filter(self, node: nodes.Filter) -> None:  # noqa: N802
        """Check a filter."""
        self._among(node, ("过滤器", "filter"), FILTERS)

    def visit_Test(self, node: nodes.Test) -> None:  # noqa: N802
        """Check a test."""
        self._among(node, ("测试", "test"), TESTS)

    def visit_Getattr(self, node: nodes.Getattr) -> None:  # noqa: N802
        """Refuse a part of a slot."""
        self.generic_visit(node)
        Place(self.place.file, node.lineno).refuse(
            f"空位是值，没有部分“{node.attr}”", f"a slot is a value and has no {node.attr!r}"
        )
