"""The source files that a module's work depends on, found by reading its imports.

Imports inside functions count, for they are made when the work is done; those under
`TYPE_CHECKING` do not, for they are never made. A package's `__init__` belongs to each of its
modules. An import by a computed name could not be followed: only the registry, which finds the
questions, and the package itself, which finds what analysts call and no module does, make one.

To parse some three hundred files costs more than all the rest of a plan, so what was read is kept
by the files' hashes where Python keeps its compiled files, in `__pycache__`.
"""

import ast
import functools
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from analysis import fingerprint
from analysis.atomic import write_atomic

_BY_COMPUTED_NAME = ("analysis.tables.registry", "analysis")


def code_hash(modules: Iterable[str]) -> str:
    """Return the hash of the names and contents of all files that modules depend on."""
    digest = hashlib.sha256()
    for file in source_files(modules):
        name = file.relative_to(fingerprint.PACKAGE).as_posix()
        state = file.stat()
        digest.update(f"{name}\0{_of_file(file, state.st_mtime_ns, state.st_size)}\0".encode())
    return digest.hexdigest()


@functools.cache
def _of_file(file: Path, changed_ns: int, size: int) -> str:
    """The hash of a file as it was at that time: most files serve several questions."""
    return fingerprint.of_file(file)


def source_files(modules: Iterable[str]) -> list[Path]:
    """Return the files of the package that modules depend on, themselves among them, in order.

    Raises
    ------
    ValueError
        If one of them imports by a computed name.
    """
    waiting, found = [*modules], {}
    while waiting:
        name = waiting.pop()
        file = None if name in found else _file(fingerprint.PACKAGE, name)
        if file is not None:
            found[name] = file
            waiting += _needed(fingerprint.PACKAGE, name)
    _keep(fingerprint.PACKAGE)
    return sorted({*found.values()})


@functools.cache
def _file(package: Path, name: str) -> Path | None:
    """The file of a module of the package; None for a name inside a module, or another package."""
    if name.split(".")[0] != "analysis":
        return None
    place = package.joinpath(*name.split(".")[1:])
    for file in (place / "__init__.py", place.with_suffix(".py")):
        if file.is_file():
            return file
    return None


@functools.cache
def _needed(package: Path, name: str) -> tuple[str, ...]:
    """The packages above a module and what it imports, read once a process as the module is."""
    parts, file = name.split("."), _file(package, name)
    above = (".".join(parts[:n]) for n in range(1, len(parts)))
    if file is None:
        return (*above,)
    kept, digest = _kept(package), fingerprint.of_file(file)
    if kept.found.get(name, [""])[0] != digest:
        kept.found[name] = [digest, *imported(file.read_text(encoding="utf-8"), name)]
        kept.new = True
    return (*above, *kept.found[name][1:])


@dataclass
class _Kept:
    """Module → hash of its file and what that imports; whether any of it is not yet written."""

    found: dict[str, list[str]]
    new: bool = False


@functools.cache
def _kept(package: Path) -> _Kept:
    with suppress(FileNotFoundError, json.JSONDecodeError):
        said = json.loads(_place(package).read_text(encoding="utf-8"))
        if said["reader"] == fingerprint.of_file(Path(__file__)):
            return _Kept(said["found"])
    return _Kept({})


def _keep(package: Path) -> None:
    """Write what was read; whoever may not write reads it again."""
    kept = _kept(package)
    if kept.new and not sys.dont_write_bytecode:
        said = {"reader": fingerprint.of_file(Path(__file__)), "found": kept.found}
        with suppress(PermissionError):
            write_atomic(_place(package), json.dumps(said).encode())
    kept.new = False


def _place(package: Path) -> Path:
    return package / "__pycache__" / "imports.json"


def imported(source: str, module: str = "") -> tuple[str, ...]:
    """Return the modules, and the names in them, that a piece of source imports by their names.

    Raises
    ------
    ValueError
        If `module`, whose source it is, imports by a computed name.
    """
    tree = ast.parse(source)
    if module not in ("", *_BY_COMPUTED_NAME) and COMPUTED.search(source):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and COMPUTED.search(ast.unparse(node.func)):
                raise ValueError(f"{module} imports by a computed name, line {node.lineno}")
    return tuple(_imports(tree.body))


COMPUTED = re.compile(r"\b(import_module|__import__)\b")


def _imports(statements: Iterable[ast.stmt]) -> Iterator[str]:
    """Yield what statements import, and those in them; expressions import nothing."""
    for node in statements:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from _imports(node.orelse)
        else:
            for part in ("body", "orelse", "finalbody", "handlers", "cases"):
                yield from _imports(getattr(node, part, ()))
