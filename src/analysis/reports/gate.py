"""No page is released before the gate has read it as a stranger would."""

import json
from pathlib import Path

from analysis.atomic import write_atomic
from analysis.disclosure.gate import Secrets, findings
from analysis.tables.store import Store


class WithheldError(Exception):
    """A page that holds what must not leave."""


def write_secrets(data: Path, path: Path) -> None:
    """Write the names and codes of all enterprises of a store, once for all runs of a batch."""
    store = Store(data)
    listed: dict[str, list[str]] = {"name": [], "uscc": []}
    if "enterprises" in store.tables():
        frame = store.read("enterprises", columns=list(listed))
        listed = {column: sorted(frame[column].dropna().unique()) for column in listed}
    write_atomic(path, json.dumps(listed, ensure_ascii=False).encode())


def pass_gate(page: str, secrets: Path) -> None:
    """Raise a WithheldError, which names the findings, if the page must not leave."""
    listed = json.loads(secrets.read_text(encoding="utf-8"))
    found = findings(page, Secrets(frozenset(listed["name"]), frozenset(listed["uscc"])))
    if found:
        raise WithheldError("; ".join(found[:20]))
