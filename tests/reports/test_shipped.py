"""Every notebook of this repository, run warm, gives what papermill's own engine gives.

Without this a time means nothing: figures can go missing without an error.
"""

import shutil
from pathlib import Path

import nbformat
import papermill
import pytest

from analysis.intake import ingest
from analysis.reports.batch import Settings, run_batch
from analysis.reports.notebook import find_notebooks
from analysis.reports.plan import Plan, make_plan
from analysis.reports.process import default_engine
from analysis.results import open_release
from analysis.sample import write_city
from tests.reports.test_batch import outputs

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
SHIPPED = find_notebooks(NOTEBOOKS, ())
EDITIONS = (("public", "zh"), ("internal", "en"))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(default_engine() != "warm", reason="no fork server on this system"),
]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Plan]:
    """A small city's reports, made by the batch for each edition."""
    folder = tmp_path_factory.mktemp("shipped")
    write_city(folder / "slice", counties=3, enterprises_per_county=40, seed=4)
    assert not ingest(folder / "slice").errors
    made = {}
    for audience, lang in EDITIONS:
        plan = make_plan(folder / "slice", NOTEBOOKS, folder / "out", lang=lang, audience=audience)
        summary = run_batch(plan, Settings(jobs=1), lambda event: None)
        assert (summary.done, summary.failed) == (len(plan.runs), 0)
        made[audience] = plan
    return made


@pytest.mark.parametrize(("audience", "lang"), EDITIONS)
@pytest.mark.parametrize("notebook", SHIPPED, ids=lambda path: path.stem)
def test_types_texts_and_images_are_equal(plans, tmp_path, notebook, audience, lang):
    plan = plans[audience]
    *_, run = (run for run in plan.runs if run.notebook == notebook.resolve())
    parameters = nbformat.read(run.executed, as_version=4).metadata.papermill.parameters
    # What the batch's first county drew for all is drawn again, by the last.
    release = open_release(parameters["data"], run.county, plan.period, audience)
    places = [release.shared(question) / "drawn" for question in run.questions]
    before = {
        drawn: drawn.rename(tmp_path / f"drawn-{n}")
        for n, drawn in enumerate(places)
        if drawn.is_dir()
    }
    stock = tmp_path / "stock.ipynb"
    papermill.execute_notebook(
        run.notebook,
        stock,
        parameters,
        kernel_name="python3",
        progress_bar=False,
        cwd=run.notebook.parent,
    )
    for drawn, kept in before.items():
        for again in drawn.rglob("*.json"):
            assert again.read_bytes() == (kept / again.relative_to(drawn)).read_bytes()
        shutil.copytree(kept, drawn, dirs_exist_ok=True)  # with those of the other notebooks
    assert outputs(run.executed) == outputs(stock)


@pytest.mark.parametrize(("audience", "lang"), EDITIONS)
def test_most_reports_hold_images(plans, audience, lang):
    runs = plans[audience].runs
    held = ["base64,iVBOR" in run.html.read_text(encoding="utf-8") for run in runs]
    assert sum(held) > len(runs) / 2
