"""Damaged parquet files through a whole batch, on a synthetic city and a shipped notebook."""

import shutil
from pathlib import Path

import pytest

from analysis.intake import ingest
from analysis.reports.manifest import read_manifest
from analysis.reports.process import default_engine
from analysis.sample import write_city
from analysis.tables.store import Store
from tests.faults.processes import events, finish, released, start

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(default_engine() != "warm", reason="no fork server on this system"),
]
SHIPPED = str(Path(__file__).parents[2] / "notebooks")
COUNTIES = ("139901", "139902", "139903")


@pytest.fixture(scope="module")
def whole(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city whose shared steps are done, beside what a batch made of it."""
    city = tmp_path_factory.mktemp("whole") / "city"
    write_city(city, counties=3, enterprises_per_county=30, seed=5)
    assert not ingest(city).errors
    code, said = batch(package, city)
    assert code == 0, said
    return city


@pytest.fixture
def city(whole: Path, tmp_path: Path) -> Path:
    """A copy to damage; nothing has been made of it yet."""
    return shutil.copytree(whole, tmp_path / "city")


def batch(package: Path, city: Path) -> tuple[int, str]:
    options = "--notebooks", SHIPPED, "--notebook", "03", "--audience", "county"
    return finish(start(package, city, city.parent / "out", *options))


def pages(city: Path) -> dict[str, bytes]:
    return released(city.parent / "out")


def flip(file: Path) -> None:
    """Turn one bit of the first page of data."""
    content = bytearray(file.read_bytes())
    content[len(content) // 8] ^= 1
    file.write_bytes(content)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def replace(file: Path) -> None:
    file.write_bytes(b"\0" * file.stat().st_size)


DAMAGES = pytest.mark.parametrize("damage", [flip, cut, replace])


def folder_of_releases(city: Path) -> Path:
    (folder,) = (city / "store" / "released" / "scores").glob("*/county")
    return folder


@DAMAGES
def test_a_county_whose_own_results_are_damaged_fails_alone(damage, package, whole, city):
    damage(folder_of_releases(city) / "139902" / "land_tax_by_class.own.parquet")
    code, said = batch(package, city)
    assert code == 3
    assert "139902 03_enterprise_scores.zh 失败 failed" in said
    assert "damaged file 139902/land_tax_by_class.own.parquet; delete " in said
    assert "结果文件已损坏：139902/land_tax_by_class.own.parquet" in said
    others = {name: page for name, page in pages(whole).items() if "139902" not in name}
    assert pages(city) == others
    (manifest,) = (city.parent / "out").rglob("manifest.csv")
    records = {name.county: r for name, r in read_manifest(manifest.parent).items()}
    assert [records[c].status for c in COUNTIES] == ["done", "failed", "done"]
    assert records["139902"].error.endswith(" DataError")


def test_results_that_all_counties_share_fail_each_by_name_until_made_again(package, whole, city):
    flip(folder_of_releases(city) / "city" / "class_counts.parquet")
    code, said = batch(package, city)
    assert code == 3
    assert said.count("damaged file city/class_counts.parquet; delete ") == len(COUNTIES)
    assert pages(city) == {}
    shutil.rmtree(folder_of_releases(city).parent)  # as the message says
    code, said = batch(package, city)
    assert code == 0, said
    assert pages(city) == pages(whole)


@DAMAGES
def test_a_damaged_store_is_refused_by_name_before_the_first_run(damage, package, city):
    for made in ("released", "results"):
        shutil.rmtree(city / "store" / made)
    damage(Store(city / "store").folder / "evaluation" / "county=139902.parquet")
    code, said = batch(package, city)
    assert code == 6
    assert "evaluation/county=139902.parquet; run `analysis ingest` again" in said
    assert "数据库已损坏，或由其他版本的软件写成：" in said
    assert "Traceback" not in said
    assert pages(city) == {}
    assert events(city.parent / "out", "start") == []


def test_what_is_made_stays_when_the_store_is_damaged_until_it_is_read_anew(package, whole, city):
    code, said = batch(package, city)
    assert code == 0, said
    flip(Store(city / "store").folder / "evaluation" / "county=139902.parquet")
    code, said = batch(package, city)
    assert code == 0, said
    assert f"不变 unchanged: {len(COUNTIES)}" in said
    assert pages(city) == pages(whole)
    shutil.rmtree(city / "store")  # as the message of a damaged store says
    assert ingest(city).changed
    code, said = batch(package, city)
    assert code == 0, said
    assert f"不变 unchanged: {len(COUNTIES)}" in said
