"""The gate: reads a finished page or document as a stranger would; says what may not stand in it.

It knows nothing of how they were made. It decodes what is hidden in entities and escapes, and
looks for enterprises' names and credit codes, for paths of the machine that made the page, and for
anything that would act or call out when the page is opened.
"""

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from zipfile import ZipFile

from analysis.disclosure.word_list import WordList

CREDIT_CODE = re.compile(
    r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])"
)
PATH = re.compile(
    r"(?<![\w./])/(?:home|root|Users|tmp|var|opt|mnt|srv)/[\w./-]+"
    r"|(?<![\w./])/(?:[\w.-]+/)+[\w.-]+\.(?:py|ipynb|parquet|xlsx|csv)\b"
    r"|\b[A-Za-z]:\\[\w.\\-]+"
)
EMBEDDED = re.compile(r"data:[\w/+.-]+;base64,[A-Za-z0-9+/=\s]+")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
TAG = re.compile(r"<[^>]+>")
EMBEDDED_PART = re.compile(r"embeddings/|activeX/|vbaProject|\.(?:bin|ole)$")
EXTERNAL = re.compile(r'<Relationship\b[^>]*TargetMode="External"[^>]*>')
CALLS = {"src", "href", "action", "formaction", "poster", "data", "srcset", "xlink:href"}
ACTIVE = {"script", "iframe", "object", "embed", "form", "base", "applet", "frame"}


@dataclass(frozen=True)
class Secrets:
    """What must not leave: names and codes of enterprises, holders and projects.

    `public` are names and codes that a public list lets out; a credit code never leaves.
    """

    names: WordList
    codes: WordList
    public: WordList

    def named(self, text: str) -> list[str]:
        """Return the names in a text that no public list lets out, in order."""
        return self._kept(self.names.within(text), text)

    def coded(self, text: str) -> list[str]:
        """Return the codes in a text that no public list lets out, in order."""
        return self._kept(self.codes.within(text), text)

    def _kept(self, found: set[str], text: str) -> list[str]:
        public = self.public.within(text) if found else set()
        return [word for word in sorted(found - public) if _outside(word, public, text)]


def _outside(word: str, public: set[str], text: str) -> bool:
    """Whether a word also stands in a text where it is no part of a longer public one."""
    for longer in public:
        if word in longer:
            text = text.replace(longer, "\n")
    return word in text


def findings(page: str, secrets: Secrets) -> list[str]:
    """Return what should not stand in an HTML page; an empty list lets it pass.

    Parameters
    ----------
    page
        The whole file as text.
    secrets
        The names and codes of enterprises and projects, and which of them are public.
    """
    plain = EMBEDDED.sub("", page)
    decoded = ESCAPED.sub(lambda match: chr(int(match[1], 16)), unescape(plain))
    reader = _Reader()
    reader.feed(plain)
    joined = "".join(reader.parts)  # as it reads when the tags inside words are gone
    named = (secrets.named(text) for text in (decoded, joined))
    found = [f"name: {name}" for names in named for name in names]
    codes = {match[0] for text in (decoded, joined) for match in CREDIT_CODE.finditer(text)}
    found += [f"credit code: {code}" for code in sorted(codes)]
    found += [f"code: {code}" for code in secrets.coded(joined) if code not in codes]
    found += [f"path: {match[0]}" for match in PATH.finditer(decoded)]
    found += reader.found
    return list(dict.fromkeys(found))


def package_findings(content: bytes, secrets: Secrets) -> list[str]:
    """Return what should not stand in a Word document or a workbook; an empty list lets it pass.

    Read are all its parts: text, properties, comments, what is hidden; with and without markup,
    since a name may be cut by it. What is embedded or called from outside never passes.
    """
    found: list[str] = []
    with ZipFile(io.BytesIO(content)) as package:
        for part in package.namelist():
            if EMBEDDED_PART.search(part):
                found.append(f"embedded: {part}")
            elif part.endswith((".xml", ".rels")):
                markup = unescape(package.read(part).decode("utf-8"))
                found += _in_text(markup, secrets) + _in_text(TAG.sub("", markup), secrets)
                found += [f"outside reference: {call[:80]}" for call in EXTERNAL.findall(markup)]
    return list(dict.fromkeys(found))


def _in_text(text: str, secrets: Secrets) -> list[str]:
    """Names, codes and paths in a text."""
    codes = {match[0] for match in CREDIT_CODE.finditer(text)}
    return [
        *(f"name: {name}" for name in secrets.named(text)),
        *(f"credit code: {code}" for code in sorted(codes)),
        *(f"code: {code}" for code in secrets.coded(text) if code not in codes),
        *(f"path: {match[0]}" for match in PATH.finditer(text)),
    ]


class _Reader(HTMLParser):
    """Collects the text without markup, and active elements, handlers, outside references."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        if tag in ACTIVE:
            self.found.append(f"active element: <{tag}>")
        for name, value in attrs:
            if name.startswith("on"):
                self.found.append(f"event handler: {name}")
            elif name in CALLS and value and not value.startswith(("#", "data:")):
                target = value.strip().lower()
                if ":" in target.split("/")[0] or target.startswith("//"):
                    self.found.append(f"outside reference: {value[:80]}")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
