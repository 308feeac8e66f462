"""The same runs on a dask.distributed cluster, over a folder that all its machines share.

A worker never executes a notebook itself: it forks a child for each, so that a notebook that
dies is a failed run and not a dead worker. A run is idempotent: its files appear whole, then a
marker that names the batch and the key, and a run sent again, because the worker that had done it
was lost, finds the marker and is done.
"""

import hashlib
import json
import multiprocessing
import time
import uuid
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from analysis.atomic import write_atomic
from analysis.errors import DataError
from analysis.reports import child
from analysis.reports.process import Attempt, Limits, Outcome, use_one_thread
from analysis.reports.run import Run

_AHEAD = 2  # runs sent for each thread of the cluster, so that none waits for the coordinator


class Cluster:
    """Starts runs on the workers of a scheduler.

    Parameters
    ----------
    scheduler
        Its address, `tcp://host:port`.
    engine, limits, secrets
        As for local runs.
    """

    def __init__(self, scheduler: str, engine: str, limits: Limits, secrets: Path | None) -> None:
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
        self._task = (engine, limits, secrets, uuid.uuid4().hex)

    @property
    def capacity(self) -> int:
        """How many runs to have on their way."""
        return max(1, _AHEAD * sum(self._client.nthreads().values()))

    def start(self, run: Run, listen: Any) -> "Remote":
        """Send a run."""
        future = self._client.submit(
            report, run, *self._task, key=f"{run.key}-{uuid.uuid4().hex}", pure=False
        )
        return Remote(future)

    def close(self) -> None:
        """Leave the cluster; what is under way is cancelled."""
        self._client.close()


class Remote:
    """A run on its way; looks like an `Attempt`."""

    waitables: tuple[()] = ()

    def __init__(self, future: Any) -> None:
        self._future = future
        self._start = time.monotonic()

    def step(self) -> Outcome | None:
        """Return the outcome once there is one."""
        if not self._future.done():
            return None
        seconds = time.monotonic() - self._start
        if self._future.status == "finished":
            return self._future.result()
        error = self._future.exception() if self._future.status == "error" else "cancelled"
        return Outcome("died", seconds, where="worker", what=f"worker: {error!r}")

    def stop(self, status: str, what: str = "") -> Outcome:
        """Cancel the run."""
        self._future.cancel(force=True)
        return Outcome(status, time.monotonic() - self._start, where="worker", what=what)


def report(run: Run, engine: str, limits: Limits, secrets: Path | None, batch: str) -> Outcome:
    """Make one report in a child of the worker that this is called on."""
    if multiprocessing.current_process().daemon:
        raise RuntimeError(
            "this worker may not start processes: set DASK_DISTRIBUTED__WORKER__DAEMON=False, "
            "or start it with --no-nanny"
        )
    marker = run.executed.with_suffix(".done")
    done = _done(run, marker, batch)
    if done:
        return done
    use_one_thread()
    attempt = Attempt(child.report, (run, engine, secrets), engine, limits)
    while (outcome := attempt.step()) is None:
        wait(attempt.waitables, 0.2)
    if outcome.status == "done":
        made = {"batch": batch, "key": run.key, "html": outcome.value, "seconds": outcome.seconds}
        write_atomic(marker, json.dumps(made).encode())
    return outcome


def _done(run: Run, marker: Path, batch: str) -> Outcome | None:
    if not marker.is_file() or not run.html.is_file():
        return None
    made = json.loads(marker.read_text(encoding="utf-8"))
    whole = hashlib.sha256(run.html.read_bytes()).hexdigest() == made["html"]
    if whole and (made["batch"], made["key"]) == (batch, run.key):
        return Outcome("done", made["seconds"], value=made["html"])
    return None
