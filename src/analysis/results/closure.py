"""The source files that a module's work depends on, found by reading its imports.

Imports inside functions count, for they are made when the work is done; those under
`TYPE_CHECKING` do not, for they are never made. A package's `__init__` belongs to each of its
modules. An import by a computed name could not be followed: only the registry, which finds the
questions, may make one.
"""

import ast
import functools
import hashlib
from collections.abc import Iterable
from pathlib import Path

from analysis import fingerprint

_BY_FOLDER = "analysis.tables.registry"


def code_hash(modules: Iterable[str]) -> str:
    """Return the hash of the names and contents of all files that modules depend on."""
    digest = hashlib.sha256()
    for file in source_files(modules):
        name = file.relative_to(fingerprint.PACKAGE).as_posix()
        digest.update(f"{name}\0{fingerprint.of_file(file)}\0".encode())
    return digest.hexdigest()


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
        file = _file(name)
        if file is not None and name not in found:
            found[name] = file
            waiting += [*_parents(name), *_imports(name, file)]
    return sorted({*found.values()})


def _parents(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts))]


def _file(name: str) -> Path | None:
    """The file of a module of this package; None for a name inside a module, or another package."""
    if name.split(".")[0] != "analysis":
        return None
    place = fingerprint.PACKAGE.joinpath(*name.split(".")[1:])
    for file in (place / "__init__.py", place.with_suffix(".py")):
        if file.is_file():
            return file
    return None


def _imports(name: str, file: Path) -> tuple[str, ...]:
    return _of_source(file.read_text(encoding="utf-8"), name)


@functools.cache
def _of_source(source: str, name: str) -> tuple[str, ...]:
    reader = _Imports(name)
    reader.visit(ast.parse(source))
    return tuple(reader.names)


def imported(source: str) -> tuple[str, ...]:
    """Return the modules, and the names in them, that a piece of source imports by their names."""
    return _of_source(source, "")


class _Imports(ast.NodeVisitor):
    """Collects what is imported, wherever it stands."""

    def __init__(self, module: str) -> None:
        self._module = module
        self.names: list[str] = []

    def visit_If(self, node: ast.If) -> None:
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            for other in node.orelse:
                self.visit(other)
            return
        self.generic_visit(node)

    def visit_Import(self, node: ast.Import) -> None:
        self.names += [alias.name for alias in node.names]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.module:
            self.names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]

    def visit_Call(self, node: ast.Call) -> None:
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        called = node.func.attr if isinstance(node.func, ast.Attribute) else called
        computed = called in ("import_module", "__import__")
        if computed and self._module not in ("", _BY_FOLDER):
            raise ValueError(f"{self._module} imports by a computed name, line {node.lineno}")
        self.generic_visit(node)
