"""What is done to a filled Word file: places become bookmarks, gaps are marked, bytes made equal.

A file made twice from the same is the same: no clock in the archive or in the properties, no ids of
an editing session.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime, time
from typing import Any

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.run import Run
from lxml import etree

from analysis.documents.environment import END, MARK, OF
from analysis.documents.figures import CLOSE, OPEN

EPOCH = (1980, 1, 1, 0, 0, 0)
_PIECES = re.compile(f"([{MARK}{OF}{END}{OPEN}{CLOSE}])")
_MARKS = re.compile(f"{MARK}[^{OF}]*{OF}|[{END}{OPEN}{CLOSE}]")
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
"""Those that docxtpl fills."""
_SENTENCE = re.compile(r"[^。；;]*[。；;]?")
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_SESSION = re.compile(r"\}rsid")


def bookmark(element: Any) -> dict[str, str]:
    """Turn the marks of a part into bookmarks; gaps are highlighted.

    Returns
    -------
    dict
        Place → the sentence of the finished document in which it stands.
    """
    sentences: dict[str, str] = {}
    number = 0
    for paragraph in list(element.iter(qn("w:p"))):
        where: dict[str, int] = {}
        runs = _own_runs(paragraph)
        text = "".join(piece for run in runs for piece in _MARKS.split(_said(run)))
        length = 0
        for run in runs:
            number, length = _split(run, number, length, where)
        for place, start in where.items():
            sentences[place] = _around(text, start)
    return sentences


def _own_runs(paragraph: Any) -> list[Any]:
    """The runs of a paragraph, without those of a text box that is anchored in it."""
    return [
        run for run in paragraph.iter(qn("w:r")) if next(run.iterancestors(qn("w:p"))) is paragraph
    ]


def _said(run: Any) -> str:
    return "".join(node.text or "" for node in run.findall(qn("w:t")))


def _split(run: Any, number: int, length: int, where: dict[str, int]) -> tuple[int, int]:
    """Cut a run at its marks; returns the next bookmark's number and the paragraph's length.

    What else stands in it, such as the break of a line, keeps its place.
    """
    if not _PIECES.search(said := _said(run)):
        return number, length + len(said)
    made: list[Any] = []
    state, gap, open_number = "", False, 0
    for child in run.xpath("*[not(self::w:rPr)]"):
        if child.tag != qn("w:t"):
            made.append(_like(run))
            made[-1].append(child)
            continue
        for piece in filter(None, _PIECES.split(child.text or "")):
            if piece in (MARK, OF, END, OPEN, CLOSE):
                state = {MARK: "id", OF: "", END: "", OPEN: state, CLOSE: state}[piece]
                gap = piece == OPEN or (gap and piece != CLOSE)
                if piece == END:
                    made.append(_element("w:bookmarkEnd", id=str(open_number)))
            elif state == "id":
                number, open_number = number + 1, number + 1
                where[piece] = length
                made.append(
                    _element("w:bookmarkStart", id=str(open_number), name=piece.replace("·", "_"))
                )
            else:
                made.append(_run(run, piece, gap))
                length += len(piece)
    for new in made:
        run.addprevious(new)
    run.getparent().remove(run)
    return number, length


def _like(run: Any) -> Any:
    """An empty run of the same form."""
    new = OxmlElement("w:r")
    if run.rPr is not None:
        new.append(deepcopy(run.rPr))
    return new


def _run(like: Any, text: str, highlighted: bool) -> Any:
    new = _like(like)
    run = Run(new, None)  # type: ignore[arg-type]
    run.text = text
    if highlighted:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    return new


def _element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _around(text: str, start: int) -> str:
    for match in _SENTENCE.finditer(text):
        if match.start() <= start < match.end():
            return match[0].strip()
    return text


def text_of(element: Any) -> str:
    """Return the text of an element of a document."""
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def bookmarked(document: Document) -> dict[str, str]:
    """Return the text of every bookmark of a document by its name."""
    return {
        start.get(qn("w:name")): "".join(_within(start))
        for element in elements(document)
        for start in element.iter(qn("w:bookmarkStart"))
    }


def _within(start: Any) -> Iterator[str]:
    """The texts between a bookmark's start and its end."""
    for node in start.itersiblings():
        if node.tag == qn("w:bookmarkEnd") and node.get(qn("w:id")) == start.get(qn("w:id")):
            return
        yield text_of(node)


def elements(document: Document) -> list[Any]:
    """Return body, headers, footers and footnotes of a document, each once."""
    kinds = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
    rels = document.part.rels.values()
    parts = [document.element.body, *(r.target_part.element for r in rels if r.reltype in kinds)]
    return [*parts, *(parse_xml(part.blob) for part in _footnotes(document))]


def xml(element: Any) -> str:
    """Return the XML of an element, a line a paragraph, as docxtpl hands a template over."""
    return _PARAGRAPH.sub(r"\n\g<0>", etree.tostring(element, encoding="unicode"))


def mark(document: Document) -> dict[str, str]:
    """Turn the marks of a document into bookmarks, those of its properties into nothing.

    Returns
    -------
    dict
        Place → the sentence of the finished document in which it stands.
    """
    about = document.core_properties
    for name in PROPERTIES:
        setattr(about, name, _MARKS.sub("", getattr(about, name)))
    sentences: dict[str, str] = {}
    every = elements(document)
    for element in every:
        sentences |= bookmark(element)
        _sweep(element)
    footnotes = _footnotes(document)
    for part, element in zip(footnotes, every[len(every) - len(footnotes) :], strict=True):
        part._blob = serialize_part_xml(element)  # python-docx knows them as bytes alone
    return sentences


def _sweep(element: Any) -> None:
    """Take marks away where no bookmark can stand: in a field, in deleted text, in attributes."""
    for node in element.iter():
        if node.text and _MARKS.search(node.text):
            node.text = _MARKS.sub("", node.text)
        for name, value in node.attrib.items():
            if _MARKS.search(value):
                node.set(name, _MARKS.sub("", value))


def _footnotes(document: Document) -> list[Any]:
    parts = document.part.package.iter_parts()
    return [part for part in parts if part.content_type == CONTENT_TYPE.WML_FOOTNOTES]


def content(document: Document, day: date) -> bytes:
    """Return the bytes of a document, the same for the same content.

    Parameters
    ----------
    day
        The day that its properties name: that of its data.
    """
    properties = document.core_properties
    properties.created = properties.modified = datetime.combine(day, time())
    properties.last_modified_by, properties.revision = "", 1
    for node in document.element.iter():
        for name in [name for name in node.attrib if _SESSION.search(name)]:
            del node.attrib[name]
    for ids in list(document.settings.element.iter(qn("w:rsids"))):
        ids.getparent().remove(ids)
    raw = io.BytesIO()
    document.save(raw)
    return repacked(raw.getvalue())


def repacked(raw: bytes) -> bytes:
    """Return an archive without times: its files in their order, each of 1 January 1980."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # the same on every system
            made.writestr(entry, source.read(name))
    return out.getvalue()
