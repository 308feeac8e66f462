"""A question's results are stale when what they are made of changes, and at nothing else."""

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis import fingerprint
from analysis.reports.notebook import find_notebooks, read_notebook
from analysis.reports.run_key import run_key
from analysis.results import closure as closures
from analysis.results import question_key
from analysis.results.closure import code_hash, imported, source_files
from analysis.tables.registry import names
from analysis.tables.rules import REFERENCE
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.results.conftest import CITY

ROOT = Path(__file__).parents[2]
QUESTIONS = fingerprint.PACKAGE / "questions"
each = pytest.mark.parametrize("name", names())


def others(name):
    return {file for other in names() if other != name for file in (QUESTIONS / other).iterdir()}


def closure(name):
    return source_files([f"analysis.questions.{name}.question", "analysis.results"])


@each
def test_no_questions_results_rest_on_the_code_of_another(name):
    assert not others(name) & {*closure(name)}


@each
def test_an_answer_knows_no_language_figure_or_report(name):
    rooms = {file.relative_to(fingerprint.PACKAGE).parts[0] for file in closure(name)}
    assert not rooms & {"display", "reports", "sample", "intake", "cli"}


@pytest.mark.parametrize("path", find_notebooks(ROOT / "notebooks", ()), ids=lambda path: path.stem)
def test_no_page_rests_on_the_code_of_a_question_it_does_not_show(path):
    notebook = read_notebook(path)
    files = {*source_files(notebook.modules)}
    for name in names():
        if name not in (*notebook.questions, *notebook.also):
            assert not {*(QUESTIONS / name).iterdir()} & files


@each
def test_what_the_code_imports_at_run_time_was_found_by_reading(name, tmp_path):
    modules = [
        ".".join(("analysis", *file.relative_to(fingerprint.PACKAGE).with_suffix("").parts))
        for file in closure(name)
    ]
    program = (
        "import importlib, sys\n"
        f"for module in {modules!r}:\n"
        "    importlib.import_module(module.removesuffix('.__init__'))\n"
        "print(*(m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'analysis'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert {Path(file) for file in done.stdout.split()} == {*closure(name)}


def test_imports_in_functions_count_and_those_for_types_do_not():
    source = (
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from analysis.display import style\n"
        "def answer():\n    import analysis.rates\n"
    )
    assert imported(source) == ("typing", "typing.TYPE_CHECKING", "analysis.rates")


def test_an_import_by_a_computed_name_is_refused(tmp_path, monkeypatch):
    (tmp_path / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "hidden.py").write_text(
        "from importlib import import_module\nimport_module('analysis.' + 'growth')\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(fingerprint, "PACKAGE", tmp_path)
    with pytest.raises(ValueError, match=r"hidden imports by a computed name, line 2"):
        source_files(["analysis.hidden"])


def test_a_comment_counts_in_what_is_imported_and_nowhere_else(tmp_path, monkeypatch):
    for name, text in (("__init__", ""), ("a", "import analysis.b\n"), ("b", ""), ("c", "")):
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(fingerprint, "PACKAGE", tmp_path)
    before = code_hash(["analysis.a"])
    (tmp_path / "c.py").write_text("# a remark\n", encoding="utf-8")
    assert code_hash(["analysis.a"]) == before
    (tmp_path / "b.py").write_text("# a remark\n", encoding="utf-8")
    assert code_hash(["analysis.a"]) != before


def forget():
    """Be as a new process."""
    for cached in (closures._file, closures._needed, closures._kept):
        cached.cache_clear()


@pytest.fixture
def package(tmp_path, monkeypatch):
    for name, text in (("__init__", ""), ("a", "import analysis.b\n"), ("b", ""), ("c", "")):
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(fingerprint, "PACKAGE", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    forget()
    yield tmp_path
    forget()


def files_of(module):
    return [file.stem for file in source_files([module])]


def test_files_that_did_not_change_are_parsed_once_for_all_processes(package, monkeypatch):
    parsed = []
    parse = closures.imported
    monkeypatch.setattr(closures, "imported", lambda *a: parsed.append(a[1]) or parse(*a))
    assert files_of("analysis.a") == ["__init__", "a", "b"]
    assert sorted(parsed) == ["analysis", "analysis.a", "analysis.b"]
    forget()
    assert files_of("analysis.a") == ["__init__", "a", "b"]
    assert len(parsed) == 3
    (package / "b.py").write_text("def work():\n    import analysis.c\n", encoding="utf-8")
    forget()
    assert files_of("analysis.a") == ["__init__", "a", "b", "c"]
    assert parsed[3:] == ["analysis.b", "analysis.c"]


@pytest.mark.parametrize(
    "content", ["", "{", '{"reader": "another", "found": {"analysis.a": ["", "x"]}}']
)
def test_what_was_kept_otherwise_is_read_anew(package, content):
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "imports.json").write_text(content, encoding="utf-8")
    assert files_of("analysis.a") == ["__init__", "a", "b"]


INDUSTRIES = pd.DataFrame(
    [("17", "纺织业", "Textiles", "C", "轻工", "Light")],
    columns=["industry_code", "name_zh", "name_en", "section", "group_zh", "group_en"],
)


def key(store, period="2022-11"):
    return question_key(Store(store), "test", period)


def rewritten(store, city=CITY, **more):
    tables = {"counties": city.counties_table(), "targets": city.targets_table()}
    write_version(store, city, {**tables, **more}, [], reader=", ".join(more))


def test_a_table_it_does_not_read_changes_nothing(store, calls):
    before = key(store)
    rewritten(store, industries=INDUSTRIES)
    assert key(store) == before
    rewritten(store, counties=CITY.counties_table().assign(group="north"))
    assert key(store) != before


def test_another_period_and_other_rules_of_disclosure_are_another_key(store, calls):
    before = key(store)
    assert key(store, "2022-10") != before
    rules = CITY.disclosure.model_copy(update={"p_percent": 20.0})
    rewritten(store, CITY.model_copy(update={"disclosure": rules}))
    assert key(store) != before


@pytest.fixture
def reference(tmp_path, monkeypatch):
    """The rules, in a folder of the test's own."""
    folder = tmp_path / "reference"
    shutil.copytree(REFERENCE, folder)
    for module in ("analysis.tables.question", "analysis.results.key"):
        monkeypatch.setattr(f"{module}.REFERENCE", folder)
    return folder


def test_a_scheme_that_nobody_uses_changes_nothing(store, reference):
    before = question_key(Store(store), "scores", "2022-11")
    (reference / "schemes" / "nobody_2022.yaml").write_text("name: x\n", encoding="utf-8")
    (reference / "schemes" / "zhengzhou_2018.yaml").write_text("name: x\n", encoding="utf-8")
    assert question_key(Store(store), "scores", "2022-11") == before
    used = reference / "schemes" / "template.yaml"
    used.write_text(used.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert question_key(Store(store), "scores", "2022-11") != before


def test_a_dated_rule_counts_while_it_holds(store, reference):
    before, early = (question_key(Store(store), "clusters", p) for p in ("2022-11", "2022-08"))
    dated = reference / "eligibility" / "national_sme_cluster_2022.yaml"
    dated.write_text(dated.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    assert question_key(Store(store), "clusters", "2022-11") != before
    assert question_key(Store(store), "clusters", "2022-08") == early


def test_a_page_is_stale_when_the_code_its_cells_import_changes():
    here, there = ("analysis.questions.scores.text",), ("analysis.questions.clusters.text",)
    keys = {run_key("notebook", {}, "tables", modules) for modules in (here, there)}
    assert len(keys) == 2
    assert run_key("notebook", {}, "tables", here) in keys
