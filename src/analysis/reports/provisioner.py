"""The Jupyter kernel `analysis-warm`: each kernel forked from a process that knows the libraries.

    papermill -k analysis-warm …      pytest --nbval --nbval-kernel-name analysis-warm …

and in JupyterLab the kernel 县域分析（预热）. It is ipykernel, whole, in a process of its own; only
the imports are there already. The first kernel of a program waits for them, about as long as a
stock kernel's first cell does; every further one starts in tenths of a second. The process they
are forked from is the batch's fork server with fewer imports; it and its kernels end when the
program does, however it ends.

A kernel that cannot be had by forking is a stock one: elsewhere than on Linux, once the package's
source has changed, where a variable that Python reads when it starts has another value.
"""

import asyncio
import atexit
import contextlib
import functools
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from analysis.errors import DataError
from analysis.fingerprint import PACKAGE
from analysis.reports.ending import end_group
from analysis.reports.process import context, default_engine, start, warm_up

PRELOAD = "analysis.reports.kernel"
# Beginnings of the names of variables that take effect when Python starts or a library is loaded.
AT_START = ("PYTHON", "LC_", "LANG", "LD_", "MPLCONFIG", "OMP_", "OPENBLAS_", "MKL_", "ARROW_")


class Asked(NamedTuple):
    """What a kernel is to be: ipykernel's arguments, its folder, environment and `sys.path`.

    `removed` names the variables that the fork server has and the kernel has not.
    """

    arguments: list[str]
    cwd: str
    environment: dict[str, str]
    removed: list[str]
    path: list[str]


class WarmProvisioner(LocalProvisioner):
    """Starts kernels by forking; signals, restart and shutdown are those of a local kernel."""

    process: Any = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Prepare as for a local kernel, the connection encrypted."""
        kwargs.setdefault("transport_encryption", "auto")
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start a stock one where that is not to be had."""
        environment, outputs = kwargs["env"], _outputs(kwargs)
        possible = default_engine() == "warm" and outputs and not kwargs.get("independent")
        if not possible or not (origin := _origin()).fits(environment):
            return await super().launch_kernel(cmd, **kwargs)
        self.cwd = kwargs.get("cwd") or Path.cwd()
        asked = Asked(
            cmd[cmd.index("ipykernel_launcher") + 1 :],
            str(self.cwd),
            environment,
            sorted(origin.environment.keys() - environment.keys()),
            origin.path,
        )
        warm_up(PRELOAD)
        self.process = await asyncio.to_thread(ForkedKernel, asked, outputs)
        self.pid = self.pgid = self.process.pid
        return self.connection_info


class ForkedKernel:
    """What a provisioner needs of `subprocess.Popen`, for a process that the server forked."""

    stdin = stdout = stderr = None
    returncode: int | None = None

    def __init__(self, asked: Asked, outputs: list[int]) -> None:
        written = [Connection(os.dup(output), readable=False) for output in outputs]
        made: Any = context("warm", PRELOAD)
        self._process = made.Process(target=_be_kernel, args=(asked, *written), daemon=True)
        try:
            with _lock:
                start(self._process)
        except (EOFError, OSError) as error:
            raise DataError(
                "预热内核没有启动，原因见程序的输出；可改用内核 python3",
                "the warm kernel did not start, the program's output says why; the kernel "
                "python3 can be used instead",
            ) from error
        finally:
            for output in written:
                output.close()
        self.pid: int = self._process.pid
        _kernels.add(self)

    def poll(self) -> int | None:
        """Return the exit code once the process has ended; what it left in its session ends too."""
        if self.returncode is None and self._process.exitcode is not None:
            end_group(self.pid)
            self.returncode = self._process.exitcode
        return self.returncode

    def wait(self) -> int | None:
        """Wait until the process has ended; return its exit code."""
        self._process.join()
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send a signal to the process, unless it has ended."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process."""
        self.send_signal(signal.SIGKILL)


_kernels: "weakref.WeakSet[ForkedKernel]" = weakref.WeakSet()
_lock = threading.Lock()


@atexit.register
def _end_kernels() -> None:
    for kernel in _kernels:
        if kernel.poll() is None:
            end_group(kernel.pid)


def _be_kernel(asked: Asked, stdout: Connection, stderr: Connection) -> None:
    from analysis.reports import kernel

    kernel.run(asked, stdout, stderr)


class _Origin(NamedTuple):
    """What the fork server is made from."""

    environment: dict[str, str]
    path: list[str]
    source: list[tuple[Path, int, int]]

    def fits(self, environment: Mapping[str, str]) -> bool:
        """Return True if a kernel of this environment would be made from the same."""
        return _source() == self.source and _at_start(environment) == _at_start(self.environment)


@functools.cache
def _origin() -> _Origin:
    asked = [sys.executable, "-c", "import sys; print(*filter(None, sys.path), sep='\\n')"]
    path = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.splitlines()
    return _Origin(dict(os.environ), path, _source())


def _source() -> list[tuple[Path, int, int]]:
    """What Python itself looks at to tell whether a source has changed."""
    stats = sorted((path, path.stat()) for path in PACKAGE.rglob("*.py"))
    return [(path, stat.st_mtime_ns, stat.st_size) for path, stat in stats]


def _at_start(environment: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(item for item in environment.items() if item[0].startswith(AT_START))


def _outputs(kwargs: dict[str, Any]) -> list[int]:
    """Return the descriptors a kernel writes to, or none if it is not our output or a file."""
    asked = [(kwargs.get("stdout"), 1), (kwargs.get("stderr"), 2)]
    found = [
        own if file is None else file if isinstance(file, int) else file.fileno()
        for file, own in asked
    ]
    return found if min(found) >= 0 and kwargs.get("stdin") is None else []
