"""A text as whoever tries can read it: what is escaped or encoded in it, and how names compare."""

import html
import re
import unicodedata
import zlib
from collections.abc import Iterator

DEPTH = 3
"""How often what was decoded is decoded again."""
CHARSETS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
ESCAPED = re.compile(
    r"\\+u\{?([0-9a-fA-F]{4,6})\}?|\\+U([0-9a-fA-F]{8})"  # JSON, Python
    r"|_x([0-9a-fA-F]{4})_"  # workbooks
    r"|\\([0-9a-fA-F]{4,6})\s?"  # style sheets
)
PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+(?:[\w.~-]*(?:%[0-9a-fA-F]{2})+)*")
QUOTED = re.compile(r"(?:=[0-9A-F]{2}(?:=(?:\r?\n)?(?==))?){3,}")
BYTES = re.compile(r"(?:\\x[0-9a-fA-F]{2}){3,}")
HEXADECIMAL = re.compile(r"(?<![0-9A-Za-z])(?:[0-9a-fA-F]{2}){6,}(?![0-9A-Za-z])")
BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}")
BACKWARDS = re.compile(r"[\u202d\u202e\u2067]|bidi-override|<bdo\b", re.IGNORECASE)
BETWEEN = re.compile(r"[\s、，。；：,;:|/]+")
NO_LETTER = re.compile(r"[^\w\n]|_")
LOOKALIKES = str.maketrans("авсеёкмнорптухѕіјαβεηικμνορτυχ", "abceekmhopntyxsijabehikmvoptyx")
"""Cyrillic and Greek letters that are taken for Latin ones."""


def readings(text: str, depth: int = DEPTH) -> list[str]:
    """Return a text with its escapes written out, and all that is encoded somewhere in it."""
    plain = text
    for _ in range(DEPTH):
        if plain == (plain := html.unescape(plain)):
            break
    written = _whole(ESCAPED.sub(_character, plain)) if ESCAPED.search(plain) else plain
    found = [plain] if written == plain else [plain, written]
    if BACKWARDS.search(written):
        found.append(written[::-1])
    if depth:
        within = "\n".join(_encoded(written))
        found += readings(within, depth - 1) if within else []
    return found


def folded(text: str) -> str:
    """Return what stays of a text when look, case and whatever is no letter do not count.

    Spaces and commas become one line end each: words beside each other stay apart.
    """
    same = unicodedata.normalize("NFKC", text).casefold()
    return NO_LETTER.sub("", BETWEEN.sub("\n", same)).translate(LOOKALIKES)


def _character(match: re.Match[str]) -> str:
    code = int(next(group for group in match.groups() if group), 16)
    return chr(code) if code < 0x110000 else match[0]


def _whole(text: str) -> str:
    """Join the halves of characters that were escaped as two."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _encoded(text: str) -> Iterator[str]:
    for run in PERCENT.findall(text):
        yield from _read(re.sub(rb"%(..)", _byte, run.encode()))
    for run in QUOTED.findall(text):
        yield from _read(bytes.fromhex(re.sub(r"[=\s]", "", run)))
    for run in BYTES.findall(text):
        yield from _read(bytes.fromhex(run.replace("\\x", "")))
    for run in HEXADECIMAL.findall(text):
        yield from _read(bytes.fromhex(run))
    for run in BASE64.findall(text):
        yield from _read(_of_base64(run))


def _byte(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])


def _of_base64(run: str) -> bytes:
    import base64

    whole = run[: len(run) - (len(run) % 4 == 1)]
    return base64.urlsafe_b64decode(
        whole.replace("+", "-").replace("/", "_") + "=" * (-len(whole) % 4)
    )


def _read(content: bytes) -> Iterator[str]:
    """Yield the texts that bytes may be, packed ones unpacked."""
    for wbits in (zlib.MAX_WBITS, 16 + zlib.MAX_WBITS):
        if content[:1] in (b"\x78", b"\x1f"):
            try:
                content = zlib.decompress(content, wbits)
            except zlib.error:
                continue
    for charset in CHARSETS:
        try:
            yield content.decode(charset)
        except UnicodeDecodeError:
            continue
