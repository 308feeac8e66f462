"""What an entry of a `text.yaml` says: texts chosen, joined and left out.

Each function makes one kind of entry; `sentences.py` tells how it is written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.display.filters import LeftOutError, missing
from analysis.display.templates import slots

Said = Callable[[str, Mapping[str, Any]], Any]
"""Language and slots → text, or a list of texts; raises `LeftOutError`."""
Words = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Group of labels → code → language → word."""
FULL_STOP = {"zh": "。", "en": "."}
BETWEEN = {"zh": "", "en": " "}
"""Between two sentences."""


@dataclass(frozen=True)
class Entry:
    """What may be said under a name: its slots with the fields of their rows; language → text."""

    slots: Mapping[str, tuple[str, ...]]
    by_language: Mapping[str, Said]


def tried(said: Said, lang: str, values: Mapping[str, Any]) -> Any:
    """What is said, or None where it is left out."""
    try:
        return said(lang, values)
    except LeftOutError:
        return None


def by_language(texts: Mapping[str, Said]) -> Said:
    """Say the text of the language."""
    return lambda lang, values: texts[lang](lang, values)


def first(entries: list[Said]) -> Said:
    """Say the first entry that can be said."""

    def said(lang: str, values: Mapping[str, Any]) -> Any:
        for entry in entries:
            if (text := tried(entry, lang, values)) is not None:
                return text
        raise LeftOutError("no variant applies")

    return said


def parts(entries: list[Said]) -> Said:
    """Join the first with those of the others that can be said, and close the sentence."""

    def said(lang: str, values: Mapping[str, Any]) -> str:
        others = (tried(entry, lang, values) for entry in entries[1:])
        return str(entries[0](lang, values)) + "".join(filter(None, others)) + FULL_STOP[lang]

    return said


def paragraphs(entries: list[Said]) -> Said:
    """Say each entry that can be said; one of `each` is several."""

    def said(lang: str, values: Mapping[str, Any]) -> list[str]:
        texts: list[str] = []
        for entry in entries:
            text = tried(entry, lang, values) or []
            texts += [text] if isinstance(text, str) else text
        if not texts:
            raise LeftOutError("no sentence is left")
        return texts

    return said


def together(entries: list[Said]) -> Said:
    """Say the entries that can be said as one paragraph."""
    each_of_them = paragraphs(entries)
    return lambda lang, values: BETWEEN[lang].join(each_of_them(lang, values))


def each(name: str, fields: tuple[str, ...], item: Said) -> Said:
    """Say every row of a slot that can be said."""

    def said(lang: str, values: Mapping[str, Any]) -> list[str]:
        if missing(values[name]):
            raise LeftOutError(f"{name} is missing")
        rows = ({**values, **slots({f: row[f] for f in fields})} for row in values[name])
        texts = [text for row in rows if (text := tried(item, lang, row))]
        if not texts:
            raise LeftOutError(f"nothing of {name} can be said")
        return texts

    return said


def choose(name: str, among: Mapping[str, Said]) -> Said:
    """Say the entry of a slot's value; a value that has none is left out."""

    def said(lang: str, values: Mapping[str, Any]) -> Any:
        if missing(values[name]) or str(values[name]) not in among:
            raise LeftOutError(f"no text for {name}")
        return among[str(values[name])](lang, values)

    return said


def where(when: Said | None, let: Mapping[str, Said], entry: Said) -> Said:
    """Say an entry with names of its own, if its condition holds."""

    def said(lang: str, values: Mapping[str, Any]) -> Any:
        values = dict(values)
        for name, named in let.items():
            values |= slots({name: tried(named, lang, values)})
        if when is not None and not when(lang, values):
            raise LeftOutError("its condition does not hold")
        return entry(lang, values)

    return said
