"""One language of prose that a notebook holds in both.

An analyst in JupyterLab reads both; a report keeps the language it was made in. What belongs to
which is told by form alone: headings and bold openings say it twice around a middle dot
(`## 要点 · In short`), a paragraph or list item is Chinese up to its last Chinese full stop and
English from there on, and one without Chinese characters is English.
"""

import re

_CHINESE = re.compile(r"[㐀-鿿]")
_TWICE = re.compile(r"^(#+ |\*\*)(.+?) · (.+?)(\*\*|$)")
_TURN = re.compile(r"(?<=[。？！；]) +(?=[A-Z])")


def choose(prose: str, lang: str) -> str:
    """Return the part of a markdown cell that is written in `lang` ("zh" or "en")."""
    kept = []
    for line in prose.split("\n"):
        said = _line(line, lang)
        if said is not None:
            kept.append(said)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def title_in(title: str, lang: str) -> str:
    """Return the part of a heading that is written in `lang`, the whole if it is in one only."""
    return (choose(f"# {title}", lang) or f"# {title}").removeprefix("# ")


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
