"""The reports of a small city, and Chromium to look at them with."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from analysis.intake import ingest
from analysis.reports.batch import Settings, run_batch
from analysis.reports.plan import make_plan
from analysis.sample import write_city

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
COUNTY = "139901"


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The pages of a batch: one county and the whole city, in both languages, with the index."""
    root = tmp_path_factory.mktemp("browser")
    write_city(root / "slice", counties=3, enterprises_per_county=40, seed=4)
    assert not ingest(root / "slice").errors
    for lang in ("zh", "en"):
        plan = make_plan(
            root / "slice", NOTEBOOKS, root / "out",
            lang=lang, audience="internal", counties=(COUNTY, "city"),
        )  # fmt: skip
        summary = run_batch(plan, Settings(), lambda event: None)
        assert (summary.done, summary.failed) == (len(plan.runs), 0)
    return sorted(plan.folders.released.rglob("*.html"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The distribution's browser; nothing is downloaded."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("chromium is not here: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()
