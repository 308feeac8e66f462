"""The gate is tried before it is believed: what it must find is put before it."""

import base64
from collections.abc import Callable

from analysis.disclosure.gate import Secrets
from analysis.disclosure.word_list import WordList
from analysis.reports.withholding import WithheldError

UNLISTED = "91350100M000100Y43"
"""A credit code that is in no list."""
TOLD = (("甲", "1.5"), ("乙", "***"), ("合计", "4.0"))


def refuse_asleep(
    known: Secrets,
    holders: bool,
    gate: Callable[[str, str, Secrets], list[str]],
    subtract: Callable[[str, str], list[str]],
) -> None:
    """Raise a WithheldError if a control does not find what is put before it.

    A name and a code of the very lists, plain and encoded, a code that nobody listed, a cell that
    a total tells.

    Parameters
    ----------
    known
        The lists.
    holders
        Whether these must hold anyone.
    gate, subtract
        What is tried: `gate.findings` and `rebuilt.given_away`.
    """
    words = [word for listed in (known.names, known.brief, known.codes) for word in _first(listed)]
    if holders and not words:
        raise WithheldError("the gate knows of nobody")
    for word in (*words, UNLISTED):
        if word in known.public.within(word):
            continue
        encoded = base64.b64encode(word.encode()).decode()
        if not all(gate(f"<p>{text}</p>", "html", known) for text in (word, encoded)):
            raise WithheldError("the gate does not find a name that is put before it")
    rows = "".join(f"<tr><td>{name}</td><td>{cell}</td></tr>" for name, cell in TOLD)
    if not subtract(f"<table><tr><td></td><td>亿元</td></tr>{rows}</table>", "html"):
        raise WithheldError("the gate does not subtract")


def _first(words: WordList) -> list[str]:
    found: list[str] = words.words[:1].to_pylist()
    return found
