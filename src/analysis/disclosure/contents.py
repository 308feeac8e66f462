"""What a finished file says, wherever in it, and what in it would act or hide.

HTML, SVG, PNG and JPEG inside it, Word documents, workbooks, and plain text (csv, md, json, txt).
Every reader gives `Said`: the texts of the file, and findings about its form.
"""

import base64
import binascii
import csv
import io
import re
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote_to_bytes
from zipfile import BadZipFile, ZipFile

WORDS = "Words"
"""The text chunk of a PNG that holds the words drawn in it."""
EMBEDDED = re.compile(r"data:([\w/+.-]*)((?:;[\w=.-]+)*),([^\s\"'<>)]*)")
FONTS = ("font/woff2", "font/woff")
CALLS = {
    *("src", "href", "action", "formaction", "poster", "data", "srcset", "xlink:href"),
    *("ping", "background", "cite", "longdesc", "manifest"),
}
ACTIVE = {
    *("script", "iframe", "object", "embed", "form", "base", "applet", "frame", "link"),
    *("foreignobject", "animate", "set", "portal", "audio", "video"),
}
INLINE = {"a", "abbr", "b", "bdo", "code", "em", "font", "i", "mark", "s", "small", "span"} | {
    *("strong", "sub", "sup", "tspan", "u", "wbr")
}
STYLED = re.compile(r"@import|expression\s*\(|url\(\s*(?![\"']?\s*(?:data:|#))", re.IGNORECASE)
PNG_PARTS = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"pHYs", b"gAMA", b"sRGB", b"cHRM"} | {
    *(b"sBIT", b"bKGD", b"tEXt", b"iTXt", b"zTXt")
}
HIDDEN_PARTS = re.compile(
    r"embeddings/|activeX/|vbaProject|\.(?:bin|ole|pkl|parquet)$|externalLinks/|pivotCache/"
    r"|connections\.xml|queryTables/|custom\.xml$|customUI|ctrlProps/"
)
EXTERNAL = re.compile(r'<Relationship\b[^>]*TargetMode="External"[^>]*>')
FORMULA = re.compile(r"<f[\s>/]")
WORKED_OUT = re.compile(r"(?![-+]?[\d,]*\.?\d+%?\Z|-\Z)[=+\-@\t\r＝＋－＠]")
"""A cell of a csv that a spreadsheet takes for a formula: no number, and no dash for nothing."""
UNSEEN = re.compile(r'\bstate="(?:veryH|h)idden"|<(?:row|col)\b[^>]*\bhidden="(?:1|true)"')
VANISHED = re.compile(r"<w:vanish\b")
TAG = re.compile(r"<[^>]+>")
RUN_END = re.compile(r"</(?:w:p|w:tc|si|c|a:p|row|comment|definedName|dc:\w+|cp:\w+)>")


@dataclass
class Said:
    """The texts of a file, and findings about its form.

    Parameters
    ----------
    texts
        Everything that can be read, as it stands.
    joined
        What is read when the markup inside words is gone.
    found
        What acts, calls out or hides.
    words
        Of each image, the words drawn in it; None where it does not tell them.
    """

    texts: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    words: list[str | None] = field(default_factory=list)

    def add(self, other: "Said") -> None:
        """Take in what a part of the file says."""
        self.texts += other.texts
        self.joined += other.joined
        self.found += other.found
        self.words += other.words


def of_page(page: str) -> Said:
    """Read HTML or SVG."""
    said = Said()
    for kind, options, content in EMBEDDED.findall(page):
        said.add(_embedded(kind, options, content))
    plain = EMBEDDED.sub("data:,", page)
    reader = _Reader()
    reader.feed(plain)
    reader.close()
    if STYLED.search(plain):
        said.found.append("style that loads")
    said.found += reader.found
    said.texts.append(plain)
    said.joined.append("".join(reader.parts))
    return said


def of_package(content: bytes) -> Said:
    """Read a Word document or a workbook: all its parts, with and without markup."""
    said = Said()
    try:
        package = ZipFile(io.BytesIO(content))
    except BadZipFile:
        return Said(found=["no Word document and no workbook"])
    with package:
        if package.comment:
            said.texts.append(package.comment.decode("utf-8", "replace"))
        for part in package.namelist():
            said.texts.append(part)
            if HIDDEN_PARTS.search(part):
                said.found.append(f"embedded: {part}")
            elif part.endswith((".xml", ".rels", ".vml")):
                said.add(_of_part(part, package.read(part).decode("utf-8", "replace")))
            elif part.endswith((".png", ".jpg", ".jpeg")):
                image = _image(package.read(part))
                said.texts += image.texts
                said.found += image.found
            elif part.endswith(".svg"):
                said.add(of_page(package.read(part).decode("utf-8", "replace")))
            elif not part.endswith("/"):
                said.found.append(f"unknown part: {part}")
    return said


def of_text(content: bytes, kind: str = "txt") -> Said:
    """Read a plain text; in a csv, what a spreadsheet would work out is found."""
    for charset in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(charset)
        except UnicodeDecodeError:
            continue
        return Said([text], found=_worked_out(text) if kind == "csv" else [])
    return Said(found=["a text in no known encoding"])


def _worked_out(text: str) -> list[str]:
    """What in a csv a spreadsheet would work out."""
    try:
        rows = [*csv.reader(io.StringIO(text, newline=""))]
    except csv.Error as error:
        return [f"a csv that cannot be read: {error}"]
    cells = [cell for row in rows for cell in row]
    return [f"formula: {cell[:20]!r}" for cell in cells if WORKED_OUT.match(cell)]


def _of_part(part: str, markup: str) -> Said:
    text = TAG.sub("", RUN_END.sub("\n", markup))
    said = Said([markup, text])
    said.found += [f"outside reference: {call[:80]}" for call in EXTERNAL.findall(markup)]
    if part.startswith("xl/worksheets/") and FORMULA.search(markup):
        said.found.append(f"formula: {part}")
    if part.startswith("xl/") and UNSEEN.search(markup):
        said.found.append(f"hidden: {part}")
    if part.startswith("word/") and part != "word/styles.xml" and VANISHED.search(markup):
        said.found.append(f"hidden: {part}")
    return said


def _embedded(kind: str, options: str, content: str) -> Said:
    if kind in FONTS:
        return Said()
    raw = unquote_to_bytes(content)
    if options.endswith(";base64"):
        try:
            raw = base64.b64decode(re.sub(rb"\s", b"", raw), validate=True)
        except binascii.Error:
            return Said([content], found=[f"damaged: {kind}"])
    if kind == "image/svg+xml":
        drawn = of_page(raw.decode("utf-8", "replace"))
        drawn.words.append("")
        return drawn
    if kind in ("image/png", "image/jpeg"):
        return _image(raw)
    return Said([raw.decode("utf-8", "replace")], found=[f"embedded: {kind or 'data'}"])


def _image(raw: bytes) -> Said:
    if raw.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(raw)
    if raw.startswith(b"\xff\xd8"):
        return Said([raw.decode("utf-8", "ignore"), raw.decode("gb18030", "ignore")], words=[None])
    return Said([raw.decode("utf-8", "replace")], found=["no image"], words=[None])


def _png(raw: bytes) -> Said:
    said, drawn, at, name = Said(), None, 8, b""
    while at + 8 <= len(raw) and name != b"IEND":
        length, name = struct.unpack(">I4s", raw[at : at + 8])
        body = raw[at + 8 : at + 8 + length]
        at += 12 + length
        if name not in PNG_PARTS:
            said.found.append(f"hidden in an image: {name.decode('latin-1')}")
            said.texts += [body.decode("utf-8", "replace"), body.decode("gb18030", "replace")]
        elif name in (b"tEXt", b"iTXt", b"zTXt"):
            keyword, text = _text_chunk(name, body)
            said.texts += [keyword, *text]
            drawn = text[0] if keyword == WORDS else drawn
    if at < len(raw):
        said.found.append("hidden behind an image")
        said.texts += [raw[at:].decode("utf-8", "replace"), raw[at:].decode("gb18030", "replace")]
    said.words = [drawn]
    return said


def _text_chunk(name: bytes, body: bytes) -> tuple[str, list[str]]:
    """Return the keyword of a PNG's text and what the text may be."""
    keyword, _, rest = body.partition(b"\0")
    if name == b"zTXt":
        rest = _unpacked(rest[1:])
    elif name == b"iTXt":
        packed, rest = rest[:1] == b"\1", rest[2:]
        _, _, rest = rest.partition(b"\0")
        _, _, rest = rest.partition(b"\0")
        rest = _unpacked(rest) if packed else rest
    texts = [rest.decode(charset, "replace") for charset in ("utf-8", "latin-1", "gb18030")]
    return keyword.decode("latin-1"), texts


def _unpacked(content: bytes) -> bytes:
    try:
        return zlib.decompress(content)
    except zlib.error:
        return content


class _Reader(HTMLParser):
    """Collects the text without markup, and active elements, handlers, outside references."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        if tag not in INLINE:
            self.parts.append("\n")
        if tag in ACTIVE:
            self.found.append(f"active element: <{tag}>")
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(f"event handler: {name}")
            elif name in CALLS and value and not value.startswith(("#", "data:")):
                target = re.sub(r"[\s\0-\x1f]", "", value).lower()
                if ":" in target.split("/")[0] or target.startswith("//"):
                    self.found.append(f"outside reference: {value[:80]}")
            elif tag == "meta" and (name, (value or "").lower()) == ("http-equiv", "refresh"):
                self.found.append("active element: <meta refresh>")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
