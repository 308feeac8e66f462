"""What belongs to a question is found by its folder, `analysis/questions/<name>/`.

No list names a question: whoever has its folder has its tables and its declaration. They are
imported when they are asked for, since a question imports the dictionary that lists its tables.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from analysis.tables.question import Question

FOLDER = Path(__file__).parents[1] / "questions"
Declared = TypeVar("Declared")


@cache
def names() -> tuple[str, ...]:
    """The names of the questions: the folders that declare one, in alphabetical order."""
    return tuple(sorted(file.parent.name for file in FOLDER.glob("*/question.py")))


@cache
def questions() -> dict[str, "Question"]:
    """Every question by its name."""
    return {name: import_module(f"analysis.questions.{name}.question").QUESTION for name in names()}


def tables_of(name: str) -> Any:
    """The module that declares a question's tables: `TABLES` it reads alone, `RESULTS` it gives."""
    return import_module(f"analysis.questions.{name}.tables")


class Found(Mapping[str, Declared]):
    """Declarations by name, gathered when one is first asked for."""

    def __init__(self, gather: Callable[[], dict[str, Declared]]) -> None:
        self._gather = cache(gather)

    def __getitem__(self, name: str) -> Declared:
        return self._gather()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._gather())

    def __len__(self) -> int:
        return len(self._gather())
