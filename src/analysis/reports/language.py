"""One language of prose that a notebook holds in both, in a city's own word for its parts.

An analyst in JupyterLab reads both; a report keeps the language it was made in. What belongs to
which is told by form alone: headings and bold openings say it twice around a middle dot
(`## 要点 · In short`), a paragraph or list item is Chinese up to its last Chinese full stop and
English from there on, and one without Chinese characters is English.
"""

import re

from analysis.tables.name import COUNTIES, Parts

_CHINESE = re.compile(r"[㐀-鿿]")
_TWICE = re.compile(r"^(#+ |\*\*)(.+?) · (.+?)(\*\*|$)")
_PARTS = {
    "zh": re.compile("县（市、区）|县"),
    "en": re.compile(r"\b(?:(an?) )?(county|counties)\b", re.I),
}
_CODE = re.compile(r"(`[^`]*`)")
_TURN = re.compile(r"(?<=[。？！；]) +(?=[A-Z])")


def choose(prose: str, lang: str) -> str:
    """Return the part of a markdown cell that is written in `lang` ("zh" or "en")."""
    kept = []
    for line in prose.split("\n"):
        said = _line(line, lang)
        if said is not None:
            kept.append(said)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def of_parts(prose: str, lang: str, parts: Parts) -> str:
    """Return prose of counties with a city's own word for its parts; code stays as it is.

    >>> states = Parts(zh="州", en="area", many="areas")
    >>> of_parts("各县与本县", "zh", states), of_parts("A county of the Counties", "en", states)
    ('各州与本州', 'An area of the Areas')
    """
    if parts == COUNTIES:
        return prose

    def word(found: re.Match[str]) -> str:
        if lang == "zh":
            return parts.zh
        article, part = found[1], found[2]
        said = parts.many if part.lower() == "counties" else parts.en
        said = said[0].upper() + said[1:] if part[0].isupper() else said
        if not article:
            return said
        return f"{article[0]}{'n' if said[0].lower() in 'aeiou' else ''} {said}"

    pieces = _CODE.split(prose)
    return "".join(
        piece if number % 2 else _PARTS[lang].sub(word, piece)
        for number, piece in enumerate(pieces)
    )


def title_in(title: str, lang: str, parts: Parts = COUNTIES) -> str:
    """Return the part of a heading that is written in `lang`, the whole if it is in one only."""
    return of_parts((choose(f"# {title}", lang) or f"# {title}").removeprefix("# "), lang, parts)


def _line(line: str, lang: str) -> str | None:
    if not line.strip():
        return line
    opening = _TWICE.match(line)
    if opening is None:
        return _body(line, lang)
    mark, zh, en, end = opening.groups()
    title = mark + (zh + ("。" if end else "") if lang == "zh" else en) + end
    rest = _body(line[opening.end() :].strip(), lang)
    return f"{title} {rest}" if rest else title


def _body(text: str, lang: str) -> str | None:
    if not text:
        return None
    if not _CHINESE.search(text):
        return text if lang == "en" else None
    zh, *en = _TURN.split(text, maxsplit=1)
    if lang == "zh":
        return zh
    return en[0] if en else None
