import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import papermill
import pytest
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillException, PapermillExecutionError

from analysis.reports.process import default_engine
from tests.reports.conftest import NOTEBOOKS
from tests.reports.test_batch import outputs

pytestmark = pytest.mark.skipif(default_engine() != "warm", reason="no fork server on this system")
ROOT = Path(__file__).parents[2]


def declared() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project["entry-points"]["papermill.engine"]


@pytest.fixture(autouse=True)
def engine() -> None:
    """Register what the package declares, also where it was installed before it did."""
    module, name = declared()["analysis-warm"].split(":")
    papermill_engines.register("analysis-warm", getattr(import_module(module), name))


def execute(out: Path, notebook: str, engine: str | None = "analysis-warm") -> Path:
    papermill.execute_notebook(
        NOTEBOOKS / notebook,
        out,
        {"county": "990102"},
        engine_name=engine,
        progress_bar=False,
        cwd=NOTEBOOKS,
    )
    return out


def test_papermill_itself_can_use_it(tmp_path):
    warm = execute(tmp_path / "warm.ipynb", "11_plots.ipynb")
    stock = execute(tmp_path / "stock.ipynb", "11_plots.ipynb", engine=None)
    assert outputs(warm) == outputs(stock)


def test_an_error_is_papermills_error_with_the_cell(tmp_path, wishes):
    (wishes / "990102").write_text("1 / 0", encoding="utf-8")
    with pytest.raises(PapermillExecutionError, match="ZeroDivisionError"):
        execute(tmp_path / "x.ipynb", "12_behaves.ipynb")


def test_a_death_is_an_error_and_not_the_death_of_papermill(tmp_path, wishes):
    (wishes / "990102").write_text("import os; os._exit(7)", encoding="utf-8")
    with pytest.raises(PapermillException, match="died with code 7"):
        execute(tmp_path / "x.ipynb", "12_behaves.ipynb")


def test_a_script_without_a_guard_is_not_run_again(tmp_path):
    script = tmp_path / "loop.py"
    script.write_text(
        "import papermill\n"
        "from papermill.engines import papermill_engines\n"
        "from analysis.reports.warm import WarmEngine\n"
        "papermill_engines.register('analysis-warm', WarmEngine)\n"
        "print('begun')\n"
        f"papermill.execute_notebook({str(NOTEBOOKS / '11_plots.ipynb')!r}, 'x.ipynb',\n"
        f"    cwd={str(NOTEBOOKS)!r}, engine_name='analysis-warm', progress_bar=False)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, script], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["begun"]
    assert outputs(tmp_path / "x.ipynb")
