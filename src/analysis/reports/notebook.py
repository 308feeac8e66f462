"""What a notebook says about itself before it runs: parameters, and the questions it shows."""

import ast
import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import DataError
from analysis.fingerprint import PACKAGE
from analysis.tables.registry import names

_TYPES: dict[str, type | tuple[type, ...]] = {
    "str": str,
    "int": int,
    "float": (int, float),
    "bool": bool,
}
FOR_ANALYSTS = (
    *(f"analysis.face.{file.stem}" for file in sorted((PACKAGE / "face").glob("*.py"))),
    *("analysis.registers", "analysis.display.forms", "analysis.display.style"),
    "analysis.display.tables",
)
"""What the names of the package itself lead to: they are imported when they are asked for."""
EVERY = "*"
"""In the place of names: every question."""


@dataclass(frozen=True)
class Notebook:
    """A notebook as the plan sees it.

    `title` is its first heading; `parameters` maps names to the types declared in the cell tagged
    "parameters", `defaults` to the values given there as literals; `questions` are those whose
    answers it shows, without which it has nothing to say, `also` those that it shows where they
    can be answered ("*" in the metadata: every other); `whole` whether it also reports on the
    whole territory, as the county "city"; `modules` what its cells import; `digest` is the hash
    of its cells.
    """

    path: Path
    title: str
    parameters: Mapping[str, str]
    defaults: Mapping[str, object]
    questions: tuple[str, ...]
    also: tuple[str, ...]
    whole: bool
    modules: tuple[str, ...]
    digest: str

    def check(self, values: Mapping[str, object]) -> None:
        """Raise a DataError if the notebook does not take a value by its name and type.

        papermill itself warns of a name it does not know, and writes it into the code.
        """
        for name, value in values.items():
            if name not in self.parameters:
                known = ", ".join(self.parameters)
                raise DataError(
                    f"笔记本{self.path.name}没有参数“{name}”，可用：{known}",
                    f"{self.path.name} has no parameter {name!r}; it has: {known}",
                )
            declared = self.parameters[name]
            if declared not in _TYPES or not isinstance(value, _TYPES[declared]):
                raise DataError(
                    f"笔记本{self.path.name}的参数“{name}”应为{declared}，得到{value!r}",
                    f"{self.path.name}: parameter {name!r} is a {declared}, not {value!r}",
                )


def read_notebook(path: Path) -> Notebook:
    """Read what the plan needs to know of a notebook.

    Raises
    ------
    DataError
        If the file is missing or no notebook, or has no cell tagged "parameters".
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in content["cells"]]
        tagged = ["parameters" in cell["metadata"].get("tags", ()) for cell in content["cells"]]
        parameters, defaults = _declared(cells[tagged.index(True)][1]) if any(tagged) else ({}, {})
    except FileNotFoundError:
        raise DataError(f"找不到笔记本：{path}", f"no such notebook: {path}") from None
    except (ValueError, KeyError, TypeError, SyntaxError):
        raise DataError(f"{path}不是有效的笔记本", f"{path} is not a notebook") from None
    if not parameters:
        raise DataError(
            f"{path.name}没有标记为parameters的单元格",
            f"{path.name} has no cell tagged 'parameters'",
        )
    metadata = content["metadata"].get("analysis", {})
    needed, also = (tuple(metadata.get(key, ())) for key in ("questions", "also"))
    if EVERY in also:
        also = tuple(name for name in names() if name not in needed)
    for name in (*needed, *also):
        if name not in names():
            listed = ", ".join(names())
            raise DataError(
                f"{path.name}：没有问题“{name}”，可用：{listed}",
                f"{path.name}: no question {name!r}; one of {listed}",
            )
    modules = tuple(m for kind, text in cells if kind == "code" for m in _imported(text))
    if "analysis" in modules:
        modules += FOR_ANALYSTS
    digest = hashlib.sha256(json.dumps([cells, metadata], sort_keys=True).encode()).hexdigest()
    return Notebook(
        path,
        _title(path, cells),
        parameters,
        defaults,
        needed,
        also,
        bool(metadata.get("whole", False)),
        modules,
        digest,
    )


def find_notebooks(folder: Path, wanted: tuple[str, ...]) -> list[Path]:
    """Return the reports of `folder` in order, or those whose names begin with one wanted.

    A notebook to work in, whose metadata say `"analysis": {"report": false}`, is none of them.

    Raises
    ------
    DataError
        If the folder holds no notebook, or a wanted one is not there.
    """
    every = [path for path in sorted(folder.glob("[0-9]*.ipynb")) if _is_report(path)]
    if not every:
        raise DataError(f"{folder}中没有笔记本", f"no notebooks in {folder}")
    if not wanted:
        return every
    for start in wanted:
        if not any(path.name.startswith(start) for path in every):
            known = ", ".join(path.stem for path in every)
            raise DataError(
                f"没有笔记本“{start}”，可用：{known}", f"no notebook {start!r}; there are: {known}"
            )
    return [path for path in every if path.name.startswith(wanted)]


def _is_report(path: Path) -> bool:
    """Whether a notebook makes reports; one that cannot be read says so when it is read."""
    with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
        metadata = json.loads(path.read_text(encoding="utf-8"))["metadata"]
        return metadata.get("analysis", {}).get("report", True)
    return True


def read_titles(folder: Path) -> dict[str, str]:
    """Return the first heading of every notebook of `folder` that can be read, by its name."""
    titles = {}
    for path in find_notebooks(folder, ()):
        with contextlib.suppress(DataError):  # said when that notebook is asked for
            titles[path.stem] = read_notebook(path).title
    return titles


def _declared(source: str) -> tuple[dict[str, str], dict[str, object]]:
    """Return the names that a cell assigns to with the types it declares, and its literal values.

    papermill's own inspection finds the same, and costs every batch the import of papermill.
    """
    types: dict[str, str] = {}
    values: dict[str, object] = {}
    for line in ast.parse(source).body:
        found = {}
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
            found[line.target.id] = ast.unparse(line.annotation)
        elif isinstance(line, ast.Assign):
            found = {name.id: "" for name in line.targets if isinstance(name, ast.Name)}
        types |= found
        if found and isinstance(line, ast.AnnAssign | ast.Assign) and line.value:
            with contextlib.suppress(ValueError):  # made when the notebook runs
                values |= dict.fromkeys(found, ast.literal_eval(line.value))
    return types, values


def _imported(source: str) -> tuple[str, ...]:
    """Return what a cell imports; one that is no Python alone, as with a magic, imports nothing."""
    from analysis.results.closure import imported

    with contextlib.suppress(SyntaxError):
        return imported(source)
    return ()


def _title(path: Path, cells: list[tuple[str, str]]) -> str:
    lines = (line for kind, text in cells if kind == "markdown" for line in text.splitlines())
    return next((line[2:].strip() for line in lines if line.startswith("# ")), path.stem)
