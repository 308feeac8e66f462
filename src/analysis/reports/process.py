"""One run in a process of its own, watched from outside: time, memory, death."""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any

from analysis.reports.ending import end_group, end_tree, ends, exceeds, parent_of

PRELOAD = "analysis.reports.preload"
_UNKNOWN = 255  # what multiprocessing says if the server died before it could tell; a code too
_SERVER_DIED = "the fork server that the process came from has died"
MEMORY_EVERY = 1.0  # seconds between two looks at a process's memory


@dataclass(frozen=True)
class Limits:
    """What one run may use: seconds from start to end, bytes of memory of its own."""

    seconds: float = 900.0
    memory: int = 4 << 30


@dataclass(frozen=True)
class Outcome:
    """How a process ended.

    `status` is done, failed, died, timeout, memory, withheld, interrupted or refused; `value` what
    it returned if done; `where` may be told to anyone, `what` may hold data.
    """

    status: str
    seconds: float
    value: Any = ""
    where: str = ""
    what: str = ""


def context(engine: str, preload: str = PRELOAD) -> BaseContext:
    """Return how processes are made: forked from a warm server, or started afresh.

    A program has one fork server; it imports the module `preload` of the first that needs it.

    Fork exists on Linux alone in a form that numerical libraries survive; elsewhere the stock
    engine runs, whose kernels are processes anyway.
    """
    if engine == "warm":
        warm = multiprocessing.get_context("forkserver")
        warm.set_forkserver_preload([preload])
        return warm
    return multiprocessing.get_context("spawn")


def default_engine() -> str:
    """Return "warm" where processes can be forked from a server, else "stock"."""
    return "warm" if sys.platform == "linux" else "stock"


def warm_up(preload: str = PRELOAD) -> None:
    """Start the fork server now, so that it imports while the caller does something else."""
    from multiprocessing import forkserver  # not to be imported where there is no fork

    context("warm", preload)
    if threading.current_thread() is not threading.main_thread():  # the only one to set signals
        forkserver.ensure_running()
        return
    # A Ctrl-C while it imports is the caller's alone; what is ignored stays so in the new process.
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, handler)


def use_one_thread() -> None:
    """Fix the environment of the processes to come, before the first of them starts.

    One thread each, so that they do not fight over the cores; one hash seed and one time zone,
    so that they do not differ.
    """
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_IO_THREADS"):
        os.environ[name] = "1"
    os.environ["PYTHONHASHSEED"] = "0"
    os.environ["TZ"] = "Asia/Shanghai"


def start(process: BaseProcess) -> None:
    """Start a process without a second run of the caller's script.

    multiprocessing imports the main module anew in each process, for functions that lie there;
    ours lie in this package. A script without `if __name__ == "__main__"` would begin again.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        process.start()
    finally:
        sys.modules["__main__"] = main


class Attempt:
    """A process at work.

    Parameters
    ----------
    target, arguments
        What it runs; a connection to send messages to is passed last.
    engine
        "warm" or "stock": how the process is made.
    limits
        When it is stopped.
    listen
        Called with each message before the last.
    """

    def __init__(
        self,
        target: Callable[..., None],
        arguments: tuple[Any, ...],
        engine: str,
        limits: Limits,
        listen: Callable[[tuple[Any, ...]], None] = lambda message: None,
    ) -> None:
        made = context(engine)
        self.reader, writer = made.Pipe(duplex=False)
        self._limits = limits
        self._listen = listen
        self._start = self._looked = time.monotonic()
        self._last: tuple[Any, ...] | None = None
        self._cell = ""
        self.process: BaseProcess = made.Process(  # type: ignore[attr-defined]
            target=target, args=(*arguments, writer), name=uuid.uuid4().hex
        )
        try:
            start(self.process)
        except (EOFError, ConnectionError) as error:  # the fork server was killed just now
            self._last = ("died", "fork server", f"{_SERVER_DIED}: {error!r}")
        self._parent = parent_of(self.process.pid)
        writer.close()

    @property
    def waitables(self) -> list[Any]:
        """Return what becomes ready when there is something to do."""
        return [self.reader, self.process.sentinel] if self.process.pid else []

    def step(self) -> Outcome | None:
        """Read messages and look at the limits; return the outcome once there is one.

        A last message ends the run: what it tells of is on the disk. Threads and processes that
        the notebook left behind are not waited for.
        """
        if not self.process.pid:
            return self._outcome(self._last or ("died", "start", "start"))
        self._read()
        if self._last is None and not self.process.is_alive():
            self._read()
            self._last = self._last or ("died", self._cell, self._death())
        if self._last is not None:
            return self._finish(self._last)
        if time.monotonic() - self._start > self._limits.seconds:
            return self.stop("timeout", f"longer than {self._limits.seconds:g} s")
        if time.monotonic() - self._looked > MEMORY_EVERY:
            self._looked = time.monotonic()
            if exceeds(self.process.pid, self._limits.memory):
                return self.stop("memory", f"more than {self._limits.memory >> 20} MiB")
        return None

    def stop(self, status: str, what: str = "") -> Outcome:
        """Kill the process with all it started."""
        return self._finish((status, self._cell, f"{self._cell} {what}".strip()))

    def _finish(self, message: tuple[Any, ...]) -> Outcome:
        """End what is left of the process; one that came to its end cleaned up behind itself."""
        if self.process.pid:
            if message[0] in ("done", "failed", "withheld", "refused"):
                end_group(self.process.pid)
            else:
                end_tree(self.process.pid, self.process.name)
            if self.process.is_alive():  # not yet the leader of a session
                self.process.kill()
            self.process.join()
        return self._outcome(message)

    def _read(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            while self.reader.poll():
                message = self.reader.recv()
                if message[0] == "cell":
                    self._cell = f"cell {message[1]}"
                    self._listen(message)
                else:
                    self._last = message

    def _outcome(self, message: tuple[Any, ...]) -> Outcome:
        self.reader.close()
        seconds = time.monotonic() - self._start
        if message[0] == "done":
            return Outcome("done", seconds, value=message[1])
        return Outcome(message[0], seconds, where=message[1], what=message[2])

    def _death(self) -> str:
        code = self.process.exitcode
        if code == _UNKNOWN and self._parent and ends(self._parent, within=1):
            return _SERVER_DIED
        if code is not None and code < 0:
            return f"killed by {signal.Signals(-code).name}"
        return f"process ended with code {code}"
