"""End a process with everything it started, wherever that hides."""

import contextlib
import ctypes
import os
import signal
import sys
import time

import psutil

MARK = "ANALYSIS_RUN"  # in the environment of all that a run starts
_PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Have the system kill this process when its parent dies, where it can."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def end_descendants() -> None:
    """Kill what this process started and has not ended, also in sessions of its own."""
    for process in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


def end_tree(leader: int, mark: str) -> None:
    """Kill a process, its session, its descendants, and what carries its mark.

    Parameters
    ----------
    leader
        The process, which leads a session.
    mark
        What the environment variable `MARK` holds in processes that it started: how orphans in
        sessions of their own are known when the leader is dead already.
    """
    found = []
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(leader)
        found = [*process.children(recursive=True), process]
    end_group(leader)
    for process in [*found, *_marked(mark)]:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


def end_group(leader: int) -> None:
    """Kill the session that a process leads, if there is one."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)


def exceeds(pid: int, limit: int) -> bool:
    """Return True if a process and its descendants hold more than `limit` bytes alone.

    What they share with the process they were forked from is not theirs; to tell it apart costs
    much more than to see that even with it they stay below the limit, so that is looked at first.
    """
    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        if sum(process.memory_info().rss for process in family) <= limit:
            return False
        return sum(process.memory_full_info().uss for process in family) > limit
    except psutil.NoSuchProcess:  # one has just ended; the next look will tell
        return False


def parent_of(pid: int | None) -> psutil.Process | None:
    """Return the process that forked another; None if that one has ended already."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).parent() if pid else None
    return None


def ends(process: psutil.Process, within: float) -> bool:
    """Return True if a process is no more, or waits only to be buried, within some seconds.

    One that is killed closes its files a moment before it is seen to be dead.
    """
    limit = time.monotonic() + within
    with contextlib.suppress(psutil.NoSuchProcess):
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            if time.monotonic() > limit:
                return False
            time.sleep(0.01)
    return True


def _marked(mark: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            if process.environ().get(MARK) == mark:
                found.append(process)
    return found
