"""Where a text stands in a Word document: its part, and the paragraph, cell or box in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from analysis.tables.name import Name

PARTS = {
    "hdr": Name(zh="页眉", en="header"),
    "ftr": Name(zh="页脚", en="footer"),
    "footnotes": Name(zh="脚注", en="footnote"),
    "endnotes": Name(zh="尾注", en="endnote"),
    "comments": Name(zh="批注", en="comment"),
    "": Name(zh="文档属性", en="document properties"),
}
"""Root element of a part → what it is called; that of the body has no name, properties no root."""
_NOTES = ("footnote", "endnote")
_ROOT = re.compile(r"<w:(\w+)")
_TAG = re.compile(r"</?\w+:[^>]*>|<\?.*?\?>")
_STEP = re.compile(
    r"<(?P<end>/?)w:(?P<name>p|tbl|tr|tc|txbxContent|footnote|endnote)(?=[\s/>])"
    r"(?P<rest>[^>]*)>|(?P<tag>{%)"
)


OUTSIDE = -1
"""The column of a table that is between two rows."""


@dataclass(frozen=True)
class Line:
    """A line of a part, which begins with a paragraph: where that stands, and what it says."""

    where: Name
    text: str


@dataclass
class _Position:
    """How far a part is read.

    `tables` holds row and column of the table that is being read, and of those around it. A row, a
    column or a paragraph that was nothing but a condition or a loop is counted as it was written.
    """

    part: Name | None
    paragraph: int = 0
    inside: int = 0
    note: int = 0
    box: int = 0
    table: int = 0
    tables: list[list[int]] = field(default_factory=list)

    def read(self, step: re.Match[str]) -> bool:
        """Go one step on; True where a paragraph begins."""
        name, end = step["name"], bool(step["end"])
        if name == "p":
            self.inside += -1 if end else int(not step["rest"].endswith("/"))
            self.paragraph += not end and not self.tables and not self.box
            return not end
        if name == "txbxContent":
            self.box += -1 if end else 1
        elif name == "tbl":
            self._table(end)
        elif name in _NOTES:
            self.note += not end and "w:type=" not in step["rest"]
        elif step["tag"] and not self.inside:
            self._written()
        elif name == "tr":
            self.tables[-1] = [self.tables[-1][0] + (not end), OUTSIDE if end else 0]
        elif name == "tc":
            self.tables[-1][1] += not end
        return False

    def _table(self, end: bool) -> None:
        if end:
            self.tables.pop()
            return
        self.table += not self.tables
        self.tables.append([0, OUTSIDE])

    def _written(self) -> None:
        """Count what was nothing but a condition or a loop."""
        if not self.tables:
            self.paragraph += 1
            return
        row, column = self.tables[-1]
        self.tables[-1] = [row + 1, OUTSIDE] if column == OUTSIDE else [row, column + 1]

    @property
    def where(self) -> Name:
        """What the place is called: 页眉第1段, 表1第2行第3列, 脚注2."""
        zh, en = (self.part.zh, [self.part.en]) if self.part else ("", [])
        if self.note:
            zh, en = f"{zh}{self.note}", [f"{en[0]} {self.note}"]
        if self.box:
            zh, en = f"{zh}文本框", [*en, "text box"]
        if self.tables:
            row, column = self.tables[0]
            zh = f"{zh}表{self.table}第{row}行第{column}列"
            en = [*en, f"table {self.table}", f"row {row}", f"column {column}"]
        elif not self.note and not self.box:
            number = max(self.paragraph, 1)
            zh, en = f"{zh}第{number}段", [*en, f"paragraph {number}"]
        return Name(zh=zh, en=", ".join(en))


@dataclass(frozen=True)
class Part:
    """The body, a header, a footer, the notes or a property: its lines."""

    lines: tuple[Line, ...]

    @classmethod
    def of(cls, source: str) -> "Part":
        """Read the XML of a part, a line a paragraph, as docxtpl hands it over; or a property."""
        root = _ROOT.search(source)
        if root is None:
            return cls(tuple(Line(PARTS[""], line) for line in source.split("\n")))
        position = _Position(PARTS.get(root[1]))
        return cls(tuple(_lines(source, position)))

    def at(self, line: int) -> Line:
        """Return a line, counted from 1."""
        return (
            self.lines[line - 1] if 0 < line <= len(self.lines) else Line(self.lines[0].where, "")
        )


def _lines(source: str, position: _Position) -> Iterator[Line]:
    for line in source.split("\n"):
        where = None
        for step in _STEP.finditer(line):
            if position.read(step) and where is None:
                where = position.where
        yield Line(where or position.where, unescape(_TAG.sub("", line)).strip())
