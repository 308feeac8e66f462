"""What belongs to a question is found by its folder, `analysis/questions/<name>/`.

No list names a question: whoever has its folder has its tables and its declaration. They are
imported when they are asked for, since a question imports the dictionary that lists its tables.
A folder that cannot be imported, or declares what it may not, is broken alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

from analysis.errors import DataError

if TYPE_CHECKING:
    from analysis.tables.indicator import Indicator
    from analysis.tables.quantity import Quantity
    from analysis.tables.question import Question

FOLDER = Path(__file__).parents[1] / "questions"
Declared = TypeVar("Declared")


@cache
def names() -> tuple[str, ...]:
    """The names of the questions: the folders that declare one, in alphabetical order."""
    return tuple(sorted(file.parent.name for file in FOLDER.glob("*/question.py")))


def questions() -> dict[str, "Question"]:
    """Every question by its name, but those that are broken."""
    return _found()[0]


def broken() -> dict[str, DataError]:
    """What is wrong with the questions that cannot be declared: name → file, line, fault."""
    return _found()[1]


def question(name: str) -> "Question":
    """Return a question.

    Raises
    ------
    DataError
        If there is none of that name, or its folder is broken: it says where.
    """
    if name in broken():
        raise broken()[name]
    require_questions([name])
    return questions()[name]


def require_questions(asked: Iterable[str]) -> None:
    """Raise a DataError that says which questions there are, if one that is asked is not."""
    known = [*questions(), *broken()]
    for name in asked:
        if name not in known:
            (near,) = get_close_matches(name, known, n=1, cutoff=0.0)
            raise DataError(
                f"没有问题“{name}”，最相近的是“{near}”；可用：{'、'.join(known)}",
                f"no question {name!r}, the nearest is {near!r}; there are: {', '.join(known)}",
            )


def part(name: str, file: str) -> ModuleType | None:
    """Return a module of a question's folder, as `sample` or `workbooks`; None if it has none."""
    module = f"analysis.questions.{name}.{file}"
    return import_module(module) if find_spec(module) else None


def having(file: str) -> list[str]:
    """The questions whose folder has a module of this name, as `part` imports."""
    return [name for name in questions() if find_spec(f"analysis.questions.{name}.{file}")]


@cache
def _found() -> tuple[dict[str, "Question"], dict[str, DataError]]:
    """The questions, and what is wrong with those that fail alone."""
    sound: dict[str, Question] = {}
    faults: dict[str, DataError] = {}
    for name in names():
        try:
            declared = _declared(name)
            refuse_doubles(name, declared, sound)
        except DataError as error:
            faults[name] = error
        else:
            sound[name] = declared
    return sound, faults


def _declared(name: str) -> "Question":
    try:
        module = import_module(f"analysis.questions.{name}.question")
        declared: Question = module.QUESTION
    except Exception as error:  # whatever its author wrote, the other questions go on
        raise _placed(name, error) from error
    return declared


def _placed(name: str, error: Exception) -> DataError:
    """The fault of a question's folder, with the file and line in it that it comes from."""
    if isinstance(error, SyntaxError) and error.filename:
        places = [(error.filename, error.lineno or 1)]
    else:
        steps = extract_tb(error.__traceback__)
        places = [(step.filename, step.lineno or 1) for step in steps]
    own = FOLDER / name
    inside = [(Path(file), line) for file, line in places if own in Path(file).parents]
    file, line = inside[-1] if inside else (own / "question.py", 1)
    said = f"{type(error).__name__}: {error}"
    zh, en = (error.zh, error.en) if isinstance(error, DataError) else (said, said)
    where = f"questions/{file.relative_to(FOLDER).as_posix()}"
    return DataError(f"{where}第{line}行：{zh}", f"{where}, line {line}: {en}")


def refuse_doubles(name: str, question: "Question", others: Mapping[str, "Question"]) -> None:
    """Raise a DataError if a question names a figure or result as another, or its table anew."""
    for other, declared in others.items():
        read = {table.name: table for table in declared.tables}
        for table in question.tables:
            if read.get(table.name, table) is not table:
                raise DataError(
                    f"问题{name}另行声明了表{table.name}，问题{other}已有：共用的表放在tables/中",
                    f"question {name} declares the table {table.name} anew, which question {other} "
                    "has: a table that several read stands in tables/",
                )
        for named in sorted({*declared.named} & {*question.named}):
            raise DataError(
                f"问题{other}与{name}都用了名称{named}",
                f"questions {other} and {name} both name {named}",
            )


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


@cache
def figures() -> Mapping[str, tuple[str, "Quantity"]]:
    """Every named figure by its name, with the question that gives it."""
    return {q.name: (name, q) for name, each in questions().items() for q in each.quantities}


@cache
def indicators() -> Mapping[str, "Indicator"]:
    """What may have a target: what questions declare, and every named figure that may leave.

    A figure of a question that quotes others may have none, so that no answer waits for itself.
    """
    named = {
        q.name: q.indicator
        for name, q in figures().values()
        if not q.table.secret and questions()[name].quotes is None
    }
    return named | {n: i for each in questions().values() for n, i in each.indicators.items()}


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
