"""Jinja as documents speak it: sandboxed, the filters of pages, every place marked and recorded.

Quantities, sentences and names that a template misspells are found before anything is filled, all
of them at once. A document has an environment of its own, since filling one changes it.
"""

import functools
import re
from collections.abc import Callable
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from analysis.display.filters import FILTERS, TESTS, plain
from analysis.display.templates import unknown
from analysis.documents.figures import CLOSE, OPEN, DraftGap, Figure, Said
from analysis.documents.names import Examples
from analysis.documents.parts import Line, Part
from analysis.documents.places import (
    EXAMPLES,
    NAMED,
    NUMBER,
    Place,
    attributes,
    named,
    numbered,
)
from analysis.errors import DataError

MARK, OF, END = "\ue002", "\ue003", "\ue004"
"""A printed place: MARK id OF text END; private letters, which no text has."""
PRINTED, PARTS = "printed", "parts"
LONGEST, BEFORE = 60, 24
"""So many letters of a paragraph stand in an error, and so many of them before its place."""
_WRITTEN = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}")
_BRACES = re.compile(r"[{｛]\s*[{｛%％]|[{｛]\s*(?:q|rank|say|names)\s*[.．]")
"""What Jinja reads, and what was to be read by it: in full-width braces, or in one of them."""
_WIDE = (
    (re.compile("%"), "％"),
    (re.compile(r"(?<=\d)[—–](?=\d)"), "－"),
    (re.compile(r"(?<![\w-])-(?=\d)"), "－"),
    (re.compile(r"(?<![\w+])\+(?=\d)"), "＋"),
    (re.compile(r"(?<=\d),(?=\d{3})"), ""),
)


def wide(text: str) -> str:
    """Return a printed text as official documents write it: 12％, 1－11月, －3.2％, ＋22."""
    for sign, written in _WIDE:
        text = sign.sub(written, text)
    return text


class RefusedError(DataError):
    """What a template says cannot be filled; it names the place."""


class Documents(ImmutableSandboxedEnvironment):
    """The environment of one document.

    Parameters
    ----------
    spoken
        Name → what stands before a point: `q`, `rank`, `say`, `names`.
    examples
        The function of that name.
    given
        What else a template may use, by name.
    fullwidth
        Whether printed values have full-width signs.
    draft
        Whether an unknown quantity, sentence or name is a gap.
    """

    def __init__(
        self,
        spoken: dict[str, Said],
        examples: Examples,
        given: dict[str, Any],
        *,
        fullwidth: bool,
        draft: bool,
    ) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.globals.clear()
        self.spoken, self.fullwidth, self.draft = spoken, fullwidth, draft
        self.context = {**spoken, EXAMPLES: examples, **given}
        self.filters = {name: _passing(made) for name, made in FILTERS.items()}
        self.filters |= {PRINTED: self._printed, NUMBER: lambda value, number: value}
        self.filters |= {PARTS: _passing(Total.of)}
        self.tests = dict(TESTS)
        self.parts: list[Part] = []
        self.places: dict[str, Place] = {}
        self.printed: dict[str, str] = {}
        self.missing: set[str] = set()
        self.parts_of: dict[str, tuple[str, ...]] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a part, refuse what is misspelt in it, and mark its places."""
        self.parts.append(Part.of(source))
        tree = super()._parse(source, name, filename)
        self._check(tree)
        for output in tree.find_all(nodes.Output):
            output.nodes = [
                node if isinstance(node, nodes.TemplateData) else self._marked(node)
                for node in output.nodes
            ]
        return tree

    def place(self, line: int) -> Line:
        """Return a line of the part that is being filled."""
        return self.parts[-1].at(line)

    def _marked(self, node: nodes.Expr) -> nodes.Expr:
        names = tuple(dict.fromkeys((kind, name) for kind, name, _ in named(node)))
        place = Place(f"p{len(self.places) + 1}", self.place(node.lineno), names, numbered(node))
        self.places[place.id] = place
        mark = nodes.Const(place.id, lineno=node.lineno)
        return nodes.Filter(node, PRINTED, [mark], [], None, None, lineno=node.lineno)

    def _check(self, tree: nodes.Template) -> None:
        """Raise a RefusedError that names all that is unknown, each with its place."""
        faults = [
            (line, name, *self.spoken[kind].refusal(name))
            for kind, name, line in named(tree)
            if kind in self.spoken and name not in self.spoken[kind].known and not self.draft
        ]
        faults += [
            (
                line,
                attribute,
                f"“{attribute}”不可用：只有{'、'.join(NAMED)}之后可有点号",
                f"{attribute!r} is nothing: a point may stand behind {', '.join(NAMED)} alone",
            )
            for attribute, line in attributes(tree)
        ]
        faults += [
            (
                number,
                braces[0],
                f"“{braces[0]}”不填数：花括号须是半角的两个，中间不空格",
                f"{braces[0]!r} is not filled: write two ASCII braces without a space between",
            )
            for number, line in enumerate(self.parts[-1].lines, 1)
            for braces in _BRACES.finditer(_WRITTEN.sub("", line.text))
        ]
        stored = {n.name for n in tree.find_all(nodes.Name) if n.ctx == "store"}
        kinds: tuple[tuple[type[Any], tuple[str, str], set[str]], ...] = (
            (nodes.Name, ("名称", "name"), {*self.context, "loop", *stored}),
            (nodes.Filter, ("过滤器", "filter"), {*self.filters} - {PRINTED}),
            (nodes.Test, ("测试", "test"), {*self.tests}),
        )
        for kind_of_node, said, known in kinds:
            faults += [
                (node.lineno, node.name, *unknown(said, node.name, known))
                for node in tree.find_all(kind_of_node)
                if node.name not in known
            ]
        if faults:
            errors = [
                refusal(self.place(line), zh, en, about)
                for line, about, zh, en in sorted({*faults})
            ]
            raise RefusedError("\n".join(e.zh for e in errors), "\n".join(e.en for e in errors))

    def _printed(self, value: Any, mark: str) -> str:
        """Mark the text of a place, and record it."""
        text = written(value)
        text = wide(text) if self.fullwidth else text
        again = sum(known.split("·")[0] == mark for known in self.printed)
        key = mark if not again else f"{mark}·{again + 1}"  # in a loop, every round is a place
        if isinstance(value, DraftGap):
            self.missing.add(key)
        if isinstance(value, Total):
            self.parts_of[key] = value.parts
        self.printed[key] = text.replace(OPEN, "").replace(CLOSE, "")
        return f"{MARK}{key}{OF}{text}{END}"


def written(value: Any) -> str:
    """Return what is written of a value: of a figure its number, of money with its unit."""
    return str(value) if isinstance(value, DraftGap | Figure) else str(plain(value))


class Total(str):
    """A printed total that knows its parts as they are printed: `{{ q.all | parts([q.a, q.b]) }}`.

    The parts are looked at when the document is finished: see `wording.unequal`.
    """

    parts: tuple[str, ...]

    @classmethod
    def of(cls, value: Any, parts: list[Any]) -> "Total":
        """Return a total."""
        made = cls(written(value))
        made.parts = tuple(map(written, parts))
        return made


def _passing(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Let a gap of a draft through a filter, as it is; any other raises, in a list too."""

    @functools.wraps(filter_)
    def passed(*args: Any, **kwargs: Any) -> Any:
        for value in (*args, *kwargs.values()):
            for member in value if isinstance(value, list | tuple) else (value,):
                if isinstance(member, DraftGap):
                    return member
                if isinstance(member, Undefined):
                    str(member)
        return filter_(*args, **kwargs)

    return passed


def refusal(place: Line, zh: str, en: str, about: str = "") -> RefusedError:
    """Say what is wrong, with its place and what is written there before and behind it."""
    at = re.search(rf"(?<!\w){re.escape(about)}(?!\w)", place.text)
    start = max(at.start() - BEFORE, 0) if at else 0
    shown = place.text[start : start + LONGEST]
    return RefusedError(f"{place.where.zh}“…{shown}…”：{zh}", f"{place.where.en} “…{shown}…”: {en}")
