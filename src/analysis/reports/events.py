"""What happens in a batch, as it happens: one mapping an event.

| event | with |
|---|---|
| `plan` | total, fresh (skipped because nothing changed) |
| `shared` | seconds, attempt, when the steps common to all counties are done |
| `waiting` | seconds that a cluster has been without workers, limit of them |
| `start` | the run, attempt |
| `cell` | the run, cell, cells; on a cluster the worker |
| `end` | the run, status, seconds, attempt, where, what, again |
| `finish` | done, fresh, failed, remaining, withheld, seconds |

A run is told by notebook, county, lang, parameters (those that differ from the notebook's own,
as in the manifest).
"""

import datetime
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from analysis.atomic import unlink_if_linked

Event = Mapping[str, Any]
Listener = Callable[[Event], None]


class EventLog:
    """Events as JSON lines, appended to a private file; a line torn by a crash is cut off first."""

    def __init__(self, path: Path) -> None:
        unlink_if_linked(path)
        with path.open("ab+") as file:
            file.seek(0)
            file.truncate(file.read().rfind(b"\n") + 1)
        self._file = path.open("a", encoding="utf-8", buffering=1)

    def __call__(self, event: Event) -> None:
        """Write an event with the time."""
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
        self._file.write(json.dumps({"time": now, **event}, ensure_ascii=False) + "\n")

    def close(self) -> None:
        """Close the file."""
        self._file.close()
