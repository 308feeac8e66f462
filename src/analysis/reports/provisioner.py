"""The Jupyter kernel `analysis-warm`: each kernel forked from a process that knows the libraries.

    papermill -k analysis-warm …      pytest --nbval --nbval-kernel-name analysis-warm …

and in JupyterLab the kernel 县域分析（预热）. It is ipykernel, whole, in a process of its own; only
the imports are there already. The first kernel of a program waits for them, about as long as a
stock kernel's first cell does; every further one starts in tenths of a second. The zygote lives as
long as the program that uses it and no longer. When the package's source has changed, or a variable
that is read only when Python starts, the next kernel comes from a new zygote.

Linux alone; elsewhere, and where a caller wants what a fork cannot give, the kernel is a stock one.
"""

import asyncio
import atexit
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner

from analysis.errors import DataError
from analysis.fingerprint import PACKAGE
from analysis.reports.ending import end_group
from analysis.reports.zygote import KERNEL, RETIRE

MAIN = "from analysis.reports.zygote import main; main()"
START = 120.0  # seconds that the imports may take
# Beginnings of the names of variables that take effect when Python starts or a library is loaded.
AT_START = ("PYTHON", "LC_", "LANG", "LD_", "MPLCONFIG", "OMP_", "OPENBLAS_", "MKL_", "ARROW_")
Asked = tuple[list[str], str, dict[str, str]]  # arguments, folder and environment of a kernel


class WarmProvisioner(LocalProvisioner):
    """Starts kernels by forking; signals, restart and shutdown are those of a local kernel."""

    process: Any = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Prepare as for a local kernel, the connection encrypted."""
        kwargs.setdefault("transport_encryption", "auto")
        return await super().pre_launch(**kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start a stock one where that is not to be had."""
        outputs = _outputs(kwargs)
        if sys.platform != "linux" or kwargs.get("independent") or not outputs:
            return await super().launch_kernel(cmd, **kwargs)
        module = cmd.index("ipykernel_launcher")
        flags, arguments = cmd[: module - 1], cmd[module + 1 :]
        self.cwd = kwargs.get("cwd") or Path.cwd()
        asked = arguments, str(self.cwd), kwargs["env"]
        self.process = await asyncio.to_thread(_fork, flags, asked, outputs)
        self.pid = self.pgid = self.process.pid
        return self.connection_info


class ForkedKernel:
    """What a provisioner needs of `subprocess.Popen`, for a process that the zygote forked."""

    stdin = stdout = stderr = None

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.pid: int = connection.recv()
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return the exit code once the process has ended."""
        if self.returncode is None and self._connection.poll():
            try:
                self.returncode = self._connection.recv()
            except (EOFError, ConnectionResetError):  # the zygote was killed
                end_group(self.pid)
                self.returncode = -signal.SIGKILL
            self._connection.close()
        return self.returncode

    def wait(self) -> int:
        """Wait until the process has ended; return its exit code."""
        while (code := self.poll()) is None:
            self._connection.poll(None)
        return code

    def send_signal(self, number: int) -> None:
        """Send a signal to the process, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the process."""
        self.send_signal(signal.SIGKILL)


class Zygote:
    """The process that forks for this one, and ends when this one does.

    `key` tells of what Python, environment and source it was made.
    """

    def __init__(self, key: tuple[object, ...], flags: list[str], env: dict[str, str]) -> None:
        self.key = key
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            descriptor = theirs.fileno()
            self._process = subprocess.Popen(
                [*flags, "-c", MAIN, str(descriptor)],
                cwd="/",
                env=env,
                stdin=subprocess.DEVNULL,
                pass_fds=[descriptor],
                start_new_session=True,  # Ctrl-C is for the owner, who then decides
            )

    def fork(self, asked: Asked, outputs: list[int]) -> ForkedKernel:
        """Return a new kernel; the first waits for the imports."""
        ours, theirs = Pipe()
        with theirs:
            socket.send_fds(self._channel, [KERNEL], [theirs.fileno(), *outputs])
        ours.send(asked)
        if not ours.poll(START):
            raise TimeoutError
        return ForkedKernel(ours)

    def alive(self) -> bool:
        """Return True until the process has ended."""
        return self._process.poll() is None

    def retire(self) -> None:
        """Let it end with the last of its kernels."""
        with contextlib.suppress(BrokenPipeError):
            self._channel.send(RETIRE)

    def stop(self) -> None:
        """End it with all of its kernels."""
        self._channel.close()
        self._process.wait()


_zygotes: list[Zygote] = []  # the last one forks; those before it live while their kernels do
_lock = threading.Lock()


def _fork(flags: list[str], asked: Asked, outputs: list[int]) -> ForkedKernel:
    try:
        return _zygote(flags, asked[2]).fork(asked, outputs)
    except (TimeoutError, EOFError, OSError) as error:
        raise DataError(
            "预热内核没有启动：导入程序包失败或超时，原因见程序的输出；可改用内核 python3",
            "the warm kernel did not start: its imports failed or took too long, the program's "
            "output says why; the kernel python3 can be used instead",
        ) from error


def _zygote(flags: list[str], env: dict[str, str]) -> Zygote:
    at_start = sorted(item for item in env.items() if item[0].startswith(AT_START))
    # What Python itself looks at to tell whether a source has changed.
    stats = sorted((path, path.stat()) for path in PACKAGE.rglob("*.py"))
    source = [(path, stat.st_mtime_ns, stat.st_size) for path, stat in stats]
    key = (*flags, *at_start, *source)
    with _lock:
        for ended in [zygote for zygote in _zygotes if not zygote.alive()]:
            _zygotes.remove(ended)
            ended.stop()
        if not _zygotes or _zygotes[-1].key != key:
            for outdated in _zygotes[-1:]:
                outdated.retire()
            _zygotes.append(Zygote(key, flags, env))
        return _zygotes[-1]


@atexit.register
def _stop() -> None:
    while _zygotes:
        _zygotes.pop().stop()


def _outputs(kwargs: dict[str, Any]) -> list[int]:
    """Return the descriptors a kernel writes to, or none if it is not our output or a file."""
    asked = [(kwargs.get("stdout"), 1), (kwargs.get("stderr"), 2)]
    found = [
        own if file is None else file if isinstance(file, int) else file.fileno()
        for file, own in asked
    ]
    return found if min(found) >= 0 and kwargs.get("stdin") is None else []
