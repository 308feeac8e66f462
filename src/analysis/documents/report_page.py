"""Whether a report's page still says what its data say: number by number, and its pictures.

A page says of what it was made, in the command that makes it again. Made again, it is laid beside
the old one: sentence by sentence, row by row, card by card. Where the words are the same, each of
their numbers is compared; where they are not, the whole text differs.
"""

import hashlib
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import Any

from lxml import html
from lxml.etree import ParserError, iterwalk

from analysis.display.quantity_cards import CARD
from analysis.display.report import COMMAND
from analysis.documents.verify import Compared
from analysis.errors import DataError
from analysis.tables.registry import figures

ENDINGS = (".html", ".htm")
NUMBER = re.compile(r"\*{3}|(?<!\d)[-−－+＋]?\d[\d,]*(?:\.\d+)?")
"""A number as printed, or the mark of one that is withheld."""
BLOCKS = {
    *("p", "li", "tr", "dt", "dd", "summary", "figcaption", "caption", "div", "section", "header"),
    *("h1", "h2", "h3", "h4", "figure", "text"),
}
"""Elements whose text is read as one; `text` is that of a drawing."""
PROVENANCE = "provenance"
"""The class of the table of what a page was made of, of which it says nothing about the data."""
LONGEST = 40
"""Letters of a text that tell which number is meant."""


@dataclass(frozen=True)
class Said:
    """A sentence, a row or a card of a page; of a picture its description and a digest.

    Parameters
    ----------
    section
        The heading above it.
    text
        What it says.
    card
        The named figure of its card, or "".
    """

    section: str
    text: str
    card: str = ""

    @property
    def words(self) -> tuple[str, str, str]:
        """All but the numbers."""
        return self.section, self.card, NUMBER.sub("#", self.text)


@dataclass(frozen=True)
class Page:
    """What a report's page says.

    Parameters
    ----------
    facts
        `city`, `notebook`, `county`, `period`, `lang`, `audience` of the command that makes it
        again.
    parameters
        What else the notebook was given: `name=value`.
    said
        Its texts in their order.
    """

    facts: dict[str, str]
    parameters: tuple[str, ...]
    said: tuple[Said, ...]


def read(file: Path) -> Page:
    """Return what a page says.

    Raises
    ------
    DataError
        If the file is not there, or no page of a report.
    """
    if not file.is_file():
        raise DataError(f"找不到{file}", f"there is no {file}")
    page = file.read_text(encoding="utf-8", errors="replace")
    command = next((text for text in _texts(page) if text.startswith(COMMAND)), "")
    city, *words = shlex.split(command.removeprefix(COMMAND)) or [""]
    given = [*zip((word.removeprefix("--") for word in words[::2]), words[1::2], strict=False)]
    facts = {name: value for name, value in given if name != "parameter"}
    if not facts:
        raise DataError(f"{file}不是一份报告的页面", f"{file} is no page of a report")
    parameters = tuple(value for name, value in given if name == "parameter")
    return Page({**facts, "city": Path(city).name}, parameters, (*said(page),))


def said(page: str) -> Iterator[Said]:
    """Yield what a page says in its body, block by block, without what it was made of."""
    section = ""
    last: Any = None
    held: list[str] = []
    for block, text in [*_pieces(page), (None, "")]:
        if block is not last and held:
            whole = " ".join(" ".join(held).split())
            section = whole if last.tag in ("h1", "h2") else section
            yield Said(section, whole, _card(last))
            held = []
        last, held = block, [*held, text] if text.strip() else held


def compare(page: Page, again: str) -> Iterator[Compared]:
    """Compare a page with the same page made again: each number, and each text that differs."""
    then, now = page.said, [*said(again)]
    aligned = SequenceMatcher(None, [s.words for s in then], [s.words for s in now], False)
    for kind, a, b, c, d in aligned.get_opcodes():
        for before, after in zip_longest(then[a:b], now[c:d]):
            texts = [each.text if each else "" for each in (before, after)]
            numbers = [NUMBER.findall(text) if kind == "equal" else [text] for text in texts]
            for one, other in zip(*numbers, strict=True):
                yield _compared(before or after, one, other)


def _compared(about: Said, before: str, now: str) -> Compared:
    figure = figures().get(about.card)
    numbers = ", ".join(map(str, figure[1].numbers)) if figure else ""
    named = about.card or about.text[:LONGEST]
    return Compared(numbers, about.section, named, before, now, "", "")


def _texts(page: str) -> Iterator[str]:
    return (text.strip() for _, text in _pieces(page, provenance=True))


def _pieces(page: str, provenance: bool = False) -> Iterator[tuple[Any, str]]:
    """Yield the texts of a page's body, each with the block it belongs to."""
    try:
        body = html.fromstring(page).find(".//main")
    except ParserError:  # an empty file
        return
    for event, node in iterwalk(body, ("start", "end")) if body is not None else ():
        above = [node, *node.iterancestors()]
        if node.tag == "style" or (not provenance and any(_of_class(n, PROVENANCE) for n in above)):
            continue
        if event == "start" and node.tag == "img":
            digest = hashlib.sha256((node.get("src") or "").encode()).hexdigest()
            yield node, f"{node.get('alt', '')} {digest[:12]}"
        elif event == "start":
            yield _block(above), node.text or ""
        else:
            yield _block(above[1:]), node.tail or ""


def _block(above: list[Any]) -> Any:
    return next((node for node in above if node.tag in BLOCKS), above[-1])


def _card(block: Any) -> str:
    owner = next((n for n in (block, *block.iterancestors()) if _of_class(n, CARD)), None)
    return owner.get("id") or "" if owner is not None else ""


def _of_class(node: Any, name: str) -> bool:
    return name in (node.get("class") or "").split()
