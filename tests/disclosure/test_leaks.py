"""Forty kinds of leak in every place of a finished file: all are found; a clean one passes."""

import base64
import gzip
import json
import quopri
import unicodedata
from collections.abc import Callable
from urllib.parse import quote

import pytest

from analysis.disclosure.gate import findings
from tests.disclosure.carriers import (
    CLEAN,
    CODE,
    LISTED,
    NAME,
    PLACES,
    PROJECT,
    PROJECT_CODE,
    SECRETS,
)

Kind = Callable[[], str | list[str]]


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


BOLD = str.maketrans("0123456789", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
CYRILLIC = str.maketrans("MAX", "МАХ")
KINDS: dict[str, Kind] = {
    "name": lambda: NAME,
    "name without its tail": lambda: "云渚区恒瑞虚拟纺织有限公司",
    "name without the place": lambda: "恒瑞虚拟纺织有限公司",
    "name without form": lambda: "如恒瑞虚拟纺织等",
    "short name before 公司": lambda: "其中恒瑞公司下降",
    "short name before 集团": lambda: "恒瑞集团",
    "project": lambda: PROJECT,
    "name spaced": lambda: " ".join(NAME),
    "name with hard spaces": lambda: "\u00a0".join(NAME),
    "name with ideographic spaces": lambda: "\u3000".join(NAME),
    "name over two lines": lambda: NAME[:6] + "\n" + NAME[6:],
    "name with zero-width spaces": lambda: "\u200b".join(NAME),
    "name with joiners": lambda: "\u200d".join(NAME),
    "name with soft hyphens": lambda: "\u00ad".join(NAME),
    "name with variation selectors": lambda: "".join(c + "\ufe00" for c in NAME),
    "name with combining marks": lambda: "".join(c + "\u0334" for c in NAME),
    "name with dots": lambda: "·".join(NAME),
    "name cut by markup": lambda: [NAME[:3], NAME[3:7], NAME[7:]],
    "name backwards": lambda: "\u202e" + NAME[::-1],
    "name in decimal entities": lambda: "".join(f"&#{ord(c)};" for c in NAME),
    "name in hexadecimal entities": lambda: "".join(f"&#x{ord(c):x};" for c in NAME),
    "name in entities of entities": lambda: "".join(f"&amp;#{ord(c)};" for c in NAME),
    "name in JSON": lambda: json.dumps(NAME),
    "name in JSON in JSON": lambda: json.dumps(json.dumps(NAME)),
    "name in a style sheet's escapes": lambda: "".join(f"\\{ord(c):x} " for c in NAME),
    "name in percent signs": lambda: quote(NAME),
    "name in percent signs, GBK": lambda: quote(NAME.encode("gbk")),
    "name in quoted-printable": lambda: quopri.encodestring(NAME.encode()).decode(),
    "name in Python's bytes": lambda: str(NAME.encode()),
    "name in base64": lambda: b64(NAME.encode()),
    "name in base64 for addresses": lambda: base64.urlsafe_b64encode(NAME.encode()).decode(),
    "name in base64, GBK": lambda: b64(NAME.encode("gbk")),
    "name in base64, UTF-16": lambda: b64(NAME.encode("utf-16-le")),
    "name in base64 of base64": lambda: b64(b64(NAME.encode()).encode()),
    "name packed": lambda: b64(gzip.compress(NAME.encode(), mtime=0)),
    "name in hexadecimal": lambda: NAME.encode().hex(),
    "credit code": lambda: CODE,
    "credit code that nobody listed": lambda: "91350100M000100Y43",
    "credit code in small letters": lambda: CODE.lower(),
    "credit code in full width": lambda: wide(CODE),
    "credit code in bold digits": lambda: CODE.translate(BOLD),
    "credit code with Cyrillic letters": lambda: CODE.translate(CYRILLIC),
    "credit code spaced": lambda: " ".join(CODE),
    "credit code in groups": lambda: f"{CODE[:6]} {CODE[6:12]} {CODE[12:]}",
    "credit code with hyphens": lambda: f"{CODE[:2]}-{CODE[2:8]}-{CODE[8:17]}-{CODE[17:]}",
    "credit code glued to others": lambda: f"X{CODE}9",
    "project code": lambda: PROJECT_CODE,
    "telephone": lambda: "联系电话13912345678",
    "identity card": lambda: "法人11010519491231002X",
    "path": lambda: "/home/office/raw/2022.xlsx",
    "path of Windows": lambda: "C:\\Users\\li\\raw.xlsx",
    "share of Windows": lambda: "\\\\server\\share\\raw.xlsx",
    "user": lambda: "made by zhangsan",
    "rule": lambda: '{"p_percent": 15.0}',
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_leak_is_found(kind, place):
    assert findings(*PLACES[place](KINDS[kind]()), SECRETS)


@pytest.mark.parametrize("clean", CLEAN)
def test_a_clean_file_passes(clean):
    content, kind = CLEAN[clean]
    assert findings(content, kind, SECRETS) == []


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "harmless",
    [
        "恒瑞",
        "纺织公司",
        f"{LISTED}、乙",
        "2022-11",
        "139,123.45",
        "如云渚区、纺织业",
        "0.000012345678",
    ],
)
def test_what_is_no_leak_passes_in_every_place(harmless, place):
    assert findings(*PLACES[place](harmless), SECRETS) == []


def test_there_are_forty_kinds_and_the_texts_differ():
    made = {unicodedata.normalize("NFC", str(kind())) for kind in KINDS.values()}
    assert len(made) == len(KINDS) >= 40
