"""What belongs to a question is found by its folder, `analysis/questions/<name>/`.

No list names a question: whoever has its folder has its tables and its declaration. They are
imported when they are asked for, since a question imports the dictionary that lists its tables.
"""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from analysis.errors import DataError

if TYPE_CHECKING:
    from analysis.tables.dictionary import Table
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
    modules = {name: import_module(f"analysis.questions.{name}.question") for name in names()}
    found: dict[str, Question] = {name: module.QUESTION for name, module in modules.items()}
    _refuse_doubles(found)
    return found


def _refuse_doubles(found: Mapping[str, "Question"]) -> None:
    """Raise a ValueError if two questions name a figure or a result alike, or declare a table."""
    read: dict[str, Table] = {}
    given: dict[str, str] = {}
    for name, question in found.items():
        for table in question.tables:
            if read.setdefault(table.name, table) is not table:
                raise ValueError(f"question {name} declares the table {table.name} anew")
        results = [answer.name for answer in question.answers]
        for named in (*results, *(quantity.name for quantity in question.quantities)):
            if (other := given.setdefault(named, name)) != name:
                raise ValueError(f"questions {other} and {name} both name {named}")


@cache
def _owners() -> dict[str, str]:
    return {table.name: name for name, q in questions().items() for table in q.answers}


def answered_by(table: str) -> str:
    """Return the question that gives a result table.

    Raises
    ------
    DataError
        If none does.
    """
    if table not in _owners():
        near = ", ".join(get_close_matches(table, _owners(), cutoff=0.0))
        raise DataError(
            f"没有名为“{table}”的结果表，相近的有：{near}",
            f"no result table {table!r}; near to it: {near}",
        )
    return _owners()[table]


def parameters() -> dict[str, Mapping[str, tuple[str, str]]]:
    """Return the further parameters of notebooks that have a closed list of values."""
    return {name: values for q in questions().values() for name, values in q.parameters.items()}


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
