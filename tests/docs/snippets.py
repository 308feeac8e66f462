"""What the pages of the documentation ask a reader to type, and a place where it can be run.

A page may hold three kinds of blocks that are run, from its first to its last:

    sh      lines of a shell
    python  in one namespace for the page
    yaml    whose first line names the file it is: `# data/my-city/text/titles.yaml`; or is added
            to, key by key: `# + data/my-city/city.yaml`
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from analysis.intake import ingest
from analysis.sample import write_city
from tests.faults.processes import copy_package

ROOT = Path(__file__).parents[2]
RUN = ("sh", "python", "yaml")
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md")),
    *sorted((ROOT / "docs" / "zh").glob("*.md")),
    ROOT / "docs" / "gallery.md",
]
ELSEWHERE = {
    "conda": "another installer of the same packages; tests/test_environment.py compares them",
    "dask": "needs several machines; tests/faults/test_on_a_cluster.py runs one",
    "pip": "changes the environment that the tests run in",
    "pre-commit": "changes the repository's hooks",
}


@dataclass(frozen=True)
class Snippet:
    """A block of code: where it stands, its language, its text."""

    page: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def bare(self) -> str:
        """The text without its comments, which are in the page's language."""
        return re.sub(r"[ \t]*(?<![\w'\"])# .*", "", self.text)


def read(page: Path) -> Iterator[Snippet]:
    """The blocks of a page that are run."""
    text = page.read_text(encoding="utf-8")
    for block in re.finditer(r"^```(\w+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        if block[1] in RUN:
            yield Snippet(page, text[: block.start()].count("\n") + 2, block[1], block[2])


def make_project(folder: Path) -> Path:
    """A folder like the repository: package, notebooks, a demo city of few counties, ingested."""
    city = folder / "data" / "demo-city"
    write_city(city, counties=2, enterprises_per_county=30, seed=4)
    assert not ingest(city).errors
    copy_package(folder)
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    shutil.copytree(ROOT / "tests" / "dropped", folder / "tests" / "dropped")
    commands = folder / "bin"
    commands.mkdir()
    for name, said in {
        "analysis": f'exec {sys.executable} -m analysis.cli "$@"',
        "papermill": f'exec {sys.executable} -m papermill "$@"',
        "python": f'exec {sys.executable} "$@"',
        "make": f'exec {shutil.which("make")} --dry-run -C {ROOT} "$@" >/dev/null',
        **dict.fromkeys(ELSEWHERE, "exit 0"),
    }.items():
        (commands / name).write_text(f"#!/bin/sh\n{said}\n", encoding="utf-8")
        (commands / name).chmod(0o755)
    return folder


def run(snippet: Snippet, project: Path, namespace: dict[str, Any]) -> str:
    """Run a block in the project; return what a shell's printed.

    Raises
    ------
    AssertionError
        If a line of a shell ends with an error; what a block of Python raises is passed on.
    """
    if snippet.language == "python":
        exec(compile(snippet.text, str(snippet), "exec"), namespace)
        return ""
    if snippet.language == "yaml":
        _write(snippet, project)
        return ""
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail"],
        input=snippet.text,
        capture_output=True,
        encoding="utf-8",
        cwd=project,
        env={
            **os.environ,
            "PATH": f"{project / 'bin'}:{os.environ['PATH']}",
            "PYTHONPATH": str(project / "src"),
        },
    )
    assert done.returncode == 0, f"{snippet}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout


def _write(snippet: Snippet, project: Path) -> None:
    named = re.match(r"# (\+ )?(\S+\.yaml)\n", snippet.text)
    assert named, f"{snippet}: the first line does not name the file"
    file = project / named[2]
    if not named[1]:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(snippet.text, encoding="utf-8")
        return
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    for key, value in yaml.safe_load(snippet.text).items():
        old = content.get(key)
        content[key] = {**old, **value} if isinstance(old, dict) else value
        if isinstance(old, list):
            content[key] = [*old, *value]
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
