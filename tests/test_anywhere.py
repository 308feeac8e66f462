"""A notebook finds its city whichever tool runs it, from whichever directory."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from jupyter_client.manager import start_new_kernel
from jupyter_server.services.kernels.kernelmanager import MappingKernelManager

from analysis.cities import VARIABLE
from analysis.intake import ingest
from analysis.reports.notebook import find_notebooks
from analysis.sample import write_city
from tests.reports.cities import make_city

SHIPPED = find_notebooks(Path(__file__).parents[1] / "notebooks", ())
OPEN = """\
from analysis.opening import open_report
release = open_report(data, county, period, lang, audience)
assert release.county == "990102", release.county"""
PLACES = ("bureau", "bureau/notebooks", "elsewhere")
Outputs = list[dict[str, Any]]


def with_defaults(notebook: Path, out: Path, **values: str) -> Path:
    """Write a notebook whose parameters have other defaults: not every tool can pass them."""
    content = nbformat.read(notebook, as_version=4)
    cell = next(c for c in content.cells if "parameters" in c.metadata.get("tags", ()))
    for name, value in values.items():
        cell.source, found = re.subn(
            rf'^{name}: str = "[^"]*"', f'{name}: str = "{value}"', cell.source, flags=re.MULTILINE
        )
        assert found == 1
    out.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(content, out)
    return out


def call(*command: object, cwd: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *map(str, command)], cwd=cwd, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def papermill_command(notebook: Path, cwd: Path, out: Path) -> None:
    call("papermill", notebook, out, "--no-progress-bar", "-p", "lang", "en", cwd=cwd)


def papermill_function(notebook: Path, cwd: Path, out: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        papermill.execute_notebook(notebook, out, {"lang": "en"}, progress_bar=False)


def nbconvert(notebook: Path, cwd: Path, out: Path) -> None:
    call("jupyter", "nbconvert", "--execute", "--to", "notebook", notebook, "--output", out,
         cwd=cwd)  # fmt: skip


def nbval(notebook: Path, cwd: Path, out: Path) -> None:
    call("pytest", "-q", "-p", "no:cacheprovider", "--nbval-lax", notebook, cwd=cwd)


def jupyterlab(notebook: Path, cwd: Path, out: Path) -> None:
    """Run the cells one after another in a kernel where JupyterLab, opened in `cwd`, starts it."""
    served = cwd if notebook.is_relative_to(cwd) else notebook.parent
    lab = MappingKernelManager(root_dir=str(served))
    folder = lab.cwd_for_path(notebook.relative_to(served).as_posix())
    manager, client = start_new_kernel(cwd=folder)
    try:
        for cell in nbformat.read(notebook, as_version=4).cells:
            if cell.cell_type == "code":
                reply = client.execute_interactive(cell.source, timeout=120)
                assert reply["content"]["status"] == "ok", reply["content"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


TOOLS: tuple[Callable[[Path, Path, Path], None], ...] = (
    papermill_command, papermill_function, nbconvert, nbval, jupyterlab,
)  # fmt: skip
each_place = pytest.mark.parametrize("place", PLACES)
each_tool = pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.__name__)


def run(tool: Callable[[Path, Path, Path], None], root: Path, place: str, shipped: Path) -> None:
    """Run a notebook of root/bureau/notebooks; elsewhere a copy, which a variable helps."""
    cwd = root / place
    notebook = root / "bureau" / "notebooks" / shipped.name
    with pytest.MonkeyPatch.context() as patch:
        if place == "elsewhere":
            patch.setenv(VARIABLE, str(root / "bureau" / "data"))
            cwd.mkdir(exist_ok=True)
            notebook = Path(shutil.copy(notebook, cwd))
        tool(notebook, cwd, root / "out.ipynb")


@pytest.fixture(scope="module")
def opening(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A notebook that only opens its tables, and a city without any."""
    root = tmp_path_factory.mktemp("opening")
    make_city(root / "bureau" / "data" / "tiny")
    content = nbformat.read(SHIPPED[0], as_version=4)
    content.cells = [*content.cells[:2], nbformat.v4.new_code_cell(OPEN)]
    nbformat.write(content, root / "opening.ipynb")
    notebook = root / "bureau" / "notebooks" / "opening.ipynb"
    with_defaults(root / "opening.ipynb", notebook, data="tiny", county="990102")
    return notebook


@pytest.mark.parametrize(
    ("tool", "place"),
    [
        (papermill_command, "bureau"),
        (papermill_function, "bureau/notebooks"),
        (nbconvert, "elsewhere"),
        (jupyterlab, "bureau"),  # nbval's turn is in `make notebooks`, and below
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_a_notebook_opens_its_city_in_every_tool(opening, tool, place):
    run(tool, opening.parents[2], place, opening)


@pytest.fixture(scope="module")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped notebooks beside the folder of a small city, ingested and computed by none."""
    root = tmp_path_factory.mktemp("bureau")
    write_city(root / "bureau" / "data" / "slice", counties=3, enterprises_per_county=40, seed=4)
    for path in SHIPPED:
        out = root / "bureau" / "notebooks" / path.name
        with_defaults(path, out, data="slice", county="139902")
    return root


@pytest.mark.slow
@each_tool
@each_place
def test_the_first_notebook_runs_whole_in_every_tool_from_every_directory(bureau, tool, place):
    run(tool, bureau, place, SHIPPED[0])


@pytest.mark.slow
@pytest.mark.parametrize("shipped", SHIPPED[1:], ids=lambda path: path.stem)
@each_place
def test_the_others_do_so_by_papermill(bureau, shipped, place):
    run(papermill_command, bureau, place, shipped)


@pytest.mark.slow
@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda path: path.stem)
def test_a_number_and_a_name_are_the_county_that_a_code_is(bureau, shipped, tmp_path):
    """papermill's command line makes a number of a code."""
    city = bureau / "bureau" / "data" / "slice"
    assert not ingest(city).errors
    listed = json.loads(next(city.glob("store/versions/*/city.json")).read_text(encoding="utf-8"))
    name = listed["counties"][1]["name"]["zh"]
    shown = []
    for county in ("139902", 139902, name):
        made = papermill.execute_notebook(
            shipped, tmp_path / "out.ipynb", {"county": county, "data": str(city)},
            progress_bar=False,
        )  # fmt: skip
        shown.append([cell.get("outputs") for cell in made.cells if cell.cell_type == "code"][2:])
    assert [[[o.get("data") for o in cell] for cell in one] for one in shown[1:]] == [
        [[o.get("data") for o in cell] for cell in shown[0]]
    ] * 2
