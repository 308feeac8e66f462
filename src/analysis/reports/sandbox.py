"""What a released notebook can reach: its own tables and libraries; neither store nor outputs.

Linux's Landlock binds a process and all it starts to a list of files, for good, without any
privilege; paths, links, `/proc` and libraries in C are bound alike. It can only allow, so what
lies beside the way to a forbidden folder is allowed, and the folder is not. Where there is no
Landlock (other systems, Linux before 5.13), nothing is bound: `confine` says so.

https://docs.kernel.org/userspace-api/landlock.html
"""

import ctypes
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # numbers of the system calls
_VERSION, _PATH_BENEATH = 1, 1
_NO_NEW_PRIVS = 38
EXECUTE, WRITE, READ, LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
TRUNCATE = 1 << 14
_OF_FILES = EXECUTE | WRITE | READ | TRUNCATE
_EVERY = {1: (1 << 13) - 1, 2: (1 << 14) - 1}
"""All rights that a version of Landlock knows; from the third on also to truncate."""
READING = READ | LIST


class _Ruleset(ctypes.Structure):
    _fields_ = (("handled", ctypes.c_uint64),)


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def confine(
    forbidden: Sequence[Path], read: Sequence[Path] = (), write: Sequence[Path] = ()
) -> bool:
    """Bind this process and all that it starts; return False where the system cannot.

    Parameters
    ----------
    forbidden
        Folders that are closed, with all in them.
    read, write
        Files and folders within them that may be read, or changed too.

    Raises
    ------
    OSError
        If the system can and does not.
    """
    if sys.platform != "linux":
        return False
    kernel = ctypes.CDLL(None, use_errno=True)
    version = kernel.syscall(_CREATE, None, 0, _VERSION)
    if version < 1:
        return False
    every = _EVERY.get(version, (1 << 15) - 1)
    asked = _Ruleset(every)
    rules = _checked(kernel.syscall(_CREATE, ctypes.byref(asked), ctypes.sizeof(asked), 0))
    closed = [path.resolve() for path in forbidden]
    allowed = [(path, every) for path in _beside(closed)]
    allowed += [(path, READING) for path in read] + [(path, every) for path in write]
    for path, rights in allowed:
        _allow(kernel, rules, path, rights)
    _checked(kernel.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0))
    _checked(kernel.syscall(_RESTRICT, rules, 0))
    os.close(rules)
    return True


def _beside(closed: Sequence[Path]) -> Iterator[Path]:
    """Yield what lies beside the ways to closed folders, and leads into none of them."""
    ways = {way for path in closed for way in path.parents}
    for way in sorted(ways):
        for child in way.iterdir() if way.is_dir() else ():
            to = child.resolve()
            within = any(to == path or path in to.parents for path in closed)
            if to not in ways and not within:
                yield child


def _allow(kernel: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    try:
        parent = os.open(path, os.O_PATH)
    except OSError:  # gone meanwhile, or closed to this user anyway
        return
    try:
        kind = rights if path.is_dir() else rights & _OF_FILES
        rule = _Beneath(kind, parent)
        _checked(kernel.syscall(_ADD, rules, _PATH_BENEATH, ctypes.byref(rule), 0))
    finally:
        os.close(parent)


def _checked(returned: int) -> int:
    if returned < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return returned
