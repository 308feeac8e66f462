"""The committed demo city is what the generator writes, and intake finds no error in it."""

import zipfile
from pathlib import Path

import pytest

from analysis.intake import Intake
from analysis.sample import write_city
from tests.sample.conftest import DEMO

MAX_FILE, MAX_RAW = 3_000_000, 10_000_000


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "demo-city"
    write_city(folder)
    return folder


def names(folder: Path) -> set[str]:
    kept = (p.relative_to(folder) for p in folder.rglob("*") if p.is_file())
    return {p.as_posix() for p in kept if p.parts[0] not in ("store", ".gitattributes")}


def content(path: Path) -> dict[str, bytes]:
    """A workbook's parts (zlib may compress differently elsewhere), any other file whole."""
    if path.suffix != ".xlsx":
        return {path.name: path.read_bytes()}
    with zipfile.ZipFile(path) as book:
        return {part: book.read(part) for part in book.namelist()}


def test_the_generator_writes_the_committed_files(again):
    assert names(again) == names(DEMO)
    different = [
        name for name in sorted(names(DEMO)) if content(again / name) != content(DEMO / name)
    ]
    assert different == []


def test_another_seed_writes_other_figures(tmp_path, again):
    write_city(tmp_path, seed=2, tables="csv")
    name = "规上企业月报_2022年.csv"
    assert (tmp_path / "raw" / name).read_bytes() != (again / "raw" / name).read_bytes()


def test_the_raw_files_are_small_enough_for_the_repository():
    sizes = [path.stat().st_size for path in (DEMO / "raw").iterdir()]
    assert max(sizes) < MAX_FILE
    assert sum(sizes) < MAX_RAW


def test_intake_finds_no_error(demo: Intake):
    assert [fault.zh for fault in demo.errors] == []


def test_the_readme_says_synthetic_in_both_languages():
    text = (DEMO / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# SYNTHETIC 合成数据")
    assert "CC0" in text
    assert "synthetic: true" in (DEMO / "city.yaml").read_text(encoding="utf-8")
