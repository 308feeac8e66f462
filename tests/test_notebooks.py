"""The house rules of notebooks."""

import ast
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from IPython.core.inputtransformer2 import TransformerManager

from analysis.errors import DataError
from analysis.reports.notebook import find_notebooks, read_notebook
from analysis.tables.registry import questions

FOLDER = Path(__file__).parents[1] / "notebooks"
EVERY = sorted(FOLDER.glob("*.ipynb"))
NOTEBOOKS = find_notebooks(FOLDER, ())
SHARED = {
    "county": "str",
    "period": "str",
    "lang": "str",
    "audience": "str",
    "data": "str",
}
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
every = pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)


def cells(path: Path, kind: str = "") -> list[dict[str, Any]]:
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        {**cell, "source": "".join(cell["source"])}
        for cell in found
        if cell["cell_type"] == kind or not kind
    ]


def code(path: Path) -> list[str]:
    return [cell["source"] for cell in cells(path, "code")]


def test_there_are_notebooks():
    assert NOTEBOOKS


@every
def test_it_opens_with_its_question_in_both_languages(path):
    first = cells(path)[0]
    assert first["cell_type"] == "markdown"
    assert re.match(r"# .*[\u4e00-\u9fff].* · .*[A-Za-z]", first["source"])


@each
def test_the_second_cell_holds_the_parameters_each_with_a_comment(path):
    second = cells(path)[1]
    assert second["metadata"].get("tags") == ["parameters"]
    tagged = [c for c in cells(path) if "parameters" in c["metadata"].get("tags", [])]
    assert len(tagged) == 1
    for line in second["source"].splitlines():
        assert re.fullmatch(r"\w+: (str|int|float|bool) = .*  # .+", line), line


@each
def test_it_takes_what_every_county_notebook_takes(path):
    parameters = read_notebook(path).parameters
    assert SHARED.items() <= parameters.items()


@each
def test_it_says_whose_answers_it_shows(path):
    notebook = read_notebook(path)
    assert notebook.questions
    assert {*notebook.questions, *notebook.also} <= {*questions()}
    assert not {*notebook.questions} & {*notebook.also}


@every
def test_it_defines_nothing_and_walks_no_folders(path):
    tree = ast.parse(TransformerManager().transform_cell("\n".join(code(path))))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, kinds)]
    assert not re.search(r"\b(glob|listdir|iterdir|rglob|os\.walk)\b", "\n".join(code(path)))


@every
def test_it_is_committed_without_outputs(path):
    for cell in cells(path, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


@each
def test_a_cell_is_short_and_a_question_one_page(path):
    *lengths, _ = [len(source.splitlines()) for source in code(path)[1:]]  # the last changes it
    assert max(lengths) <= 12
    notebook = read_notebook(path)
    assert sum(lengths) <= 60 * len((*notebook.questions, *notebook.also))


@each
def test_it_ends_with_three_lines_to_change_something(path):
    """`make notebooks` runs them without the `# `."""
    said, *lines = code(path)[-1].splitlines()
    assert re.match(r"# 改一改：.*[\u4e00-\u9fff].* · Change something: ", said)
    assert len(lines) == 3
    for line in lines:
        ast.parse(line.removeprefix("# "))
        assert line.startswith("# ") and len(line) <= 100
    assert "help(" in lines[-1], "the formula's function is not one hop away"


def test_a_notebook_to_work_in_makes_no_reports(tmp_path):
    (work,) = (path for path in EVERY if path.stem == "00_start_here")
    assert work not in NOTEBOOKS
    with pytest.raises(DataError, match="00_start"):
        find_notebooks(FOLDER, ("00_start",))
    shutil.copy(work, tmp_path)
    with pytest.raises(DataError, match="no notebooks"):
        find_notebooks(tmp_path, ())


@each
def test_it_checks_itself_before_it_ends(path):
    assert any(re.search(r"^assert ", source, re.MULTILINE) for source in code(path))


@every
def test_code_is_said_what_for(path):
    """Between two cells of code that show something stands a sentence."""
    kinds = [cell["cell_type"] for cell in cells(path)]
    longest = max(len(run) for run in "".join(k[0] for k in kinds).split("m"))
    assert longest <= 3


@every
def test_nothing_in_it_names_a_machine(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"/(home|root|Users|work|tmp)/", text)
    assert "papermill" not in json.loads(text)["metadata"]
