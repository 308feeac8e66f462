"""Hashes of what a result was made from: files, folders, the package's own code."""

import functools
import hashlib
from pathlib import Path

PACKAGE = Path(__file__).parent


def of_file(path: Path) -> str:
    """Return the SHA-256 of a file, 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def of_tree(folder: Path) -> str:
    """Return the hash of the names and contents of all files under `folder`."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
            digest.update(f"{path.relative_to(folder).as_posix()}\0{of_file(path)}\0".encode())
    return digest.hexdigest()


@functools.cache
def of_code(*rooms: str) -> str:
    """Return the hash of the source of some rooms of the package, or of all of it."""
    if not rooms:
        return of_tree(PACKAGE)
    digest = hashlib.sha256()
    for room in sorted(rooms):
        file = PACKAGE / f"{room}.py"
        digest.update((of_file(file) if file.is_file() else of_tree(PACKAGE / room)).encode())
    return digest.hexdigest()
