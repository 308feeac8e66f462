"""The process that warm kernels are forked from: it has imported the libraries, and forks.

    python -c "from analysis.reports.zygote import main; main()" DESCRIPTOR

The descriptor is one end of a pair of sockets without a name: nobody but the owner (JupyterLab,
papermill, pytest) can ask for a kernel, and when the owner ends, however it ends, so do its
zygote and their kernels.

Not multiprocessing's fork server, as in the batch: a program has one of those for all its life,
with one environment and the source of its start, and gives no child an output of its own.
"""

import contextlib
import gc
import os
import selectors
import signal
import socket
import sys
from multiprocessing.connection import Connection
from typing import NamedTuple

from analysis.reports.ending import end_group

KERNEL, RETIRE = b"k", b"r"


class _Kernel(NamedTuple):
    pid: int
    descriptor: int  # becomes readable when the process has ended
    owner: Connection


def main() -> None:
    """Import, then serve; in a child, be a kernel."""
    sys.path[:] = filter(None, sys.path)  # -c adds the folder we are in; a kernel adds its own
    at_start = frozenset(os.environ)
    from analysis.reports import kernel

    gc.collect()
    gc.freeze()
    connection = serve(socket.socket(fileno=int(sys.argv[1])))
    if connection:
        kernel.run(connection, at_start)


def serve(owner: socket.socket) -> Connection | None:
    """Fork a process for each connection that the owner sends.

    Returns
    -------
    In a child, the connection on which the owner says what kernel it is to be. In the zygote
    None, when there is nothing more to do. On the same connection the zygote tells the owner the
    child's pid and, when it has ended, its exit code.
    """
    kernels: list[_Kernel] = []
    retired = False
    with selectors.DefaultSelector() as selector, owner:
        selector.register(owner, selectors.EVENT_READ)
        while kernels or not retired:
            for key, _ in selector.select():
                if key.data:
                    selector.unregister(key.fileobj)
                    kernels.remove(key.data)
                    _bury(key.data)
                    continue
                word, descriptors, *_ = socket.recv_fds(owner, 1, 3)
                if not word:  # the owner has ended
                    for kernel in kernels:
                        end_group(kernel.pid)
                    return None
                if word == RETIRE:
                    retired = True
                    continue
                connection = Connection(descriptors[0])
                pid = _fork()
                if pid == 0:
                    _take_leave(kernels, descriptors[1:])
                    return connection
                for descriptor in descriptors[1:]:
                    os.close(descriptor)
                if pid is None:
                    connection.close()  # by which the owner knows
                    continue
                kernel = _Kernel(pid, os.pidfd_open(pid), connection)
                selector.register(kernel.descriptor, selectors.EVENT_READ, kernel)
                kernels.append(kernel)
                _tell(kernel, pid)
    return None


def _fork() -> int | None:
    """Fork; return None if there is no room for another process, which is no reason to end."""
    try:
        return os.fork()
    except OSError as error:
        print(f"no fork: {error}", file=sys.stderr)  # noqa: T201
        return None


def _take_leave(siblings: list[_Kernel], standard: list[int]) -> None:
    """In the child: lead a session, take the owner's output, forget the other kernels."""
    os.setsid()
    for sibling in siblings:
        sibling.owner.close()
        os.close(sibling.descriptor)
    for descriptor, number in zip(standard, (1, 2), strict=True):
        os.dup2(descriptor, number)
        os.close(descriptor)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _bury(kernel: _Kernel) -> None:
    """Tell the owner how a kernel ended, and kill what it left in its session."""
    end_group(kernel.pid)
    _, status = os.waitpid(kernel.pid, 0)
    os.close(kernel.descriptor)
    _tell(kernel, os.waitstatus_to_exitcode(status))
    kernel.owner.close()


def _tell(kernel: _Kernel, number: int) -> None:
    with contextlib.suppress(OSError):  # the owner does not listen any more
        kernel.owner.send(number)
