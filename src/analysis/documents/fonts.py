"""Fonts that this machine lacks, and characters that a document's fonts lack."""

import re
from collections.abc import Iterable

from docx.document import Document
from docx.oxml.ns import qn

from analysis.documents.word import elements, text_of

FAMILIES = {
    "方正小标宋简体": "FZXiaoBiaoSong-B05S",
    "仿宋_GB2312": "FangSong_GB2312",
    "楷体_GB2312": "KaiTi_GB2312",
    "黑体": "SimHei",
    "宋体": "SimSun",
}
"""Chinese name → the name that font files carry."""

IDEOGRAPH = re.compile("[\u2e80-\u2fdf\u3400-\u9fff\ue000-\ufaff\U00020000-\U0003ffff]")
"""Ideographs, and the private codes that old encodings give to rare ones of names."""


def rare(document: Document) -> list[str]:
    """Return the characters of a document that its fonts do not hold, those outside GBK."""
    text = "".join(map(text_of, elements(document)))
    return sorted(c for c in set(IDEOGRAPH.findall(text)) if not c.encode("gbk", "ignore"))


def named(document: Document) -> list[str]:
    """Return the fonts that the text of a document names, each once."""
    fonts = (
        node.get(qn(attribute))
        for node in document.element.body.iter(qn("w:rFonts"))
        for attribute in ("w:eastAsia", "w:ascii")
    )
    return [*dict.fromkeys(font for font in fonts if font)]


def absent(fonts: Iterable[str]) -> list[str]:
    """Return those of some fonts that are not installed here."""
    from matplotlib.font_manager import get_font_names

    installed = {name.casefold() for name in get_font_names()}
    return [
        font
        for font in fonts
        if not {font.casefold(), FAMILIES.get(font, font).casefold()} & installed
    ]
