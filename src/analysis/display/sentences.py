"""Sentences as templates, zh and en beside each other in a question's `text.yaml`.

    slots: [county, growth]           # what an entry may use, unless it declares its own
    sentences:
      came:
        zh: "{{ county }}工业{{ growth | change }}。"
        en: "Industry of {{ county }} {{ growth | change }}."
    alts: {course: {zh: 逐月产值, en: output by month}}
    labels: {sizes: {large: {zh: 大型, en: large}}}

An entry is a text for both languages; or one for each, `zh` and `en`; or one of
    first       of several the first that can be said; a mere list is the same
    parts       joined, with the full stop added; the first is required, others may be left out
    together    sentences of one paragraph, those that can be said
    paragraphs  each for itself, those that can be said
    each        a slot of rows; `item` says each of them: a list for the filter `listed`
    choose      a slot; `among` has an entry for each of its values, or names a group of labels
with, where wanted, `when`, a condition; `let`, names for entries that its texts use as slots; and,
at the top, `slots` of its own. Rows are declared with their fields: `{firms: [name, growth]}`.
The filters stand in `filters.py`.

Every text may say `part` and `parts`, the city's word for a county and for several. What uses a
missing slot is left out. A bureau rewords any entry, in both languages or one, in
`data/<city>/text/<question>.yaml`.
"""

import functools
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.display.entries import BETWEEN, Entry, Words, tried
from analysis.display.templates import slots, unknown
from analysis.display.text_files import read
from analysis.errors import DataError
from analysis.tables.city import wording
from analysis.tables.name import COUNTIES, Parts

if TYPE_CHECKING:
    from analysis.tables.release import Release

REPORT = "report"
"""The sentences that are no question's: those of every report."""


@dataclass(frozen=True)
class Sentences:
    """The texts of a question.

    Parameters
    ----------
    sentences, alts
        Name → what is said; figure → what is said of it to those who cannot see it.
    words
        Group → code → language → word.
    currency, parts
        Of the city: what amounts of yuan are of there, and its word for counties.
    """

    sentences: Mapping[str, Entry]
    alts: Mapping[str, Entry]
    words: Words
    currency: str = "CNY"
    parts: Parts = COUNTIES

    def say(self, name: str, lang: str, /, **given: Any) -> str:
        """Return a sentence; empty where it is left out, since a slot is missing.

        Parameters
        ----------
        given
            All slots that the entry declares; None, NA, NaN and infinite count as missing.

        Raises
        ------
        KeyError, TypeError
            If the question has no such sentence, or it takes other slots.
        """
        return self._text(name, self.sentences[name], lang, given) or ""

    def paragraphs(self, name: str, lang: str, /, **given: Any) -> list[str]:
        """Return the paragraphs of an entry, without those that are left out.

        Raises
        ------
        KeyError, TypeError
            As `say`.
        """
        said = self._text(name, self.sentences[name], lang, given) or []
        return [said] if isinstance(said, str) else said

    def say_each(self, given: Mapping[str, Mapping[str, Any] | None], lang: str) -> list[str]:
        """Return several sentences, without those that are left out.

        Parameters
        ----------
        given
            Name → slots; None where there is nothing to say.

        Raises
        ------
        KeyError, TypeError
            As `say`.
        """
        texts = (self.say(name, lang, **own) for name, own in given.items() if own is not None)
        return [*filter(None, texts)]

    def together(self, given: Mapping[str, Mapping[str, Any] | None], lang: str) -> str:
        """Return what `say_each` returns as one paragraph."""
        return BETWEEN[lang].join(self.say_each(given, lang))

    def alt(self, figure: str, lang: str) -> str:
        """Return what a figure shows, for those who cannot see it."""
        return str(self._text(figure, self.alts[figure], lang, {}))

    def labels(self, group: str, lang: str) -> dict[str, str]:
        """Return code → word of a group of labels, in their order."""
        return {code: pair[lang] for code, pair in self.words[group].items()}

    def _text(self, name: str, entry: Entry, lang: str, given: Mapping[str, Any]) -> Any:
        if unlike := entry.slots.keys() ^ given.keys():
            raise TypeError(f"sentence {name!r} takes {sorted(entry.slots)}; see {sorted(unlike)}")
        city = {"currency": self.currency, **self.parts.words(lang)}
        return tried(entry.by_language[lang], lang, {**city, **slots(given)})


def sentences(question: str, own: str = "") -> Sentences:
    """Return the sentences of a question.

    Parameters
    ----------
    question
        The name of its folder, or `REPORT`.
    own
        The content of the city's file of its own sentences, as `overrides` returns it.

    Raises
    ------
    DataError
        If the question has no sentences, or something in a file is unknown or cannot be read;
        with file, line and the nearest known name.
    """
    return _read(question, own)


@functools.cache
def _read(question: str, own: str) -> Sentences:
    every = _shipped()
    if question not in every:
        raise DataError(*unknown(("问题的语句", "sentences of a question"), question, every))
    content = every[question].read_text(encoding="utf-8")
    return Sentences(*read(content, f"{question}/text.yaml", own, f"text/{question}.yaml"))


def speaks(question: str) -> bool:
    """Whether a question has sentences."""
    return question in _shipped()


def of_release(release: "Release", question: str) -> Sentences:
    """Return the sentences of a question as the release's city words them."""
    said = sentences(question, release.facts.get("text", {}).get(question, ""))
    city = release.facts.get("city", {})
    own = replace(
        said,
        currency=city.get("currency", said.currency),
        parts=Parts(**city.get("parts", {})),
    )
    return said if own == said else own


def overrides(city_folder: Path) -> dict[str, str]:
    """Read and check a city's own sentences: question → content of `text/<question>.yaml`.

    Raises
    ------
    DataError
        As `sentences`.
    """
    found = wording(city_folder)
    for question, content in found.items():
        sentences(question, content)
    return found


def check(question: str, city_folder: Path) -> None:
    """Raise a DataError, as `sentences`, if what a question says in a city cannot be read."""
    own = wording(city_folder)
    for name in {question, REPORT} & _shipped().keys():
        sentences(name)
        sentences(name, own.get(name, ""))


def faults(city_folder: Path) -> list[DataError]:
    """Return what is wrong with the sentences of all questions and with a city's own, a file each.

    A file of the city whose name is no question's is a fault as well.
    """
    asked = [*((name, "") for name in _shipped()), *wording(city_folder).items()]
    found: list[DataError] = []
    for question, own in asked:
        try:
            sentences(question, own)
        except DataError as error:
            if error.zh not in {known.zh for known in found}:  # the question's own, once
                found.append(error)
    return found


def prepare() -> None:
    """Read all sentences, before processes are forked that say them.

    What cannot be read is said where it is asked for, by `check`.
    """
    for question in _shipped():
        with suppress(DataError):
            sentences(question)


def _shipped() -> dict[str, Path]:
    """Where the sentences of each question stand."""
    package = Path(str(files("analysis")))
    every = {file.parent.name: file for file in sorted(package.glob("questions/*/text.yaml"))}
    return {**every, REPORT: package / "display" / "text.yaml"}
