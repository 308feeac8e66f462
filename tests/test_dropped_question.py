"""A question dropped into the package as a folder is found everywhere, without any other edit.

The folder `tests/dropped/grants` and its notebook are what `own-question.md` of the guide tells of.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.processes import copy_package

DROPPED = Path(__file__).parent / "dropped"
DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A copy of the package with the question in it; a command runs there."""
    root = tmp_path_factory.mktemp("house")
    source = copy_package(root)
    shutil.copytree(DROPPED / "grants", source / "analysis" / "questions" / "grants")
    (root / "notebooks").mkdir()
    shutil.copy(DROPPED / "09_grants.ipynb", root / "notebooks")

    def command(*words: str, code: int = 0) -> str:
        environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-m", "analysis.cli", *words],
            capture_output=True,
            encoding="utf-8",
            cwd=root,
            env=environment,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    command("sample", "data/town", "--counties", "5", "--enterprises-per-county", "20")
    command("ingest", "data/town")
    command.root = root
    return command


def test_the_dictionary_has_its_table(house):
    assert "| `amount_10k_cny` | 拨付金额 · Amount |" in house("dictionary")


def test_the_sample_writes_its_raw_file_and_the_store_holds_it(house):
    assert (house.root / "data/town/raw/惠企资金台账.xlsx").is_file()
    assert "grants" in (house.root / "data/town/city.yaml").read_text(encoding="utf-8")
    (table,) = (house.root / "data/town/store/versions").glob("*/grants")
    assert len([*table.glob("*.parquet")]) == 5


def test_its_figure_is_listed_for_the_city_and_masked_for_the_county_of_one_enterprise(house):
    def listed(*options: str) -> list[str]:
        lines = house("quantities", "data/town", "--question", "grants", *options).splitlines()
        return next(line.split("\t") for line in lines if line.startswith("grants\t"))

    single = ("--county", "139901")
    city, county, internal = listed(), listed(*single), listed(*single, "--audience", "internal")
    assert re.fullmatch(r"[\d,]+万元", city[4])
    assert county[4] == "***"
    assert re.fullmatch(r"\d+万元", internal[4])
    assert "grants_by_county.granted_10k_cny" in city


def test_its_pages_are_planned_and_made_for_every_county_and_the_whole(house):
    planned = house("run", "data/town", "--dry-run")
    assert planned.count("待做 stale") == 6
    house("run", "data/town", "--out", "outputs")
    pages = {p.parent.name: p for p in (house.root / "outputs").rglob("09_grants.zh.html")}
    assert len(pages) == 6
    single, whole = (pages[place].read_text(encoding="utf-8") for place in ("139901", "city"))
    assert "有1家企业获得惠企资金。" in single  # its sum is left out with its clause
    assert re.search(r"全市有33家企业获得惠企资金，合计[\d,]+万元。", whole)
    for page in (single, whole):
        assert "各县惠企资金，从高到低" in page
        assert not re.search(r"\bnan\b", page)
    assert "惠企资金" in (house.root / "outputs/town/2022-11/public/index.html").read_text("utf-8")


@pytest.mark.parametrize(("said", "code"), [("fund: special", 0), ("found: special", 6)])
def test_city_yaml_may_speak_to_it(house, said, code):
    file = house.root / "data/town/city.yaml"
    before = file.read_text(encoding="utf-8")
    spoken = before.replace("questions:\n", f"questions:\n  grants:\n    {said}\n", 1)
    file.write_text(spoken, encoding="utf-8")
    output = house("check", "data/town", code=code)
    file.write_text(before, encoding="utf-8")
    assert code == 0 or "the nearest known one is 'fund'" in output


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_guide_tells_its_true_size(lang):
    told = (DOCS / lang / "own-question.md").read_text(encoding="utf-8")
    for file in sorted((DROPPED / "grants").iterdir()):
        if file.is_file():
            lines = len(file.read_text(encoding="utf-8").splitlines())
            assert f"| `{file.name}` | {lines} |" in told
