"""Imports go one way only: raw files, tables, models, disclosure, display, reports."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "analysis"
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "atomic": set(),
    "fingerprint": set(),
    "plain": {"errors"},
    "choices": {"errors"},
    "cities": {"errors"},
    "tables": {"errors", "atomic", "fingerprint"},
    "intake": {"errors", "tables", "fingerprint"},
    "periods": {"errors", "tables"},
    "rates": {"errors", "tables", "periods"},
    "registers": {"errors", "choices", "plain", "tables", "periods", "rates"},
    "forecasting": {"errors", "tables", "periods", "rates"},
    "clusters": {"errors", "tables", "periods", "rates"},
    "scoring": {"errors", "tables", "rates"},
    "disclosure": {"errors", "choices", "atomic", "tables"},
    "display": {"errors", "choices", "plain", "tables", "atomic", "fingerprint"},
    "questions": {
        *("errors", "tables", "periods", "rates", "forecasting", "clusters", "scoring"),
        *("registers", "display", "sample"),
    },
    "results": {"atomic", "choices", "errors", "tables", "questions", "disclosure", "fingerprint"},
    "sample": {"errors", "tables", "intake"},
    # The batch knows notebooks as files alone, and no question: of the package it needs the city,
    # the one step that all counties share, the gate that reads the finished page, and the font.
    "reports": {
        *("errors", "choices", "atomic", "fingerprint", "tables"),
        *("results", "disclosure", "display"),
    },
    "documents": {"errors", "atomic", "fingerprint", "tables", "display"},
    "opening": {"errors", "choices", "cities", "tables", "intake", "results"},
    # What analysts call; nobody in the package does.
    "face": {
        *("errors", "choices", "cities", "opening", "tables", "periods", "rates", "forecasting"),
        *("clusters", "scoring", "display", "results", "plain"),
    },
    "arguments": {"errors", "choices"},
    "cli": {
        *("arguments", "cities", "display", "documents", "errors", "intake", "opening", "reports"),
        *("results", "sample", "tables"),
    },
}
HEAVY = {"pandas", "numpy", "scipy", "statsmodels", "matplotlib", "seaborn", "papermill", "rich"}


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


FILES = sorted(path for path in PACKAGE.rglob("*.py") if room(path) != "__init__")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_the_rooms_before_it(path):
    rooms = {
        name.split(".")[1]
        for name in imported(path)
        if name.startswith("analysis.") and name != "analysis.__version__"
    }
    own = room(path)
    assert own in ALLOWED, f"{own} is no room: say in ALLOWED what it may import"
    assert rooms - {own} <= ALLOWED[own]


def test_errors_import_nothing_of_weight():
    names = imported(PACKAGE / "errors.py")
    assert not {name.split(".")[0] for name in names} & (HEAVY | {"analysis"})


def test_no_file_is_a_drawer_for_odds_and_ends():
    assert not {"utils", "helpers", "common", "misc"} & {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_is_longer_than_three_hundred_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
