"""Files that appear whole or not at all."""

import contextlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path


def write_atomic(path: Path, content: bytes) -> None:
    """Write `content` to `path`: temporary file beside it, flush to disk, rename.

    A reader, or a crash at any moment, sees the old file or the new one. What a killed writer
    leaves is named `.tmp-…` and removed by `clean`. Of two writers at once one wins, whole.
    """
    with appearing(path) as temporary:
        temporary.write_bytes(content)


@contextlib.contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """Give a temporary file to write; it becomes `path` if the block ends well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".tmp-{uuid.uuid4().hex}-{path.name}")
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def clean(folder: Path) -> None:
    """Remove what killed writers left in `folder`."""
    for left in folder.rglob(".tmp-*"):
        left.unlink(missing_ok=True)


def unlink_if_linked(path: Path) -> None:
    """Give a file that is about to be appended to a content of its own if it is a link.

    A symbolic link is removed: what it leads to is no file of ours. Of a hard link the content is
    kept, in a new file, and the other name keeps the old one.
    """
    if path.is_symlink():
        path.unlink()
    elif path.is_file() and path.stat().st_nlink > 1:
        write_atomic(path, path.read_bytes())
