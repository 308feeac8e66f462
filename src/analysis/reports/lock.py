"""One batch at a time in one folder.

The lock is the operating system's own, on an open file: it ends with the process that holds it,
however that ends, so there is no stale lock to recognise and no process id to be mistaken for
another's. What the file says (who, since when) is for the message alone.
"""

import contextlib
import datetime
import json
import os
import platform
from collections.abc import Iterator
from pathlib import Path

from analysis.errors import DataError


class LockedError(DataError):
    """Another batch works in this folder."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`.

    Raises
    ------
    LockedError
        If another process holds it: at once, without waiting.
    """
    path = folder / "batch.lock"
    if path.is_symlink():
        path.unlink()
    with path.open("a+", encoding="utf-8") as file:
        try:
            _take(file.fileno())
        except OSError:
            file.seek(0)
            holder = file.read() or "?"
            raise LockedError(
                f"另一批处理正在使用该目录（{holder}）：{folder}",
                f"another batch is at work in {folder} ({holder})",
            ) from None
        file.seek(0)
        file.truncate()
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        file.write(json.dumps({"pid": os.getpid(), "host": platform.node(), "since": now}))
        file.flush()
        try:
            yield
        finally:
            file.seek(0)
            file.truncate()


if os.name == "nt":  # Windows locks a range of bytes: one far beyond what is written

    def _take(descriptor: int) -> None:
        import msvcrt

        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]

else:

    def _take(descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
