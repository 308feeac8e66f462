"""No page is released before the gate has read it as a stranger would."""

from pathlib import Path

from analysis.atomic import write_atomic
from analysis.disclosure import word_list
from analysis.disclosure.gate import Secrets, findings
from analysis.disclosure.word_list import WordList
from analysis.tables.store import Store


class WithheldError(Exception):
    """A page that holds what must not leave."""


def write_secrets(data: Path, path: Path) -> None:
    """Write the names and codes of all enterprises of a store, once for all runs of a batch."""
    store = Store(data)
    listed: dict[str, list[str]] = {"name": [], "uscc": []}
    if "enterprises" in store.tables():
        frame = store.read("enterprises", columns=list(listed))
        listed = {column: frame[column].dropna().unique().tolist() for column in listed}
    write_atomic(path, word_list.content([WordList.of(words) for words in listed.values()]))


def pass_gate(page: str, secrets: Path) -> None:
    """Raise a WithheldError, which names the findings, if the page must not leave."""
    found = findings(page, Secrets(*word_list.read(secrets)))
    if found:
        raise WithheldError("; ".join(found[:20]))
