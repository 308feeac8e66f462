"""What all runs of a batch have in common, on whichever machine they run."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.reports import child, storage
from analysis.reports.process import Attempt, Limits
from analysis.reports.run import Run
from analysis.reports.storage import Storage


@dataclass(frozen=True)
class Task:
    """How a run is made, and for which batch.

    `secrets` is the file of what a released page must not hold; `storage` is where results are
    put up, if not in the local folder alone.
    """

    engine: str
    limits: Limits
    secrets: Path | None
    storage: Storage | None
    batch: str = field(default_factory=lambda: uuid.uuid4().hex)

    def start(self, run: Run, listen: Callable[[tuple[Any, ...]], None]) -> Attempt:
        """Make a report in a process of its own."""
        target: Callable[..., None] = child.report
        arguments: tuple[Any, ...] = run, self.engine, self.secrets
        if self.storage:
            target, arguments = storage.report, (*arguments, self.storage, self.batch)
        return Attempt(target, arguments, self.engine, self.limits, listen)


class Here:
    """Starts runs on this machine, `capacity` of them at once."""

    def __init__(self, task: Task, capacity: int) -> None:
        self._task = task
        self.capacity = capacity

    def start(self, run: Run, listen: Callable[[tuple[Any, ...]], None]) -> Attempt:
        """Start a run."""
        return self._task.start(run, listen)

    def waiting(self) -> None:
        """Never without a worker."""

    def close(self) -> None:
        """Nothing is held."""
