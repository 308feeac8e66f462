"""The same runs on a dask.distributed cluster, over a folder or storage that its machines share.

A worker never executes a notebook itself: it forks a child for each, so that a notebook that
dies is a failed run and not a dead worker. A run is idempotent: what it made is put on the
storage, then a marker that names the batch and the key, and a run sent again, because the worker
that had done it was lost, finds the marker and is done. Workers tell of cells as they run,
through the scheduler.
"""

import contextlib
import logging
import multiprocessing
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import replace
from multiprocessing.connection import wait
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from analysis.errors import DataError
from analysis.reports.process import Outcome, use_one_thread
from analysis.reports.run import Run
from analysis.reports.storage import Storage
from analysis.reports.task import Task
from analysis.reports.waiting import Waiting

_AHEAD = 2  # runs sent for each thread of the cluster, so that none waits for the coordinator
_SILENT = ("died", "timeout", "memory")  # ends after which a run can put up nothing itself
Message = tuple[Any, ...]
Listen = Callable[[Message], None]


class SchedulerLostError(Exception):
    """The cluster cannot be reached any more; what it had done is done."""


class Cluster:
    """Starts runs on the workers of a scheduler.

    Parameters
    ----------
    scheduler
        Its address, `tcp://host:port`.
    task
        As for local runs.
    storage
        Where workers put what they make: the shared folder, or what fsspec reaches.
    patience
        Seconds it may be without any worker.
    """

    def __init__(self, scheduler: str, task: Task, storage: Storage, patience: float) -> None:
        try:
            from distributed import Client
        except ImportError:
            raise DataError(
                "缺少dask.distributed，请安装 analysis[cluster]",
                "dask.distributed is missing: install analysis[cluster]",
            ) from None
        try:
            self._client = Client(scheduler, timeout="10s", set_as_default=False)
        except OSError as error:
            raise DataError(
                f"连不上调度器{scheduler}：{error}", f"no scheduler at {scheduler}: {error}"
            ) from None
        # What it has to say of a lost scheduler is said once, by the error that is raised.
        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._address, self._task, self._storage = scheduler, task, storage
        self._said: SimpleQueue[tuple[str, Message]] = SimpleQueue()
        self._under_way: dict[str, Listen] = {}
        self._client.subscribe_topic(_topic(task), lambda event: self._said.put(event[1]))
        if task.secrets:
            storage.put(task.secrets)
        self._waiting = Waiting(patience)

    @property
    def capacity(self) -> int:
        """How many runs to have on their way."""
        with self.asking():
            return max(1, _AHEAD * sum(self._client.nthreads().values()))

    def waiting(self) -> tuple[float, float] | None:
        """Return the seconds without a worker and their limit, whenever that is to be said."""
        with self.asking():
            seconds = self._waiting.look(len(self._client.nthreads()))
        return None if seconds is None else (seconds, self._waiting.limit)

    def start(self, run: Run, listen: Listen) -> "Remote":
        """Send a run."""
        self._under_way[run.key] = listen
        key = f"{run.key}-{uuid.uuid4().hex}"
        with self.asking():
            future = self._client.submit(
                report, run, self._task, self._storage, key=key, pure=False
            )
        return Remote(run, future, self)

    @contextlib.contextmanager
    def asking(self) -> Iterator[None]:
        """Ask the scheduler; raises SchedulerLostError if it cannot be reached any more."""
        try:
            yield
        except (OSError, CancelledError) as error:
            raise SchedulerLostError(f"{self._address}: {error}") from error
        if self._client.status != "running":
            raise SchedulerLostError(self._address)

    def hear(self) -> None:
        """Pass on what workers have said since; one thought lost may speak of a run long ended."""
        while not self._said.empty():
            key, message = self._said.get_nowait()
            if key in self._under_way:
                self._under_way[key](message)

    def forget(self, run: Run) -> None:
        """Hear no more of a run."""
        del self._under_way[run.key]

    def close(self) -> None:
        """Leave the cluster; what is under way is cancelled."""
        self._client.close()


class Remote:
    """A run on its way; looks like an `Attempt`."""

    waitables: tuple[()] = ()

    def __init__(self, run: Run, future: Any, cluster: Cluster) -> None:
        self._run = run
        self._future = future
        self._cluster = cluster
        self._start = time.monotonic()

    def step(self) -> Outcome | None:
        """Return the outcome once there is one, after what the worker said before."""
        ended = self._future.done()
        self._cluster.hear()
        if not ended:
            return None
        self._cluster.forget(self._run)
        with self._cluster.asking():
            if self._future.status == "finished":
                return self._future.result()
            error = self._future.exception() if self._future.status == "error" else "cancelled"
        seconds = time.monotonic() - self._start
        return Outcome("died", seconds, where="worker", what=f"worker: {error!r}")

    def stop(self, status: str, what: str = "") -> Outcome:
        """Cancel the run."""
        self._future.cancel(force=True)
        return Outcome(status, time.monotonic() - self._start, where="worker", what=what)


def report(run: Run, task: Task, storage: Storage) -> Outcome:
    """Make one report in a child of the worker this is called on; put it on the storage."""
    if multiprocessing.current_process().daemon:
        raise RuntimeError(
            "this worker may not start processes: set DASK_DISTRIBUTED__WORKER__DAEMON=False, "
            "or start it with --no-nanny"
        )
    from distributed import get_worker

    worker = get_worker()

    def tell(message: Message) -> None:
        worker.log_event(_topic(task), (run.key, (*message, worker.address)))

    made = storage.made(run, task.batch)
    if made:
        return Outcome("done", made[1], value=made[0])
    use_one_thread()
    with tempfile.TemporaryDirectory(dir=worker.local_directory) as scratch:
        here = storage.within(Path(scratch))
        html, executed = (here.out / storage.name(file) for file in (run.html, run.executed))
        secrets = task.secrets and here.out / "secrets.arrow"
        if task.secrets and secrets:
            storage.fetch(task.secrets, secrets)
        moved = replace(run, html=html, executed=executed)
        attempt = replace(task, secrets=secrets, storage=here).start(moved, tell)
        while (outcome := attempt.step()) is None:
            wait(attempt.waitables, 0.2)
        if outcome.status in _SILENT and outcome.where != "storage":
            here.deposit(moved, task.batch, "", outcome.seconds)  # its log
    return outcome


def _topic(task: Task) -> str:
    return f"analysis-{task.batch}"
